"""Rules for a language that the engine has none for, made from what its words say (GEN-01 to GEN-08).

A locale file gives quotation marks, what clings to the number before it and what to the word after it; the
rest is common: curly apostrophes, an ellipsis of one sign, thousands grouped in its way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from reportgen.resolve.typography.pieces import DIGIT, Edit, Rule, rule
from reportgen.resolve.typography.quotes import Marks

NB: Final = "\u00a0"
SP: Final = "[ \u00a0\u202f\u2009]"
LETTER: Final = r"[^\W\d_]"


@dataclass(frozen=True, slots=True)
class Conventions:
    """The typography of a language, from its words. Lists are parted by `|`.

    `quotes`: four marks, outside then inside. `after_number`: what clings to the number before it (`%|€`).
    `before_word`: what clings to the number or word after it (`pág.|n.º`). `group`: what parts thousands.
    """

    quotes: str
    after_number: str = ""
    before_word: str = ""
    group: str = NB
    months: tuple[str, ...] = ()

    @property
    def marks(self) -> Marks | None:
        """The quotation marks; None when there are not four."""
        marks = self.quotes.split("|")
        return Marks((marks[0], marks[1]), (marks[2], marks[3])) if len(marks) == 4 else None


def conventions_of(words: Mapping[str, str]) -> Conventions | None:
    """Those of a language whose words name the `general` rules; None for any other."""
    if words.get("typography.rules") != "general":
        return None
    return Conventions(
        words["typography.quotes"],
        words["typography.after-number"],
        words["typography.before-word"],
        words["format.group"],
        tuple(words[f"month.{number}"] for number in range(1, 13)),
    )


@cache
def rules(conventions: Conventions) -> tuple[Rule, ...]:
    """The rules, in the order in which they are applied."""
    made = [
        rule("GEN-01", rf"(?<={LETTER})'(?={LETTER})", "’", needs="'"),
        rule("GEN-02", rf"{SP}*(?<!\.)\.\.\.(?!\.)", "…", needs="."),
        _thousands(conventions.group),
    ]
    if after := _choices(conventions.after_number):
        made.append(rule("GEN-04", rf"(?<=\d){SP}+({after})(?!\w)", NB + r"\1", needs=DIGIT))
    if before := _choices(conventions.before_word):
        made.append(rule("GEN-05", rf"(?<!\w)({before}){SP}+(?=[\w«“])", r"\1" + NB))
    if months := _choices("|".join(conventions.months)):
        made.append(
            rule(
                "GEN-06", rf"\b(\d{{1,2}})[ ]((?:\w{{1,3}}[ ])?)(?={months})", r"\1" + NB + r"\2", needs=DIGIT
            )
        )
    made += [
        rule("GEN-07", rf"(?<=\S){SP}--{SP}(?=\S)", " – ", needs="-"),
        rule("GEN-08", r"(?<=\S)  +(?=\S)", " "),
    ]
    return tuple(made)


def _choices(text: str) -> str:
    return "|".join(re.escape(item.strip()) for item in text.split("|") if item.strip())


def _thousands(separator: str) -> Rule:
    """Groups of three digits that were typed with spaces; what has a sign of another use is left alone."""

    def edits(match: re.Match[str]) -> Iterable[Edit]:
        for place in re.finditer("[ \u00a0\u202f]", match[0]):
            yield Edit(match.start() + place.start(), match.start() + place.end(), separator)

    pattern = re.compile(r"(?<![\d,.\u202f])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
    return Rule("GEN-03", pattern, edits, frozenset(DIGIT))
