"""The glyphs of a line, written as WeasyPrint 70.0 writes them, with less work; and what each of them says.

There each field of each glyph is asked of Pango by itself; here the glyphs of a run are read at once, and
what a glyph of some width is in the content stream is worked out once for a font.

There a glyph says, in the whole file, what it said where it was first seen: an « o » first drawn under an
accent that the font has no letter for says nothing ever after. Here a glyph drawn together with others says
the character that the font draws with it, and an accent typed apart from its letter is read as one with it.
"""

from __future__ import annotations

import io
import itertools
import unicodedata
from typing import Any, Final, NamedTuple

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from reportgen.editions.pdf.render import layouts

_FIELDS: Final = 5
"""Integers of a `PangoGlyphInfo`: glyph, width, two offsets, flags."""
_SIZES_RIGHT: Final = 14802
"""From this version on Pango says the right size of a font."""
_PLAIN: Final = int(pango.PANGO_GLYPH_EMPTY)
"""Glyphs below this number are glyphs of their font."""
_draw_first_line: Final = drawing.draw_first_line


class _Run(NamedTuple):
    """Glyphs of one font: `glyphs` and `widths` in Pango units, side by side.

    `moved`: some glyphs are not on the line, or not where the one before ends.
    """

    item: Any
    face: Any
    font: Any
    font_size: float
    glyphs: list[int]
    widths: list[int]
    moved: bool


def install() -> None:
    """Put this way of writing in place; doing so again changes nothing."""
    same = ffi.sizeof("PangoGlyphInfo") == _FIELDS * ffi.sizeof("int")
    if same and pango.pango_version() >= _SIZES_RIGHT:
        drawing.draw_first_line = draw_first_line


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """`draw_first_line` for lines of plain glyphs; all others are left to the original."""
    layout = textbox.pango_layout
    kept = layouts.is_kept(layout)
    runs = None
    if text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip():
        if not kept:
            pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        runs = _runs(stream, line)
        plain = all(map(_is_plain, runs))
        if not plain:
            for run in runs:
                _say(layout.text, run)
    if runs is None or not plain:
        if kept:
            layouts.afresh(layout)
        return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    shown, face = "", None
    for run in runs:
        if run.face != face:
            if shown:
                stream.show_text(shown)
            shown, face = "", run.face
            stream.set_font_size(run.font.hash, run.font_size)
        shown += "<" + _written(stream, layout.text, run)
        shown = shown[:-1] if shown[-1] == "<" else shown + ">"
    stream.show_text(shown)
    return []


def _runs(stream: Any, line: Any) -> list[_Run]:
    """The runs of a line."""
    runs: list[_Run] = []
    link = line.runs[0]
    while link != ffi.NULL:
        item = link.data
        link = link.next
        face = item.item.analysis.font
        font, font_size = stream.add_font(face)
        values = ffi.unpack(ffi.cast("int *", item.glyphs.glyphs), _FIELDS * item.glyphs.num_glyphs)
        moved = any(values[2::_FIELDS]) or any(values[3::_FIELDS])
        runs.append(_Run(item, face, font, font_size, values[::_FIELDS], values[1::_FIELDS], moved))
    return runs


def _is_plain(run: _Run) -> bool:
    """Whether a run needs no more than its glyphs set side by side."""
    font = run.font
    pictures = font.bitmap or font.svg or font.png or font.colr
    return not run.moved and not pictures and max(run.glyphs, default=0) < _PLAIN


def _written(stream: Any, text: str, run: _Run) -> str:
    """The glyphs of a run as in the operand of TJ, without the bracket that opens the first."""
    font = run.font
    sizes = font.__dict__.setdefault("written", {})
    known = sizes.setdefault(run.font_size, {})
    pairs = list(zip(run.glyphs, run.widths, strict=True))
    try:
        return "".join([known[pair] for pair in pairs])
    except KeyError:
        for index, pair in enumerate(pairs):
            if pair not in known:
                known[pair] = _glyph(stream, text, run, index)
        return "".join([known[pair] for pair in pairs])


def _glyph(stream: Any, text: str, run: _Run, index: int) -> str:
    """A glyph, and how far the next one is moved; the font learns its character and its width."""
    font, glyph, width = run.font, run.glyphs[index], run.widths[index]
    if not font.to_unicode.get(glyph):
        _say(text, run)
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(run.face, glyph, stream.ink_rect, stream.logical_rect)
        extent = stream.logical_rect.width * 1000 * FROM_UNITS / run.font_size
        font.widths[glyph] = round(extent)
    kerning = font.widths[glyph] - width * 1000 * FROM_UNITS / run.font_size
    return f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}"


def _say(text: str, run: _Run) -> None:
    """The font of a run learns the text of each of its glyphs."""
    item, said = run.item.item, run.font.to_unicode
    raw = text.encode()[item.offset : item.offset + item.length]
    starts = ffi.unpack(run.item.glyphs.log_clusters, len(run.glyphs))
    ends = dict(itertools.pairwise([*sorted(set(starts)), item.length]))
    together: dict[int, list[int]] = {}
    for glyph, start in zip(run.glyphs, starts, strict=True):
        together.setdefault(start, []).append(glyph)
    for start, glyphs in together.items():
        # Glyphs of no font say nothing: they are drawn as a box, or not at all.
        if all(said.get(glyph) or glyph >= _PLAIN for glyph in glyphs):
            continue
        cluster = unicodedata.normalize("NFC", raw[start : ends[start]].decode())
        texts = [cluster] if len(glyphs) == 1 else _shares(cluster, glyphs, run.font)
        for glyph, share in zip(glyphs, texts, strict=True):
            if glyph < _PLAIN and not said.get(glyph):
                said[glyph] = share


def _shares(cluster: str, glyphs: list[int], font: Any) -> list[str]:
    """What each of the glyphs says that draw one cluster: its own character, or what no other one says."""
    names = font.__dict__.get("names")
    if names is None:
        names = font.__dict__["names"] = _names(font)
    left = list(unicodedata.normalize("NFD", cluster))
    shares = [names.get(glyph, "") for glyph in glyphs]
    for index, share in enumerate(shares):
        apart = unicodedata.normalize("NFD", share)
        if all(character in left for character in apart):
            for character in apart:
                left.remove(character)
        else:
            shares[index] = ""
    nameless = [index for index, share in enumerate(shares) if not share]
    if nameless:
        shares[nameless[-1]] = "".join(left)
    return shares


def _names(font: Any) -> dict[int, str]:
    """The character that each glyph of a font draws by itself; none for a font that cannot be read."""
    # Loaded late: few reports have such glyphs.
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True) as file:
            drawn = file.getBestCmap() or {}
            return {file.getGlyphID(name): chr(code) for code, name in sorted(drawn.items(), reverse=True)}
    except TTLibError:
        return {}
