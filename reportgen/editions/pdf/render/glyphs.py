"""The glyphs of a line, written as WeasyPrint 70.0 writes them, with less work. No byte differs.

There each field of each glyph is asked of Pango by itself; here the glyphs of a run are read at once, and
what a glyph of some width is in the content stream is worked out once for a font.
"""

from __future__ import annotations

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
    """Glyphs of one font: `glyphs` and `widths` in Pango units, side by side."""

    item: Any
    face: Any
    font: Any
    font_size: float
    glyphs: list[int]
    widths: list[int]


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
    if runs is None:
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


def _runs(stream: Any, line: Any) -> list[_Run] | None:
    """The runs of a line; None when one of them needs more than its glyphs set side by side."""
    runs: list[_Run] = []
    link = line.runs[0]
    while link != ffi.NULL:
        item = link.data
        link = link.next
        face = item.item.analysis.font
        font, font_size = stream.add_font(face)
        count = item.glyphs.num_glyphs
        values = ffi.unpack(ffi.cast("int *", item.glyphs.glyphs), _FIELDS * count)
        glyphs = values[::_FIELDS]
        moved = any(values[2::_FIELDS]) or any(values[3::_FIELDS])
        if moved or font.bitmap or font.svg or font.png or font.colr or max(glyphs, default=0) >= _PLAIN:
            return None
        runs.append(_Run(item, face, font, font_size, glyphs, values[1::_FIELDS]))
    return runs


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
    if glyph not in font.to_unicode:
        start, end = _cluster(run, index)
        font.to_unicode[glyph] = text.encode()[start:end].decode()
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(run.face, glyph, stream.ink_rect, stream.logical_rect)
        extent = stream.logical_rect.width * 1000 * FROM_UNITS / run.font_size
        font.widths[glyph] = round(extent)
    kerning = font.widths[glyph] - width * 1000 * FROM_UNITS / run.font_size
    return f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}"


def _cluster(run: _Run, index: int) -> tuple[int, int]:
    """Where the characters of a glyph are in the text, in bytes."""
    item, clusters = run.item.item, run.item.glyphs.log_clusters
    if item.analysis.level % 2:
        following = item.length if index == 0 else clusters[index - 1]
    else:
        following = item.length if index == len(run.glyphs) - 1 else clusters[index + 1]
    return item.offset + clusters[index], item.offset + following
