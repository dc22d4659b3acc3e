"""`:::{crosstab}`: how many fiches have each pair of values of two fields, or each value of one."""

from __future__ import annotations

from typing import Final

from reportgen.compose.directives.base import (
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
from reportgen.compose.formats import number
from reportgen.compose.query import QueryError
from reportgen.compose.query.conditions import find_field
from reportgen.compose.query.fields import Field
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax
from reportgen.inventory import LocalFiche


class CrosstabOptions(Options):
    rows: str
    columns: str = ""
    where: str = ""
    caption: str = ""
    id: Label = ""


SYNTAX: Final = DirectiveSyntax("crosstab", "none", "options", keys_of(CrosstabOptions))


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    options = read_options(CrosstabOptions, directive, place)
    if options is None or not needs_records(directive, place):
        return ()
    fiches = chosen_fiches(options.where, "", directive, place)
    try:
        down = find_field(options.rows, 0, place.scene.fields)
    except QueryError as error:
        error.report(place.scene.diagnostics, span_of(directive, "rows"))
        return ()
    try:
        across = find_field(options.columns, 0, place.scene.fields) if options.columns else None
    except QueryError as error:
        error.report(place.scene.diagnostics, span_of(directive, "columns"))
        return ()
    if fiches is None:
        return ()
    head, body = _table(fiches, down, across, place)
    caption: n.Inlines = ()
    if options.caption:
        caption = caption_of(options.caption, directive, "caption", place)
    unit = caption_unit(directive)
    attrs = n.Attrs(id=options.id, classes=("crosstab",))
    return (n.Table((head,), body, len(head.cells), caption, attrs=attrs, span=directive.span, unit=unit),)


def _table(
    fiches: list[LocalFiche], down: Field, across: Field | None, place: Place
) -> tuple[n.Row, tuple[n.Row, ...]]:
    scene = place.scene
    rows = tally(fiches, down, scene)
    columns = tally(fiches, across, scene) if across else []

    def count(found: list[LocalFiche]) -> list[str]:
        parts = [sum(has_value(across, f, value) for f in found) for value, *_ in columns] if across else []
        return [number(value, scene.lang, scene.words) for value in (*parts, len(found))]

    corner = scene.words.get(f"fields.{down.name}", down.name)
    head = row(corner, [*(name for _, name, _ in columns), scene.words["total"]], header=True)
    body = [row(name, count([f for f in fiches if has_value(down, f, value)])) for value, name, _ in rows]
    body.append(row(scene.words["total"], count(fiches)))
    return head, tuple(body)
