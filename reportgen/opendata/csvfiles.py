"""Tables as CSV (RFC 4180, UTF-8 without byte order mark), harmless when a spreadsheet opens them.

A text that a spreadsheet would run as a formula gets an apostrophe before it; so does one that starts with an
apostrophe and then such a sign, so that taking one apostrophe away always gives the text back.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from reportgen.inventory.tables import Scalar
from reportgen.opendata.sheets import Sheet

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SAFE: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def write_csv(sheet: Sheet) -> bytes:
    """The rows under the names of the columns, lines ended by CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([cell_text(row[column.name]) for column in sheet.columns])
    return out.getvalue().encode()


def cell_text(value: Scalar) -> str:
    """A value as it stands in CSV."""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return "" if value is None else str(value)


def text_of(cell: str) -> str:
    """The text that `cell_text` made a cell from."""
    return cell[1:] if _SAFE.match(cell) else cell
