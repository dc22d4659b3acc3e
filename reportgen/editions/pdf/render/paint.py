"""Paints laid-out pages into a PDF that waits for its fonts, page numbers, outline and metadata.

The order of work follows `weasyprint.pdf.generate_pdf` (70.0); what belongs to the whole file is left to the
assembler, and the structure tree is ours.
"""

from __future__ import annotations

import io
from typing import Any, Final

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.pdf import _use_references
from weasyprint.pdf.anchors import add_links

from reportgen.editions.pdf.render.continued import ContinuedTables
from reportgen.editions.pdf.render.spaces import add_spaces
from reportgen.editions.pdf.render.stream import STAND_IN_WIDTH, Glyphs, SheetStream
from reportgen.editions.pdf.render.tags import StructureTree
from reportgen.editions.pdf.rendered import Bookmark, Face, Structure

POINTS: Final = 0.75
"""Points in a CSS pixel."""

FONTS_KEY: Final = "Font"


def paint(document: Any, prefix: str, *, tagged: bool) -> tuple[bytes, dict[str, Face], Structure]:
    """The pages of a WeasyPrint document as PDF bytes, the faces they use, and their structure.

    `prefix` keeps the ids of structure elements apart from those of other sheets.
    """
    pdf = pydyf.PDF()
    images: dict[str, Any] = {}
    slots = Glyphs()
    color_spaces = pydyf.Dictionary()
    pdf.add_object(color_spaces)
    fonts = pydyf.Dictionary()
    pdf.add_object(fonts)
    resources = pydyf.Dictionary(
        {
            "ExtGState": pydyf.Dictionary(),
            "XObject": pydyf.Dictionary(),
            "Pattern": pydyf.Dictionary(),
            "Shading": pydyf.Dictionary(),
            "ColorSpace": color_spaces.reference,
        }
    )
    pdf.add_object(resources)
    if tagged:
        add_spaces(document.pages)
    continued = ContinuedTables()
    streams = [
        _paint_page(pdf, document, page, index, resources, images, slots, tagged, continued)
        for index, page in enumerate(document.pages)
    ]
    resources[FONTS_KEY] = fonts.reference
    _use_references(pdf, resources, images, document.color_profiles)
    structure = StructureTree(prefix).of(document.pages, streams) if tagged else Structure()
    faces = _faces(document.fonts, slots)
    for name in sorted(faces):
        fonts[name] = pydyf.Dictionary({"Type": "/Font"})
    output = io.BytesIO()
    pdf.write(output, b"1.7", None, False)
    return output.getvalue(), faces, structure


def _paint_page(
    pdf: Any,
    document: Any,
    page: Any,
    index: int,
    resources: Any,
    images: dict[str, Any],
    slots: Glyphs,
    tagged: bool,
    continued: ContinuedTables,
) -> SheetStream:
    width, height = page.width * POINTS, page.height * POINTS
    stream = SheetStream(
        document.fonts,
        (0, 0, page.width, page.height),
        resources,
        images,
        {} if tagged else None,
        document.color_profiles,
        document.output_intent,
        slots=slots,
    )
    stream.transform(d=-1, f=height)
    pdf.add_object(stream)
    pdf_page = pydyf.Dictionary(
        {
            "Type": "/Page",
            "Parent": pdf.pages.reference,
            "MediaBox": pydyf.Array([0, 0, width, height]),
            "Contents": stream.reference,
            "Resources": resources.reference,
        }
    )
    if tagged:
        pdf_page["Tabs"] = "/S"
        pdf_page["StructParents"] = index
    pdf.add_page(pdf_page)
    # Boxes inside a link inherit it: one annotation a line is enough.
    links = [link for link in page.links if link[3].link and _shows(link[3])]
    add_links((links, ()), _to_points(page), pdf, pdf_page, [], stream._tags)
    page.paint(stream, POINTS)
    with stream.stacked():
        stream.transform(POINTS, 0, 0, POINTS)
        continued.draw(page, stream)
    return stream


def _shows(box: Any) -> bool:
    """Whether there is anything to see in a box: what moves whole to the next page may leave an empty one."""
    if isinstance(box, boxes.TextBox):
        return bool(box.text.strip())
    if isinstance(box, boxes.ReplacedBox):
        return True
    return isinstance(box, boxes.ParentBox) and any(_shows(child) for child in box.children)


def _to_points(page: Any) -> Any:
    return Matrix(POINTS, 0, 0, -POINTS, 0, page.height * POINTS)


def anchors_of(document: Any) -> dict[str, tuple[int, float, float]]:
    """Each id of the pages -> (page index, x, y) of its upper left corner, in points; first place wins."""
    found: dict[str, tuple[int, float, float]] = {}
    for index, page in enumerate(document.pages):
        matrix = _to_points(page)
        for name, (x, y, _, _) in page.anchors.items():
            if name not in found:
                left, top = matrix.transform_point(x, y)
                found[name] = (index, round(left, 2), round(top, 2))
    return found


def bookmarks_of(document: Any) -> tuple[Bookmark, ...]:
    """The outline of the pages, as `bookmark-level` and `bookmark-label` make it."""

    def convert(tree: Any) -> tuple[Bookmark, ...]:
        return tuple(
            Bookmark(label, page, round(x, 2), round(y, 2), convert(children))
            for label, (page, x, y), children, _ in tree
        )

    return convert(document.make_bookmark_tree(POINTS, transform_pages=True))


_STYLES: Final = {0: "normal", 1: "oblique", 2: "italic"}


def _faces(fonts: dict[Any, Any], slots: Glyphs) -> dict[str, Face]:
    faces: dict[str, Face] = {}
    for font in fonts.values():
        boxes = set(font.missing.values())
        glyphs = {
            gid: (text, font.widths[gid])
            for gid, text in font.to_unicode.items()
            if gid in font.widths and gid not in boxes
        }
        if boxes:
            glyphs[font.glyph_count] = ("\ufffd", STAND_IN_WIDTH)
        faces[font.hash] = Face(
            font.family,
            _STYLES[int(font.style)],
            int(font.weight),
            dict(sorted(glyphs.items())),
            slots.by_font.get(font.hash, {}),
            dict.fromkeys(sorted(font.missing), font.glyph_count),
        )
    return faces
