"""`:::{fiches}`: fiches that meet a condition, as a table, a list or cards."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Final, Literal

from pydantic import Field

from reportgen.compose.directives.base import (
    Label,
    Names,
    Options,
    Place,
    caption_unit,
    chosen_fiches,
    keys_of,
    needs_records,
    read_options,
    span_of,
    text_option,
)
from reportgen.compose.display import SPECIAL
from reportgen.diagnostics import suggest
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax


class FichesOptions(Options):
    where: str = ""
    sort: str = ""
    as_: Literal["table", "list", "cards"] = "table"
    limit: Annotated[int, Field(ge=1)] | None = None
    columns: Names = ("number", "name", "lead", "method", "start")
    caption: str = ""
    widths: str = ""
    id: Label = ""


SYNTAX: Final = DirectiveSyntax("fiches", "none", "options", keys_of(FichesOptions))


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    options = read_options(FichesOptions, directive, place)
    if (
        options is None
        or not needs_records(directive, place)
        or not _columns_known(options, directive, place)
    ):
        return ()
    found = chosen_fiches(options.where, options.sort, directive, place)
    if found is None:
        return ()
    values = {
        "fiches": found[: options.limit],
        "columns": options.columns,
        "caption": text_option(directive, "caption"),
        "widths": options.widths,
        "id": options.id,
    }
    serial = place.scene.units.serial(f"{place.container} {directive.name}")
    blocks = place.render(
        f"fiches-{options.as_}.md.j2", values, f"{place.container}+fiches-{serial}", span_of(directive)
    )
    return tuple(_captioned(block, directive) for block in blocks)


def _captioned(block: n.Block, directive: n.Directive) -> n.Block:
    """A table whose caption is the option of the directive."""
    if not isinstance(block, n.Table):
        return block
    return dataclasses.replace(block, unit=caption_unit(directive) or block.unit)


def _columns_known(options: FichesOptions, directive: n.Directive, place: Place) -> bool:
    known = (*SPECIAL, *place.scene.fields)
    wrong = [name for name in options.columns if name not in known]
    for name in wrong:
        place.scene.diagnostics.add("CMP022", span_of(directive, "columns"), suggest(name, known), name=name)
    return not wrong
