"""A run of text across inline boundaries, and edits that keep each piece in its own node.

A paragraph such as `**Axes** : accès` is three nodes but one line of text to a typographer. Rules look at the
joined text; each edit is then cut back to the piece it falls in, so that markup never moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

DIGIT = "0"
"""Among the characters that a rule needs: any digit."""

SENTINEL = "\ufffc"
"""Stands for what is not text (code, an image, a note call, a span of another language)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one node. A `frozen` piece is seen by rules and never changed.

    `depth` is how deeply its node is nested: between two pieces, an insertion goes to the outer one.
    """

    text: str
    frozen: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters `start` to `end` of the joined text."""

    start: int
    end: int
    text: str


Edits = Callable[[re.Match[str]], Iterable[Edit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table: its number there, what it looks for, and the edits of one match.

    `needs`: every match has one of these characters (`0` stands for any digit), so that a text without them
    need not be searched; empty when nothing of the kind is known.
    """

    id: str
    pattern: re.Pattern[str]
    edits: Edits
    needs: frozenset[str] = frozenset()


def rule(rule_id: str, pattern: str, template: str, needs: str = "") -> Rule:
    r"""A rule written like `re.sub`: `\1` keeps a group as it is, what stands between groups is edited.

    Groups must appear in the template in their order in the pattern, each once.
    """
    parts = re.split(r"\\(\d)", template)
    literals, groups = parts[::2], [int(g) for g in parts[1::2]]

    def edits(match: re.Match[str]) -> Iterable[Edit]:
        start = match.start()
        for literal, group in zip(literals, [*groups, 0], strict=True):
            end = match.start(group) if group else match.end()
            if match.string[start:end] != literal:
                yield Edit(start, end, literal)
            start = match.end(group) if group else start

    return Rule(rule_id, re.compile(pattern), edits, frozenset(needs))


# Never touched: addresses, source syntax left in text, times, ISO dates, numbers of laws.
_SHIELD = re.compile(
    r"""https?://[^\s<>"«»“”]+ | \bwww\.[^\s<>"«»“”]+ | \b[\w.+-]+@[\w-]+\.[\w.-]+\w
      | \[@[^\]]+\] | \[\^[^\]]+\] | \{\{[^}]*\}\} | `[^`]*` | \]\([^)]*\)
      | \b\d{1,2}:\d{2}(?::\d{2})?\b | \b\d{4}-\d{2}-\d{2}\b | \b(?:19|20)\d\d-(?!(?:19|20)\d\d\b)\d{3,}\b
      | \b[LRDA]\.?[ \u00a0*]{0,2}\d+(?:-\d+)+ | \b10\.\d{4,}/\S+""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_LAW = re.compile(r"(?:\b[Nn](?:°|º|o\.?)|\b[Aa]rticles?)[ \u00a0]?(\d+(?:-\d+)+)")


class Run:
    """The pieces of one run while rules are applied to it."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._texts = [piece.text for piece in pieces]
        self._joined()

    def _joined(self) -> None:
        self.text = "".join(self._texts)
        self._has = set(self.text)
        if _DIGIT.search(self.text):
            self._has.add("0")

    @property
    def texts(self) -> list[str]:
        """The text of each piece as it now stands."""
        return list(self._texts)

    def apply(self, the_rule: Rule) -> None:
        """Apply a rule to every match that touches nothing frozen or shielded."""
        if the_rule.needs and self._has.isdisjoint(the_rule.needs):
            return
        matches = list(the_rule.pattern.finditer(self.text))
        if matches:
            self.edit(edit for match in matches for edit in the_rule.edits(match))

    def edit(self, edits: Iterable[Edit]) -> None:
        """Carry out edits, given in reading order and not overlapping."""
        changes = list(edits)
        if not changes:
            return
        shields = [match.span() for match in _SHIELD.finditer(self.text)]
        shields += [match.span(1) for match in _LAW.finditer(self.text)]
        for change in reversed(changes):
            if not any(_touches(change, shield) for shield in shields):
                self._carry_out(change)
        self._joined()

    def _carry_out(self, change: Edit) -> None:
        touched: list[tuple[int, int, int]] = []
        offset = 0
        for index, text in enumerate(self._texts):
            end = offset + len(text)
            if change.start == change.end:
                reached = offset <= change.start <= end
            else:
                reached = offset < change.end and end > change.start
            if reached and text:
                touched.append((index, max(change.start - offset, 0), min(change.end - offset, len(text))))
            offset = end
        free = [place for place in touched if not self._pieces[place[0]].frozen]
        if not free or (change.start != change.end and len(free) != len(touched)):
            return
        if change.start == change.end and len(touched) == 1 and self._pieces[touched[0][0]].frozen:
            return
        home = min(free, key=lambda place: self._pieces[place[0]].depth)
        places = free if change.start != change.end else [home]
        for index, start, end in places:
            text = self._texts[index]
            self._texts[index] = text[:start] + (change.text if index == home[0] else "") + text[end:]


def _touches(change: Edit, shield: tuple[int, int]) -> bool:
    start, end = shield
    if change.start == change.end:
        return start < change.start < end
    return change.start < end and change.end > start
