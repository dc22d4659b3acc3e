"""The terminology of a project: its glossary and acronyms, and how translations keep to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportgen.inventory import Inventory

_ADDRESS = re.compile(r"https?://\S+|[\w.-]+\.(?:fr|org|eu|com)\b")


@dataclass(frozen=True, slots=True)
class Term:
    """A concept: the preferred term of each language, others that are allowed, and those that are not."""

    id: str
    source: str
    target: str
    source_others: tuple[str, ...] = ()
    target_others: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    source_definition: str = ""
    target_definition: str = ""
    acronym: bool = False


def terms_of(inventory: Inventory, source: str, target: str) -> tuple[Term, ...]:
    """The terms of the glossary, then the acronyms with their expansions, in the order of their files."""
    found = [
        Term(
            f"term-{term.id}",
            term.term[source],
            term.term[target],
            tuple(term.alt[source]),
            tuple(term.alt[target]),
            tuple(term.avoid[target]),
            term.definition[source],
            term.definition[target],
        )
        for term in inventory.glossary.values()
    ]
    for number, acronym in enumerate(inventory.acronyms.values(), start=1):
        expansions = acronym.expansion(source), acronym.expansion(target)
        found.append(
            Term(
                f"acronym-{number}",
                acronym.acronym,
                acronym.acronym,
                source_definition=expansions[0],
                target_definition=expansions[1],
                acronym=True,
            )
        )
    return tuple(found)


def term_rows(terms: Sequence[Term]) -> tuple[tuple[str, str, str], ...]:
    """Source, target and definition, as glossaries of tools have them."""
    return tuple(
        (
            term.source,
            term.target if not term.acronym else f"{term.target} ({term.target_definition})",
            term.source_definition,
        )
        for term in terms
    )


def term_faults(source: str, target: str, terms: Sequence[Term]) -> Iterator[tuple[Term, str]]:
    """Terms of the source that the target renders otherwise, with the forbidden word it uses if there is one.

    Words are compared by their beginnings, so that plurals and agreements count as the same word.
    """
    source, target = _ADDRESS.sub(" ", source), _ADDRESS.sub(" ", target)
    theirs, ours = _folded(source), _folded(target)
    for term in terms:
        # A term with a capital is a name: `Decidim` is not in « décident ».
        if term.source[:1].isupper() and term.source not in source:
            continue
        if term.acronym or not _holds(theirs, term.source):
            continue
        bad = next((word for word in term.forbidden if _holds(ours, word)), "")
        good = any(_holds(ours, word) for word in (term.target, *term.target_others))
        if bad or not good:
            yield term, bad


def _holds(text: str, term: str) -> bool:
    return bool(term) and _pattern(term).search(text) is not None


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    words = re.findall(r"\w+", _folded(term))
    stems = [
        re.escape(word[: max(4, len(word) - 2)]) + r"\w{0,4}" if len(word) > 4 else re.escape(word) + r"\w?"
        for word in words
    ]
    return re.compile(r"\b" + r"\W+".join(stems) + r"\b") if stems else re.compile(r"(?!)")


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(char for char in parts if not unicodedata.combining(char))
