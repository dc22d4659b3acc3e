"""Rules that a finished PDF must keep: what a program can tell of PDF/UA-1, and what it does not ask for.

Ids such as `13-004` are failure conditions of the Matterhorn Protocol 1.1; those with an `R` are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.diagnostics import Diagnostics, Span
from reportgen.editions.pdf.checks import document, fonts, links, meaning, tree
from reportgen.editions.pdf.checks.tags import ReadBack

Check = Callable[[ReadBack], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`says` is what must hold; `check` yields a line for each place where it does not."""

    id: str
    says: str
    check: Check


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that does not hold: the first place, and how many there are."""

    id: str
    says: str
    first: str
    count: int

    def tell(self, diagnostics: Diagnostics, code: str, at: Span) -> None:
        """Add it to `diagnostics` as a finding of this code."""
        diagnostics.add(code, at, rule=self.id, says=self.says, place=self.first, count=self.count)


RULES: tuple[Rule, ...] = tuple(
    Rule(id_, says, check)
    for module in (document, tree, links, fonts, meaning)
    for id_, says, check in module.RULES
)


def failures(read: ReadBack) -> list[Failure]:
    """The rules that `read` breaks, in the order of RULES."""
    found = []
    for rule in RULES:
        places = list(rule.check(read))
        if places:
            found.append(Failure(rule.id, rule.says, places[0], len(places)))
    return found
