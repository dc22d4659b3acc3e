"""Fonts inside the Word file: pages look the same where none is installed (ECMA-376 part 1, 17.8)."""

from __future__ import annotations

import hashlib
import uuid
from typing import Final

from reportgen.editions.docx.ooxml import Pieces, node, w, word_xml
from reportgen.editions.docx.package import Package, fill
from reportgen.editions.docx.stylemap import Face, Font, StyleMap
from reportgen.project import Assets

_TYPE: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_VEILED: Final = 32
"""Bytes at the start of a font that are mixed with its key (17.8.1)."""
_FACES: Final[tuple[tuple[Face, str], ...]] = (
    ("regular", "embedRegular"),
    ("bold", "embedBold"),
    ("italic", "embedItalic"),
    ("bold_italic", "embedBoldItalic"),
)


def add_font_table(package: Package, styles: StyleMap, assets: Assets, *, embed: bool) -> None:
    """`/word/fontTable.xml`: for each font, what Word may take in its place and, when `embed`, its faces.

    Faces that the project does not have are left out: Word then takes the fallback.
    """
    table = package.word_part("fontTable", "fontTable")
    fonts: Pieces = []
    for font in sorted({font.name: font for font in styles.fonts.values()}.values(), key=lambda f: f.name):
        made = w(
            "font",
            w("altName", val=font.fallback),
            w("charset", val="00"),
            w("family", val=font.family),
            w("pitch", val="fixed" if font.family == "modern" else "variable"),
            *(_faces(font, package, table, assets) if embed else ()),
            name=font.name,
        )
        fonts.append(made)
    fill(table, word_xml("fonts", *fonts))


def _faces(font: Font, package: Package, table: object, assets: Assets) -> Pieces:
    made = []
    for face, tag in _FACES:
        name = font.embed.get(face)
        if name is None or not assets.has(name):
            continue
        data = assets.bytes(name)
        key = uuid.UUID(bytes=hashlib.sha256(data).digest()[:16])
        stem = name.rpartition("/")[2].rpartition(".")[0]
        stored = package.part(f"/word/fonts/{stem}.odttf", _TYPE, veiled(data, key))
        relation = package.relate(table, "font", stored)  # type: ignore[arg-type]
        made.append(node(f"w:{tag}", {"r:id": relation, "w:fontKey": f"{{{str(key).upper()}}}"}))
    return made


def veiled(data: bytes, key: uuid.UUID) -> bytes:
    """A font as Word stores it: its first 32 bytes are mixed with the key read backwards (17.8.1).

    Doing it again gives the font back.
    """
    backwards = key.bytes[::-1]
    head = bytes(byte ^ backwards[i % 16] for i, byte in enumerate(data[:_VEILED]))
    return head + data[_VEILED:]
