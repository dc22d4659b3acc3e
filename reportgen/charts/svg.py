"""A chart as SVG: one drawing for the screen (painted by classes) and for paper (painted by colours)."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import escape

from reportgen.charts.canvas import FONT, Canvas, Palette, f
from reportgen.charts.columns import draw_columns, fits_columns
from reportgen.charts.map import draw_map
from reportgen.charts.numbers import Words, format_number
from reportgen.charts.rows import draw_rows
from reportgen.charts.said import said
from reportgen.charts.text import text_width, wrap
from reportgen.charts.timeline import draw_timeline
from reportgen.document.nodes import Chart
from reportgen.words import words_for

SCREEN_SIZE, PRINT_SIZE = 14.0, 12.0


def chart_svg(
    chart: Chart,
    *,
    lang: str,
    palette: Palette,
    width: float,
    narrow: bool = False,
    title: str = "",
    words: Words | None = None,
) -> str:
    """The `<svg>` of `chart`, `width` CSS pixels wide and as high as it needs.

    `palette` "screen" paints by classes of `screen.css` and is named for screen readers; "print" paints by
    literal colours, because WeasyPrint draws `var()` and `currentColor` black, and takes the alternative
    from `<title>`. `narrow` is for phones: labels stand above what they name. `words` are those of the
    report, by default the engine’s in `lang`.
    """
    words = words or words_for(lang)
    canvas = Canvas(palette, SCREEN_SIZE if palette == "screen" else PRINT_SIZE)
    if not chart.categories or not chart.series:
        chart = replace(chart, kind="bar", categories=chart.categories or ("",), series=())
    top = _heading(chart, canvas, width, narrow)
    if not chart.series:
        height = top
    elif chart.kind == "timeline":
        height = draw_timeline(chart, canvas, width, top, narrow)
    elif chart.kind == "map":
        height = draw_map(chart, canvas, width, top, words)
    elif chart.kind == "line" or (chart.kind == "column" and fits_columns(chart, width, canvas.size)):
        height = draw_columns(chart, canvas, width, top, words, narrow)
    else:
        height = draw_rows(chart, canvas, width, top, words, narrow)
    return _frame(chart, canvas, width, max(height, 20.0), words, narrow, title)


def chart_summary(chart: Chart, lang: str, words: Words | None = None) -> str:
    """What the chart says, in words: its description if someone wrote one, then its values."""
    return _summary(chart, words or words_for(lang))


def _summary(chart: Chart, words: Words) -> str:
    colon, semicolon = words["colon"], words["list.semicolon"]
    short = chart.unit if len(chart.unit) <= 2 else ""
    if chart.kind == "timeline":
        return chart.description  # its values are days counted in years: nobody reads them so
    rows = []
    for series in chart.series:
        pairs = (
            said(category, format_number(value, words, short), words)
            for category, value in zip(chart.categories, series.values, strict=False)
        )
        name = f"{series.name}{colon}" if series.name else ""
        rows.append(name + ", ".join(pairs))
    values = semicolon.join(rows)
    if rows and rows[0].split(",")[0] in chart.description:
        return f"{values}."  # a description that was made of the values says nothing more
    return " ".join(piece for piece in (chart.description, f"{values}." if values else "") if piece)


def _heading(chart: Chart, canvas: Canvas, width: float, narrow: bool) -> float:
    """The legend, and the unit when it is a word; returns where the plot begins."""
    top = 0.0
    named = len(chart.series) > 1 and chart.kind != "timeline" and (chart.kind != "line" or narrow)
    if named:
        top = _legend(chart, canvas, width)
    if len(chart.unit) > 2:
        lines = wrap(chart.unit[:1].upper() + chart.unit[1:], width, canvas.size)
        canvas.lines(0, top + canvas.size, lines, "tick")
        top += len(lines) * canvas.line_height + 6
    return top


def _legend(chart: Chart, canvas: Canvas, width: float) -> float:
    x, y = 0.0, canvas.size * 0.6
    for i, series in enumerate(chart.series):
        lines = wrap(series.name, width - 32, canvas.size)
        needed = 32 + max((text_width(line, canvas.size) for line in lines), default=0)
        if x and x + needed > width:
            x, y = 0.0, y + canvas.line_height + 6
        canvas.swatch(x, y, chart.kind, i)
        canvas.lines(x + 32, y + canvas.size * 0.35, lines)
        x += needed + 20
        if len(lines) > 1:
            x, y = width, y + (len(lines) - 1) * canvas.line_height
    return y + canvas.size * 0.6 + 10


def _frame(
    chart: Chart, canvas: Canvas, width: float, height: float, words: Words, narrow: bool, title: str
) -> str:
    name = str(escape(title or chart.description or _summary(chart, words)))
    body = "".join(canvas.parts)
    box = f'viewBox="0 0 {f(width)} {f(height)}" width="{f(width)}" height="{f(height)}"'
    if canvas.palette == "screen":
        shape = "narrow" if narrow else "wide"
        alternative = str(escape(" ".join(filter(None, (title and f"{title}.", chart.description)))))
        if len(alternative) < 15:
            alternative = str(escape(_summary(chart, words)))
        return (
            f'<svg class="chart chart-{shape}" role="img" aria-label="{alternative or name}" '
            f'focusable="false" {box} font-size="{f(canvas.size)}">{body}</svg>'
        )
    description = str(escape(_summary(chart, words)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="{FONT}" font-size="{f(canvas.size)}">'
        f"<title>{name}</title><desc>{description}</desc>{body}</svg>"
    )
