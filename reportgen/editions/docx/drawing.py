"""Pictures in DrawingML: in the line, or behind the page."""

from __future__ import annotations

import struct
import zlib
from typing import Final

from reportgen.editions.docx.ooxml import Pieces, Xml, node

_ADEC: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_ASVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DECORATIVE_URI: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_SVG_URI: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"

Size = dict[str, int]
"""`cx` and `cy` in English Metric Units."""


def picture_data(relation: str, svg_relation: str = "") -> Xml:
    """`a:blip`: the picture of a relationship, with its drawing for readers that prefer it."""
    drawing = _extension(_SVG_URI, _svg_blip(svg_relation)) if svg_relation else None
    return node("a:blip", {"r:embed": relation}, drawing)


def inline(size: Size, number: int, alt: str, blip: Xml) -> Xml:
    """A picture in the line; an empty `alt` makes it decorative. `number` is unique in the document."""
    return node(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        node("wp:extent", size),
        *_drawn(size, number, alt, blip),
    )


def behind_page(size: Size, number: int, blip: Xml) -> Xml:
    """A picture behind the text, at the top left corner of the page."""
    distances = {"distT": 0, "distB": 0, "distL": 0, "distR": 0, "simplePos": 0, "relativeHeight": 1}
    flags = {"behindDoc": 1, "locked": 1, "layoutInCell": 1, "allowOverlap": 1}
    return node(
        "wp:anchor",
        distances | flags,
        node("wp:simplePos", {"x": 0, "y": 0}),
        node("wp:positionH", {"relativeFrom": "page"}, _offset()),
        node("wp:positionV", {"relativeFrom": "page"}, _offset()),
        node("wp:extent", size),
        node("wp:wrapNone", {}),
        *_drawn(size, number, "", blip),
    )


def _offset() -> Xml:
    return node("wp:posOffset", {}, "0")


def _drawn(size: Size, number: int, alt: str, blip: Xml) -> Pieces:
    """What an anchored picture and one in the line have in common."""
    name = f"Image {number}"
    decorative = None if alt.strip() else _extension(_DECORATIVE_URI, _decorative())
    picture = node(
        "pic:pic",
        {},
        node("pic:nvPicPr", {}, node("pic:cNvPr", {"id": number, "name": name}), node("pic:cNvPicPr", {})),
        node("pic:blipFill", {}, blip, node("a:stretch", {}, node("a:fillRect", {}))),
        node(
            "pic:spPr",
            {},
            node("a:xfrm", {}, node("a:off", {"x": 0, "y": 0}), node("a:ext", size)),
            node("a:prstGeom", {"prst": "rect"}, node("a:avLst", {})),
        ),
    )
    return [
        node("wp:docPr", {"id": number, "name": name, "descr": alt}, decorative),
        node("wp:cNvGraphicFramePr", {}, node("a:graphicFrameLocks", {"noChangeAspect": 1})),
        node("a:graphic", {}, node("a:graphicData", {"uri": _PICTURE}, picture)),
    ]


def pixel(colour: str) -> bytes:
    """A PNG of one pixel of a colour given as six hexadecimal digits."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0" + bytes.fromhex(colour if colour != "auto" else "FFFFFF"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def _extension(uri: str, content: Xml) -> Xml:
    return node("a:extLst", {}, node("a:ext", {"uri": uri}, content))


def _decorative() -> Xml:
    return node("adec:decorative", {"xmlns:adec": _ADEC, "val": 1})


def _svg_blip(relation: str) -> Xml:
    return node("asvg:svgBlip", {"xmlns:asvg": _ASVG, "r:embed": relation})
