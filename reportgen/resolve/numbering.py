"""Counts parts, sections, figures, tables, recommendations and notes, and writes each number into its node.

It also gives an id to every heading, figure and table that has none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import transform, walk
from reportgen.resolve.context import PassContext
from reportgen.resolve.notes import number_notes
from reportgen.resolve.recommendations import Recommendation, is_recommendation, numbered
from reportgen.resolve.tree import attrs_of, bare_title, is_aside, slug, unique, with_id

Where = Literal["flow", "inside", "figure"]
"""`flow`: headings make sections. `inside`: in a list, a quote, a card. `figure`: in a figure's data."""

NUMBERED_LEVELS = (2, 3)
WITH_SECTIONS = ("chapter", "annex")


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document with its numbers. Class `.unnumbered` keeps a part, heading, figure or table out."""
    memo, diagnostics, words = context.memo, context.diagnostics, context.words
    contents = [memo.of("contents", (part,), _contents) for part in document.parts]
    taken = {part.id for part in document.parts}.union(*(inside.ids for inside in contents))
    counts = dict.fromkeys(("chapter", "fiche", "annex"), 0)
    tally = Tally()
    parts: list[n.Part] = []
    for part, inside in zip(document.parts, contents, strict=True):
        number = _number(part, counts)
        start = _Start(number, inside.relevant(tally), words, diagnostics)
        own = {part.id, *inside.ids}
        make = partial(_numbered, start=start, taken=own)
        made = memo.told("number", (part,), make, diagnostics, (start.number, start.tally))
        if not made.new.isdisjoint(taken):
            # An id that the part would make is in use elsewhere: it has to look at all of them.
            made = _numbered(part, start, set(taken))
        taken |= made.new
        tally = tally.after(start.tally, made.tally)
        parts.append(made.part)
    return dataclasses.replace(document, parts=tuple(parts))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many figures, tables and recommendations there are up to a place."""

    figures: int = 0
    tables: int = 0
    recommendations: int = 0

    def after(self, start: Tally, end: Tally) -> Tally:
        """This tally and what was counted between `start` and `end`."""
        return Tally(
            self.figures + end.figures - start.figures,
            self.tables + end.tables - start.tables,
            self.recommendations + end.recommendations - start.recommendations,
        )


@dataclass(frozen=True, slots=True)
class _Contents:
    """What decides on the numbers in a part: the ids in use in it, and what is counted there at all."""

    ids: frozenset[str]
    figures: bool
    tables: bool
    recommendations: bool

    def relevant(self, tally: Tally) -> Tally:
        """The tally that the part goes on from, without what it does not count."""
        return Tally(
            tally.figures if self.figures else 0,
            tally.tables if self.tables else 0,
            tally.recommendations if self.recommendations else 0,
        )


def _contents(part: n.Part) -> _Contents:
    nodes = list(walk(part))
    kinds = set(map(type, nodes))
    ids = frozenset(attrs_of(node).id for node in nodes)
    return _Contents(ids, n.Figure in kinds, n.Table in kinds, any(id_.startswith("rec-") for id_ in ids))


@dataclass(frozen=True, slots=True)
class _Start:
    """Where counting stands before a part: its own number, and the tally."""

    number: str
    tally: Tally
    words: Mapping[str, str]
    diagnostics: Diagnostics


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A part with its numbers, the tally after it, and the ids that were made for it."""

    part: n.Part
    tally: Tally
    new: frozenset[str]


RESULTS: Final = (Tally, _Contents, _Numbered)
"""What is kept of parts."""


def _number(part: n.Part, counts: dict[str, int]) -> str:
    """The number of a part; `counts`, by kind, goes on."""
    if part.kind not in counts or "unnumbered" in part.attrs.classes:
        return ""
    counts[part.kind] += 1
    return letters(counts[part.kind]) if part.kind == "annex" else str(counts[part.kind])


def _numbered(part: n.Part, start: _Start, taken: set[str]) -> _Numbered:
    """The part with its numbers; ids are made apart from those that are `taken`."""
    part = dataclasses.replace(part, number=start.number)
    counters = _Counters(part, start, taken)
    outermost: Where = "flow"
    part = number_notes(transform(part, outermost, enter_flow, counters.leave), start.diagnostics)
    return _Numbered(part, counters.tally, frozenset(counters.new))


def letters(number: int) -> str:
    """1 -> A, 26 -> Z, 27 -> AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def enter_flow(node: Any, where: Where) -> Where:
    if isinstance(node, n.Figure):
        return "figure"
    if where == "flow" and isinstance(node, n.Block | n.Footnote):
        flows = isinstance(node, n.Only | n.Div) and not is_aside(node)
        return "flow" if flows else "inside"
    return where


class _Counters:
    """The counts in one part, and the ids already in use."""

    def __init__(self, part: n.Part, start: _Start, taken: set[str]) -> None:
        self.part = part
        self.taken = taken
        self.words = start.words
        self.figures, self.tables = start.tally.figures, start.tally.tables
        self.recommendations = start.tally.recommendations
        self.sections = dict.fromkeys(NUMBERED_LEVELS, 0)
        self.new: set[str] = set()

    @property
    def tally(self) -> Tally:
        return Tally(self.figures, self.tables, self.recommendations)

    def _unique(self, wanted: str) -> str:
        made = unique(wanted, self.taken)
        self.new.add(made)
        return made

    def leave(self, node: Any, where: Where) -> Any:
        if is_recommendation(node):
            return self._recommendation(node)
        if isinstance(node, n.Heading):
            node = dataclasses.replace(node, number=self._section(node) if where == "flow" else "")
            return node if node.attrs.id else with_id(node, self._heading_id(node))
        if isinstance(node, n.Figure) and _counts(node):
            self.figures += 1
            return self._float(node, "fig", str(self.figures))
        if isinstance(node, n.Table) and _counts(node) and where != "figure":
            self.tables += 1
            return self._float(node, "tbl", str(self.tables))
        return node

    def _heading_id(self, heading: n.Heading) -> str:
        return self._unique(f"{self.part.id}-{slug(bare_title(heading.children))}")

    def _recommendation(self, node: Recommendation) -> n.Block:
        self.recommendations += 1
        made = numbered(node, str(self.recommendations), self.words["recommendation.label"])
        return with_id(made, self._heading_id(node)) if isinstance(node, n.Heading) else made

    def _section(self, heading: n.Heading) -> str:
        level = heading.level
        if (
            not self.part.number
            or self.part.kind not in WITH_SECTIONS
            or level not in NUMBERED_LEVELS
            or "unnumbered" in heading.attrs.classes
        ):
            return ""
        self.sections[level] += 1
        if level == 2:
            self.sections[3] = 0
            return f"{self.part.number}.{self.sections[2]}"
        return f"{self.part.number}.{self.sections[2]}.{self.sections[3]}"

    def _float(self, node: n.Figure | n.Table, prefix: str, number: str) -> Any:
        if not node.attrs.id:
            node = with_id(node, self._unique(f"{prefix}-{number}"))
        return dataclasses.replace(node, number=number)


def _counts(node: n.Figure | n.Table) -> bool:
    return bool(node.caption or node.attrs.id) and "unnumbered" not in node.attrs.classes
