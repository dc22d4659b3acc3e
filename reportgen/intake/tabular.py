"""Practices in bulk: CSV tables, JSON lists, and the JSON that the HTML form saves."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.intake.bounded import MAX_CELL
from reportgen.intake.mapping import Mapped
from reportgen.intake.submission import (
    KEYWORDS,
    LISTS,
    MAX_ROWS,
    PRACTICE_COLUMNS,
    Cell,
    Key,
    Practice,
    read_key,
    write_key,
)
from reportgen.intake.values import clean_text
from reportgen.inventory.tables import FICHES, LIST_SEPARATOR, Column, table

FORMAT: Final = "reportgen-intake"
MAX_PRACTICES: Final = 10_000
_DELIMITERS: Final = ",;\t|"


def read_csv_file(data: bytes, file: str, diagnostics: Diagnostics, mapping: Mapped) -> list[Practice]:
    """One practice a row; columns are named by field (`sources[1].url`) or by the mapping."""
    try:
        text = data.decode("utf-8-sig" if mapping.encoding == "utf-8" else mapping.encoding)
        delimiter = mapping.delimiter or _delimiter(text)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        diagnostics.add("INT001", Span(file), reason=str(error)[:200])
        return []
    names = [clean_text(name) for name in (rows[0] if rows else [])]
    keys = _keys(names, file, diagnostics, mapping)
    if len(rows) > MAX_PRACTICES:
        diagnostics.add("INT012", Span(file), limit=MAX_PRACTICES, what="practices")
    practices: list[Practice] = []
    for number, row in enumerate(rows[1 : MAX_PRACTICES + 1], start=2):
        cells = {}
        for position, (key, raw) in enumerate(zip(keys, row, strict=False), start=1):
            if key is not None:
                where = Span(file, number, position, field=f"{names[position - 1]}:{number}")
                cells[key] = Cell(_bounded(raw, where, diagnostics), where)
        practices += _practice(Span(file, number), cells, {"row": str(number)}, mapping)
    return practices


def _delimiter(text: str) -> str:
    """The separator that the first line holds most often."""
    line = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=line.count)


def _keys(names: list[str], file: str, diagnostics: Diagnostics, mapping: Mapped) -> list[Key | None]:
    keys: list[Key | None] = []
    for position, name in enumerate(names, start=1):
        key = mapping.columns.get(name) or read_key(name)
        where = Span(file, 1, position, field=name)
        if key is None and name:
            diagnostics.add("INT009", where, name=name)
        elif key in keys and key is not None:
            diagnostics.add("INT014", where, name=write_key(key))
            key = None
        keys.append(key)
    for name in mapping.columns:
        if name not in names:
            diagnostics.add("INT031", Span(file), name=name)
    return keys


def _practice(
    place: Span, cells: dict[Key, Cell], where: Mapping[str, str], mapping: Mapped
) -> Iterator[Practice]:
    """The practice with the mapping's values and defaults, unless it is empty."""
    if not any(cell.text for cell in cells.values()):
        return
    for key, cell in cells.items():
        values = mapping.values.get(write_key(key), {})
        if cell.text in values:
            cells[key] = Cell(values[cell.text], cell.place)
    for key, value in mapping.defaults.items():
        if key not in cells or not cells[key].text:
            cells[key] = Cell(value, cells[key].place if key in cells else place)
    for column in PRACTICE_COLUMNS:
        cells.setdefault((FICHES, 0, column.name), Cell("", place))
    yield Practice(place, cells, where)


def _bounded(raw: str, where: Span, diagnostics: Diagnostics) -> str:
    text = clean_text(raw)
    if len(text) > MAX_CELL:
        diagnostics.add("INT008", where, length=len(text), limit=MAX_CELL)
        return ""
    return text


def read_json_file(data: bytes, file: str, diagnostics: Diagnostics, mapping: Mapped) -> list[Practice]:
    """What the HTML form saves, an `inventory.json`, or objects whose keys are fields or in the mapping."""
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        diagnostics.add("INT001", Span(file), reason=str(error)[:200])
        return []
    items = read
    if isinstance(read, dict):
        items = next((read[key] for key in ("practices", "fiches") if key in read), [read])
    if not isinstance(items, list):
        diagnostics.add("INT004", Span(file))
        return []
    if len(items) > MAX_PRACTICES:
        diagnostics.add("INT012", Span(file), limit=MAX_PRACTICES, what="practices")
    practices: list[Practice] = []
    for number, item in enumerate(items[:MAX_PRACTICES], start=1):
        place = Span(file, field=f"[{number}]")
        if not isinstance(item, dict):
            diagnostics.add("INT013", place, value=str(item)[:60])
            continue
        cells = dict(_cells(item, file, number, diagnostics, mapping))
        practices += _practice(place, cells, {"row": str(number)}, mapping)
    return practices


def _cells(
    item: Mapping[str, Any], file: str, number: int, diagnostics: Diagnostics, mapping: Mapped
) -> Iterator[tuple[Key, Cell]]:
    """The cells of one object: nested as a fiche is, or flat by the names of fields."""
    for name, value in item.items():
        key = mapping.columns.get(name) or read_key(name)
        where = Span(file, field=f"[{number}].{name[:60]}")
        inside = next((t for t in LISTS if t.name == name), None)
        if key is not None and not isinstance(value, dict):
            yield key, Cell(_json_text(value, where, diagnostics, key[2] == KEYWORDS), where)
        elif inside is not None and isinstance(value, list):
            for row, entry in enumerate(value[:MAX_ROWS]):
                yield from _nested(
                    entry, inside.columns, (inside.name, row), f"{where.field}[{row + 1}]", file, diagnostics
                )
        elif isinstance(value, dict):
            columns = tuple(c for c in table(FICHES).columns if c.path[0] == name)
            if not columns:
                diagnostics.add("INT009", where, name=name[:60])
            below = {c.path[1]: c for c in columns if len(c.path) == 2}
            for part, content in value.items():
                at = Span(file, field=f"{where.field}.{part[:60]}")
                if part not in below:
                    diagnostics.add("INT009", at, name=part[:60])
                    continue
                yield (FICHES, 0, below[part].name), Cell(_json_text(content, at, diagnostics, False), at)
        else:
            diagnostics.add("INT009", where, name=name[:60])


def _nested(
    entry: Any,
    columns: tuple[Column, ...],
    at: tuple[str, int],
    path: str,
    file: str,
    diagnostics: Diagnostics,
) -> Iterator[tuple[Key, Cell]]:
    if not isinstance(entry, dict):
        diagnostics.add("INT013", Span(file, field=path), value=str(entry)[:60])
        return
    names = {column.name for column in columns}
    for name, value in entry.items():
        where = Span(file, field=f"{path}.{name[:60]}")
        if name not in names:
            diagnostics.add("INT009", where, name=name[:60])
            continue
        yield (*at, name), Cell(_json_text(value, where, diagnostics, False), where)


def _json_text(value: Any, where: Span, diagnostics: Diagnostics, lines: bool) -> str:
    """A value as the text of a cell: a list is joined, a number written out."""
    if value is None:
        return ""
    if isinstance(value, bool | dict) or (isinstance(value, float) and not value.is_integer()):
        diagnostics.add("INT013", where, value=str(value)[:60])
        return ""
    if isinstance(value, list):
        parts = [_json_text(part, where, diagnostics, lines) for part in value]
        return ("\n" if lines else LIST_SEPARATOR).join(parts)
    return _bounded(str(int(value)) if isinstance(value, float) else str(value), where, diagnostics)
