"""The data of charts as CSV files beside the pages (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk

FOLDER: Final = "data"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell instead of showing it."""


def data_files(document: n.Document) -> dict[str, bytes]:
    """`data/<label>.csv` for each chart that has a label: path -> bytes."""
    return {
        f"{FOLDER}/{node.attrs.id}.csv": to_csv(node.content, node.data)
        for part in document.parts
        for node in walk(part.blocks)
        if isinstance(node, n.Figure)
        and isinstance(node.content, n.Chart)
        and node.data is not None
        and node.attrs.id
    }


def to_csv(chart: n.Chart, table: n.Table) -> bytes:
    """The table of a chart, its figures as programs read them: no separators, a point, empty when unknown.

    The values of a timeline are dates, which the table has in words.
    """
    rows = [_safe_cells(row) for row in table.body]
    if chart.kind != "timeline":
        for index, cells in enumerate(rows):
            cells[1 : 1 + len(chart.series)] = [_figure(series, index) for series in chart.series]
    return csv_bytes([*(_safe_cells(row) for row in table.head), *rows])


def plain_csv(table: n.Table) -> bytes:
    """A table whose cells are texts, as they are."""
    return csv_bytes(_safe_cells(row) for row in (*table.head, *table.body))


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as a CSV file that spreadsheets open as UTF-8. Texts must have passed `safe_cell`."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _figure(series: n.Series, index: int) -> str:
    value = series.values[index] if index < len(series.values) else None
    return "" if value is None else f"{value:.10g}"


def _safe_cells(row: n.Row) -> list[str]:
    return [safe_cell(plain_text(cell.children).strip()) for cell in row.cells]


def safe_cell(text: str) -> str:
    """`text` so that no spreadsheet runs it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
