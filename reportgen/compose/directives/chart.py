"""`:::{chart}`: fiches counted, measured or placed in time, or figures given in the text; with their data."""

from __future__ import annotations

import dataclasses
from typing import Final

from reportgen.charts import said
from reportgen.compose.directives.base import Place, caption_of, caption_unit, keys_of, read_options
from reportgen.compose.directives.chart_data import ChartOptions, Drawn, drawn
from reportgen.compose.directives.tabulate import cell, row
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax

MAX_DESCRIBED: Final = 12

SYNTAX: Final = DirectiveSyntax("chart", "none", "options", keys_of(ChartOptions))


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    options = read_options(ChartOptions, directive, place)
    if options is None:
        return ()
    made = drawn(options, directive, place)
    if made is None:
        return ()
    chart = made.chart
    if not options.description:
        chart = dataclasses.replace(chart, description=_described(made, place))
    attrs = dataclasses.replace(directive.attrs, id=options.id)
    caption, unit = _caption(options, directive, place), caption_unit(directive)
    return (n.Figure(chart, caption, data=_data(made, place), attrs=attrs, span=directive.span, unit=unit),)


def _caption(options: ChartOptions, directive: n.Directive, place: Place) -> n.Inlines:
    key = "caption" if options.caption else "title"
    if text := options.caption or options.title:
        return caption_of(text, directive, key, place)
    if not options.by:
        return ()
    words = place.scene.words
    name = words.get(f"fields.{options.by}", options.by)
    return (n.Text(words["chart.by"].format(field=name.lower())),)


def _described(made: Drawn, place: Place) -> str:
    """The figures in a sentence, for who cannot see the chart; its table has them all."""
    parts = []
    words = place.scene.words
    for position, name in enumerate(made.columns):
        pairs = [
            said(category, values[position], words)
            for category, values in zip(made.chart.categories, made.rows, strict=True)
        ][:MAX_DESCRIBED]
        more = "…" if len(made.rows) > MAX_DESCRIBED else "."
        parts.append(f"{name}{words['colon']}{', '.join(pairs)}{more}")
    return " ".join(parts)


def _data(made: Drawn, place: Place) -> n.Table:
    head = row(made.head or place.scene.words["chart.category"], made.columns, header=True)
    pairs = zip(made.chart.categories, made.rows, strict=True)
    body = tuple(row(category, values) for category, values in pairs)
    if not made.notes:
        return n.Table((head,), body, 1 + len(made.columns))
    head = n.Row((*head.cells, cell(made.notes_head, "col")))
    body = tuple(n.Row((*r.cells, cell(note))) for r, note in zip(body, made.notes, strict=True))
    return n.Table((head,), body, 2 + len(made.columns))
