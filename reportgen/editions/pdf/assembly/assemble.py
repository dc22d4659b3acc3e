"""Puts the sheets together: pages, running heads, fonts, structure, navigation, metadata."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, Final

import pikepdf
from pikepdf import Array, Name

from reportgen.editions.pdf.assembly.attachments import add_files
from reportgen.editions.pdf.assembly.compact import Added, compact, saved
from reportgen.editions.pdf.assembly.metadata import About, add_metadata
from reportgen.editions.pdf.assembly.navigation import (
    Destinations,
    Place,
    add_outline,
    add_page_labels,
    keep_destinations,
)
from reportgen.editions.pdf.assembly.press import prepare
from reportgen.editions.pdf.assembly.slots import Cut, Slot, cut_at_slots, fill_text, filled
from reportgen.editions.pdf.assembly.stock import Leaf, Stock
from reportgen.editions.pdf.assembly.streams import Squeezer
from reportgen.editions.pdf.assembly.structure import Numbered, StructureMerger, Trees
from reportgen.editions.pdf.datafiles import DataFile
from reportgen.editions.pdf.rendered import Bookmark, Face, Rendered

FOLIO: Final = "folio"
"""The label of the slot for the number of the page itself."""

WATERMARK: Final = "watermark"
"""What stands under the text of a page, not over it."""
_PLACES: Final = {
    FOLIO: b"/Subtype/Footer",
    "head": b"/Subtype/Header",
    WATERMARK: b"/Subtype/Watermark",
}
"""Where furniture stands (ISO 32000-1, table 330)."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Everything the assembler needs.

    `font_pack` gives the file with the fonts of `faces`; `furniture` is the render whose pages are running
    heads and folios; `dressing` names, by anchor, those laid over each page. `labels` are the printed numbers
    of the pages, `text_of` those of ids. `blanks` counts the empty pages after each sheet; `press` adds what
    a printer needs around the pages, with marks at `folds`.
    """

    sheets: tuple[Rendered, ...]
    furniture: Rendered
    dressing: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    text_of: Callable[[str], str]
    places: Mapping[str, Place]
    outline: tuple[Bookmark, ...]
    faces: Mapping[str, Face]
    font_pack: Callable[[], bytes]
    about: About
    files: tuple[DataFile, ...] = ()
    blanks: tuple[int, ...] = ()
    press: bool = False
    folds: tuple[float, ...] = ()


def assemble(binding: Binding, stock: Stock | None = None) -> tuple[bytes, frozenset[str]]:
    """The finished file, and the ids that links lead to but that stand nowhere.

    Sheets are read one by one, and read again for their structure once everything else is written; those of
    `stock` are in the file.
    """
    plain, trees, wanted = _without_structure(binding, stock or Stock())
    destinations = Destinations(binding.places)

    def more(data: memoryview, first: int) -> Added:
        numbered = Numbered.read(data)
        elements = trees.written(data, numbered, first)
        names = destinations.written(data, numbered.leaves, first + trees.count)
        return trees.count + destinations.count, chain(elements, names)

    return compact(plain, more), frozenset(wanted - set(binding.places))


def _without_structure(binding: Binding, stock: Stock) -> tuple[io.BytesIO, Trees, set[str]]:
    """The file without its structure tree and its destinations, that tree, and where links lead."""
    pdf = stock.pdf
    structure = StructureMerger(len(binding.labels))
    wanted: set[str] = set()
    with Squeezer(pdf) as squeezer:
        binder = _Binder(binding, squeezer, stock)
        blanks = binding.blanks or (0,) * len(binding.sheets)
        for sheet, blank in zip(binding.sheets, blanks, strict=True):
            wanted.update(binder.add(sheet, structure))
            binder.add_blank(blank, sheet.sizes[-1])
        pages = [page.obj for page in binder.pages]
        stock.bind(pages)
        stock.fill_fonts(binding.font_pack())
        trees = structure.finish(pdf, pages)
        keep_destinations(pdf, len(binding.places))
        add_outline(pdf, pages, binding.outline)
        add_page_labels(pdf, binding.labels)
        add_files(pdf, binding.files, binding.about.moment)
        add_metadata(pdf, binding.about)
        squeezer.finish()
    plain = saved(pdf, min_version="1.7")
    stock.forget()
    return plain, trees, wanted


class _Binder:
    """Adds sheets to a file, one after the other; `pages` are those that it has added."""

    def __init__(self, binding: Binding, squeezer: Squeezer, stock: Stock) -> None:
        self.stock = stock
        self.binding = binding
        self.squeezer = squeezer
        self.furniture = _Furniture(binding, squeezer, stock)
        self.pages: list[pikepdf.Page] = []

    def add(self, sheet: Rendered, structure: StructureMerger) -> frozenset[str]:
        """Add the pages of `sheet`; returns where their links lead."""
        start, early = len(self.pages), self.stock.given(sheet)
        copied = early or self.stock.copied(sheet)
        for leaf in copied.leaves:
            self._finish(leaf)
        # A tree that has been in memory all the time is not read again.
        tree = copied.structure
        structure.add(
            tree, (lambda: tree) if early else (lambda: sheet.body().structure), copied.leaves, start
        )
        return copied.targets

    def add_blank(self, count: int, size: tuple[float, float]) -> None:
        """Add `count` empty pages."""
        for _ in range(count):
            page = self.stock.blank(size)
            if self.binding.press:
                page.obj.Contents = self.squeezer.stream(prepare(page))
            self.pages.append(page)

    def _finish(self, leaf: Leaf) -> None:
        binding, page, index = self.binding, leaf.page, len(self.pages)
        content = filled(leaf.content, binding.text_of, binding.faces)
        # The content changes the coordinate system for good: what is laid over it must not inherit that.
        laid = {id_: self.furniture.lay(page, index, id_) for id_ in binding.dressing[index]}
        under = [data for id_, data in laid.items() if id_.startswith(WATERMARK)]
        over = [data for id_, data in laid.items() if not id_.startswith(WATERMARK)]
        parts = [*under, b"q", content, b"Q", *over]
        if binding.press:
            parts.append(prepare(page, binding.folds))
        page.obj.Contents = self.squeezer.stream(b"\n".join(parts))
        for annotation in leaf.numbered:
            annotation.Contents = pikepdf.String(fill_text(str(annotation.Contents), binding.text_of))
        self.pages.append(page)


class _Furniture:
    """Running heads and folios as form objects: heads are shared, folios are filled in for each page."""

    def __init__(self, binding: Binding, squeezer: Squeezer, stock: Stock) -> None:
        self.binding = binding
        self.squeezer = squeezer
        self.source = pikepdf.open(io.BytesIO(binding.furniture.body().pdf))
        self.resources = stock.pdf.copy_foreign(self.source.pages[0].obj.Resources)
        stock.use_fonts(self.resources, binding.furniture)
        self._heads: dict[str, Any] = {}
        self._drawn = cache(self._read)

    def _read(self, number: int) -> tuple[Array, Cut]:
        """The box of a page of furniture, and what is drawn in it."""
        page = self.source.pages[number]
        return Array(list(page.mediabox)), cut_at_slots(page.obj.Contents.read_bytes())

    def lay(self, page: pikepdf.Page, index: int, id_: str) -> bytes:
        """The operators that draw the furniture `id_` on `page`, as a pagination artifact."""
        form = self._heads.get(id_)
        if form is None:
            form, own = self._form(id_, self.binding.labels[index])
            if not own:
                self._heads[id_] = form
        name = f"/Over{len(page.obj.Resources.XObject)}"
        page.obj.Resources.XObject[name] = form
        kind = next((kind for start, kind in _PLACES.items() if id_.startswith(start)), b"")
        mark = b"/Artifact <</Type/Pagination%b>> BDC\n" % kind
        return mark + b"q " + name.encode() + b" Do Q\nEMC"

    def _form(self, id_: str, label: str) -> tuple[Any, bool]:
        """A form object that draws furniture, and whether it is for the page with this label alone."""
        number, _, _ = self.binding.furniture.anchors[id_]
        box, cut = self._drawn(number)
        form = self.squeezer.stream(
            filled(cut, lambda _: label, self.binding.faces),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=box,
            Resources=self.resources,
        )
        return form, any(isinstance(piece, Slot) for piece in cut)
