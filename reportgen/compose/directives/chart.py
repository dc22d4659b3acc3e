"""`:::{chart}`: fiches counted by a field, or figures given in the text, with their data as a table."""

from __future__ import annotations

import dataclasses
import re
from typing import Final, Literal

from reportgen.compose import formats
from reportgen.compose.directives.base import (
    Items,
    Label,
    Options,
    Place,
    caption_of,
    caption_unit,
    chosen_fiches,
    keys_of,
    needs_records,
    read_options,
    span_of,
)
from reportgen.compose.directives.tabulate import has_value, row, tally
from reportgen.compose.query import QueryError
from reportgen.compose.query.conditions import find_field
from reportgen.compose.query.fields import Field
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax

ChartKind = Literal["bar", "column", "line", "dot"]
MAX_DESCRIBED: Final = 12
_UNKNOWN: Final = ("", "-", "–", "?", "unknown")


class ChartOptions(Options):
    kind: Literal["bar", "column", "line", "dot"] | None = None
    of: Literal["fiches"] | None = None
    by: str = ""
    split: str = ""
    where: str = ""
    limit: int | None = None
    categories: Items = ()
    values: str = ""
    series: Items = ()
    unit: str = ""
    caption: str = ""
    title: str = ""
    description: str = ""
    id: Label = ""


SYNTAX: Final = DirectiveSyntax("chart", "none", "options", keys_of(ChartOptions))


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    options = read_options(ChartOptions, directive, place)
    if options is None:
        return ()
    counted = bool(options.of or options.by)
    chart = _counted(options, directive, place) if counted else _given(options, directive, place)
    if chart is None:
        return ()
    if not options.description:
        chart = dataclasses.replace(chart, description=_described(chart, place))
    attrs = dataclasses.replace(directive.attrs, id=options.id)
    caption, unit = _caption(options, directive, place), caption_unit(directive)
    return (n.Figure(chart, caption, data=_data(chart, place), attrs=attrs, span=directive.span, unit=unit),)


def _counted(options: ChartOptions, directive: n.Directive, place: Place) -> n.Chart | None:
    """Fiches counted by the field `by`, each column split by the field `split`."""
    if not needs_records(directive, place):
        return None
    field = _field(options.by, "by", directive, place)
    split = _field(options.split, "split", directive, place) if options.split else None
    found = chosen_fiches(options.where, "", directive, place)
    if field is None or found is None or (options.split and split is None):
        return None
    scene = place.scene
    rows = tally(found, field, scene)[: options.limit]
    categories = tuple(name for _, name, _ in rows)
    if split is None:
        series = [n.Series(scene.words["chart.practices"], tuple(float(count) for *_, count in rows))]
    else:
        series = [
            n.Series(
                name,
                tuple(
                    float(sum(has_value(field, f, value) and has_value(split, f, part) for f in found))
                    for value, *_ in rows
                ),
            )
            for part, name, _ in tally(found, split, scene)
        ]
    kind: ChartKind = options.kind or ("column" if field.kind in ("number", "date") else "bar")
    unit = options.unit or scene.words["chart.count"]
    return n.Chart(kind, categories, tuple(series), unit, options.description)


def _field(name: str, key: str, directive: n.Directive, place: Place) -> Field | None:
    if not name:
        place.scene.diagnostics.add("CMP012", span_of(directive), name=directive.name, key=key)
        return None
    try:
        return find_field(name, 0, place.scene.fields)
    except QueryError as error:
        error.report(place.scene.diagnostics, span_of(directive, key))
        return None


def _given(options: ChartOptions, directive: n.Directive, place: Place) -> n.Chart | None:
    """The figures of `values`: series between `|`, values between `;`."""
    for key in ("categories", "values"):
        if not getattr(options, key):
            place.scene.diagnostics.add("CMP012", span_of(directive), name=directive.name, key=key)
            return None
    series: list[n.Series] = []
    for position, text in enumerate(options.values.split("|")):
        name = (
            options.series[position] if position < len(options.series) else place.scene.words["chart.value"]
        )
        values = _numbers(text, directive, place)
        if values is None:
            return None
        if len(values) != len(options.categories):
            place.scene.diagnostics.add(
                "CMP015",
                span_of(directive, "values"),
                categories=len(options.categories),
                values=len(values),
                name=name,
            )
            return None
        series.append(n.Series(name, values))
    return n.Chart(
        options.kind or "bar", options.categories, tuple(series), options.unit, options.description
    )


def _numbers(text: str, directive: n.Directive, place: Place) -> tuple[float | None, ...] | None:
    found: list[float | None] = []
    for item in text.split(";"):
        bare = re.sub(r"[\s\u00a0\u202f%€]", "", item).replace(",", ".").replace("\u2212", "-")
        if bare in _UNKNOWN:
            found.append(None)
            continue
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", bare):
            place.scene.diagnostics.add(
                "CMP010", span_of(directive, "values"), key="values", value=item.strip(), expected="1; 2,5; 3"
            )
            return None
        found.append(float(bare))
    return tuple(found)


def _caption(options: ChartOptions, directive: n.Directive, place: Place) -> n.Inlines:
    key = "caption" if options.caption else "title"
    if text := options.caption or options.title:
        return caption_of(text, directive, key, place)
    if not options.by:
        return ()
    words = place.scene.words
    name = words.get(f"fields.{options.by}", options.by)
    return (n.Text(words["chart.by"].format(field=name.lower())),)


def _described(chart: n.Chart, place: Place) -> str:
    """The figures in a sentence, for who cannot see the chart; its table has them all."""
    parts = []
    for series in chart.series:
        pairs = [
            f"{category} {_printed(value, chart, place)}"
            for category, value in zip(chart.categories, series.values, strict=True)
        ][:MAX_DESCRIBED]
        more = "…" if len(chart.categories) > MAX_DESCRIBED else "."
        parts.append(f"{series.name}{place.scene.words['colon']}{', '.join(pairs)}{more}")
    return " ".join(parts)


def _data(chart: n.Chart, place: Place) -> n.Table:
    words = place.scene.words
    head = row(words["chart.category"], [series.name for series in chart.series], header=True)
    body = tuple(
        row(category, [_printed(series.values[i], chart, place) for series in chart.series])
        for i, category in enumerate(chart.categories)
    )
    return n.Table((head,), body, 1 + len(chart.series))


def _printed(value: float | None, chart: n.Chart, place: Place) -> str:
    if value is None:
        return place.scene.words["unknown"]
    text = formats.number(value, place.scene.lang, place.scene.words, _decimals(value))
    if chart.unit == "%":
        return f"{text}\u00a0%" if place.scene.lang == "fr" else f"{text}%"
    return text


def _decimals(value: float) -> int:
    return next((d for d in range(4) if round(value, d) == value), 4)
