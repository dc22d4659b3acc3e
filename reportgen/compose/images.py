"""Images that the tree refers to: read from `content/`, measured, and refused when they could do harm."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any, Final

from reportgen.compose.svg import read_svg
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.walk import rewrite, walk
from reportgen.memo import Memo

MAX_MEGAPIXELS: Final = 100
_SUFFIXES: Final = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}

Read = Callable[[str, Span], bytes | None]
"""Reads an image by the path the author typed; None after a finding at the place that names it."""


def load_images(
    parts: tuple[n.Part, ...], read: Read, diagnostics: Diagnostics, memo: Memo
) -> dict[str, n.Resource]:
    """The images that `parts` refer to, by name. Those refused are not in it."""
    resources: dict[str, n.Resource | None] = {}
    for part in parts:
        for name, place in memo.of("images", (part,), _images):
            if name in resources:
                continue
            data = read(name, place)

            def measured(data: bytes, name: str = name, place: Span = place) -> n.Resource | None:
                return measure(name, data, place, diagnostics)

            resources[name] = (
                None if data is None else memo.told("image", (data,), measured, diagnostics, (name, place))
            )
    return {name: resource for name, resource in resources.items() if resource is not None}


def without_missing(part: n.Part, resources: dict[str, n.Resource], memo: Memo) -> n.Part:
    """The part without refused images: a figure leaves its caption, an image its alternative text."""

    def change(node: Any) -> Any:
        if isinstance(node, n.Image) and node.src not in resources:
            return n.Text(node.alt)
        # The image inside has been seen before the figure around it.
        if isinstance(node, n.Figure) and not isinstance(node.content, n.Image | n.Chart):
            return n.Paragraph(node.caption, attrs=node.attrs, span=node.span, unit=node.unit)
        return node

    missing = tuple(name for name, _ in memo.of("images", (part,), _images) if name not in resources)

    def left(part: n.Part) -> n.Part:
        return rewrite(part, change)

    return memo.of("without missing", (part,), left, missing)


def _images(part: n.Part) -> tuple[tuple[str, Span], ...]:
    """The name of each image of the part with the place of the block that holds it."""
    return tuple(_found(part))


def _found(part: n.Part) -> Iterator[tuple[str, Span]]:
    here = part.span or Span(part.id)
    for node in walk((part,)):
        if isinstance(node, n.Block) and node.span is not None:
            here = node.span
        elif isinstance(node, n.Image):
            yield node.src, here


def measure(name: str, data: bytes, place: Span, diagnostics: Diagnostics) -> n.Resource | None:
    """An image as a resource; None after a finding. Its first bytes tell what it is, not its name."""
    kind = _kind(data)
    suffix = name[name.rfind(".") :].lower()
    if kind is None or _SUFFIXES.get(suffix) != kind:
        diagnostics.add("CMP060", place, path=name)
        return None
    if kind == "image/svg+xml":
        svg = read_svg(data)
        if svg.refused:
            code = "CMP062" if svg.refused == "damaged" else "CMP061"
            diagnostics.add(code, place, path=name, what=svg.refused)
            return None
        return n.Resource(name, data, kind, svg.width, svg.height)
    size = _png_size(data) if kind == "image/png" else _jpeg_size(data)
    if size is None or 0 in size:
        diagnostics.add("CMP062", place, path=name)
        return None
    if (pixels := size[0] * size[1] // 1_000_000) > MAX_MEGAPIXELS:
        diagnostics.add("CMP063", place, path=name, pixels=pixels, limit=MAX_MEGAPIXELS)
        return None
    return n.Resource(name, data, kind, *size)


def _kind(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/svg+xml" if b"<svg" in data[:4096] else None


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of the IHDR chunk (PNG specification, section 11.2.2)."""
    if len(data) < 45 or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of the first frame header (ITU-T T.81, section B.2.2)."""
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        alone = marker == 0x01 or 0xD0 <= marker <= 0xD8
        at += 2 if alone else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
