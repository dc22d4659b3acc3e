"""The data of a chart as a table of the tree: the same content for those who don't see the drawing."""

from __future__ import annotations

from reportgen.charts.numbers import Words, format_number
from reportgen.document import nodes as n
from reportgen.words import words_for


def chart_table(
    chart: n.Chart, *, lang: str, caption: n.Inlines = (), category: str = "", words: Words | None = None
) -> n.Table:
    """One row a category, one column a series. `category` is the head of the first column."""
    words = words or words_for(lang)
    long_unit = f" ({chart.unit})" if len(chart.unit) > 2 else ""
    short_unit = chart.unit if len(chart.unit) <= 2 else ""
    heads = [_cell(category or words["chart.category"], "col", "")]
    heads += [_cell(_head(series.name, chart.unit, long_unit), "col", "right") for series in chart.series]
    rows = tuple(
        n.Row(
            (
                _cell(name, "row", ""),
                *(
                    _cell(format_number(_at(series.values, i), words, short_unit), "", "right")
                    for series in chart.series
                ),
            )
        )
        for i, name in enumerate(chart.categories)
    )
    return n.Table((n.Row(tuple(heads)),), rows, len(heads), caption)


def _head(name: str, unit: str, long_unit: str) -> str:
    if not name:
        return unit or "–"
    return name if name.casefold() == unit.casefold() else name + long_unit


def _at(values: tuple[float | None, ...], index: int) -> float | None:
    return values[index] if index < len(values) else None


def _cell(text: str, header: str, align: str) -> n.Cell:
    return n.Cell((n.Paragraph((n.Text(text),)),), header, align=align)  # type: ignore[arg-type]
