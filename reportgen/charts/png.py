"""SVG to PNG with our own fonts, for editions that need a picture."""

from __future__ import annotations

from functools import cache

import resvg_py

from reportgen.charts.canvas import FONT
from reportgen.project.assets import engine_root


@cache
def font_files() -> tuple[str, ...]:
    """The paths of the sans faces. FileNotFoundError when they are not installed."""
    found = sorted((engine_root() / "styles/fonts").glob("SourceSans3-*.ttf"))
    if not found:
        raise FileNotFoundError("styles/fonts/SourceSans3-*.ttf")
    return tuple(map(str, found))


def svg_to_png(svg: str, width_px: int) -> bytes:
    """`svg` (painted for print) as a PNG `width_px` pixels wide. The same bytes for the same drawing."""
    data = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width_px,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=list(font_files()),
        font_family=FONT,
        sans_serif_family=FONT,
    )
    return bytes(data)
