"""Tables: caption, header rows that repeat, joined cells, widths that fit, names for those who listen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.docx.captions import write_caption
from reportgen.editions.docx.emit import language
from reportgen.editions.docx.grid import Spot, column_widths, lay_out
from reportgen.editions.docx.looks import shading
from reportgen.editions.docx.ooxml import Pieces, Xml, border, kept_with_next, w
from reportgen.editions.docx.state import Flow, Place, twips
from reportgen.editions.docx.styles import style_id
from reportgen.editions.docx.table_style import TABLE_STYLE

# Word's own limits: columns of a table, and its width in twips (22 inches).
_MAX_COLUMNS: Final = 63
_STYLES: Final = {"col": "RG Table Header", "row": "RG Table Row Header"}
_ALIGN: Final = {"left": "left", "center": "center", "right": "right"}
_SHORT: Final = 10
"""Rows of a table that is not cut between two pages."""
LANDSCAPE: Final = "landscape"


def write_table(table: n.Table, place: Place, flow: Flow) -> None:
    """Add the caption and the table; a table of class `landscape` turns its page where that is possible."""
    turns = LANDSCAPE in table.attrs.classes and place.top and place.work.turn_page is not None
    if turns and place.work.turn_page is not None:
        wide = place.work.turn_page(True)
        _captioned(table, replace(place, here=replace(place.here, width=wide)), flow)
        place.work.turn_page(False)
        return
    _captioned(table, place, flow)


def _captioned(table: n.Table, place: Place, flow: Flow) -> None:
    write_caption("table", table, place, flow, keep_next=True)
    add_table(table, place, flow, plain_text(table.caption))


def add_table(
    table: n.Table, place: Place, flow: Flow, title: str, description: str = "", style: str = "RG Table Text"
) -> None:
    """Add the table alone; `title` and `description` are its alternative text, `style` that of its cells."""
    rows = (*table.head, *table.body)
    if not rows or table.columns < 1:
        return
    columns = min(table.columns, _MAX_COLUMNS)
    widths = column_widths(table, columns, place.width)
    shape = _Shape(widths, _has_row_heads(table), place, style)
    flow.table(
        w(
            "tbl",
            _properties(place, shape, bool(table.head), title, description),
            w("tblGrid", *(w("gridCol", w=width) for width in widths)),
            *_rows(lay_out(table.head, columns), shape, head=True),
            *_rows(lay_out(table.body, columns), shape, head=False),
        )
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    widths: list[int]
    row_heads: bool
    place: Place
    style: str


def _has_row_heads(table: n.Table) -> bool:
    return any(row.cells and row.cells[0].header == "row" for row in table.body)


def _properties(place: Place, shape: _Shape, head: bool, title: str, description: str) -> Xml:
    look = w(
        "tblLook",
        val=f"{0x0400 + 0x0200 + (0x20 if head else 0) + (0x80 if shape.row_heads else 0):04X}",
        firstRow=int(head), lastRow=0, firstColumn=int(shape.row_heads), lastColumn=0, noHBand=1, noVBand=1,
    )  # fmt: skip
    return w(
        "tblPr",
        w("tblStyle", val=style_id(TABLE_STYLE)),
        w("tblW", w=sum(shape.widths), type="dxa"),
        w("tblInd", w=place.base, type="dxa") if place.base else None,
        w("tblLayout", type="fixed"),
        look,
        w("tblCaption", val=title) if title else None,
        w("tblDescription", val=description) if description else None,
    )


def _rows(lines: Sequence[list[Spot]], shape: _Shape, *, head: bool) -> Pieces:
    """Header rows stay with what follows; so do all rows but the last of a short table. No row of a long one
    stands alone at the foot or the head of a page."""
    last = len(lines) - 1
    short = last < _SHORT
    return [
        _row(
            line,
            index,
            shape,
            head,
            keep=head or (index < last and (short or index in (0, last - 2, last - 1))),
        )
        for index, line in enumerate(lines)
    ]


def _row(line: list[Spot], index: int, shape: _Shape, head: bool, *, keep: bool) -> Xml:
    properties = w("trPr", w("cantSplit"), w("tblHeader") if head else None)
    return w("tr", properties, *(_cell(spot, index, shape, head, keep) for spot in line))


def _cell(spot: Spot, index: int, shape: _Shape, head: bool, keep: bool) -> Xml:
    width = sum(shape.widths[spot.column : spot.column + spot.span])
    merged = spot.cell is not None and spot.cell.rowspan > 1
    work = shape.place.work
    strong = work.styles.colour(work.styles.table.strong_rule)
    extra_head = head and index > 0
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=spot.span) if spot.span > 1 else None,
        w("vMerge", val="continue" if spot.continues else "restart") if merged else None,
        # Table styles know one header row: a second one gets the look of the first by hand.
        w("tcBorders", border("bottom", 1, 0, strong)) if extra_head else None,
        shading(work.styles.table.header_fill, work.styles) if extra_head else None,
        w("vAlign", val="bottom") if head else None,
    )
    return w("tc", properties, *_content(spot, shape, keep, width))


def _content(spot: Spot, shape: _Shape, keep: bool, width: int) -> Pieces:
    place = shape.place
    flow = Flow()
    cell = spot.cell
    inner = width - 2 * (twips(place.work.styles.table.padding) + 20)
    inside = replace(
        place,
        here=replace(place.here, width=max(300, inner), quiet=True),
        style=_STYLES.get(cell.header, shape.style) if cell is not None else shape.style,
        left=0,
        box="",
        depth=0,
        top=False,
        align="" if cell is None else _ALIGN.get(cell.align, ""),
        unit=cell.unit if cell is not None else None,
    )
    if cell is not None and spot.starts:
        inside = language(inside, cell.attrs.lang)
        place.work.write_blocks(cell.children, inside, flow)
    if not flow.elements or flow.after_table:
        place.work.write_blocks((n.Paragraph(()),), replace(inside, unit=None), flow)
    return [kept_with_next(block) for block in flow.elements] if keep else flow.elements
