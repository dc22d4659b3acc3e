"""Fills « Cité dans : section 2.3, annexe A »: the sections, annexes and fiches that refer to a fiche."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.resolve import ref_words
from reportgen.resolve.context import PassContext
from reportgen.resolve.kinds import Kinds
from reportgen.resolve.ref_words import Style, Words
from reportgen.resolve.references import nearest
from reportgen.resolve.tree import fill_generated, place_of

# Sections come first, the text that discusses the fiche, with their noun: paragraphs have numbers too.
_ORDER = ("section", "chapter", "front", "fiche", "annex")

Places = dict[str, dict[str, None]]


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document with each `Generated("backlinks", part)` replaced; by nothing when nobody refers there.

    An empty argument stands for the part it is in. What a part says of itself doesn't count.
    """
    places: Places | None = None

    def paragraph(*labels: n.Label) -> n.Paragraph:
        return _paragraph(list(labels), context.words)

    def fill(node: n.Generated, part: n.Part) -> n.Block | None:
        nonlocal places
        places = cited_places(document, context) if places is None else places
        target = node.argument or part.id
        if target not in document.labels:
            near = nearest(target, document.labels)
            context.diagnostics.add("REF004", place_of(node, part), suggestion=near, id=target)
        labels = [document.labels[place] for place in places.get(target, ())]
        return context.memo.of("cited in", tuple(labels), paragraph) if labels else None

    return fill_generated(document, ("backlinks",), fill, context.kinds, context.memo)


def cited_places(document: n.Document, context: PassContext) -> Places:
    """For each part, the labels of the numbered sections and parts that refer to it, in reading order."""
    places: Places = {}

    def said(part: n.Part) -> tuple[tuple[str, str], ...]:
        return tuple(_said(part, context.kinds))

    for part in document.parts:
        if part.kind == "divider":
            continue  # it announces every fiche, and says nothing of one
        for place, target in context.memo.of("said", (part,), said):
            label = document.labels.get(target)
            if label is not None and label.part != part.id:
                places.setdefault(label.part, {})[place] = None
    return places


def _said(part: n.Part, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """What a part refers to, each time with the section, or the part, that does so."""
    for place, reference in _references(part, kinds):
        yield from ((place, target) for target in (reference.target, *reference.covers))


def _references(part: n.Part, kinds: Kinds) -> Iterator[tuple[str, n.CrossRef]]:
    place = part.id
    for content in (part.blocks, part.notes):
        for node in walk(tuple(b for b in content if not kinds.of(b).isdisjoint((n.Heading, n.CrossRef)))):
            if isinstance(node, n.Heading) and node.number:
                place = node.attrs.id
            elif isinstance(node, n.CrossRef):
                yield place, node
        place = part.id


def _paragraph(labels: list[n.Label], words: Words) -> n.Paragraph:
    kinds: Mapping[str, list[n.Label]] = {
        kind: [label for label in labels if label.kind == kind] for kind in _ORDER
    }
    phrases: list[n.Inlines] = []
    for kind, members in kinds.items():
        with_number = [label for label in members if label.number]
        if with_number:
            phrases.append(ref_words.numbered(kind, with_number, words, Style(ranges=False))[0])
        phrases.extend(ref_words.titled(kind, label, words, Style()) for label in members if not label.number)
    listed = ref_words.joined(phrases, words, "ref.comma")
    return n.Paragraph(
        (n.Text(words["backlinks.intro"]), *listed, n.Text(".")), attrs=n.Attrs(classes=("backlinks",))
    )
