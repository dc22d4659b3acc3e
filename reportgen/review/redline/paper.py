"""The redline for paper: a small report with the figures first, then each changed passage under its headings.

It is read from the redline for Word, so that both say the same. What has not changed is left out, but for the
blocks beside a change. Words that came or went are marked by signs in the text as well as by looks.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Final, Literal

from lxml import etree

from reportgen.document import nodes as n
from reportgen.document.walk import rewrite, walk
from reportgen.editions.docx.elements import Element, qname
from reportgen.review.redline.merge import Changed
from reportgen.words import words_for

_W: Final = qname("w:x")[:-1]
_WP: Final = qname("wp:x")[:-1]
_STATUS: Final = {"ins": "ins", "del": "del", "moveTo": "moved", "moveFrom": "gone"}
_SIGNS: Final = {
    "ins": ("[+\u00a0", "\u00a0+]"),
    "del": ("[−\u00a0", "\u00a0−]"),
    "moved": ("[→\u00a0", "\u00a0→]"),
    "gone": ("[←\u00a0", "\u00a0←]"),
}
_CHANGES: Final = tuple(f"{_W}{name}" for name in _STATUS)
_BESIDE: Final = 1
_CHANGED: Final = n.Attrs(classes=("changed",))
_LEFT_OUT: Final = n.Attrs(classes=("left-out",))
_FURNITURE: Final = re.compile(r"TOC|TableofFigures|Index|RGParagraphNumber")
_LOOKS: Final = {"b": n.Strong, "i": n.Emph}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text (or the call of a note), what became of it, and its looks."""

    status: str
    looks: tuple[str, ...]
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as it is shown. `level` is 0 when it is no heading."""

    block: n.Block
    changed: bool
    level: int = 0


@dataclass(slots=True)
class _Chapter:
    """What stands under one heading of the first level."""

    title: n.Inlines = ()
    blocks: list[Shown] = field(default_factory=list)
    notes: dict[str, n.Footnote] = field(default_factory=dict)


def paper(
    data: bytes,
    changes: Sequence[Changed],
    lang: str,
    title: str,
    date: str,
    words: Mapping[str, str] | None = None,
) -> n.Document:
    """The document of the redline `data` (a Word file of ours), for an edition to be written from."""
    words = words or words_for(lang)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    chapters = _Reader({one.get(f"{_W}id", ""): one for one in notes}, words).chapters(body)
    parts = [_summary(changes, title, words)]
    for chapter in chapters:
        blocks = _near(chapter.blocks, words)
        if blocks:
            attrs = n.Attrs(classes=("unnumbered", "redline"))
            name = f"part-{len(parts)}"
            part = n.Part(
                name, "chapter", chapter.title or (n.Text(words["diff.front"]),), blocks, attrs=attrs
            )
            parts.append(_with_notes(part, chapter.notes))
    entries = tuple(n.ContentsEntry(part.id, 1, "", part.title, kind="chapter") for part in parts[1:])
    first = replace(parts[0], blocks=(*parts[0].blocks, n.Contents("toc", entries)))
    meta = n.Meta(id="diff", title=title, lang=lang, date=date, profile="release")
    labels = {part.id: n.Label(part.id, part.kind, "", part.title, part.id) for part in parts}
    return n.Document(meta, (first, *parts[1:]), labels=labels, words=dict(words))


def _summary(changes: Sequence[Changed], title: str, words: Mapping[str, str]) -> n.Part:
    rows = tuple(
        n.Row(
            (
                n.Cell((n.Paragraph((n.Text(words[f"diff.kind.{kind}"]),)),), header="row"),
                n.Cell((n.Paragraph((n.Text(str(sum(one.kind == kind for one in changes))),)),)),
            )
        )
        for kind in ("edit", "ins", "del", "move")
    )
    head = n.Row(
        tuple(
            n.Cell((n.Paragraph((n.Text(words[key]),)),), header="col")
            for key in ("diff.column.kind", "diff.column.count")
        )
    )
    legend = [
        n.Paragraph(_styled([Piece(kind, (), words[f"diff.legend.{kind}"])]), attrs=_CHANGED)
        for kind in ("ins", "del", "moved", "gone")
    ]
    table = n.Table((head,), rows, 2, caption=(n.Text(words["diff.summary"]),), widths=(70, 30))
    text = words["diff.legend"] if changes else words["diff.none"]
    blocks = (table, n.Paragraph((n.Text(text),)), *(legend if changes else ()))
    return n.Part("summary", "front", (n.Text(title),), blocks, attrs=n.Attrs(classes=("unnumbered",)))


def _near(blocks: Sequence[Shown], words: Mapping[str, str]) -> n.Blocks:
    """The changed blocks, with what stands beside them and the headings above; none when nothing changed."""
    kept: set[int] = set()
    for index in (i for i, one in enumerate(blocks) if one.changed):
        kept.update(range(max(0, index - _BESIDE), min(len(blocks), index + _BESIDE + 1)))
        level = 9
        for above in range(index, -1, -1):
            if 0 < blocks[above].level < level:
                level = blocks[above].level
                kept.add(above)
    gap = n.Paragraph((n.Text(words["diff.left_out"]),), attrs=_LEFT_OUT)
    made: list[n.Block] = []
    for index, one in enumerate(blocks if kept else ()):
        if index in kept:
            made.append(one.block)
        elif not made or made[-1] is not gap:
            made.append(gap)
    return tuple(made)


def _with_notes(part: n.Part, notes: dict[str, n.Footnote]) -> n.Part:
    """The part with its notes, numbered as their calls come."""
    order: dict[str, int] = {}
    for node in walk(part.blocks):
        if isinstance(node, n.NoteRef):
            order.setdefault(node.note, len(order) + 1)

    def numbered(node: Any) -> Any:
        return replace(node, number=order[node.note]) if isinstance(node, n.NoteRef) else node

    own = tuple(replace(notes[name], number=number) for name, number in order.items())
    return replace(rewrite(part, numbered), notes=own)


class _Reader:
    """Reads a merged body as chapters of blocks."""

    def __init__(self, notes: dict[str, Element], words: Mapping[str, str]) -> None:
        self.notes = notes
        self.words = words
        self.found = [_Chapter()]

    def chapters(self, body: Element) -> list[_Chapter]:
        for element in body:
            if element.tag == f"{_W}p" and not _FURNITURE.match(_style(element)):
                self.paragraph(element)
            elif element.tag == f"{_W}tbl":
                self.table(element)
        return self.found

    def paragraph(self, element: Element) -> None:
        pieces = _pieces(element)
        if not any(one.text.strip() for one in pieces):
            return
        changed = any(one.status or (one.note and self.is_changed(one.note)) for one in pieces)
        style = _style(element)
        heading = re.search(r"Heading ?(\d)", style)
        level = int(heading[1]) if heading else 0
        if level == 1:
            now = [one for one in pieces if one.status not in ("del", "gone") and not one.note]
            self.found.append(_Chapter(_styled([replace(one, status="") for one in now or pieces])))
            if not changed:
                return
            level = 0  # shown again below itself, with its marks
        inlines = self.inlines(pieces)
        attrs = _CHANGED if changed else n.NO_ATTRS
        block: n.Block = n.Paragraph(inlines, attrs=attrs)
        if level:
            block = n.Heading(level, inlines, attrs=replace(attrs, classes=(*attrs.classes, "unnumbered")))
        elif style.startswith("List") or element.find(f"{_W}pPr/{_W}numPr") is not None:
            block = n.List((n.ListItem((n.Paragraph(inlines),)),), attrs=attrs)
        self.found[-1].blocks.append(Shown(block, changed, level))

    def table(self, element: Element) -> None:
        """The changed rows of a table, and its header row."""
        rows = element.findall(f"{_W}tr")
        changed = [row for row in rows if next(row.iter(*_CHANGES), None) is not None]
        if not changed:
            same = n.Paragraph((n.Text(self.words["diff.table"]),), attrs=_LEFT_OUT)
            self.found[-1].blocks.append(Shown(same, False))
            return
        headed = rows[0].find(f"{_W}trPr/{_W}tblHeader") is not None
        head = (self.row(rows[0], "col"),) if headed else ()
        made = tuple(self.row(row) for row in changed if not (headed and row is rows[0]))
        columns = max(sum(cell.colspan for cell in row.cells) for row in (*head, *made))
        barred = n.Div((n.Table(head, made, columns),), attrs=_CHANGED)
        self.found[-1].blocks.append(Shown(barred, True))

    def row(self, row: Element, header: Literal["", "col"] = "") -> n.Row:
        cells = []
        for cell in row.findall(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            paragraphs = (self.inlines(_pieces(one)) for one in cell.iter(f"{_W}p"))
            blocks = tuple(n.Paragraph(one) for one in paragraphs if one)
            width = int(span.get(f"{_W}val", "1")) if span is not None else 1
            cells.append(n.Cell(blocks, header=header, colspan=width))
        return n.Row(tuple(cells))

    def is_changed(self, note: str) -> bool:
        """Whether the text of a note has changed."""
        return note in self.notes and next(self.notes[note].iter(*_CHANGES), None) is not None

    def inlines(self, pieces: Sequence[Piece]) -> n.Inlines:
        """The pieces as inlines; the notes they call are kept for the chapter."""
        for one in pieces:
            note = self.notes.get(one.note) if one.note else None
            if note is not None and one.note not in self.found[-1].notes:
                blocks = tuple(n.Paragraph(_styled(_pieces(p))) for p in note.iter(f"{_W}p"))
                self.found[-1].notes[one.note] = n.Footnote(one.note, blocks)
        return _styled([one for one in pieces if not one.note or one.note in self.notes])


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _pieces(paragraph: Element) -> list[Piece]:
    """The runs of a paragraph, each with what became of it; instructions of fields are no text."""
    made: list[Piece] = []
    for run in paragraph.iter(f"{_W}r"):
        status = ""
        for above in run.iterancestors():
            if above is paragraph:
                break
            status = _STATUS.get(str(above.tag).removeprefix(_W), status)
        properties = run.find(f"{_W}rPr")
        looks = tuple(
            look for look in _LOOKS if properties is not None and properties.find(f"{_W}{look}") is not None
        )
        for child in run:
            if child.tag in (f"{_W}t", f"{_W}delText"):
                made.append(Piece(status, looks, child.text or ""))
            elif child.tag in (f"{_W}tab", f"{_W}br"):
                made.append(Piece(status, looks, " "))
            elif child.tag == f"{_W}noBreakHyphen":
                made.append(Piece(status, looks, "\u2011"))
            elif child.tag == f"{_W}footnoteReference":
                made.append(Piece(status, (), "", child.get(f"{_W}id", "")))
            elif child.tag == f"{_W}drawing":
                alt = next((one.get("descr", "") for one in child.iter(f"{_WP}docPr")), "")
                made.append(Piece(status, ("i",), f"[{alt}]" if alt else ""))
    return made


def _styled(pieces: Sequence[Piece]) -> n.Inlines:
    """Pieces as inlines: those of one status together, between their signs."""
    made: list[n.Inline] = []
    for status, group in groupby(pieces, key=lambda one: one.status):
        inner: list[n.Inline] = []
        stretch = list(group)
        spaced = [stretch[0].text[:1].isspace(), stretch[-1].text[-1:].isspace()]
        for (looks, note), same in groupby(stretch, key=lambda one: (one.looks, one.note)):
            inline: n.Inline = n.NoteRef(note) if note else n.Text("".join(one.text for one in same))
            for look in looks:
                inline = _LOOKS[look]((inline,))
            inner.append(inline)
        if status:
            start, end = _SIGNS[status]
            marked = n.Styled(tuple(inner), n.Attrs(classes=(f"diff-{status}",)))
            made += [n.Text(" " * spaced[0] + start), marked, n.Text(end + " " * spaced[1])]
        else:
            made += inner
    return tuple(made)
