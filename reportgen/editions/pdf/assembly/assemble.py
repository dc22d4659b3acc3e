"""Puts the sheets together: pages, running heads, fonts, structure, navigation, metadata."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from reportgen.editions.pdf.assembly.attachments import add_files
from reportgen.editions.pdf.assembly.compact import compact, saved
from reportgen.editions.pdf.assembly.metadata import About, add_metadata
from reportgen.editions.pdf.assembly.navigation import Place, add_names, add_outline, add_page_labels
from reportgen.editions.pdf.assembly.press import prepare
from reportgen.editions.pdf.assembly.slots import fill_slots, fill_text
from reportgen.editions.pdf.assembly.stock import Opened, Stock
from reportgen.editions.pdf.assembly.streams import Squeezer
from reportgen.editions.pdf.assembly.structure import StructureMerger, Trees
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
_PRINTED: Final = 4
"""Annotation flag 3: printed with the page (required of links by PDF/A)."""


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
    `stock` have been read.
    """
    plain, trees, wanted = _without_structure(binding, stock or Stock())
    return compact(plain, trees.written), frozenset(wanted - set(binding.places))


def _without_structure(binding: Binding, stock: Stock) -> tuple[io.BytesIO, Trees, set[str]]:
    """The file without its structure tree, that tree, and where links lead."""
    pdf = pikepdf.new()
    structure = StructureMerger(len(binding.labels))
    wanted: set[str] = set()
    with Squeezer(pdf) as squeezer:
        fonts = {name: pdf.make_indirect(Dictionary()) for name in binding.faces}
        binder = _Binder(pdf, binding, fonts, squeezer, stock)
        blanks = binding.blanks or (0,) * len(binding.sheets)
        for sheet, blank in zip(binding.sheets, blanks, strict=True):
            wanted.update(binder.add(sheet, structure))
            binder.add_blank(blank, sheet.sizes[-1])
        _fill_fonts(pdf, fonts, binding.font_pack())
        trees = structure.finish(pdf)
        add_names(pdf, binding.places)
        add_outline(pdf, binding.outline)
        add_page_labels(pdf, binding.labels)
        add_files(pdf, binding.files, binding.about.moment)
        add_metadata(pdf, binding.about)
        squeezer.finish()
    return saved(pdf, min_version="1.7"), trees, wanted


class _Binder:
    """Adds sheets to a file, one after the other."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        binding: Binding,
        fonts: Mapping[str, Any],
        squeezer: Squeezer,
        stock: Stock,
    ) -> None:
        self.pdf = pdf
        self.stock = stock
        self.binding = binding
        self.fonts = fonts
        self.squeezer = squeezer
        self.furniture = _Furniture(pdf, binding, fonts, squeezer)
        self._images: dict[str, Any] = {}
        self._count = 0

    def add(self, sheet: Rendered, structure: StructureMerger) -> list[str]:
        """Add the pages of `sheet`; returns where their links lead."""
        start, early = self._count, self.stock.given(sheet)
        opened = early or Opened.of(sheet)
        for copied in opened.pages.pages:
            self.pdf.pages.append(copied)
        pages = [self.pdf.pages[start + i] for i in range(sheet.page_count)]
        resources = pages[0].obj.Resources
        _use_fonts(resources, sheet, self.fonts)
        _share_images(resources, self._images)
        wanted = []
        for page, content in zip(pages, opened.contents, strict=True):
            self._finish(page, content)
            wanted += _finish_links(page, self.binding.text_of)
        # A tree that has been in memory all the time is not read again.
        tree = opened.structure
        structure.add(tree, (lambda: tree) if early else (lambda: sheet.body().structure), pages, start)
        return wanted

    def add_blank(self, count: int, size: tuple[float, float]) -> None:
        """Add `count` empty pages."""
        for _ in range(count):
            self.pdf.add_blank_page(page_size=size)
            if self.binding.press:
                page = self.pdf.pages[-1]
                page.obj.Contents = self.squeezer.stream(prepare(page))
            self._count += 1

    def _finish(self, page: pikepdf.Page, drawn: bytes) -> None:
        binding, index = self.binding, self._count
        content = fill_slots(drawn, binding.text_of, binding.faces).data
        # The content changes the coordinate system for good: what is laid over it must not inherit that.
        laid = {id_: self.furniture.lay(page, index, id_) for id_ in binding.dressing[index]}
        under = [data for id_, data in laid.items() if id_.startswith(WATERMARK)]
        over = [data for id_, data in laid.items() if not id_.startswith(WATERMARK)]
        parts = [*under, b"q", content, b"Q", *over]
        if binding.press:
            parts.append(prepare(page, binding.folds))
        page.obj.Contents = self.squeezer.stream(b"\n".join(parts))
        self._count += 1


def _finish_links(page: pikepdf.Page, text_of: Callable[[str], str]) -> list[str]:
    """Make the links of a page printable and name them; returns where the internal ones lead."""
    targets = []
    for annotation in page.obj.get("/Annots", Array()):
        annotation.F = _PRINTED
        if "/Contents" in annotation:
            annotation.Contents = pikepdf.String(fill_text(str(annotation.Contents), text_of))
        if "/Dest" in annotation:
            targets.append(str(annotation.Dest))
    return targets


class _Furniture:
    """Running heads and folios as form objects: heads are shared, folios are filled in for each page."""

    def __init__(
        self, pdf: pikepdf.Pdf, binding: Binding, fonts: Mapping[str, Any], squeezer: Squeezer
    ) -> None:
        self.binding = binding
        self.squeezer = squeezer
        self.source = pikepdf.open(io.BytesIO(binding.furniture.body().pdf))
        self.resources = pdf.copy_foreign(self.source.pages[0].obj.Resources)
        _use_fonts(self.resources, binding.furniture, fonts)
        self._heads: dict[str, Any] = {}

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
        number, _, _ = self.binding.furniture.anchors[id_]
        page = self.source.pages[number]
        filled = fill_slots(page.obj.Contents.read_bytes(), lambda _: label, self.binding.faces)
        form = self.squeezer.stream(
            filled.data,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(list(page.mediabox)),
            Resources=self.resources,
        )
        return form, bool(filled.labels)


def _fill_fonts(pdf: pikepdf.Pdf, fonts: Mapping[str, Any], pack: bytes) -> None:
    """Make `fonts`, which pages use already, those of the pack: it is asked for when the pages are there."""
    with pikepdf.open(io.BytesIO(pack)) as source:
        packed = source.pages[0].obj.Resources.Font
        for name, font in fonts.items():
            for key, value in pdf.copy_foreign(packed[f"/{name}"]).items():
                font[key] = value


def _use_fonts(resources: Any, sheet: Rendered, fonts: Mapping[str, Any]) -> None:
    for name in sheet.faces:
        resources.Font[f"/{name}"] = fonts[name]


def _share_images(resources: Any, known: dict[str, Any]) -> None:
    """One copy of an image that several sheets show: the names of images derive from their addresses."""
    for name, item in list(resources.XObject.items()):
        if item.get("/Subtype") != Name.Image:
            continue
        if name in known:
            resources.XObject[name] = known[name]
            continue
        known[name] = item
        if "/Interpolate" in item:
            del item["/Interpolate"]  # smoothing is not allowed in PDF/A
