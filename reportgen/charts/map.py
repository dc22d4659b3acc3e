"""A cartogram of the regions of France: a tile a region, as large for all, with its name and figure."""

from __future__ import annotations

from typing import Final

from reportgen.charts.canvas import Canvas
from reportgen.charts.numbers import Words, format_number
from reportgen.charts.text import text_width
from reportgen.document.nodes import Chart

# Column and row of each region; the last row holds those overseas. Ids are those of the field `region`.
TILES: Final[dict[str, tuple[int, int, str]]] = {
    "hauts-de-france": (3, 0, "HDF"),
    "bretagne": (0, 1, "BRE"),
    "normandie": (1, 1, "NOR"),
    "ile-de-france": (2, 1, "IDF"),
    "grand-est": (3, 1, "GES"),
    "pays-de-la-loire": (1, 2, "PDL"),
    "centre-val-de-loire": (2, 2, "CVL"),
    "bourgogne-franche-comte": (3, 2, "BFC"),
    "nouvelle-aquitaine": (1, 3, "NAQ"),
    "auvergne-rhone-alpes": (3, 3, "ARA"),
    "occitanie": (2, 4, "OCC"),
    "provence-alpes-cote-d-azur": (3, 4, "PAC"),
    "corse": (4, 5, "COR"),
    "guadeloupe": (0, 6, "GLP"),
    "martinique": (1, 6, "MTQ"),
    "guyane": (2, 6, "GUF"),
    "la-reunion": (3, 6, "REU"),
    "mayotte": (4, 6, "MYT"),
    "nouvelle-caledonie": (5, 6, "NCL"),
}
_COLUMNS, _GAP = 6, 4.0
_LOWEST: Final = (1, 2, 4)
"""The least figure of each of the three tints; nothing is left white."""


def draw_map(chart: Chart, canvas: Canvas, width: float, top: float, words: Words) -> float:
    """Draw `chart` below `top`; returns the height reached. Every region has its tile, named by its code."""
    values = dict(zip(chart.marks, chart.series[0].values, strict=False)) if chart.series else {}
    side = min((width + _GAP) / _COLUMNS - _GAP, 74.0)
    height = max(canvas.line_height * 2 + 8, side * 0.62)
    left = (width - _COLUMNS * (side + _GAP) + _GAP) / 2
    size, bottom = canvas.size, top
    for region, (column, row, code) in TILES.items():
        value = values.get(region) or 0
        x, y = left + column * (side + _GAP), top + row * (height + _GAP) + (10 if row == 6 else 0)
        level = sum(value >= least for least in _LOWEST)
        canvas.tile(x, y, side, height, level)
        role = "reversed" if level == len(_LOWEST) else "inside"
        canvas.text(x + side / 2, y + size * 1.15 + 2, code, role, "middle")
        shown = format_number(value, words)
        if text_width(shown, size) < side:
            canvas.text(x + side / 2, y + height - 7, shown, role, "middle")
        bottom = max(bottom, y + height)
    return bottom + 4
