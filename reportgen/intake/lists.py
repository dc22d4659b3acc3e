"""The closed lists of a form: what a person chooses from, and what it stands for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from reportgen.diagnostics import suggest
from reportgen.inventory import Inventory
from reportgen.inventory.tables import TABLES, Column
from reportgen.words import LANGUAGES, words_for

PORTFOLIO: Final = frozenset({"lead_portfolio", "associated"})
_UNKNOWN: Final = ("inconnu", "inconnue", "inconnus", "non connu", "unknown", "not known", "nsp", "n c", "nc")


def fold(name: str) -> str:
    """A name without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())


@dataclass(frozen=True)
class Lists:
    """The lists of a project. Names are taken in any language, with or without case and accents."""

    inventory: Inventory = field(repr=False)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which names are taken: those of the engine and those that the project adds."""
        return (*LANGUAGES, *self.inventory.locales)

    @cached_property
    def months(self) -> dict[str, int]:
        """The names of months in these languages, folded, with their numbers."""
        spoken = [words_for(lang, self.inventory.words) for lang in self.languages]
        return {fold(words[f"month.{number}"]): number for words in spoken for number in range(1, 13)}

    def choices(self, column: Column, lang: str) -> tuple[tuple[str, str], ...]:
        """(code, name) of what `column` may hold, in the order of the list; empty when it is free."""
        if column.name == "lead_portfolio":
            return tuple((p.id, p.name(lang)) for p in self.inventory.portfolios.values())
        words = words_for(lang, self.inventory.words)
        return tuple((value, words[f"labels.{column.labels}.{value}"]) for value in column.values)

    def name(self, column: Column, code: str, lang: str) -> str:
        """The name of a code; the code itself when it has none."""
        if column.name == "associated":
            portfolio = self.inventory.portfolios.get(code)
            return portfolio.name(lang) if portfolio else code
        return dict(self.choices(column, lang)).get(code, code)

    def code(self, column: Column, text: str) -> str | None:
        """The code that a text stands for: itself, or a name in either language; None when there is none."""
        return self._codes[column.name].get(fold(text))

    def near(self, column: Column, text: str) -> str:
        """The known name nearest to `text`, or nothing."""
        known = {fold(name): name for lang in self.languages for _, name in self._names(column, lang)}
        return known.get(suggest(fold(text), known), "")

    def listed(self, column: Column) -> bool:
        """Whether a cell of `column` must name something of a list."""
        return bool(column.values) or (column.name in PORTFOLIO and bool(self.inventory.portfolios))

    @cached_property
    def _codes(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for table in TABLES:
            for column in table.columns:
                if self.listed(column):
                    names = {
                        fold(name): code
                        for lang in reversed(self.languages)
                        for code, name in self._names(column, lang)
                    }
                    codes = {fold(code): code for code, _ in self._names(column, "fr")}
                    found[column.name] = {**names, **codes}
        return found

    def _names(self, column: Column, lang: str) -> Iterator[tuple[str, str]]:
        if column.name in PORTFOLIO:
            for p in self.inventory.portfolios.values():
                yield from ((p.id, alias) for alias in p.aliases)
                yield p.id, p.name(lang)
        else:
            yield from self.choices(column, lang)


def state_word(state: str, lang: str, lists: Lists) -> str:
    """`ongoing` or `unknown` as a form says it."""
    return words_for(lang, lists.inventory.words)[state]


def read_state(text: str, lists: Lists) -> str:
    """`ongoing` or `unknown` from what a person wrote; empty when it is neither."""
    folded = fold(text)
    further = lists.inventory.spoken.values()
    if folded in {"en cours", "ongoing", "permanent", "permanente", *(fold(w["ongoing"]) for w in further)}:
        return "ongoing"
    known = folded in _UNKNOWN or folded in {fold(words["unknown"]) for words in further}
    return "unknown" if known or text.strip() == "?" else ""


def split_many(text: str) -> list[str]:
    """The values of a cell that holds several: one a line, or separated by semicolons."""
    parts = text.split("\n") if "\n" in text.strip() else text.split(";")
    return [part.strip() for part in parts if part.strip()]
