"""One subset of each face for the whole file, from the glyphs that all sheets use."""

from __future__ import annotations

import io
from collections.abc import Mapping
from html import escape
from typing import Any, Final

import pydyf
import weasyprint
from weasyprint.pdf.fonts import build_fonts_dictionary

from reportgen.editions.pdf.render.closed import BASE_URL, FilesOnly
from reportgen.editions.pdf.render.paint import paint
from reportgen.editions.pdf.rendered import Face

_PROBE: Final = "a1 \u05d0 \u0628"
"""A letter of each script that a face may have: a face that is asked for nothing it has is not found."""
_WEIGHTS: Final = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 900: "Black"}


class MissingFaceError(LookupError):
    """A face that a sheet used is not among the fonts any more."""


def font_pack(fonts: Any, faces: Mapping[str, Face]) -> bytes:
    """A PDF of one page whose resources are the fonts of `faces`, each subset to the glyphs given.

    `fonts` is the font configuration that the sheets were laid out with. Raises MissingFaceError.
    """
    html = "".join(
        f'<p style="font-family:{escape(repr(face.family))};'
        f'font-style:{face.style};font-weight:{face.weight}">{_PROBE}</p>'
        for face in faces.values()
    )
    document = weasyprint.HTML(
        string=f"<html lang=en><body>{html}", base_url=BASE_URL, url_fetcher=FilesOnly({})
    ).render(font_config=fonts)
    paint(document, "fonts", tagged=False)
    found = {font.hash: font for font in document.fonts.values()}
    chosen: dict[str, Any] = {}
    for name, face in faces.items():
        if name not in found:
            raise MissingFaceError(face.family)
        chosen[name] = _restrict(found[name], face)
    return _write(chosen)


def _restrict(font: Any, face: Face) -> Any:
    font.to_unicode = {gid: text for gid, (text, _) in face.glyphs.items()}
    font.widths = {gid: width for gid, (_, width) in face.glyphs.items()}
    font.missing = dict(face.unknown)
    style = "" if face.style == "normal" else face.style.capitalize()
    weight = _WEIGHTS.get(face.weight, str(face.weight))
    font.name = f"/{font.hash}+{face.family.replace(' ', '')}-{weight}{style}".encode()
    return font


def _write(fonts: Mapping[str, Any]) -> bytes:
    pdf = pydyf.PDF()
    options = {"hinting": False, "pdf_version": "1.7"}
    dictionary = build_fonts_dictionary(pdf, fonts, True, True, options)
    pdf.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "MediaBox": pydyf.Array([0, 0, 10, 10]),
                "Resources": pydyf.Dictionary({"Font": dictionary}),
            }
        )
    )
    output = io.BytesIO()
    pdf.write(output, b"1.7", None, False)
    return output.getvalue()
