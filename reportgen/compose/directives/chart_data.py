"""What a chart shows: its options, and the data of each kind, from fiches or from the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from reportgen.compose import formats
from reportgen.compose.directives.base import (
    Items,
    Label,
    Options,
    Place,
    chosen_fiches,
    needs_records,
    span_of,
)
from reportgen.compose.directives.tabulate import has_value, tally
from reportgen.compose.display import display
from reportgen.compose.query import QueryError
from reportgen.compose.query.conditions import find_field
from reportgen.compose.query.fields import Field
from reportgen.document import nodes as n
from reportgen.inventory import LocalFiche
from reportgen.words.formats import with_unit

Kind = Literal["bar", "column", "line", "dot", "timeline", "map"]
_UNKNOWN: Final = ("", "-", "–", "?", "unknown")


class ChartOptions(Options):
    kind: Kind | None = None
    of: Literal["fiches"] | None = None
    by: str = ""
    measure: str = ""
    split: str = ""
    where: str = ""
    sort: str = ""
    limit: int | None = None
    scale: Literal["linear", "log"] = "linear"
    categories: Items = ()
    values: str = ""
    series: Items = ()
    unit: str = ""
    caption: str = ""
    title: str = ""
    description: str = ""
    id: Label = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart and its data in words: `columns` name the figures, `rows` have them by category."""

    chart: n.Chart
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    head: str = ""
    notes: tuple[str, ...] = ()
    """What the figure of each category counts: it says nothing without."""
    notes_head: str = ""


def drawn(options: ChartOptions, directive: n.Directive, place: Place) -> Drawn | None:
    """The chart that the options ask for; None after a finding.

    `by` counts fiches by a field; `measure` shows a number of each fiche; `kind: timeline` the dates of each.
    """
    make: Callable[[ChartOptions, n.Directive, Place], Drawn | None] = _given
    if options.kind == "timeline":
        make = _timeline
    elif options.measure:
        make = _measured
    elif options.of or options.by:
        make = _counted
    if make is not _given and not needs_records(directive, place):
        return None
    return make(options, directive, place)


def _counted(options: ChartOptions, directive: n.Directive, place: Place) -> Drawn | None:
    """Fiches counted by the field `by`, each column split by the field `split`."""
    field = _field(options.by, "by", directive, place)
    split = _field(options.split, "split", directive, place) if options.split else None
    found = chosen_fiches(options.where, "", directive, place)
    if field is None or found is None or (options.split and split is None):
        return None
    scene = place.scene
    if options.kind == "map" and field.name != "region":
        scene.diagnostics.add(
            "CMP010", span_of(directive, "by"), key="by", value=options.by, expected="region"
        )
        return None
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
    kind: Kind = options.kind or ("column" if field.kind in ("number", "date") else "bar")
    unit = options.unit or scene.words["chart.count"]
    marks = tuple(str(value or "") for value, *_ in rows) if kind == "map" else ()
    chart = n.Chart(kind, categories, tuple(series), unit, options.description, options.scale, marks)
    head = scene.words.get(f"fields.{field.name}", "")
    return _in_words(chart, place, head)


def _measured(options: ChartOptions, directive: n.Directive, place: Place) -> Drawn | None:
    """One number of each fiche, by its name."""
    field = _field(options.measure, "measure", directive, place)
    found = chosen_fiches(options.where, options.sort or f"-{options.measure}", directive, place)
    if field is None or found is None:
        return None
    if field.kind != "number":
        place.scene.diagnostics.add(
            "CMP010",
            span_of(directive, "measure"),
            key="measure",
            value=options.measure,
            expected="participants | contributions | cost_eur",
        )
        return None
    found = found[: options.limit]
    values = tuple(float(v) if isinstance(v := field.get(fiche), int) else None for fiche in found)
    words = place.scene.words
    name = words.get(f"fields.{field.name}", field.name)
    unit = options.unit or ("€" if field.name == "cost_eur" else name)
    chart = n.Chart(
        options.kind or "bar",
        tuple(str(fiche.name) for fiche in found),
        (n.Series(name, values),),
        unit,
        options.description,
        options.scale,
    )
    counts = tuple(str(getattr(getattr(fiche, field.name, None), "counts", "")) for fiche in found)
    made = _in_words(chart, place, words["fields.fiche"])
    if not any(counts):
        return made
    return replace(made, notes=counts, notes_head=words["fiche.counts"])


def _timeline(options: ChartOptions, directive: n.Directive, place: Place) -> Drawn | None:
    """The first and last day of each fiche."""
    found = chosen_fiches(options.where, options.sort or "start", directive, place)
    if found is None:
        return None
    scene = place.scene
    found = [fiche for fiche in found if fiche.start.known or fiche.end.known][: options.limit]
    names = (scene.words["fields.start"], scene.words["fields.end"])
    series = (
        n.Series(names[0], tuple(formats.years(fiche.start, first=True) for fiche in found)),
        n.Series(names[1], tuple(formats.years(fiche.end, first=False) for fiche in found)),
    )
    categories = tuple(str(fiche.name) for fiche in found)
    chart = n.Chart("timeline", categories, series, "", options.description)
    rows = tuple((_shown(fiche, "start", place), _shown(fiche, "end", place)) for fiche in found)
    return Drawn(chart, names, rows, scene.words["fields.fiche"])


def _shown(fiche: LocalFiche, name: str, place: Place) -> str:
    return str(display(fiche, name, place.scene))


def _given(options: ChartOptions, directive: n.Directive, place: Place) -> Drawn | None:
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
    if options.kind == "map":
        place.scene.diagnostics.add(
            "CMP010", span_of(directive, "kind"), key="kind", value="map", expected="by: region"
        )
        return None
    chart = n.Chart(
        options.kind or "bar",
        options.categories,
        tuple(series),
        options.unit,
        options.description,
        options.scale,
    )
    return _in_words(chart, place)


def _in_words(chart: n.Chart, place: Place, head: str = "") -> Drawn:
    rows = tuple(
        tuple(_printed(series.values[i], chart, place) for series in chart.series)
        for i in range(len(chart.categories))
    )
    return Drawn(chart, tuple(series.name for series in chart.series), rows, head)


def _field(name: str, key: str, directive: n.Directive, place: Place) -> Field | None:
    if not name:
        place.scene.diagnostics.add("CMP012", span_of(directive), name=directive.name, key=key)
        return None
    try:
        return find_field(name, 0, place.scene.fields)
    except QueryError as error:
        error.report(place.scene.diagnostics, span_of(directive, key))
        return None


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


def _printed(value: float | None, chart: n.Chart, place: Place) -> str:
    if value is None:
        return place.scene.words["unknown"]
    text = formats.number(value, place.scene.lang, place.scene.words, _decimals(value))
    if chart.unit == "%":
        return with_unit(text, "%", place.scene.words)
    return text


def _decimals(value: float) -> int:
    return next((d for d in range(4) if round(value, d) == value), 4)
