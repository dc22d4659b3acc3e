"""Rules about fonts: embedded, and with a text for each glyph (ISO 14289-1, 7.21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name

from reportgen.editions.pdf.checks.tags import ReadBack
from reportgen.editions.pdf.checks.text import read_map

_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_FORBIDDEN: Final = ("\x00", "\ufeff", "\ufffe")


def _fonts(read: ReadBack) -> Iterator[Any]:
    for item in read.pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == Name.Font and "/BaseFont" in item:
            yield item


def _name(font: Any) -> str:
    return str(font.get("/BaseFont", "?"))[1:]


def _composite(read: ReadBack) -> Iterator[tuple[Any, Any]]:
    for font in _fonts(read):
        if font.get("/Subtype") == Name.Type0:
            yield font, font.DescendantFonts[0]


def _embedded(read: ReadBack) -> Iterator[str]:
    for font in _fonts(read):
        if font.get("/Subtype") in (Name.Type0, Name.Type3):
            continue
        descriptor = font.get("/FontDescriptor", Dictionary())
        if not any(key in descriptor for key in _FILES):
            yield _name(font)


def _mapped(read: ReadBack) -> Iterator[str]:
    yield from (_name(font) for font, _ in _composite(read) if "/ToUnicode" not in font)


def _texts(read: ReadBack) -> Iterator[str]:
    for font, _ in _composite(read):
        if "/ToUnicode" in font:
            texts = read_map(font.ToUnicode.read_bytes()).values()
            if any(bad in text for text in texts for bad in _FORBIDDEN):
                yield _name(font)


def _mute(read: ReadBack) -> Iterator[str]:
    yield from (f"page {i + 1}" for i, page in enumerate(read.painted) if page.mute)


def _notdef(read: ReadBack) -> Iterator[str]:
    yield from (f"page {i + 1}" for i, page in enumerate(read.painted) if page.notdef)


def _gid_map(read: ReadBack) -> Iterator[str]:
    for _, font in _composite(read):
        if font.get("/Subtype") == Name.CIDFontType2 and "/CIDToGIDMap" not in font:
            yield _name(font)


def _system(read: ReadBack) -> Iterator[str]:
    for font, own in _composite(read):
        info = own.get("/CIDSystemInfo")
        encoding = font.get("/Encoding")
        identity = encoding in (Name("/Identity-H"), Name("/Identity-V"))
        if info is None or not (identity or isinstance(encoding, pikepdf.Stream)):
            yield _name(font)


def _once(read: ReadBack) -> Iterator[str]:
    """No font program stands twice in the file."""
    seen: set[str] = set()
    for _, own in _composite(read):
        name = _name(own).rpartition("+")[2]
        if name in seen:
            yield name
        seen.add(name)


RULES: Final = (
    ("31-009", "fonts are embedded", _embedded),
    ("31-027", "fonts have a map from glyphs to text", _mapped),
    ("31-028", "glyphs stand for characters that exist", _texts),
    ("10-001", "each glyph shown has a text", _mute),
    ("31-030", "no glyph without a shape is shown", _notdef),
    ("31-005", "fonts say which shape each glyph has", _gid_map),
    ("31-001", "encodings of fonts are known", _system),
    ("R-FONT1", "each face is in the file once", _once),
)
