"""Tables as an Excel workbook (ECMA-376), every text stored as text: nothing in it is a formula."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from reportgen.archive import read_zip, write_zip
from reportgen.inventory.tables import Scalar
from reportgen.opendata.sheets import Sheet, column_about, column_title
from reportgen.words import Words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CELL: Final = 32_767
"""Characters in one cell (Excel's own limit)."""
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def write_xlsx(sheets: tuple[Sheet, ...], words: Words, title: str, date: str) -> bytes:
    """A workbook with a sheet for each table; the name of a column for people shows when it is selected.

    Needs openpyxl (the extra `data`).
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.creator = "reportgen"
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet, words)
    return saved(book, date)


def saved(book: Workbook, date: str) -> bytes:
    """The bytes of a workbook, the same each time: dated `date` (a day) and not now."""
    raw = io.BytesIO()
    book.save(raw)
    files = read_zip(raw.getvalue())
    day = f"{date or '1980-01-01'}T00:00:00Z".encode()
    core = "docProps/core.xml"
    files[core] = _MODIFIED.sub(rb"\g<1>" + day + rb"\g<3>", files[core])
    return write_zip(files, first="[Content_Types].xml")


def put(page: Worksheet, row: int, column: int, value: Scalar, **looks: Any) -> None:
    """Write a value into a cell: a text as text, whatever it starts with."""
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif value is not None:
        cell.value = value
    for name, look in looks.items():
        setattr(cell, name, look)


def _fill(page: Worksheet, sheet: Sheet, words: Words) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    bold = Font(bold=True)
    band, top = PatternFill("solid", fgColor="FFE8EEF7"), Alignment(vertical="top")
    for position, column in enumerate(sheet.columns, start=1):
        put(page, 1, position, column.name, font=bold, fill=band)
        note = DataValidation(showInputMessage=True)
        note.promptTitle = column_title(sheet.name, column, words)[:32]
        note.prompt = column_about(sheet.name, column, words)[:255]
        note.add(page.cell(1, position))
        page.add_data_validation(note)
        wide = column.kind in {"block", "inline"} or column.name in {"about", "summary", "name", "title"}
        page.column_dimensions[get_column_letter(position)].width = 48 if wide else 20
    for number, row in enumerate(sheet.rows, start=2):
        for position, column in enumerate(sheet.columns, start=1):
            if row[column.name] is not None:
                put(page, number, position, row[column.name], alignment=top)
    page.freeze_panes = "B2"
