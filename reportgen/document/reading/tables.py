"""Pipe tables: header scopes, joined cells, widths, caption."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from reportgen.diagnostics import Span
from reportgen.document import blocks as b
from reportgen.document import inlines as n
from reportgen.document.attributes import trailing_attributes
from reportgen.document.markdown.block.caption import START
from reportgen.document.reading.attrs import checked, without
from reportgen.document.reading.context import Context, Leaf
from reportgen.document.reading.html import short
from reportgen.document.reading.inlines import read_leaf
from reportgen.document.reading.nesting import Nest
from reportgen.document.units import Unit

UP: Final = "^^"
LEFT: Final = "<<"
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?(?=%?$)")


class Caption(NamedTuple):
    children: n.Inlines
    attrs: n.Attrs
    unit: Unit | None
    at: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """Which cell covers each place, and how many rows and columns each cell that is joined covers."""

    owner: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    covers: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def read_caption(item: Nest, context: Context) -> Caption:
    """The paragraph `Table: caption {attributes}`."""
    leaf = Leaf.of(item.children[0].token)
    start = START.match(leaf.content)
    text, at = leaf.content[start.end() if start else 0 :], start.end() if start else 0
    attrs = n.NO_ATTRS
    if trailing := trailing_attributes(text):
        brace, found = trailing
        text = text[:brace].rstrip()
        attrs = checked(found.attrs, leaf.offset(at + brace), context)
        if found.error:
            context.report("MD030", leaf.offset(at + brace), text=found.error)
    places = [(max(0, pos - at), offset) for pos, offset in leaf.places if pos >= at]
    if not places or places[0][0] > 0:
        places.insert(0, (0, leaf.offset(at)))
    inner = Leaf(text, places)
    origin = context.span(inner.offset(0), context.last_line(item.token))
    unit = context.unit("caption", inner, origin) if text else None
    return Caption(read_leaf(inner, context), attrs, unit, leaf.offset(0))


def read_table(item: Nest, caption: Caption | None, context: Context) -> b.Table:
    """A table; `caption` is the paragraph beside it, if there is one."""
    aligns = item.token.meta["aligns"]
    rows = [_leaves(row, len(aligns)) for row in item.children]
    spans = [context.block_span(row.token) for row in item.children]
    attrs = caption.attrs if caption else n.NO_ATTRS
    for row in item.children:
        _report_width(row, len(aligns), context)
    row_headers = "no-row-headers" not in attrs.classes
    grid = _join([[leaf.content for leaf in row] for row in rows], rows, context)
    made = tuple(
        _row(index, rows[index], spans[index], aligns, grid, row_headers, context)
        for index in range(len(rows))
    )
    return b.Table(
        head=made[:1],
        body=made[1:],
        columns=len(aligns),
        caption=caption.children if caption else (),
        widths=_widths(attrs, len(aligns), caption, context),
        attrs=without(attrs, "widths"),
        span=context.block_span(item.token),
        unit=caption.unit if caption else None,
    )


def _leaves(row: Nest, columns: int) -> list[Leaf]:
    """The cells of a row, with empty ones up to the last column."""
    leaves = [Leaf.of(cell.token) for cell in row.children]
    return leaves + [Leaf("", leaves[-1].places)] * (columns - len(leaves))


def _report_width(row: Nest, columns: int, context: Context) -> None:
    meta = row.token.meta
    for cell in meta["extra"]:
        if cell.content:
            context.report("MD021", cell.places[0][1], columns=columns, text=short(cell.content))
            break
    if meta["given"] < columns and row.children:
        at = row.children[meta["given"] - 1].token.meta["places"][0][1]
        context.report("MD022", at, columns=columns, cells=meta["given"])


def _row(
    index: int,
    leaves: list[Leaf],
    span: Span | None,
    aligns: list[b.Align],
    grid: _Grid,
    row_headers: bool,
    context: Context,
) -> b.Row:
    cells = []
    for col, leaf in enumerate(leaves):
        if grid.owner.get((index, col), (index, col)) != (index, col):
            continue
        rows, columns = grid.covers.get((index, col), (1, 1))
        children: b.Blocks = ()
        if leaf.content and leaf.content not in (UP, LEFT):
            place = context.span(leaf.offset(0), span.end_line if span else 0)
            unit = context.unit("cell", leaf, place)
            children = (b.Paragraph(read_leaf(leaf, context), span=place, unit=unit),)
        header: Literal["", "col", "row"] = ""
        if children and index == 0:
            header = "col"
        elif children and col == 0 and row_headers:
            header = "row"
        cells.append(b.Cell(children, header, columns, rows, aligns[col], span=span))
    return b.Row(tuple(cells), span=span)


def _join(texts: list[list[str]], leaves: list[list[Leaf]], context: Context) -> _Grid:
    """Which cell covers each place, `^^` and `<<` followed; joins that are no rectangle are undone."""
    if not any(text in (UP, LEFT) for row in texts for text in row):
        return _Grid()
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(texts):
        for col, text in enumerate(line):
            here = (row, col)
            owner[here] = here
            if text == LEFT and col > 0:
                owner[here] = owner[(row, col - 1)]
            elif text == UP and row > 1:
                owner[here] = owner[(row - 1, col)]
            elif text in (UP, LEFT):
                context.report("MD023", leaves[row][col].offset(0), text=text)
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, cell in owner.items():
        groups.setdefault(cell, []).append(place)
    covers = {}
    for cell, places in groups.items():
        height = max(r for r, _ in places) - cell[0] + 1
        width = max(c for _, c in places) - cell[1] + 1
        if len(places) == height * width and min(c for _, c in places) == cell[1]:
            covers[cell] = (height, width)
            continue
        wrong = _outside(cell, places)
        context.report("MD024", leaves[wrong[0]][wrong[1]].offset(0), text=texts[wrong[0]][wrong[1]])
        owner.update({place: place for place in places})
    return _Grid(owner, covers)


def _outside(cell: tuple[int, int], places: list[tuple[int, int]]) -> tuple[int, int]:
    """The first joined place that keeps the group from being a rectangle."""
    width = sum(1 for row, _ in places if row == cell[0])
    for row, col in places:
        line = {c for r, c in places if r == row}
        if line != set(range(cell[1], cell[1] + width)):
            extra = sorted(line - set(range(cell[1], cell[1] + width)))
            return (row, extra[0] if extra else col)
    return places[-1]


def _widths(attrs: n.Attrs, columns: int, caption: Caption | None, context: Context) -> tuple[int, ...]:
    """`widths="20 40 40"` as percentages that sum to 100; empty when absent or wrong."""
    typed = attrs.get("widths")
    if not typed or caption is None:
        return ()
    parts = typed.replace(";", " ").split()
    numbers = [float(found[0].replace(",", ".")) for part in parts if (found := _NUMBER.match(part))]
    if len(numbers) != len(parts) or len(parts) != columns or min(numbers) <= 0:
        context.report("MD025", caption.at, widths=typed, columns=columns)
        return ()
    total = sum(numbers)
    shares = [number * 100 / total for number in numbers]
    rounded = [int(share) for share in shares]
    for index in sorted(range(columns), key=lambda i: rounded[i] - shares[i])[: 100 - sum(rounded)]:
        rounded[index] += 1
    return tuple(rounded)
