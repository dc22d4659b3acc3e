"""Charts: from data of the tree to SVG, to an equivalent table, and to PNG. Knows no edition."""

from reportgen.charts.numbers import format_number
from reportgen.charts.png import remembered_png, svg_to_png
from reportgen.charts.said import said
from reportgen.charts.svg import chart_summary, chart_svg
from reportgen.charts.table import chart_table
from reportgen.charts.text import text_width

__all__ = [
    "chart_summary",
    "chart_svg",
    "chart_table",
    "format_number",
    "remembered_png",
    "said",
    "svg_to_png",
    "text_width",
]
