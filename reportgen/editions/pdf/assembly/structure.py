"""One structure tree from those of the sheets (ISO 32000-1, 14.7).

It is most of a tagged file: tens of thousands of small objects. They are not given to pikepdf, which takes a
second for them, but written sheet by sheet as they come, once the numbers of the other objects are known.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reportgen.editions.pdf.assembly.stock import Leaf
from reportgen.editions.pdf.rendered import Structure

ROLES: Final = {"Aside": "Div"}
"""Types of ISO 32000-2 that we use, and the type of ISO 32000-1 that an older reader takes instead."""
_MARK: Final = re.compile(rb"\0([^\0]+)\0")
_CUT: Final = b"\0cut\0"
"""A mark between two bodies; in its place comes what no body holds."""
_APART: Final = b"\0"
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
    """What the upper part of the tree needs of a sheet; its elements are read `again`.

    `annotations` counts those of the sheets before this one; `marks` are the elements of the marked content
    of each page, `owners` those of annotations.
    """

    again: Callable[[], Structure]
    start: int
    annotations: int
    elements: int
    kids: array[int]
    marks: tuple[array[int], ...]
    owners: array[int]
    ids: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class StructureMerger:
    """Takes the trees of sheets as their pages are added; `page_total` is that of the whole file.

    Keys of the parent tree are page indexes for page contents, then running numbers for annotations.
    """

    page_total: int
    _sheets: list[_Sheet] = field(default_factory=list)
    _annotations: dict[int, Any] = field(default_factory=dict)

    def add(
        self, structure: Structure, again: Callable[[], Structure], leaves: Sequence[Leaf], start: int
    ) -> None:
        """Adopt the tree of a sheet, whose pages are `leaves`, from index `start` of the file on.

        `again` gives the same tree again, when its elements are written.
        """
        own = len(leaves)
        last = self._sheets[-1] if self._sheets else None
        before = last.annotations + len(last.owners) if last else 0
        marks = tuple(array("i", row) for row in structure.pages)
        kids, owners = array("i", structure.kids), array("i", structure.annotations)
        self._sheets.append(
            _Sheet(again, start, before, len(structure.bodies), kids, marks, owners, structure.ids)
        )
        for index, leaf in enumerate(leaves):
            leaf.page.obj.StructParents = start + index
            for key, annotation in leaf.annotations:
                number = before + key - own
                annotation.StructParent = self.page_total + number
                self._annotations[number] = annotation

    def finish(self, pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object]) -> Trees:
        """Keep a place in the catalog, from which the numbers of pages and annotations can be read; what is
        written there once these are known."""
        leaves = Array(pages)
        annotations = Array([self._annotations[number] for number in sorted(self._annotations)])
        place = Dictionary(
            Type=Name.StructTreeRoot, Annotations=annotations, Leaves=leaves, Room=String("." * _ROOM)
        )
        pdf.Root.StructTreeRoot = pdf.make_indirect(place)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        return Trees(self.page_total, tuple(self._sheets))


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbers that pages and annotations have in a saved file; that of the root of the structure tree,
    and where its place is in the file."""

    leaves: Sequence[int]
    annotations: Sequence[int]
    root: int
    place: tuple[int, int]

    @classmethod
    def read(cls, data: memoryview) -> Numbered:
        """From a saved file, its objects not compressed. Raises LostPlaceError."""
        place, catalog = _PLACE.search(data), _CATALOG.search(data)
        if place is None or catalog is None:
            raise LostPlaceError
        annotations, leaves = (
            array("L", (int(number[1]) for number in _REFERENCE.finditer(place[group]))) for group in (1, 2)
        )
        # What was found holds the buffer: only numbers are kept.
        return cls(leaves, annotations, int(catalog[1]), place.span())


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of all sheets, as objects for a saved file whose pages and annotations have numbers."""

    page_total: int
    sheets: tuple[_Sheet, ...]

    @property
    def count(self) -> int:
        return 3 + sum(sheet.elements for sheet in self.sheets)

    def written(self, data: memoryview, numbered: Numbered, first: int) -> Iterator[bytes]:
        """The `count` objects that follow, from number `first` on; the root of the tree is written into its
        place in the saved file `data`."""
        root = b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /IDTree %d 0 R %b >>" % (
            *(first, first + 1, first + 2),
            b"/ParentTreeNextKey %d /RoleMap << %b >>"
            % (
                self.page_total + len(numbered.annotations),
                b" ".join(b"/%b /%b" % (own.encode(), known.encode()) for own, known in ROLES.items()),
            ),
        )
        start, end = numbered.place
        data[start:end] = root.ljust(end - start)
        return self._objects(first, numbered)

    def _objects(self, first: int, numbered: Numbered) -> Iterator[bytes]:
        """The document element, the parent tree, the tree of ids, then the elements of all sheets."""
        bases = accumulate((sheet.elements for sheet in self.sheets), initial=first + 3)
        placed = list(zip(self.sheets, bases, strict=False))
        kids = (b"%d 0 R" % (base + kid) for sheet, base in placed for kid in sheet.kids)
        yield b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (numbered.root, b" ".join(kids))
        yield b"<</Nums[%b]>>" % b" ".join(self._numbers(placed))
        ids = sorted((name, base + element) for sheet, base in placed for name, element in sheet.ids)
        yield b"<</Names[%b]>>" % b" ".join(b"%b %d 0 R" % (n.encode("latin-1"), e) for n, e in ids)
        for sheet, base in placed:
            yield from _numbered_bodies(sheet, _References(sheet, base, first, numbered))

    def _numbers(self, placed: Sequence[tuple[_Sheet, int]]) -> Iterator[bytes]:
        """The parent tree: the elements of the marks of each page, then that of each annotation."""
        for sheet, base in placed:
            for index, row in enumerate(sheet.marks, sheet.start):
                elements = (b"null" if element < 0 else b"%d 0 R" % (base + element) for element in row)
                yield b"%d[%b]" % (index, b" ".join(elements))
        for sheet, base in placed:
            for number, element in enumerate(sheet.owners, sheet.annotations):
                yield b"%d %d 0 R" % (self.page_total + number, base + element)


def _numbered_bodies(sheet: _Sheet, references: _References) -> list[bytes]:
    """The elements of a sheet with references in the place of marks: all at once, for there are many."""
    bodies = sheet.again().bodies
    if not bodies:
        return []
    pieces = _MARK.split(_CUT.join(bodies))
    pieces[1::2] = [references[mark] for mark in pieces[1::2]]
    return b"".join(pieces).split(_APART)


class _References(dict[bytes, bytes]):
    """What stands for each mark of a sheet: made when it is first met."""

    def __init__(self, sheet: _Sheet, base: int, document: int, numbered: Numbered) -> None:
        super().__init__({_CUT.strip(_APART): _APART})
        self._sheet = sheet
        self._base = base
        self._document = document
        self._numbered = numbered

    def __missing__(self, mark: bytes) -> bytes:
        letter, index = mark[:1], int(mark[1:])
        number = self._document
        if letter == b"e":
            number = self._base + index
        elif letter == b"p":
            number = self._numbered.leaves[self._sheet.start + index]
        elif letter == b"a":
            number = self._numbered.annotations[self._sheet.annotations + index]
        made = self[mark] = b"%d 0 R" % number
        return made
