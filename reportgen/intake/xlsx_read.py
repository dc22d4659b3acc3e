"""Reading a filled workbook: the cells of each practice, with their sheet and address."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.intake.bounded import MAX_CELL, office_parts
from reportgen.intake.lists import fold
from reportgen.intake.submission import LISTS, PRACTICE_COLUMNS, Cell, Key, Practice
from reportgen.intake.values import clean_text
from reportgen.intake.xlsx_form import FIRST_PRACTICE, FIRST_ROW
from reportgen.inventory.tables import FICHES
from reportgen.words import words_for

MAX_SHEET_ROWS: Final = 5_000
MAX_PRACTICES: Final = 200
Grid = Sequence[Sequence[Any]]


def read_xlsx_form(
    data: bytes, file: str, diagnostics: Diagnostics, further: Sequence[Mapping[str, str]] = ()
) -> list[Practice]:
    """The practices of a filled form; what cannot be taken is a finding at its cell. Needs openpyxl.

    `further` are the words of languages that the engine does not speak by itself.
    """
    place = Span(file)
    if office_parts(data, place, diagnostics) is None:
        return []
    grids = _grids(data, place, diagnostics, _sheets(further))
    if FICHES not in grids:
        if grids or not diagnostics.errors:
            diagnostics.add("INT004", place)
        return []
    reader = _Reader(file, diagnostics)
    reader.practices(*grids[FICHES])
    for table in LISTS:
        if table.name in grids:
            reader.list(table.name, [c.name for c in table.columns], *grids[table.name])
    return list(reader.made())


def _sheets(further: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The names of sheets in every language, folded, with what they hold."""
    spoken: list[Mapping[str, str]] = [words_for("en"), words_for("fr"), *further]
    names = (FICHES, *(table.name for table in LISTS))
    return {fold(words[f"intake.sheet.{name}"]): name for words in spoken for name in names}


def _grids(
    data: bytes, place: Span, diagnostics: Diagnostics, sheets: Mapping[str, str]
) -> dict[str, tuple[str, Grid]]:
    """The sheets of the form by their name in any language: their own title, and their cells."""
    from openpyxl import load_workbook

    found: dict[str, tuple[str, Grid]] = {}
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            name = sheets.get(fold(sheet.title))
            if name is None:
                continue
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=MAX_SHEET_ROWS + 1, max_col=FIRST_PRACTICE + MAX_PRACTICES)
            found[name] = (sheet.title, [tuple(row) for row in rows])
            if len(found[name][1]) > MAX_SHEET_ROWS:
                where = Span(place.file, field=sheet.title)
                diagnostics.add("INT012", where, limit=MAX_SHEET_ROWS, what=sheet.title)
    except Exception as error:  # a damaged workbook breaks openpyxl in many ways
        diagnostics.add("INT001", place, reason=f"{type(error).__name__}: {error}"[:200])
        return {}
    return found


@dataclass(slots=True)
class _Reader:
    file: str
    diagnostics: Diagnostics
    cells: dict[int, dict[Key, Cell]] = field(default_factory=dict)
    counts: dict[tuple[int, str], int] = field(default_factory=dict)
    title: str = ""

    def place(self, title: str, row: int, column: int) -> Span:
        from openpyxl.utils import get_column_letter

        return Span(self.file, row, column, field=f"{title}!{get_column_letter(column)}{row}")

    def practices(self, title: str, grid: Grid) -> None:
        """The sheet of practices: the code of each row, a practice a column."""
        self.title = title
        names = {column.name for column in PRACTICE_COLUMNS}
        seen: set[str] = set()
        for number, row in enumerate(grid, start=1):
            code = clean_text(str(row[0].value or "")) if row else ""
            filled = any(cell.value not in (None, "") for cell in row[FIRST_PRACTICE - 1 :])
            if number == 1 or code not in names:
                if number > 1 and filled:
                    self.diagnostics.add("INT009", self.place(title, number, 1), name=code)
                continue
            if code in seen:
                self.diagnostics.add("INT014", self.place(title, number, 1), name=code)
                continue
            seen.add(code)
            for position in range(FIRST_PRACTICE, max(len(row), FIRST_PRACTICE) + 1):
                raw = row[position - 1] if position <= len(row) else None
                where = self.place(title, number, position)
                cells = self.cells.setdefault(position - FIRST_PRACTICE + 1, {})
                cells[FICHES, 0, code] = Cell(self.text(raw, where), where)
        self._every_field(title, grid, names)

    def _every_field(self, title: str, grid: Grid, names: set[str]) -> None:
        """Cells after the last one that was written are empty too: they have a place all the same."""
        rows = {str(row[0].value): number for number, row in enumerate(grid, start=1) if row}
        for practice, cells in self.cells.items():
            for name in names & set(rows):
                where = self.place(title, rows[name], FIRST_PRACTICE + practice - 1)
                cells.setdefault((FICHES, 0, name), Cell("", where))

    def list(self, name: str, columns: Sequence[str], title: str, grid: Grid) -> None:
        """The sheet of a list: the code of each column in row 1, the number of the practice first."""
        codes = [clean_text(str(cell.value or "")) for cell in (grid[0] if grid else ())]
        for position, code in enumerate(codes, start=1):
            if code and code not in columns and code != "practice":
                self.diagnostics.add("INT009", self.place(title, 1, position), name=code)
        for number, row in enumerate(grid[FIRST_ROW - 1 :], start=FIRST_ROW):
            texts = {
                code: Cell(self.text(raw, where), where)
                for position, (code, raw) in enumerate(zip(codes, row, strict=False), start=1)
                if code in columns or code == "practice"
                for where in (self.place(title, number, position),)
            }
            self._row(name, texts)

    def _row(self, name: str, texts: Mapping[str, Cell]) -> None:
        which = texts.get("practice")
        if not any(cell.text for code, cell in texts.items() if code != "practice"):
            return
        practice = int(which.text) if which and which.text.isdecimal() and len(which.text) < 5 else 0
        if practice not in self.cells or all(not c.text for c in self.cells[practice].values()):
            place = which.place if which else next(iter(texts.values())).place
            self.diagnostics.add("INT011", place, value=which.text if which else "")
            return
        index = self.counts.get((practice, name), 0)
        self.counts[practice, name] = index + 1
        for code, cell in texts.items():
            if code != "practice":
                self.cells[practice][name, index, code] = cell

    def text(self, raw: Any, where: Span) -> str:
        """The text of a cell; a formula, an error or what is no text is a finding."""
        value = getattr(raw, "value", None)
        if value is None:
            return ""
        kind = getattr(raw, "data_type", "")
        if kind == "f" or not isinstance(value, str | int | float | datetime.date | datetime.datetime | bool):
            self.diagnostics.add("INT006", where)
            return ""
        if kind == "e":
            self.diagnostics.add("INT007", where, value=value)
            return ""
        if isinstance(value, bool):
            self.diagnostics.add("INT013", where, value=value)
            return ""
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        text = clean_text(str(value))
        if len(text) > MAX_CELL:
            self.diagnostics.add("INT008", where, length=len(text), limit=MAX_CELL)
            return ""
        return text

    def made(self) -> Iterator[Practice]:
        from openpyxl.utils import get_column_letter

        for number, cells in sorted(self.cells.items()):
            letter = get_column_letter(FIRST_PRACTICE + number - 1)
            where = {"sheet": self.title, "column": letter}
            practice = Practice(
                Span(self.file, 1, FIRST_PRACTICE + number - 1, field=f"{self.title}!{letter}1"), cells, where
            )
            if not practice.empty:
                yield practice
