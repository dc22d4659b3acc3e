"""SVG images: their size, and a refusal of what could run, load or leave the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

_ELEMENTS: Final = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener", "a"}
    | {"animate", "animatemotion", "animatetransform", "set", "discard", "metadata-script"}
)
_INLINE_IMAGE: Final = re.compile(r"data:image/(?:png|jpeg|jpg|gif);base64,", re.IGNORECASE)
_CSS: Final = re.compile(r"@import|expression\s*\(|javascript:|url\((?!\s*['\"]?\s*#)", re.IGNORECASE)
MAX_LENGTH: Final = 1_000_000
_LENGTH: Final = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in|)\s*\Z")
_PIXELS: Final = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


@dataclass(frozen=True, slots=True)
class Svg:
    """Size in CSS pixels (0 when unknown), or what the image was `refused` for."""

    width: int = 0
    height: int = 0
    refused: str = ""


def read_svg(data: bytes) -> Svg:
    """The size of an SVG image that holds nothing but drawing."""
    if b"<!DOCTYPE" in data.upper() or b"<!ENTITY" in data.upper():
        return Svg(refused="<!DOCTYPE>")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Svg(refused="damaged")
    if _local(root.tag) != "svg":
        return Svg(refused="damaged")
    for before in root.itersiblings(preceding=True):
        if isinstance(before, etree._ProcessingInstruction):
            return Svg(refused=f"<?{before.target!s}?>")
    for element in root.iter():
        if found := _harmful(element):
            return Svg(refused=found)
    return _sized(root)


def _harmful(element: Any) -> str:
    if not isinstance(element.tag, str):
        return f"<?{element.target!s}?>" if isinstance(element, etree._ProcessingInstruction) else ""
    name = _local(element.tag)
    if name in _ELEMENTS:
        return f"<{name}>"
    if name == "style" and _CSS.search(_unescaped("".join(element.itertext()))):
        return "<style> url()"
    for key, value in element.attrib.items():
        attribute = _local(key)
        if attribute.startswith("on"):
            return attribute
        if attribute in ("href", "src") and not (value.startswith("#") or _INLINE_IMAGE.match(value)):
            return f"{attribute}={value[:60]}"
        if _CSS.search(_unescaped(value)):
            return f"{attribute}={value[:60]}"
    return ""


def _unescaped(css: str) -> str:
    """CSS without the escapes and comments that could hide a word."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda hit: chr(min(int(hit[1], 16), 0x10FFFF)), bare)


def _sized(root: Any) -> Svg:
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        inside = (float(box[2]), float(box[3])) if len(box) == 4 else (0.0, 0.0)
    except ValueError:
        inside = (0.0, 0.0)
    if width and not height and inside[0]:
        height = width * inside[1] / inside[0]
    elif height and not width and inside[1]:
        width = height * inside[0] / inside[1]
    elif not width and not height:
        width, height = inside
    return Svg(_whole(width), _whole(height))


def _whole(length: float) -> int:
    # A length may be written as a number that no drawing has: infinite, or none at all.
    return round(length) if 0 < length < MAX_LENGTH else 0


def _pixels(length: str) -> float:
    hit = _LENGTH.match(length)
    return float(hit[1]) * _PIXELS[hit[2]] if hit else 0.0


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()
