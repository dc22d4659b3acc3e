"""Named destinations, outline and page labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reportgen.editions.pdf.assembly.structure import LostPlaceError
from reportgen.editions.pdf.pages import roman
from reportgen.editions.pdf.rendered import Bookmark

Place = tuple[int, float]
"""A page index and the height on it, in points."""
_TOGETHER: Final = 500
"""Names in an object: whoever looks for one reads one or two of them."""
_ROOM: Final = 30
_PLACE: Final = re.compile(rb"<< /Destinations \(\.+\) >>")


def destination(pages: Sequence[pikepdf.Object], place: Place) -> list[Any]:
    """A destination that keeps the zoom and the left edge that the reader has chosen."""
    page, top = place
    return [pages[page], Name.XYZ, None, top, None]


class Destinations:
    """The name tree of destinations, as objects for a saved file whose pages have numbers.

    A file has thousands of names: to make them with pikepdf takes longer than all that is around them.
    """

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._names = sorted((_as_bytes(name), name, place) for name, place in places.items())

    @property
    def count(self) -> int:
        """One object above those that hold some of the names each; none without names."""
        return 1 + -(-len(self._names) // _TOGETHER) if self._names else 0

    def written(self, data: memoryview, leaves: Sequence[int], first: int) -> Iterator[bytes]:
        """The `count` objects that follow, from number `first` on; the root of the tree is written into its
        place in the saved file `data`, where pages have the numbers `leaves`. Raises LostPlaceError."""
        if not self._names:
            return iter(())
        place = _PLACE.search(data)
        if place is None:
            raise LostPlaceError
        start, end = place.span()
        # What was found holds the buffer.
        del place
        data[start:end] = (b"<< /Kids [ %d 0 R ] >>" % first).ljust(end - start)
        return self._objects(leaves, first)

    def _objects(self, leaves: Sequence[int], first: int) -> Iterator[bytes]:
        spelled = [(String(name).unparse(), place) for _, name, place in self._names]
        groups = [spelled[at : at + _TOGETHER] for at in range(0, len(spelled), _TOGETHER)]
        kids = b" ".join(b"%d 0 R" % (first + 1 + index) for index in range(len(groups)))
        yield b"<</Limits[%b %b]/Kids[%b]>>" % (spelled[0][0], spelled[-1][0], kids)
        for group in groups:
            names = b" ".join(
                b"%b[%d 0 R/XYZ null %b null]" % (name, leaves[page], _number(top))
                for name, (page, top) in group
            )
            yield b"<</Limits[%b %b]/Names[%b]>>" % (group[0][0], group[-1][0], names)


def keep_destinations(pdf: pikepdf.Pdf, count: int) -> None:
    """Keep a place in the catalog, where the root of the tree of `count` names will stand."""
    pdf.Root.Names = Dictionary()
    if count:
        place = pdf.make_indirect(Dictionary(Destinations=String("." * _ROOM)))
        pdf.Root.Names.Dests = place


def _number(value: float) -> bytes:
    return b"%d" % value if value == int(value) else b"%.2f" % value


def _as_bytes(name: str) -> bytes:
    """A name as a file spells it, by which names are sorted (ISO 32000-1, 7.9.6)."""
    return name.encode() if name.isascii() and name.isprintable() else bytes(String(name))


def add_outline(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object], bookmarks: Sequence[Bookmark]) -> None:
    """The outline, folded to its first level; pages of `bookmarks` are indexes of `pages`."""

    def items(of: Iterable[Bookmark]) -> list[pikepdf.OutlineItem]:
        made = []
        for bookmark in of:
            item = pikepdf.OutlineItem(bookmark.title, Array(destination(pages, (bookmark.page, bookmark.y))))
            item.children.extend(items(bookmark.children))
            item.is_closed = True
            made.append(item)
        return made

    with pdf.open_outline() as outline:
        outline.root.extend(items(bookmarks))
    pdf.Root.PageMode = Name.UseOutlines


def add_page_labels(pdf: pikepdf.Pdf, labels: Sequence[str]) -> None:
    """Page labels: small roman for the front, arabic after it (ISO 32000-1, 12.4.2).

    Both begin at 1, but in an excerpt, which begins where it stands in the book.
    """
    front = sum(not label.isdigit() for label in labels)
    numbers = Array()
    if front:
        first = next(number for number in count(1) if roman(number) == labels[0])
        numbers.extend(Array([0, _numbering(Name.r, first)]))
    if front < len(labels):
        numbers.extend(Array([front, _numbering(Name.D, int(labels[front]))]))
    pdf.Root.PageLabels = Dictionary(Nums=numbers)


def _numbering(style: Name, first: int) -> Dictionary:
    return Dictionary(S=style) if first == 1 else Dictionary(S=style, St=first)
