"""Two drafts of a report as one Word file: the new draft, in which what differs from the old one is tracked.

Accepting every change gives the new draft, rejecting them the old one. What Word computes (numbers, contents,
page references) is never a change: fields are compared by what they ask for, not by what they show.
"""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree
from rapidfuzz import fuzz

from reportgen.editions.docx.elements import Element, Elements, serialize, w
from reportgen.review.annotate import zipped
from reportgen.review.redline.foreign import Foreign, Parts
from reportgen.review.redline.items import Item, W, items_of, words_of
from reportgen.review.redline.marks import Kind, Marker

_BODY: Final = "word/document.xml"
_NOTES: Final = "word/footnotes.xml"
_LIKE: Final = 50.0
_MOVED: Final = 25
"""Letters of the shortest paragraph that is said to have moved, and not to be gone here and new there."""

BlockKind = Literal["p", "tbl", "other"]


@dataclass(slots=True)
class Block:
    """A block of a story. `key` is what is compared; `frozen` blocks are the engine's: never a change."""

    kind: BlockKind
    elements: Elements
    key: str
    text: str = ""
    frozen: bool = False
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Changed:
    """A change for the page: what it is, the heading above it, and its text as pieces (kind, text)."""

    kind: Literal["edit", "ins", "del", "move"]
    heading: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Redline:
    """The Word file and the changes in it."""

    data: bytes = b""
    changes: list[Changed] = field(default_factory=list)


def redline(old: bytes, new: bytes, author: str, date: str) -> Redline:
    """The redline of two Word files of ours. Dates are ISO 8601. The same files give the same bytes."""
    merger = _Merger(_parts(old), _parts(new), Marker(author, f"{date or '1980-01-01'}T00:00:00Z"))
    merger.run()
    return Redline(zipped(merger.new), merger.changes)


def _parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class _Merger:
    def __init__(self, old: Parts, new: Parts, marker: Marker) -> None:
        self.new = new
        self.marker = marker
        self.foreign = Foreign(old, new)
        self.bodies = [etree.fromstring(parts[_BODY])[0] for parts in (old, new)]
        self.roots = [etree.fromstring(parts[_NOTES]) for parts in (old, new)]
        self.notes = [{one.get(W + "id", ""): one for one in root} for root in self.roots]
        self.paired: set[str] = set()
        self.changes: list[Changed] = []
        self.heading = ""
        self.moves: dict[str, list[str]] = {}
        self.part = _BODY

    def run(self) -> None:
        old, new = (blocks_of(list(body)) for body in self.bodies)
        self._find_moves(old, new)
        merged = self.blocks(old, new)
        body = self.bodies[1]
        body[:] = merged
        root = body.getparent()
        self.foreign.finish()
        if root is not None:
            self.new[_BODY] = serialize(root)
        self.new[_NOTES] = serialize(self.roots[1])

    def _find_moves(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        """Paragraphs of one text that are gone in one place and new in another."""
        gone = {block.text for block in old} & {block.text for block in new}
        lost, come = [block.key for block in old], [block.key for block in new]
        matcher = difflib.SequenceMatcher(None, lost, come, autojunk=False)
        kept_old: set[int] = set()
        kept_new: set[int] = set()
        for match in matcher.get_matching_blocks():
            kept_old.update(range(match.a, match.a + match.size))
            kept_new.update(range(match.b, match.b + match.size))
        left = [b.text for i, b in enumerate(old) if i not in kept_old and b.text in gone and _movable(b)]
        right = [b.text for i, b in enumerate(new) if i not in kept_new and b.text in gone and _movable(b)]
        for key in left:
            if left.count(key) == 1 and right.count(key) == 1:
                name = f"move{len(self.moves) + 1}"
                self.moves[key] = [name, name]

    # ---- blocks

    def blocks(self, old: list[Block], new: list[Block], *, cell: bool = False) -> Elements:
        made: Elements = []
        matcher = difflib.SequenceMatcher(None, [b.key for b in old], [b.key for b in new], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                for one, other in zip(old[a:b], new[c:d], strict=True):
                    made += self.same(one, other)
            else:
                made += self.differing(old[a:b], new[c:d])
        if cell and not any(one.tag == W + "p" for one in made[-1:]):
            made.append(w("p"))
        return made

    def same(self, old: Block, new: Block) -> Elements:
        if new.kind == "p":
            self._pair_notes(old.items, new.items)
            self._see(new)
        elif new.kind == "tbl":
            for one, other in zip(_paragraphs(old), _paragraphs(new), strict=False):
                self._pair_notes(items_of(one), items_of(other))
        return new.elements

    def differing(self, old: list[Block], new: list[Block]) -> Elements:
        """Blocks that differ: like ones are paired in order and compared inside, the others come and go."""
        made: Elements = []
        at = 0
        for block in new:
            partner = None
            if not block.frozen and block.text not in self.moves:
                partner = next((i for i in range(at, len(old)) if self._like(old[i], block)), None)
            if partner is None:
                made += self.inserted(block)
                continue
            for gone in old[at:partner]:
                made += self.removed(gone)
            made += self.compared(old[partner], block)
            at = partner + 1
        gone_after = [one for block in old[at:] for one in self.removed(block)]
        return [*made, *gone_after]

    def _like(self, old: Block, new: Block) -> bool:
        if old.kind != new.kind or old.frozen or old.text in self.moves or new.kind == "other":
            return False
        if new.kind == "tbl":
            return True
        return bool(fuzz.ratio(old.text, new.text) >= _LIKE)

    def inserted(self, block: Block) -> Elements:
        if block.frozen or block.kind == "other":
            return block.elements
        if block.kind == "tbl":
            for row in block.elements[0].findall(W + "tr"):
                self._whole_row(row, "ins")
            self._say("ins", (("ins", block.text),))
            return block.elements
        self._see(block)
        names = self.moves.get(block.text)
        kind: Kind = "moveTo" if names else "ins"
        if block.text.strip():
            self._say("move" if names else "ins", (("move" if names else "ins", block.text),))
        return [self.marker.paragraph(block.elements[0], block.items, kind, names[0] if names else "")]

    def removed(self, block: Block) -> Elements:
        if block.frozen or block.kind == "other":
            return []
        element = self._foreign(block.elements[0])
        if block.kind == "tbl":
            for row in element.findall(W + "tr"):
                self._whole_row(row, "del")
            self._say("del", (("del", block.text),))
            return [element]
        names = self.moves.get(block.text)
        if block.text.strip() and not names:
            self._say("del", (("del", block.text),))
        kind: Kind = "moveFrom" if names else "del"
        return [self.marker.paragraph(element, items_of(element), kind, names[1] if names else "")]

    def compared(self, old: Block, new: Block) -> Elements:
        if new.kind == "tbl":
            return [self.table(old.elements[0], new.elements[0])]
        self._see(new)
        return [self.paragraph(old.elements[0], new.elements[0])]

    # ---- inside blocks

    def paragraph(self, old: Element, new: Element) -> Element:
        before, after = items_of(old), items_of(new)
        made = w("p")
        properties = new.find(W + "pPr")
        if properties is not None:
            made.append(properties)
        pieces: list[tuple[str, str]] = []
        for kind, a, b, c, d in _opcodes(before, after):
            if kind == "equal":
                self._pair_notes(before[a:b], after[c:d])
                made.extend(self.marker.runs(after[c:d], None))
                pieces.append(("", words_of(after[c:d])))
                continue
            if b > a:
                made.extend(self.marker.runs([self._own(one) for one in before[a:b]], "del"))
                pieces.append(("del", words_of(before[a:b])))
            if d > c:
                made.extend(self.marker.runs(after[c:d], "ins"))
                pieces.append(("ins", words_of(after[c:d])))
        if any(kind for kind, _text in pieces):
            self._say("edit", tuple(pieces))
        return made

    def table(self, old: Element, new: Element) -> Element:
        """Rows are matched by their text; cells of matched rows are compared when there are as many."""
        rows = [one.findall(W + "tr") for one in (old, new)]
        keys = [[_row_key(row) for row in side] for side in rows]
        made: Elements = []
        matcher = difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                made += rows[1][c:d]
            elif kind == "replace" and b - a == d - c and self._fit(rows[0][a:b], rows[1][c:d]):
                made += [self._row(*pair) for pair in zip(rows[0][a:b], rows[1][c:d], strict=True)]
            else:
                gone = [self._foreign(row) for row in rows[0][a:b]]
                for row in gone:
                    self._whole_row(row, "del")
                for row in rows[1][c:d]:
                    self._whole_row(row, "ins")
                texts = (("del", " ".join(map(_row_key, gone))), ("ins", " ".join(keys[1][c:d])))
                self._say("edit", tuple(one for one in texts if one[1].strip()))
                made += [*gone, *rows[1][c:d]]
        for row in rows[1]:
            new.remove(row)
        new.extend(made)
        return new

    def _fit(self, old: list[Element], new: list[Element]) -> bool:
        return all(
            len(a.findall(W + "tc")) == len(b.findall(W + "tc")) for a, b in zip(old, new, strict=True)
        )

    def _row(self, old: Element, new: Element) -> Element:
        for one, other in zip(old.findall(W + "tc"), new.findall(W + "tc"), strict=True):
            content = [child for child in other if child.tag != W + "tcPr"]
            before = blocks_of([child for child in one if child.tag != W + "tcPr"])
            merged = self.blocks(before, blocks_of(content), cell=True)
            for child in content:
                if child.getparent() is other:
                    other.remove(child)
            other.extend(merged)
        return new

    def _whole_row(self, row: Element, kind: Kind) -> None:
        self.marker.row(row, kind)
        for paragraph in list(row.iter(W + "p")):
            made = self.marker.paragraph(paragraph, items_of(paragraph), kind)
            parent = paragraph.getparent()
            if parent is not None:
                parent.replace(paragraph, made)

    # ---- what comes from the old draft

    def _foreign(self, element: Element) -> Element:
        """A copy of an element of the old draft, with links, pictures and notes."""
        made = self.foreign.adopt(element, self.part)
        for call in made.iter(W + "footnoteReference"):
            call.set(W + "id", self._note(call.get(W + "id", "")))
        return made

    def _own(self, item: Item) -> Item:
        elements = tuple(self._foreign(one) for one in item.elements)
        link = self.foreign.adopt(item.link, self.part) if item.link is not None else None
        return Item(item.key, elements, link, item.note)

    def _note(self, identifier: str) -> str:
        """The id, in the new draft, of a note that only the old one has."""
        note = self.notes[0].get(identifier)
        if note is None:
            return identifier
        name = str(max(int(one) for one in self.notes[1]) + 1)
        made = self.foreign.adopt(note, _NOTES)
        made.set(W + "id", name)
        self.roots[1].append(made)
        self.notes[1][name] = made
        return name

    def _pair_notes(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        """Compare the texts of notes whose calls are matched."""
        calls = [[item.note for item in side if item.note] for side in (old, new)]
        for one, other in zip(*calls, strict=False):
            before, after = self.notes[0].get(one), self.notes[1].get(other)
            if before is None or after is None or other in self.paired:
                continue
            self.paired.add(other)
            self.part = _NOTES
            after[:] = self.blocks(blocks_of(list(before)), blocks_of(list(after)), cell=True)
            self.part = _BODY

    # ---- for the page

    def _see(self, block: Block) -> None:
        style = block.elements[0].find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(W + "val", "").startswith("Heading"):
            self.heading = re.sub("\ufffc", "", block.text).strip()

    def _say(self, kind: Literal["edit", "ins", "del", "move"], pieces: tuple[tuple[str, str], ...]) -> None:
        self.changes.append(Changed(kind, self.heading, pieces))


def blocks_of(elements: Sequence[Element]) -> list[Block]:
    """The blocks of a story; paragraphs that share one field (contents, index) are one block, and frozen."""
    made: list[Block] = []
    group: Elements = []
    depth = 0
    for element in elements:
        if element.tag == W + "p":
            depth += _balance(element)
        if group or depth:
            group.append(element)
            if depth <= 0:
                made.append(Block("other", group, "field", frozen=True))
                group, depth = [], 0
            continue
        if element.tag == W + "p":
            items = items_of(element)
            text = words_of(items)
            frozen = _style(element) == "RGParagraphNumber"
            key = "number" if frozen else f"p {_style(element)} {' '.join(i.key for i in items if i.key)}"
            made.append(Block("p", [element], key, text, frozen, items))
        elif element.tag == W + "tbl":
            text = " | ".join(_row_key(row) for row in element.findall(W + "tr"))
            made.append(Block("tbl", [element], f"tbl {text}", text))
        else:
            made.append(Block("other", [element], f"other {element.tag}", frozen=True))
    if group:
        made.append(Block("other", group, "field", frozen=True))
    return made


def _balance(paragraph: Element) -> int:
    kinds = [one.get(W + "fldCharType") for one in paragraph.iter(W + "fldChar")]
    return kinds.count("begin") - kinds.count("end")


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(W + "val", "")


def _movable(block: Block) -> bool:
    return block.kind == "p" and not block.frozen and len(block.text) >= _MOVED


def _paragraphs(block: Block) -> list[Element]:
    return list(block.elements[0].iter(W + "p"))


def _row_key(row: Element) -> str:
    cells = []
    for cell in row.iter(W + "tc"):
        keys = (item for paragraph in cell.iter(W + "p") for item in items_of(paragraph))
        cells.append(words_of([item for item in keys if item.key]))
    return " / ".join(cells)


def _opcodes(old: list[Item], new: list[Item]) -> list[tuple[str, int, int, int, int]]:
    """Changes between two paragraphs; things without a key stand with what follows them in the new one."""
    kept = [[i for i, item in enumerate(side) if item.key] for side in (old, new)]
    keys = [[side[i].key for i in index] for side, index in zip((old, new), kept, strict=True)]
    ends = [[*index, len(side)] for side, index in zip((old, new), kept, strict=True)]
    ends[1][0:1] = [0] if kept[1] else [len(new)]
    matcher = difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    return [
        (kind, ends[0][a], ends[0][b], ends[1][c], ends[1][d]) for kind, a, b, c, d in matcher.get_opcodes()
    ]
