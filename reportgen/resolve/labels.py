"""Registers what can be referred to: every id of the tree becomes an entry of `Document.labels`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from reportgen.diagnostics import Diagnostic, Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.walk import transform
from reportgen.memo import Memo
from reportgen.resolve import only
from reportgen.resolve.context import PassContext
from reportgen.resolve.recommendations import CLASS, number_in, title_of
from reportgen.resolve.tree import attrs_of, bare_title, place_of, unique, with_id

# What a prefix may stand on; the first is what it stands for.
PREFIX_KINDS: dict[str, tuple[n.LabelKind, ...]] = {
    "ch": ("chapter", "front", "divider"),
    "sec": ("section",),
    "fig": ("figure",),
    "tbl": ("table",),
    "fiche": ("fiche",),
    "ann": ("annex",),
    "rec": ("recommendation",),
    "par": ("paragraph",),
}
KIND_PREFIX: dict[n.LabelKind, str] = {kinds[0]: prefix for prefix, kinds in PREFIX_KINDS.items()}
_OTHER_KINDS: dict[str, n.LabelKind] = {
    "acr": "acronym",
    "src": "source",
    "ref": "reference",
}


@dataclass(frozen=True, slots=True)
class _Around:
    part: n.Part
    editions: only.Editions = ()
    paragraph: str = ""
    title: n.Inlines = ()


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document with its labels. A second use of a label is reported, and renamed in the tree."""
    memo, register = context.memo, _Register(context.diagnostics)
    filled: list[n.Part] = []
    for part in [register.part(part, memo) for part in document.parts]:
        made = memo.of("labels", (part,), _alone)
        if made.renamed or not register.labels.keys().isdisjoint(made.labels):
            # A label that is in use elsewhere: the part has to look at all of them.
            filled.append(transform(part, _Around(part), _enter, register.leave))
            continue
        register.labels.update(made.labels)
        context.diagnostics.extend(made.findings)
        filled.append(made.part)
    return dataclasses.replace(document, parts=tuple(filled), labels=register.labels)


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A part and its labels, as it is among labels of other names; `renamed`: one stood there twice."""

    part: n.Part
    labels: dict[str, n.Label]
    renamed: bool
    findings: tuple[Diagnostic, ...]


RESULTS: Final = (_Labelled,)
"""What is kept of parts."""


def _alone(part: n.Part) -> _Labelled:
    found = Diagnostics()
    register = _Register(found)
    inside = transform(part, _Around(part), _enter, register.leave)
    return _Labelled(inside, register.labels, register.renamed, tuple(found))


def with_labels(document: n.Document, added: Iterable[n.Label]) -> n.Document:
    """The document with more labels: for passes that make things with ids after this one."""
    return dataclasses.replace(document, labels={**document.labels, **{label.id: label for label in added}})


def _enter(node: Any, around: _Around) -> _Around:
    if isinstance(node, n.Only):
        return dataclasses.replace(around, editions=only.inside(node, around.editions))
    if CLASS in attrs_of(node).classes:
        around = dataclasses.replace(around, title=around.title or title_of(node))
    if isinstance(node, n.Paragraph) and node.number:
        return dataclasses.replace(around, paragraph=node.number)
    return around


def _label_of(part: n.Part) -> n.Label:
    title = bare_title(part.title)
    return n.Label(part.id, part.kind, part.number, title, part.id, place_of(part, part))


class _Register:
    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics
        self.labels: dict[str, n.Label] = {}
        self.renamed = False

    def part(self, part: n.Part, memo: Memo) -> n.Part:
        place = place_of(part, part)
        if self._taken(part.id, place):
            part = dataclasses.replace(part, id=unique(part.id, set(self.labels)))
        self._check_prefix(part.id, part.kind, place)
        self.labels[part.id] = memo.of("part label", (part,), _label_of)
        return part

    def leave(self, node: Any, around: _Around) -> Any:
        identifier = node.id if isinstance(node, n.Anchor) else attrs_of(node).id
        if not identifier or isinstance(node, n.Footnote):
            return node
        place = place_of(node, around.part)
        if self._taken(identifier, place):
            identifier = unique(identifier, set(self.labels))
            node = n.Anchor(identifier) if isinstance(node, n.Anchor) else with_id(node, identifier)
        kind, number, title = _describe(node, identifier, around)
        if not identifier.startswith(f"{around.part.id}-"):
            self._check_prefix(identifier, kind, place)
        self._add(identifier, kind, number, title, around, place)
        return node

    def _add(
        self, identifier: str, kind: n.LabelKind, number: str, title: n.Inlines, around: _Around, place: Span
    ) -> None:
        self.labels[identifier] = n.Label(
            identifier, kind, number, bare_title(title), around.part.id, place, around.editions
        )

    def _taken(self, identifier: str, place: Span) -> bool:
        first = self.labels.get(identifier)
        if first is not None:
            self.renamed = True
            self.diagnostics.add("REF001", place, id=identifier, first=first.span)
        return first is not None

    def _check_prefix(self, identifier: str, kind: n.LabelKind, place: Span) -> None:
        prefix, _, rest = identifier.partition("-")
        if kind in PREFIX_KINDS.get(prefix, (kind,)):
            return
        right = KIND_PREFIX.get(kind, "")
        self.diagnostics.add(
            "REF002", place, suggestion=f"{right}-{rest}" if right else "", id=identifier, prefix=prefix
        )


def _describe(node: Any, identifier: str, around: _Around) -> tuple[n.LabelKind, str, n.Inlines]:
    """Kind, number and title of a labelled node."""
    prefix = identifier.partition("-")[0]
    if number_in(node):
        return "recommendation", number_in(node), around.title
    if isinstance(node, n.Heading):
        return "section", node.number, node.children
    if isinstance(node, n.Figure):
        return "figure", node.number, node.caption
    if isinstance(node, n.Table):
        return "table", node.number, node.caption
    if isinstance(node, n.DefinitionItem):
        return "acronym" if prefix == "acr" else "term", "", node.term
    if isinstance(node, n.Paragraph) and node.number:
        return "paragraph", node.number, ()
    if prefix == "par" and around.paragraph:
        # A span marked `{#par-x}` names its paragraph in a way that survives renumbering.
        return "paragraph", around.paragraph, ()
    return _OTHER_KINDS.get(prefix, "anchor"), "", _title(node)


def _title(node: Any) -> n.Inlines:
    """The title of a group: its own, or that of the heading it begins with."""
    if isinstance(node, n.Callout):
        return node.title
    first = node.children[0] if isinstance(node, n.Div | n.Quote) and node.children else None
    return first.children if isinstance(first, n.Heading) else ()
