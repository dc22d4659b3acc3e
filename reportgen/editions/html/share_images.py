"""The picture that stands for a page where its address is shared (Open Graph): its title on a coloured band.

Drawn in one ink, so that a few kilobytes hold it; the same title gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from reportgen.cache import NoStore, Store, content_key
from reportgen.document.nodes import Meta
from reportgen.editions.html.page import Page
from reportgen.project import Assets

FOLDER: Final = "assets/share"
WIDTH, HEIGHT = 1200, 630
"""Pixels: the size that readers of Open Graph show whole (1.91 to 1)."""
_VERSION: Final = "1"
_BAND: Final = (12, 58, 78)
_INK: Final = (255, 255, 255)
_MARGIN: Final = 84
_SOFT: Final = 190
"""How much ink there is in the lesser lines, of 255."""
_SIZES: Final = (78, 68, 58, 50, 44)
_LEADING: Final = 1.16
_SERIF: Final = "styles/fonts/SourceSerif4-SemiBold.ttf"
_SANS: Final = "styles/fonts/SourceSans3-SemiBold.ttf"
_SHADES: Final = 32
Face = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a picture: a line above the title, the title, and a line at the foot."""

    above: str
    title: str
    foot: str


def image_path(stem: str) -> str:
    """Where the picture of a page stands in the site."""
    return f"{FOLDER}/{stem}.png"


def share_images(
    pages: Iterable[Page], meta: Meta, assets: Assets, store: Store | None = None
) -> Iterator[tuple[str, bytes]]:
    """Path and PNG of the picture of each page; `store` keeps them from one build to the next."""
    kept = NoStore() if store is None else store
    faces = assets.digest("styles/fonts")
    for page in pages:
        said = said_of(page, meta)
        key = content_key(["share", _VERSION, faces, said.above, said.title, said.foot])
        data = kept.get(key)
        if data is None:
            data = drawn(said, assets)
            kept.put(key, data)
        yield image_path(page.stem), data


def said_of(page: Page, meta: Meta) -> Said:
    """ "Fiche 31", the title, the report: the first page says the report, its subtitle and its publisher."""
    if page.kind == "home":
        return Said(meta.publisher, meta.title, meta.subtitle)
    above, dash, title = page.title.partition(" – ")
    return Said(above, title, meta.title) if dash else Said("", page.title, meta.title)


def drawn(said: Said, assets: Assets) -> bytes:
    """The picture as a PNG of a few shades."""
    sheet = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(sheet)
    room = WIDTH - 2 * _MARGIN
    small = _face(assets, _SANS, 34)
    foot = _cut(_wrapped(said.foot, small, room), 2, small, room)
    bottom = HEIGHT - _MARGIN - 42 * len(foot)
    top = _MARGIN + (98 if said.above else 40)
    face, lines = _fitted(said.title, assets, room, bottom - top - 30)
    step = round(face.size * _LEADING)
    pen.rectangle((_MARGIN, _MARGIN, _MARGIN + 96, _MARGIN + 7), fill=255)
    if said.above:
        pen.text((_MARGIN, _MARGIN + 40), said.above, font=small, fill=_SOFT)
    for number, line in enumerate(lines):
        pen.text((_MARGIN, top + number * step), line, font=face, fill=255)
    for number, line in enumerate(foot):
        pen.text((_MARGIN, bottom + number * 42), line, font=small, fill=_SOFT)
    return _png(sheet)


def _fitted(text: str, assets: Assets, room: int, height: int) -> tuple[Face, list[str]]:
    """The largest face in which the title takes few enough lines, and these lines."""
    for size in _SIZES:
        face = _face(assets, _SERIF, size)
        lines = _wrapped(text, face, room)
        if len(lines) * size * _LEADING <= height and all(face.getlength(line) <= room for line in lines):
            return face, lines
    return face, _cut(lines, int(height / (face.size * _LEADING)), face, room)


def _wrapped(text: str, face: Face, room: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and face.getlength(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        elif word:
            lines.append(word)
    return lines


def _cut(lines: list[str], most: int, face: Face, room: int) -> list[str]:
    """The first lines, with an ellipsis where some, or an end, are left out."""
    kept = lines[:most]
    for number, line in enumerate(kept):
        left_out = number == most - 1 and len(lines) > most
        while face.getlength(line + "…" * left_out) > room:
            line, left_out = line[:-1], True
        kept[number] = line + "…" * left_out
    return kept


@cache
def _bytes_face(data: bytes, size: int) -> Face:
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


def _face(assets: Assets, name: str, size: int) -> Face:
    return _bytes_face(assets.bytes(name), size)


def _png(sheet: Image.Image) -> bytes:
    """The sheet, whose grey says how much ink there is, in shades from the band to the ink."""
    step = 255 / (_SHADES - 1)
    few = sheet.point([round(grey / step) for grey in range(256)])
    few = Image.frombytes("P", few.size, few.tobytes())
    few.putpalette(
        [
            round(low + (high - low) * shade / (_SHADES - 1))
            for shade in range(_SHADES)
            for low, high in zip(_BAND, _INK, strict=True)
        ]
    )
    out = io.BytesIO()
    few.save(out, "PNG", optimize=False, compress_level=6, bits=8)
    return out.getvalue()
