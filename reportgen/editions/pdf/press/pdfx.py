"""A finished file made into PDF/X-4 (ISO 15930-7): inks of one press, nothing that only a screen can use."""

from __future__ import annotations

import io
import zlib
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reportgen.editions.pdf.assembly.compact import compact, saved
from reportgen.editions.pdf.assembly.metadata import PDF_X4, About, add_xmp
from reportgen.editions.pdf.assembly.press import MARKS, REGISTRATION
from reportgen.editions.pdf.press.inks import Conversion
from reportgen.editions.pdf.press.paper import Press

_SCREEN: Final = (
    *("/StructTreeRoot", "/MarkInfo", "/Names", "/AF", "/Outlines", "/PageMode", "/OpenAction", "/Lang"),
)
"""Entries of the catalog that paper has no use for. Links may not stand on a page of PDF/X-4 (6.17)."""
_SCREEN_PAGE: Final = ("/Annots", "/StructParents", "/Tabs")
_LEVEL: Final = 6


def make_pdfx(data: bytes, press: Press, about: About) -> bytes:
    """The file `data` for `press`, whose profile it carries. Raises UnfitProfileError."""
    inks = Conversion(press.profile)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for entry in _SCREEN:
            if entry in pdf.Root:
                del pdf.Root[entry]
        for page in pdf.pages:
            for entry in _SCREEN_PAGE:
                if entry in page.obj:
                    del page.obj[entry]
            content = inks.content(page.obj.Contents.read_bytes()).replace(MARKS, REGISTRATION)
            page.obj.Contents = _stream(pdf, content)
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                _convert(item, inks)
        _declare(pdf, press, about)
        pdf.remove_unreferenced_resources()
        return compact(saved(pdf, force_version="1.6"))


def _stream(pdf: pikepdf.Pdf, content: bytes) -> Any:
    made = pdf.make_stream(b"")
    made.write(zlib.compress(content, _LEVEL), filter=Name.FlateDecode)
    return made


def _convert(item: pikepdf.Stream, inks: Conversion) -> None:
    """The colours of a form or a picture."""
    kind = item.get("/Subtype")
    if kind == Name.Form:
        item.write(zlib.compress(inks.content(item.read_bytes()), _LEVEL), filter=Name.FlateDecode)
        group = item.get("/Group")
        if group is not None and group.get("/CS") == Name.DeviceRGB:
            group.CS = Name.DeviceCMYK
    elif kind == Name.Image and item.get("/ColorSpace") not in (None, Name.DeviceGray, Name.DeviceCMYK):
        picture = inks.image(pikepdf.PdfImage(item).as_pil_image())
        item.write(zlib.compress(picture.tobytes(), _LEVEL), filter=Name.FlateDecode)
        item.ColorSpace, item.BitsPerComponent = Name.DeviceCMYK, 8


def _declare(pdf: pikepdf.Pdf, press: Press, about: About) -> None:
    """Say what the file is and what it was made for (6.2.2, 6.6 and 6.7)."""
    profile = pdf.make_stream(b"", N=4)
    profile.write(zlib.compress(press.profile, _LEVEL), filter=Name.FlateDecode)
    name = press.condition or press.profile_name
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(name),
        Info=String(name),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([intent])
    pdf.docinfo["/Trapped"] = Name("/False")
    add_xmp(pdf, about, PDF_X4)
