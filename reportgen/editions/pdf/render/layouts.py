"""Pango layouts of lines, kept from the breaking of a line to its drawing: WeasyPrint 70.0 makes each twice.

There a layout is dropped when its line is known, and made again to be drawn: for a line that is not justified
with the same text, in the same face, and so with the same glyphs.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.text import line_break

from reportgen.editions.pdf.render import styles

_KEPT: Final = "kept"
_deactivate: Final = line_break.Layout.deactivate
_reactivate: Final = line_break.Layout.reactivate


def install() -> None:
    """Put this in place; doing so again changes nothing."""
    line_break.Layout.deactivate = deactivate
    line_break.Layout.reactivate = reactivate


def deactivate(layout: Any) -> None:
    """`Layout.deactivate`, where what is kept can be taken up again until `forget`."""
    style = styles.base_of(layout.style)
    alive = getattr(style.font_config, "alive", None)
    if alive is not None and _KEPT not in layout.__dict__ and _is_plain(layout, style):
        layout.kept = layout.layout, layout.language, style, layout.text
        alive.append(layout)
    _deactivate(layout)


def reactivate(layout: Any, style: Any) -> None:
    """`Layout.reactivate`, without setting the text again where nothing of it has changed."""
    pango_layout, language, known, text = layout.__dict__.get(_KEPT, (None, None, None, None))
    if known is None or known is not styles.base_of(style) or layout.text != text:
        _reactivate(layout, style)
        return
    layout.layout, layout.language, layout.style = pango_layout, language, style


def is_kept(layout: Any) -> bool:
    """Whether an active layout is the one that its line was broken with."""
    kept = layout.__dict__.get(_KEPT)
    return kept is not None and kept[0] is layout.layout


def afresh(layout: Any) -> None:
    """Set the text of an active layout again, for what changes it."""
    _reactivate(layout, layout.style)


def forget(fonts: Any) -> None:
    """Let go of what was kept of the lines set with `fonts`."""
    for layout in fonts.alive:
        layout.__dict__.pop(_KEPT, None)
    fonts.alive.clear()


def _is_plain(layout: Any, style: Any) -> bool:
    """Whether the text is one line, and what is said of it is said of all its characters."""
    return not layout.justification_spacing and not style["word_spacing"] and "\n" not in layout.text
