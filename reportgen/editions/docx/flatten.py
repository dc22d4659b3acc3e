"""A Word story as one stream of characters, so that split runs and moved run boundaries do not matter.

Every character knows whether it was inserted or deleted, by whom and when; bookmarks, remarks and changes of
format are ranges on the stream. What Word computes (field results, calls of notes, pictures) is one OBJECT
character, whatever it shows. Elements are those of ECMA-376 part 1, chapter 17 (revisions: 17.13.5).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from reportgen.editions.docx.elements import Element, qname

OBJECT: Final = "\ufffc"
END: Final = "\n"
"""Ends a paragraph in the stream; line breaks inside a paragraph are spaces."""

_W: Final = qname("w:x")[:-1]
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

ChangeKind = Literal["ins", "del", "moveTo", "moveFrom"]
_CONTENT_CHANGES: Final = ("ins", "del", "moveTo", "moveFrom")
_PROPERTY_CHANGES: Final = (
    "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange",
    "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
)  # fmt: skip
CHANGES: Final = (*_CONTENT_CHANGES, *_PROPERTY_CHANGES)
_TEXT: Final = {"tab": "\t", "ptab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_OBJECTS: Final = ("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference")
_SKIPPED: Final = frozenset(
    f"{_W}{name}"
    for name in (
        "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "softHyphen", "footnoteRef", "endnoteRef", "annotationRef",
        "separator", "continuationSeparator", "instrText", "delInstrText", "lastRenderedPageBreak", 
        "proofErr", "sectPr",
    )
)  # fmt: skip
_VAL: Final = f"{_W}val"
_NO_LOOKS: Final[frozenset[str]] = frozenset()
_LOOKS: Final[dict[object, str]] = {
    f"{_W}{name}": name
    for name in ("b", "i", "u", "strike", "vertAlign", "rStyle", "color", "highlight", "smallCaps", "sz")
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change element of the file. `key` counts the change elements of its part in document order."""

    kind: str
    author: str
    date: str
    part: str
    key: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of characters with one status. `looks` are its direct properties ("b", "i")."""

    start: int
    text: str
    changes: tuple[Change, ...] = ()
    generated: bool = False
    looks: frozenset[str] = frozenset()

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def in_base(self) -> bool:
        """Whether the character stood here before the tracked changes."""
        return not self.changes or not any(change.kind in ("ins", "moveTo") for change in self.changes)

    @property
    def in_final(self) -> bool:
        """Whether it stands here once they are all accepted."""
        return not self.changes or not any(change.kind in ("del", "moveFrom") for change in self.changes)


@dataclass(frozen=True, slots=True)
class FormatChange:
    """A change that is not of text: of properties, or of a table's rows and cells. Looks read "b i"."""

    change: Change
    start: int
    end: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphRange:
    """One paragraph: the stream from `start` to its END character at `end`. `note` is the footnote's id."""

    start: int
    end: int
    part: str
    style: str
    note: str = ""
    in_table: bool = False


@dataclass(slots=True)
class Flat:
    """The stream of one or more parts of a package."""

    pieces: list[Piece] = field(default_factory=list)
    paragraphs: list[ParagraphRange] = field(default_factory=list)
    bookmarks: dict[str, tuple[int, int]] = field(default_factory=dict)
    remarks: dict[str, tuple[int, int]] = field(default_factory=dict)
    formats: list[FormatChange] = field(default_factory=list)
    length: int = 0
    ends: list[int] = field(default_factory=list)
    """Where each piece ends."""

    def add(self, text: str, changes: tuple[Change, ...], generated: bool, looks: frozenset[str]) -> None:
        self.pieces.append(Piece(self.length, text, changes, generated, looks))
        self.length += len(text)
        self.ends.append(self.length)


def flatten(flat: Flat, root: Element, part: str) -> None:
    """Add the story `root` (a body, or the root of the footnotes part) to `flat`; `part` names it."""
    _Walker(flat, part).walk(root, ())


def printed(flat: Flat, start: int, end: int) -> str:
    """The text of a stretch as it stood before tracked changes, each computed thing one OBJECT."""
    made: list[str] = []
    for piece in within(flat, start, end):
        if piece.in_base:
            if piece.text == OBJECT and made and made[-1] == OBJECT:
                continue
            made.append(piece.text)
    return "".join(made)


def within(flat: Flat, start: int, end: int) -> Iterable[Piece]:
    """The pieces of a stretch, cut at its ends; pieces without text at its ends belong to it."""
    for index in range(bisect_left(flat.ends, start), len(flat.pieces)):
        piece = flat.pieces[index]
        if piece.start > end or (piece.start == end and piece.text):
            break
        first, last = max(start, piece.start), min(end, piece.end)
        if first == piece.start and last == piece.end:
            if piece.text or piece.changes:
                yield piece
        elif first < last:
            cut = piece.text[first - piece.start : last - piece.start]
            yield Piece(first, cut, piece.changes, piece.generated, piece.looks)


class _Walker:
    def __init__(self, flat: Flat, part: str) -> None:
        self.flat = flat
        self.part = part
        self.count = 0
        self.ids: dict[str, str] = {}
        self.fields: list[str] = []
        self.shown = False
        self.note = ""
        self.depth = 0
        self.boxes: list[Element] = []
        self.starts: dict[str, int] = {}
        self.move_names: dict[str, str] = {}
        self.looks: frozenset[str] = frozenset()

    def change(self, element: Element) -> Change:
        kind = str(element.tag).removeprefix(_W)
        name = ""
        if kind in ("moveFrom", "moveTo") and self.move_names:
            name = list(self.move_names.values())[-1]
        author, date = element.get(f"{_W}author", ""), element.get(f"{_W}date", "")
        made = Change(kind, author, date, self.part, self.count, name)
        self.count += 1
        return made

    def walk(self, parent: Element, changes: tuple[Change, ...]) -> None:
        for element in parent:
            tag = element.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                if isinstance(tag, str):
                    self.property_changes(element)
                continue
            if tag.startswith(_W):
                self.one(tag[len(_W) :], element, changes)
            elif tag == f"{_MC}AlternateContent":
                chosen = element.find(f"{_MC}Choice")
                self.walk(chosen if chosen is not None else element, changes)
            elif tag != f"{_MC}Fallback":
                self.walk(element, changes)

    def one(self, name: str, element: Element, changes: tuple[Change, ...]) -> None:
        if name in ("t", "delText"):
            self.text(element.text or "", changes)
        elif name == "r":
            self.run(element, changes)
        elif name == "p":
            self.paragraph(element, changes)
        elif name in _CONTENT_CHANGES:
            inner = (*changes, self.change(element))
            count = len(self.flat.pieces)
            self.walk(element, inner)
            if len(self.flat.pieces) == count:
                self.flat.add("", inner, True, frozenset())  # of no character: the end of a field, say
        elif name in _TEXT:
            self.text(_TEXT[name], changes)
        elif name in _OBJECTS:
            self.computed(changes)
            self.boxes.extend(element.iter(f"{_W}txbxContent"))
        elif name == "fldChar":
            self.field_mark(element.get(f"{_W}fldCharType", ""))
        elif name == "fldSimple":
            self.fields.append("result")
            self.walk(element, changes)
            self.fields.pop()
        elif name in ("bookmarkStart", "bookmarkEnd"):
            self.bookmark(name, element)
        elif name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            self.remark(name, element.get(f"{_W}id", ""))
        elif name in ("moveFromRangeStart", "moveToRangeStart"):
            self.move_names[element.get(f"{_W}id", "")] = element.get(f"{_W}name", "")
        elif name in ("moveFromRangeEnd", "moveToRangeEnd"):
            self.move_names.pop(element.get(f"{_W}id", ""), None)
        elif name in ("footnote", "endnote"):
            self.note = f"{name} {element.get(f'{_W}id', '')}"
            self.walk(element, changes)
            self.note = ""
        elif name == "tbl":
            self.depth += 1
            self.walk(element, changes)
            self.depth -= 1
        elif name in ("trPr", "tcPr", "rPr", "pPr"):
            self.property_changes(element)
        else:
            self.walk(element, changes)

    def run(self, element: Element, changes: tuple[Change, ...]) -> None:
        properties = element.find(f"{_W}rPr")
        self.looks = _looks(properties)
        start = self.flat.length
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag != f"{_W}rPr":
                if tag in _SKIPPED:
                    continue
                if tag.startswith(_W):
                    self.one(tag[len(_W) :], child, changes)
                else:
                    self.walk_foreign(child, changes)
        old = properties.find(f"{_W}rPrChange") if properties is not None else None
        if old is not None:
            before = _looks(old.find(f"{_W}rPr"))
            self.format(old, start, self.flat.length, before, self.looks)
        self.looks = frozenset()

    def walk_foreign(self, element: Element, changes: tuple[Change, ...]) -> None:
        if element.tag == f"{_MC}AlternateContent":
            chosen = element.find(f"{_MC}Choice")
            if chosen is not None:
                self.walk(chosen, changes)

    def paragraph(self, element: Element, changes: tuple[Change, ...]) -> None:
        self.shown = False
        properties = element.find(f"{_W}pPr")
        start = self.flat.length
        for child in element:
            if child.tag == f"{_W}pPr" or not isinstance(child.tag, str) or child.tag in _SKIPPED:
                continue
            if child.tag.startswith(_W):
                self.one(child.tag[len(_W) :], child, changes)
            else:
                self.walk_foreign(child, changes)
        mark = list(changes)
        style = ""
        if properties is not None:
            chosen = properties.find(f"{_W}pStyle")
            style = chosen.get(f"{_W}val", "") if chosen is not None else ""
            mark_properties = properties.find(f"{_W}rPr")
            for own in mark_properties if mark_properties is not None else ():
                if str(own.tag).removeprefix(_W) in _CONTENT_CHANGES:
                    mark.append(self.change(own))
                elif own.tag == f"{_W}rPrChange":
                    self.format(own, start, self.flat.length, frozenset(), frozenset())
            old = properties.find(f"{_W}pPrChange")
            if old is not None:
                self.format(old, start, self.flat.length, _tags(old.find(f"{_W}pPr")), _tags(properties))
            for other in properties.iter(f"{_W}sectPrChange", f"{_W}numberingChange"):
                self.format(other, start, self.flat.length, frozenset(), frozenset())
        end = self.flat.length
        self.flat.paragraphs.append(ParagraphRange(start, end, self.part, style, self.note, self.depth > 0))
        self.flat.add(END, tuple(mark), False, frozenset())
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.walk(box, changes)

    def text(self, text: str, changes: tuple[Change, ...]) -> None:
        if not text:
            return
        if not self.fields:
            self.flat.add(text, changes, False, self.looks)
        elif "code" not in self.fields:
            self.computed(changes)

    def computed(self, changes: tuple[Change, ...]) -> None:
        """One OBJECT for a field in each paragraph it is shown in; more of it is no character."""
        if "code" in self.fields:
            return
        first = not (self.fields and self.shown)
        if first or changes:
            self.flat.add(OBJECT if first else "", changes, True, self.looks)
        self.shown = bool(self.fields)

    def field_mark(self, kind: str) -> None:
        if kind == "begin":
            if not self.fields:
                self.shown = False
            self.fields.append("code")
        elif kind == "separate" and self.fields:
            self.fields[-1] = "result"
        elif kind == "end" and self.fields:
            self.fields.pop()

    def bookmark(self, name: str, element: Element) -> None:
        identifier = element.get(f"{_W}id", "")
        if name == "bookmarkStart":
            self.ids[identifier] = element.get(f"{_W}name", "")
            self.starts[identifier] = self.flat.length
        elif identifier in self.ids:
            self.flat.bookmarks.setdefault(self.ids[identifier], (self.starts[identifier], self.flat.length))

    def remark(self, name: str, identifier: str) -> None:
        here = self.flat.length
        start, end = self.flat.remarks.get(identifier, (here, here))
        if name == "commentRangeEnd":
            end = here
        elif name == "commentReference" and identifier in self.flat.remarks:
            end = max(end, start)
        self.flat.remarks[identifier] = (start, end)

    def property_changes(self, element: Element) -> None:
        """Changes of tables, rows, cells and sections: of no character, but said."""
        wanted = {f"{_W}{name}" for name in CHANGES}
        for change in element.iter():
            if change.tag in wanted:
                self.format(change, self.flat.length, self.flat.length, frozenset(), frozenset())

    def format(
        self, element: Element, start: int, end: int, before: frozenset[str], after: frozenset[str]
    ) -> None:
        shown = (" ".join(sorted(before - after)), " ".join(sorted(after - before)))
        self.flat.formats.append(FormatChange(self.change(element), start, end, *shown))


def _looks(properties: Element | None) -> frozenset[str]:
    if properties is None:
        return frozenset()
    found: set[str] = set()
    for one in properties:
        name = _LOOKS.get(one.tag)
        if name is None:
            continue
        value = one.get(_VAL)
        if name in ("b", "i", "strike", "smallCaps"):
            if value not in ("0", "false", "none"):
                found.add(name)
        else:
            found.add(f"{name}={value}")
    return frozenset(found) if found else _NO_LOOKS


def _tags(properties: Element | None) -> frozenset[str]:
    found = set()
    for child in properties if properties is not None else ():
        name = str(child.tag).removeprefix(_W)
        if name not in ("pPrChange", "rPr", "sectPr"):
            value = child.get(f"{_W}val")
            found.add(f"{name}={value}" if value else name)
    return frozenset(found)
