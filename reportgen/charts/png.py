"""SVG to PNG with our own fonts, for editions that need a picture."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import resvg_py

from reportgen.cache import Store, content_key
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


def remembered_png(svg: str, width_px: int, store: Store) -> bytes:
    """The same, drawn once for each drawing and width that `store` remembers."""
    key = content_key(["png", _painter(), str(width_px), svg])
    known = store.get(key)
    if known is None:
        known = svg_to_png(svg, width_px)
        store.put(key, known)
    return known


@cache
def _painter() -> str:
    """What the look of a picture depends on besides the drawing: the version of resvg, and our fonts."""
    digest = hashlib.sha256(f"{resvg_py.__version__} {FONT}".encode())
    for name in font_files():
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()
