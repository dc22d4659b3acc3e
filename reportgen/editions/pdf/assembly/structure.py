"""One structure tree from those of the sheets (ISO 32000-1, 14.7).

It is most of a tagged file: tens of thousands of small objects. They are not given to pikepdf, which takes a
second for them, but written as they come from the sheets, once the numbers of the other objects are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reportgen.editions.pdf.rendered import Structure

ROLES: Final = {"Aside": "Div"}
"""Types of ISO 32000-2 that we use, and the type of ISO 32000-1 that an older reader takes instead."""
_MARK: Final = re.compile(rb"\0(.)(\d+)\0")
_ROOM: Final = 400
"""Bytes kept for the root of the tree, where a small file would leave too few."""
_PLACE: Final = re.compile(
    rb"<< /Annotations \[ ([\dR ]*)\] /Leaves \[ ([\dR ]*)\] /Room \([^)]*\) /Type /StructTreeRoot >>"
)
_CATALOG: Final = re.compile(rb"/StructTreeRoot (\d+) 0 R")
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")


class LostPlaceError(ValueError):
    """The place that was kept for the tree is not in the saved file."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    structure: Structure
    start: int
    annotations: int
    """How many there were before this sheet."""


@dataclass(slots=True)
class StructureMerger:
    """Takes the trees of sheets as their pages are added; `page_total` is that of the whole file.

    Keys of the parent tree are page indexes for page contents, then running numbers for annotations.
    """

    pdf: pikepdf.Pdf
    page_total: int
    _sheets: list[_Sheet] = field(default_factory=list)
    _annotations: dict[int, Any] = field(default_factory=dict)

    def add(self, structure: Structure, pages: Sequence[pikepdf.Page], start: int) -> None:
        """Adopt the tree of a sheet, whose pages were copied to `pages` from index `start` on."""
        own = len(pages)
        last = self._sheets[-1] if self._sheets else None
        before = last.annotations + len(last.structure.annotations) if last else 0
        self._sheets.append(_Sheet(structure, start, before))
        for index, page in enumerate(pages):
            page.obj.StructParents = start + index
            for annotation in page.obj.get("/Annots", Array()):
                key = annotation.get("/StructParent")
                if key is not None:
                    number = before + int(key) - own
                    annotation.StructParent = self.page_total + number
                    self._annotations[number] = annotation

    def finish(self) -> None:
        """Keep a place in the catalog, from which the numbers of pages and annotations can be read."""
        pdf = self.pdf
        leaves = Array([page.obj for page in pdf.pages])
        annotations = Array([self._annotations[number] for number in sorted(self._annotations)])
        place = Dictionary(
            Type=Name.StructTreeRoot, Annotations=annotations, Leaves=leaves, Room=String("." * _ROOM)
        )
        pdf.Root.StructTreeRoot = pdf.make_indirect(place)
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    def written(self, data: bytes, first: int) -> tuple[bytes, list[bytes]]:
        """A saved file with the root of the tree in its place, and the objects that follow, from number
        `first` on. Object streams of `data` are not compressed. Raises LostPlaceError."""
        place, catalog = _PLACE.search(data), _CATALOG.search(data)
        if place is None or catalog is None:
            raise LostPlaceError
        annotations, leaves = (
            [number[1] for number in _REFERENCE.finditer(place[group])] for group in (1, 2)
        )
        objects = list(self._objects(first, catalog[1], leaves, annotations))
        root = b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /IDTree %d 0 R %b >>" % (
            *(first, first + 1, first + 2),
            b"/ParentTreeNextKey %d /RoleMap << %b >>"
            % (
                self.page_total + len(annotations),
                b" ".join(b"/%b /%b" % (own.encode(), known.encode()) for own, known in ROLES.items()),
            ),
        )
        kept = root.ljust(len(place[0]))
        return data[: place.start()] + kept + data[place.end() :], objects

    def _objects(
        self, first: int, root: bytes, leaves: Sequence[bytes], annotations: Sequence[bytes]
    ) -> Iterator[bytes]:
        """The document element, the parent tree, the tree of ids, then the elements of all sheets."""
        bases: list[int] = []
        following = first + 3
        for sheet in self._sheets:
            bases.append(following)
            following += len(sheet.structure.bodies)
        placed = list(zip(self._sheets, bases, strict=True))
        kids = [b"%d 0 R" % (base + kid) for sheet, base in placed for kid in sheet.structure.kids]
        yield b"<</Type/StructElem/S/Document/P %b 0 R/K[%b]>>" % (root, b" ".join(kids))
        yield b"<</Nums[%b]>>" % b" ".join(self._numbers(placed))
        ids = sorted(
            (name, base + element) for sheet, base in placed for name, element in sheet.structure.ids
        )
        yield b"<</Names[%b]>>" % b" ".join(b"%b %d 0 R" % (n.encode("latin-1"), e) for n, e in ids)
        for sheet, base in placed:
            numbering = _numbering(sheet, base, first, leaves, annotations)
            yield from (_MARK.sub(numbering, body) for body in sheet.structure.bodies)

    def _numbers(self, placed: Sequence[tuple[_Sheet, int]]) -> Iterator[bytes]:
        """The parent tree: the elements of the marks of each page, then that of each annotation."""
        for sheet, base in placed:
            for index, row in enumerate(sheet.structure.pages, sheet.start):
                elements = (b"null" if element < 0 else b"%d 0 R" % (base + element) for element in row)
                yield b"%d[%b]" % (index, b" ".join(elements))
        for sheet, base in placed:
            for number, element in enumerate(sheet.structure.annotations, sheet.annotations):
                yield b"%d %d 0 R" % (self.page_total + number, base + element)


def _numbering(
    sheet: _Sheet, base: int, document: int, leaves: Sequence[bytes], annotations: Sequence[bytes]
) -> Callable[[re.Match[bytes]], bytes]:
    """What puts a reference in place of a mark in the bodies of a sheet."""

    def reference(mark: re.Match[bytes]) -> bytes:
        letter, index = mark[1], int(mark[2])
        if letter == b"e":
            return b"%d 0 R" % (base + index)
        if letter == b"p":
            return leaves[sheet.start + index] + b" 0 R"
        if letter == b"a":
            return annotations[sheet.annotations + index] + b" 0 R"
        return b"%d 0 R" % document

    return reference
