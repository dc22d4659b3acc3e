"""Counts parts, sections, figures, tables, recommendations and notes, and writes each number into its node.

It also gives an id to every heading, figure and table that has none.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

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
    counters = _Counters(_ids(document), context)
    parts: list[n.Part] = []
    outermost: Where = "flow"
    for part in document.parts:
        numbered = transform(counters.begin(part), outermost, enter_flow, counters.leave)
        parts.append(number_notes(numbered, context.diagnostics))
    return dataclasses.replace(document, parts=tuple(parts))


def letters(number: int) -> str:
    """1 -> A, 26 -> Z, 27 -> AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _ids(document: n.Document) -> set[str]:
    ids = {part.id for part in document.parts}
    ids.update(attrs_of(node).id for part in document.parts for node in walk(part))
    return ids


def enter_flow(node: Any, where: Where) -> Where:
    if isinstance(node, n.Figure):
        return "figure"
    if where == "flow" and isinstance(node, n.Block | n.Footnote):
        flows = isinstance(node, n.Only | n.Div) and not is_aside(node)
        return "flow" if flows else "inside"
    return where


class _Counters:
    """The counts of one run, and the ids already in use."""

    def __init__(self, taken: set[str], context: PassContext) -> None:
        self.taken = taken
        self.words = context.words
        self.parts = dict.fromkeys(("chapter", "fiche", "annex"), 0)
        self.figures = self.tables = self.recommendations = 0

    def begin(self, part: n.Part) -> n.Part:
        """The part with its number; what `leave` sees next is inside it."""
        self.sections = dict.fromkeys(NUMBERED_LEVELS, 0)
        number = ""
        if part.kind in self.parts and "unnumbered" not in part.attrs.classes:
            self.parts[part.kind] += 1
            count = self.parts[part.kind]
            number = letters(count) if part.kind == "annex" else str(count)
        self.part = dataclasses.replace(part, number=number)
        return self.part

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
        return unique(f"{self.part.id}-{slug(bare_title(heading.children))}", self.taken)

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
            node = with_id(node, unique(f"{prefix}-{number}", self.taken))
        return dataclasses.replace(node, number=number)


def _counts(node: n.Figure | n.Table) -> bool:
    return bool(node.caption or node.attrs.id) and "unnumbered" not in node.attrs.classes
