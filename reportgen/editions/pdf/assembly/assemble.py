"""Puts the sheets together: pages, running heads, fonts, structure, navigation, metadata."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import pikepdf
from pikepdf import Array, Name

from reportgen.editions.pdf.assembly.attachments import add_files
from reportgen.editions.pdf.assembly.compact import saved
from reportgen.editions.pdf.assembly.metadata import About, add_metadata
from reportgen.editions.pdf.assembly.navigation import Place, add_names, add_outline, add_page_labels
from reportgen.editions.pdf.assembly.press import prepare
from reportgen.editions.pdf.assembly.slots import fill_slots, fill_text
from reportgen.editions.pdf.assembly.structure import StructureMerger
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
_COMPRESSORS: Final = 4
_TOGETHER: Final = 50
_PRINTED: Final = 4
"""Annotation flag 3: printed with the page (required of links by PDF/A)."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Everything the assembler needs.

    `furniture` is the render whose pages are running heads and folios; `dressing` names, by anchor, those
    laid over each page. `labels` are the printed numbers of the pages, `text_of` those of ids.
    `blanks` counts the empty pages after each sheet; `press` adds what a printer needs around the
    pages, with marks at `folds`.
    """

    sheets: tuple[Rendered, ...]
    furniture: Rendered
    dressing: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    text_of: Callable[[str], str]
    places: Mapping[str, Place]
    outline: tuple[Bookmark, ...]
    faces: Mapping[str, Face]
    font_pack: bytes
    about: About
    files: tuple[DataFile, ...] = ()
    blanks: tuple[int, ...] = ()
    press: bool = False
    folds: tuple[float, ...] = ()


def assemble(binding: Binding) -> tuple[bytes, frozenset[str]]:
    """The finished file, and the ids that links lead to but that stand nowhere."""
    pdf = pikepdf.new()
    fonts = _fonts(pdf, binding.font_pack)
    structure = StructureMerger(pdf, len(binding.labels))
    wanted: set[str] = set()
    images: dict[str, Any] = {}

    furniture = _Furniture(pdf, binding, fonts)
    start = 0
    blanks = binding.blanks or (0,) * len(binding.sheets)
    for sheet, blank in zip(binding.sheets, blanks, strict=True):
        source = pikepdf.open(io.BytesIO(sheet.pdf))

        for page in source.pages:
            pdf.pages.append(page)
        pages = [pdf.pages[start + i] for i in range(sheet.page_count)]
        _use_fonts(pages[0].obj.Resources, sheet, fonts)
        _share_images(pages[0].obj.Resources, images)
        for index, page in enumerate(pages, start):
            _finish_page(pdf, page, index, binding, furniture)
            wanted.update(_finish_links(page, binding.text_of))
        structure.add(sheet.structure, pages, start)
        start += sheet.page_count
        for _ in range(blank):
            pdf.add_blank_page(page_size=sheet.sizes[-1])
            if binding.press:
                pdf.pages[-1].obj.Contents = pdf.make_stream(prepare(pdf.pages[-1]))
            start += 1
    structure.finish()
    add_names(pdf, binding.places)
    add_outline(pdf, binding.outline)
    add_page_labels(pdf, binding.labels)
    add_files(pdf, binding.files, binding.about.moment)
    add_metadata(pdf, binding.about)
    _compress(pdf)
    data = saved(pdf, min_version="1.7", more=structure.written)
    return data, frozenset(wanted - set(binding.places))


def _finish_page(
    pdf: pikepdf.Pdf, page: pikepdf.Page, index: int, binding: Binding, furniture: _Furniture
) -> None:
    content = fill_slots(page.obj.Contents.read_bytes(), binding.text_of, binding.faces).data
    # The content changes the coordinate system for good: what is laid over it must not inherit that.
    laid = {id_: furniture.lay(page, index, id_) for id_ in binding.dressing[index]}
    under = [data for id_, data in laid.items() if id_.startswith(WATERMARK)]
    over = [data for id_, data in laid.items() if not id_.startswith(WATERMARK)]
    parts = [*under, b"q", content, b"Q", *over]
    if binding.press:
        parts.append(prepare(page, binding.folds))
    page.obj.Contents = pdf.make_stream(b"\n".join(parts))


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

    def __init__(self, pdf: pikepdf.Pdf, binding: Binding, fonts: Mapping[str, Any]) -> None:
        self.pdf = pdf
        self.binding = binding
        self.source = pikepdf.open(io.BytesIO(binding.furniture.pdf))
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
        form = self.pdf.make_stream(
            filled.data,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(list(page.mediabox)),
            Resources=self.resources,
        )
        return form, bool(filled.labels)


def _fonts(pdf: pikepdf.Pdf, pack: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(pack)) as source:
        fonts = source.pages[0].obj.Resources.Font
        return {name.removeprefix("/"): pdf.copy_foreign(font) for name, font in fonts.items()}


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


def _compress(pdf: pikepdf.Pdf) -> None:
    """Compress what is not, except metadata, which must stay readable (ISO 19005-3, 6.6.2.1).

    No stream ends in a carriage return: some checkers take that for the end of the line. Flate data ends
    in a checksum, so one stream in 256 would; those are written in ASCII besides.
    """
    streams = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Type") != Name.Metadata
    ]
    plain = [item for item in streams if item.get("/Filter") is None]
    # Threads: zlib works without the lock of the interpreter.
    groups = [plain[start : start + _TOGETHER] for start in range(0, len(plain), _TOGETHER)]
    with ThreadPoolExecutor(_COMPRESSORS) as threads:
        packed = threads.map(_deflated, [[item.read_bytes() for item in group] for group in groups])
        for item, data in zip(plain, chain.from_iterable(packed), strict=True):
            item.write(data, filter=Name.FlateDecode)
    for item in streams:
        if item.Filter == Name.FlateDecode and item.read_raw_bytes().endswith(b"\r"):
            ascii_ = base64.a85encode(item.read_raw_bytes()) + b"~>"
            parameters = item.get("/DecodeParms")
            item.write(
                ascii_,
                filter=Array([Name.ASCII85Decode, Name.FlateDecode]),
                decode_parms=Array([None, parameters]) if parameters is not None else None,
            )


def _deflated(group: Sequence[bytes]) -> list[bytes]:
    return [zlib.compress(data, 6) for data in group]
