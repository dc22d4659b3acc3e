"""The faces of a whole report, from those of its sheets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportgen.editions.pdf.rendered import Face, Rendered

_PLAIN: Final = ("-", " ")
"""One glyph may draw hyphens, or spaces, of several kinds: these are the ones that people type."""


def union(sheets: Iterable[Rendered]) -> dict[str, Face]:
    """For each face, all glyphs that any sheet uses, in glyph order.

    Where sheets say different texts for one glyph, the one that people search for wins.
    """
    merged: dict[str, Face] = {}
    for sheet in sheets:
        for name, face in sheet.all_faces().items():
            known = merged.get(name)
            merged[name] = _join(known, face) if known else _plain(face)
    return dict(sorted(merged.items()))


def _join(a: Face, b: Face) -> Face:
    glyphs = {**a.glyphs}
    for gid, (text, width) in _plain(b).glyphs.items():
        known = glyphs.get(gid)
        glyphs[gid] = (min(known[0], text, key=_rank), known[1]) if known else (text, width)
    return Face(
        a.family,
        a.style,
        a.weight,
        dict(sorted(glyphs.items())),
        a.slot_glyphs or b.slot_glyphs,
        {**a.unknown, **b.unknown},
    )


_HYPHENS: Final = frozenset("\u00ad\u2010\u2011")


def _plain(face: Face) -> Face:
    """The face with its hyphens named by the one of keyboards, so that « Île-de-France » is found."""
    glyphs = {gid: ("-" if text in _HYPHENS else text, width) for gid, (text, width) in face.glyphs.items()}
    return Face(face.family, face.style, face.weight, glyphs, face.slot_glyphs, face.unknown)


def _rank(text: str) -> tuple[bool, bool, int, str]:
    return (not text, text not in _PLAIN, len(text), text)
