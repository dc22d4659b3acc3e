"""The faces of a whole report, from those of its sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from reportgen.editions.pdf.rendered import Face, Rendered

_PLAIN: Final = ("-", " ")
"""One glyph may draw hyphens, or spaces, of several kinds: these are the ones that people type."""


def union(sheets: Iterable[Rendered]) -> dict[str, Face]:
    """For each face, all glyphs that any sheet uses, in glyph order.

    Where sheets say different texts for one glyph, the one that people search for wins.
    """
    found: dict[str, list[Face]] = {}
    for sheet in sheets:
        for name, face in sheet.all_faces().items():
            found.setdefault(name, []).append(face)
    return {name: _joined(faces) for name, faces in sorted(found.items())}


def _joined(faces: Sequence[Face]) -> Face:
    glyphs: dict[int, tuple[str, int]] = {}
    unknown: dict[int, int] = {}
    seen: set[tuple[int, tuple[str, int]]] = set()
    for face in faces:
        # Nearly all glyphs of a sheet are those of others.
        new = face.glyphs.items() - seen
        seen |= new
        for gid, (text, width) in new:
            known = glyphs.get(gid)
            if known is None:
                glyphs[gid] = _plain(text), width
            elif known[0] != text:
                glyphs[gid] = min(known[0], _plain(text), key=_rank), known[1]
        unknown.update(face.unknown)
    first = faces[0]
    slots = next((face.slot_glyphs for face in faces if face.slot_glyphs), first.slot_glyphs)
    return Face(first.family, first.style, first.weight, dict(sorted(glyphs.items())), slots, unknown)


_HYPHENS: Final = frozenset("\u00ad\u2010\u2011")


def _plain(text: str) -> str:
    """The hyphen of keyboards for every other one, so that « Île-de-France » is found."""
    return "-" if text in _HYPHENS else text


def _rank(text: str) -> tuple[bool, bool, int, str]:
    return (not text, text not in _PLAIN, len(text), text)
