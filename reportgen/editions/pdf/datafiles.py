"""The data behind charts and annex tables, as files that the PDF carries (PDF/A-3, associated files).

Each is there twice: CSV for a spreadsheet (RFC 4180, UTF-8), JSON for a program (RFC 8259).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from reportgen.editions.html import csv_bytes, safe_cell, to_csv
from reportgen.memo import Memo


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to carry: `description` says in words what it holds."""

    name: str
    media_type: str
    description: str
    data: bytes


def data_files(document: n.Document, memo: Memo | None = None) -> tuple[DataFile, ...]:
    """The files of all charts that have a label, and of the tables of the annexes, in reading order; then
    what the document has attached.

    A table without a label is named after its annex and its place there.
    """
    memo = memo or Memo()
    given = (document.lang, document.words["contents.figure"], document.words["contents.table"])

    def made(part: n.Part) -> tuple[DataFile, ...]:
        return tuple(_of_part(part, document))

    shown = (file for part in document.parts for file in memo.of("data files", (part,), made, given))
    attached = (DataFile(a.name, a.media_type, a.description, a.data) for a in document.attachments)
    return (*shown, *attached)


def _of_part(part: n.Part, document: n.Document) -> Iterator[DataFile]:
    charts = {id(f.data) for f in walk(part) if isinstance(f, n.Figure) and f.data is not None}
    count = 0
    for node in walk(part):
        if isinstance(node, n.Figure) and isinstance(node.content, n.Chart) and node.data is not None:
            if node.attrs.id:
                title = _title("figure", node.number, node.caption, document)
                yield from _pair(node.attrs.id, title, node.data, document, node.content)
        elif isinstance(node, n.Table) and part.kind == "annex" and id(node) not in charts:
            count += 1
            title = _title("table", node.number, node.caption or part.title, document)
            yield from _pair(node.attrs.id or f"{part.id}-{count}", title, node, document, None)


def _title(kind: str, number: str, caption: n.Inlines, document: n.Document) -> str:
    label = f"{document.words[f'contents.{kind}']} {number}" if number else ""
    return " – ".join(piece for piece in (label, plain_text(caption).strip()) if piece)


def _pair(
    id_: str, title: str, table: n.Table, document: n.Document, chart: n.Chart | None
) -> Iterator[DataFile]:
    columns, rows = grid(table)
    sheet = to_csv(chart, table) if chart else _csv(columns, rows)
    yield DataFile(f"{id_}.csv", "text/csv", f"{title} (CSV)", sheet)
    if chart and chart.kind != "timeline":
        for index, row in enumerate(rows):
            row[1 : 1 + len(chart.series)] = [
                series.values[index] if index < len(series.values) else None for series in chart.series
            ]
    content = {"id": id_, "title": title, "language": document.lang, "columns": columns, "rows": rows}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    yield DataFile(f"{id_}.json", "application/json", f"{title} (JSON)", text.encode() + b"\n")


def grid(table: n.Table) -> tuple[list[str], list[list[str | float | None]]]:
    """Names of columns and rows of equal length: a joined cell is repeated, an empty one is None.

    The names of several header rows are joined from the top down.
    """
    heads = _filled(table.head, table.columns)
    names = []
    for column in range(table.columns):
        parts = [row[column] for row in heads if row[column]]
        names.append(" – ".join(dict.fromkeys(str(part) for part in parts)))
    return names, [list(row) for row in _filled(table.body, table.columns)]


def _filled(rows: tuple[n.Row, ...], columns: int) -> list[list[str | None]]:
    cells: dict[tuple[int, int], str | None] = {}
    for r, row in enumerate(rows):
        c = 0
        for cell in row.cells:
            while (r, c) in cells:
                c += 1
            text = plain_text(cell.children).strip() or None
            for i in range(r, r + cell.rowspan):
                for j in range(c, c + cell.colspan):
                    cells[i, j] = text
            c += cell.colspan
    return [[cells.get((r, c)) for c in range(columns)] for r in range(len(rows))]


def _csv(columns: list[str], rows: list[list[str | float | None]]) -> bytes:
    cells = [[safe_cell(str(cell)) if cell is not None else "" for cell in row] for row in rows]
    return csv_bytes([[safe_cell(name) for name in columns], *cells])
