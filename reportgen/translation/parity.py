"""Whether both languages of a document say the same things: structure, references, notes, figures, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.translation.exchange.codes import encode
from reportgen.translation.exchange.units import joined
from reportgen.translation.figures import Kind, Words, figure_faults
from reportgen.translation.pieces import TODO, translated
from reportgen.translation.states import PairedUnit, State

Content = Literal["structure", "reference", "citation", "note", "computed", "link", "image"]
Subject = Content | Kind
_SUBJECTS: Final[dict[str, Content]] = {
    "ref": "reference", "cite": "citation", "note": "note", "calc": "computed", "link": "link", "url": "link",
    "image": "image",
}  # fmt: skip
_LEFT_OUT: Final = frozenset({State.SAME, State.ADDED})


@dataclass(frozen=True, slots=True)
class Disparity:
    """One thing that stands in one language alone: `source` or `target` is empty."""

    subject: Subject
    key: str
    source: str
    target: str
    place: Span

    def as_json(self) -> dict[str, str]:
        return {
            "subject": self.subject,
            "key": self.key,
            "source": self.source,
            "target": self.target,
            "place": str(self.place),
        }


def unit_disparities(
    units: Iterable[PairedUnit], langs: tuple[str, str], words: Words | None = None
) -> Iterator[Disparity]:
    """What differs between the texts of each pair; declared differences and missing texts are passed over."""
    for unit in units:
        if unit.state in _LEFT_OUT or not unit.source or not unit.target:
            continue
        place = unit.target[0].unit.origin
        source, target = encode(joined(unit.source)), encode(joined(unit.target))
        theirs = Counter(code.sign for code in source.codes.values() if code.type in _SUBJECTS)
        ours = Counter(code.sign for code in target.codes.values() if code.type in _SUBJECTS)
        for sign in theirs - ours:
            yield Disparity(_subject(sign), unit.key, sign.partition(" ")[2], "", place)
        for sign in ours - theirs:
            yield Disparity(_subject(sign), unit.key, "", sign.partition(" ")[2], place)
        for kind, gone, new in figure_faults(source.plain, target.plain, langs, words):
            yield Disparity(kind, unit.key, gone, new, place)


def _subject(sign: str) -> Content:
    return _SUBJECTS[sign.partition(" ")[0]]


def structure_disparities(source: n.Part, target: n.Part | None) -> Iterator[Disparity]:
    """What differs in the shape of a chapter: headings, lists, tables, figures, directives, notes."""
    if target is None:
        yield Disparity("structure", "", "chapter", "", source.span or Span(""))
        return
    theirs, ours = list(_shape(source.blocks)), list(_shape(target.blocks))
    left, right = Counter(shape for shape, _ in theirs), Counter(shape for shape, _ in ours)
    places = dict(reversed(ours))
    origin = dict(reversed(theirs))
    for shape, count in (left - right).items():
        yield Disparity("structure", "", f"{shape} × {count}", "", origin[shape] or Span(""))
    for shape, count in (right - left).items():
        yield Disparity("structure", "", "", f"{shape} × {count}", places[shape] or Span(""))
    if left == right and [s for s, _ in theirs] != [s for s, _ in ours]:
        first = next(i for i, (a, b) in enumerate(zip(theirs, ours, strict=True)) if a[0] != b[0])
        yield Disparity("structure", "", theirs[first][0], ours[first][0], ours[first][1] or Span(""))
    notes = Counter(note.id for note in source.notes), Counter(note.id for note in target.notes)
    for one in notes[0] - notes[1]:
        yield Disparity("note", f"^{one}", one, "", target.span or Span(""))
    for one in notes[1] - notes[0]:
        yield Disparity("note", f"^{one}", "", one, target.span or Span(""))


def _shape(blocks: Sequence[Any]) -> Iterator[tuple[str, Span | None]]:
    for node in translated(blocks):
        span = getattr(node, "span", None)
        if isinstance(node, n.Directive) and node.name == TODO:
            continue
        if isinstance(node, n.Heading):
            yield f"heading {node.level} {node.attrs.id}".strip(), span
        elif isinstance(node, n.List):
            yield f"{'numbered ' if node.ordered else ''}list of {len(node.items)}", span
        elif isinstance(node, n.Table):
            yield f"table {len(node.head) + len(node.body)} × {node.columns} {node.attrs.id}".strip(), span
        elif isinstance(node, n.Figure):
            yield f"figure {node.attrs.id}".strip(), span
        elif isinstance(node, n.Directive):
            options = dict(node.options)
            yield f"{node.name} {node.argument or options.get('id', '')}".strip(), span
        elif isinstance(node, n.Callout):
            yield f"callout {node.kind}", span
        elif isinstance(node, n.DefinitionList):
            yield f"definitions of {len(node.items)}", span
        elif isinstance(node, n.CodeBlock):
            yield "code", span
        elif isinstance(node, n.Quote):
            yield "quotation", span
