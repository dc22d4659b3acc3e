"""What must be known of the whole document before its first paragraph is written.

Which labels exist and which are asked for, how Word will number each heading, what a reference field to each
label must say, which headings the table of contents lists, and which index terms lead to each place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Final, Literal

from reportgen.document import nodes as n
from reportgen.document.blocks import DATA_OF_FIGURES
from reportgen.document.walk import plain_text, rewrite, walk
from reportgen.editions.docx.numbering import CHAPTERS, Numbering, heading_level
from reportgen.editions.docx.ooxml import Numbered
from reportgen.editions.docx.own_contents import contents_part, needs_contents
from reportgen.editions.docx.styles import unlisted

EDITION: Final = "docx"
LABEL_SPACE: Final = "\u2002"
"""What stands between « Fiche 12 » and the title."""

Reading = Literal["list", "text", "title"]
"""How a field reads a label: the number of its paragraph's list, bookmarked text, or the bookmarked title."""


@dataclass(frozen=True, slots=True)
class HeadingPlan:
    """How a heading is written.

    `direct` is list membership beyond that of the style. `sequence` is the word before a number that is a SEQ
    field (« Fiche 12 »): a list would number it too, but a reference to a list's number brings its word
    along in LibreOffice. `typed` is a number in text, where no list can show it.
    """

    style: str
    direct: Numbered | None = None
    sequence: str = ""
    typed: str = ""


@dataclass(slots=True)
class Plan:
    """See the module. `headings` is by identity of the Part or Heading in `document`; `numbers` are those of
    paragraphs, by the id of their unit."""

    document: n.Document
    numbering: Numbering
    emitted: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    headings: dict[int, HeadingPlan] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    depth: int = 0
    lists_fiches: bool = False
    data_apart: bool = False
    terms: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def level(self, part: n.Part) -> int:
        """The heading level of a part: its level in the table of contents, 1 when it is not listed."""
        return self.levels.get(part.id, 1)


def make_plan(document: n.Document) -> Plan:
    """The plan of the document as this edition shows it (`Only` blocks resolved)."""
    shown = document
    nodes = [tuple(walk(part)) for part in shown.parts]
    if any(isinstance(node, n.Only) for node in chain.from_iterable(nodes)):
        shown = replace(document, parts=tuple(rewrite(part, _only) for part in document.parts))
        nodes = [tuple(walk(part)) for part in shown.parts]
    every = tuple(chain.from_iterable(nodes))
    if needs_contents(shown, every):
        contents = contents_part(shown, every)
        shown = replace(shown, parts=(contents, *shown.parts))
        nodes = [tuple(walk(contents)), *nodes]
    plan = Plan(shown, Numbering())
    for part, inside in zip(shown.parts, nodes, strict=True):
        plan.emitted.add(part.id)
        for node in inside:
            if type(node) not in _SILENT:
                _see(node, plan)
    for part, inside in zip(shown.parts, nodes, strict=True):
        _plan_part(part, inside, plan)
    return plan


# The most frequent nodes, which no label, link or list comes from.
_SILENT: Final = frozenset((n.Text, n.Emph, n.Strong, n.SoftBreak, n.LineBreak, n.Code))


def _only(node: Any) -> Any:
    if isinstance(node, n.Only):
        return node.children if EDITION in node.editions else None
    return node


def _see(node: Any, plan: Plan) -> None:
    attrs = getattr(node, "attrs", None)
    if isinstance(attrs, n.Attrs) and attrs.id:
        plan.emitted.add(attrs.id)
    if isinstance(node, n.Paragraph):
        if node.number:
            plan.emitted.add(paragraph_label(node))
        if node.number and node.unit is not None:
            plan.numbers[node.unit.id] = node.number
    elif isinstance(node, n.Div):
        plan.data_apart = plan.data_apart or DATA_OF_FIGURES in node.attrs.classes
    elif isinstance(node, n.Anchor):
        plan.emitted.add(node.id)
    elif isinstance(node, n.CrossRef | n.InternalLink | n.Abbreviation) and node.target:
        plan.wanted.add(node.target)
    elif isinstance(node, n.Contents):
        plan.wanted.update(entry.target for entry in node.entries)
        plan.lists_fiches = plan.lists_fiches or node.kind == "fiches"
        if node.kind == "toc":
            for entry in node.entries:
                plan.levels.setdefault(entry.target, min(6, max(1, entry.level)))
                plan.depth = max(plan.depth, entry.level)
    elif isinstance(node, n.Index):
        for group in node.groups:
            _see_terms(group.entries, (), plan)
    elif isinstance(node, n.Figure | n.Table) and node.number and node.attrs.id:
        plan.readings[node.attrs.id] = "text"


def paragraph_label(node: n.Paragraph) -> str:
    """The label that a numbered paragraph has besides its own: `par-2-14` for 2.14."""
    return f"par-{node.number.replace('.', '-')}" if node.number else ""


def _see_terms(entries: tuple[n.IndexEntry, ...], above: tuple[str, ...], plan: Plan) -> None:
    for entry in entries:
        path = (*above, plain_text(entry.term))
        for reference in entry.refs:
            plan.terms.setdefault(reference.target, []).append(path)
        _see_terms(entry.children, path, plan)


def _plan_part(part: n.Part, nodes: Sequence[Any], plan: Plan) -> None:
    level = plan.level(part)
    _plan_heading(part, part, level, 0, plan)
    for heading in nodes:
        if isinstance(heading, n.Heading):
            _plan_heading(heading, part, min(6, heading.level + level - 1), heading.level - 1, plan)


def _plan_heading(node: n.Part | n.Heading, part: n.Part, level: int, depth: int, plan: Plan) -> None:
    label = node.id if isinstance(node, n.Part) else node.attrs.id
    style = f"Heading {level}"
    if level <= plan.depth and label not in plan.levels:
        style = unlisted(style)
    if not node.number:
        in_list = heading_level(style) is not None
        plan.headings[id(node)] = HeadingPlan(style, Numbered(0) if in_list else None)
        plan.readings[label] = "title"
        return
    if isinstance(node, n.Part) and part.kind in ("fiche", "annex"):
        member = plan.numbering.heading("annex", 0, node.number) if part.kind == "annex" else None
        word = plan.document.words[f"contents.{part.kind}"]
        plan.headings[id(node)] = HeadingPlan(style, member or Numbered(0), sequence=word)
        plan.readings[label] = "text"
        return
    member = None
    if part.kind == "chapter" or part.kind == "annex":
        member = plan.numbering.heading(part.kind, depth, node.number)
    if member is None:
        plan.headings[id(node)] = HeadingPlan(style, Numbered(0), typed=node.number)
        plan.readings[label] = "text"
        return
    by_style = member == Numbered(CHAPTERS, depth) and heading_level(style) == depth
    plan.headings[id(node)] = HeadingPlan(style, None if by_style else member)
    plan.readings[label] = "list"
