"""Named destinations, outline and page labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reportgen.editions.pdf.pages import roman
from reportgen.editions.pdf.rendered import Bookmark

Place = tuple[int, float]
"""A page index and the height on it, in points."""


def destination(pages: Sequence[pikepdf.Object], place: Place) -> list[Any]:
    """A destination that keeps the zoom and the left edge that the reader has chosen."""
    page, top = place
    return [pages[page], Name.XYZ, None, top, None]


def add_names(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object], places: Mapping[str, Place]) -> None:
    """The name tree of destinations on `pages`."""
    names = Array()
    for _, name, place in sorted((_as_bytes(name), name, place) for name, place in places.items()):
        names.append(String(name))
        names.append(Array(destination(pages, place)))
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=names)))


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
