"""The form as a workbook: a practice a column, a sheet for each list, closed lists as data validation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from reportgen.intake.layout import help_text, label, lists, needed, sections, sheet_name
from reportgen.intake.lists import Lists
from reportgen.intake.submission import values_of
from reportgen.intake.values import shown
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import FICHES, Column
from reportgen.opendata.xlsx import put, saved
from reportgen.words import Words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

PRACTICES: Final = 5
LIST_ROWS: Final = 200
FIRST_PRACTICE: Final = 4
"""Columns A to C hold code, name and help."""
FIRST_ROW: Final = 4
"""Rows of a list start here: codes, names and help stand above."""
FACE: Final = "Arial"
_MAX_CELL: Final = 32_767


def xlsx_form(
    lists_: Lists, words: Words, lang: str, fiches: Sequence[Fiche] = (), practices: int = 0
) -> bytes:
    """A workbook to fill. `fiches` are filled in beforehand; `practices` columns at least. Needs openpyxl."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = words["intake.title"]
    book.properties.creator = "reportgen"
    book.properties.language = lang
    count = max(practices or PRACTICES, len(fiches))
    _Form(book, lists_, words, lang, count).make(fiches)
    return saved(book, "")


class _Form:
    """One workbook being made."""

    def __init__(self, book: Workbook, lists_: Lists, words: Words, lang: str, count: int) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        self.book, self.lists, self.words, self.lang, self.count = book, lists_, words, lang, count
        self.wrap = Alignment(wrap_text=True, vertical="top")
        self.bold = Font(name=FACE, bold=True)
        self.soft = Font(name=FACE, color="FF595959", size=9)
        self.title = Font(name=FACE, bold=True, color="FFFFFFFF", size=12)
        self.dark = PatternFill("solid", fgColor="FF1F3864")
        self.free = Protection(locked=False)
        line = Side("thin", color="FFB0B7C3")
        self.box = Border(left=line, right=line, top=line, bottom=line)
        self.ranges: dict[str, str] = {}

    def make(self, fiches: Sequence[Fiche]) -> None:
        read = self.book.create_sheet(sheet_name("read", self.words))
        practice = self.book.create_sheet(sheet_name(FICHES, self.words))
        pages = {table.name: self.book.create_sheet(sheet_name(table.name, self.words)) for table in lists()}
        self._choices(self.book.create_sheet(sheet_name("lists", self.words)))
        self._read_me(read)
        rows = self._practices(practice)
        for table in lists():
            self._list(pages[table.name], table.name, table.columns)
        self._fill(practice, rows, pages, fiches)
        self.book.active = 1

    def _read_me(self, page: Worksheet) -> None:
        page.column_dimensions["A"].width = 110
        put(page, 1, 1, self.words["intake.title"], font=self.title, fill=self.dark)
        for number in range(1, 7):
            put(page, number + 1, 1, f"{number}. {self.words[f'intake.read.{number}']}", alignment=self.wrap)

    def _choices(self, page: Worksheet) -> None:
        """The closed lists, each a column; a validation refers to its range (Excel bounds a written list)."""
        from openpyxl.utils import get_column_letter

        columns = [c for _, group in sections() for c in group if self.lists.choices(c, self.lang)]
        for position, column in enumerate(columns, start=1):
            put(page, 1, position, label(FICHES, column, self.words), font=self.bold)
            names = [name for _, name in self.lists.choices(column, self.lang)]
            for row, name in enumerate(names, start=2):
                put(page, row, position, name)
            letter = get_column_letter(position)
            page.column_dimensions[letter].width = 36
            self.ranges[column.name] = f"'{page.title}'!${letter}$2:${letter}${len(names) + 1}"
        page.protection.sheet = True

    def _practices(self, page: Worksheet) -> dict[str, int]:
        """The sheet of practices; gives the row of each field."""
        from openpyxl.utils import get_column_letter

        for position, (width, key) in enumerate(((20, "code"), (34, "field"), (46, "help")), start=1):
            page.column_dimensions[get_column_letter(position)].width = width
            put(page, 1, position, self.words[f"intake.{key}"], font=self.bold)
        for number in range(1, self.count + 1):
            position = FIRST_PRACTICE + number - 1
            page.column_dimensions[get_column_letter(position)].width = 48
            put(page, 1, position, self.words["intake.practice"].format(number=number), font=self.bold)
        rows: dict[str, int] = {}
        row = 2
        for section, columns in sections():
            for position in range(1, FIRST_PRACTICE + self.count):
                put(page, row, position, "", fill=self.dark)
            put(page, row, 2, self.words[f"intake.section.{section}"], font=self.title, fill=self.dark)
            row += 1
            for column in columns:
                self._field(page, row, column)
                rows[column.name] = row
                row += 1
        page.freeze_panes = f"{get_column_letter(FIRST_PRACTICE)}2"
        self._protect(page)
        return rows

    def _field(self, page: Worksheet, row: int, column: Column) -> None:
        name = label(FICHES, column, self.words)
        if needed(column):
            name = f"{name} * ({self.words['intake.required']})"
        put(page, row, 1, column.name, font=self.soft, alignment=self.wrap)
        put(page, row, 2, name, font=self.bold, alignment=self.wrap)
        put(page, row, 3, help_text(FICHES, column, self.words), font=self.soft, alignment=self.wrap)
        page.row_dimensions[row].height = 90 if column.kind == "block" else 34
        last = FIRST_PRACTICE + self.count - 1
        self._open(page, column, FICHES, (row, FIRST_PRACTICE), (row, last))

    def _list(self, page: Worksheet, name: str, columns: tuple[Column, ...]) -> None:
        from openpyxl.utils import get_column_letter

        which = Column("practice", (), "number", required=True)
        for position, column in enumerate((which, *columns), start=1):
            own = column is which
            title = self.words["intake.which"] if own else label(name, column, self.words)
            about = self.words["intake.which.about"] if own else help_text(name, column, self.words)
            wide = column.kind == "inline" or column.name in {"title", "url", "link"}
            page.column_dimensions[get_column_letter(position)].width = 60 if wide else 18
            put(page, 1, position, column.name, font=self.soft)
            put(page, 2, position, title, font=self.bold, alignment=self.wrap)
            put(page, 3, position, about, font=self.soft, alignment=self.wrap)
            self._open(page, column, name, (FIRST_ROW, position), (FIRST_ROW + LIST_ROWS - 1, position))
        page.row_dimensions[3].height = 48
        page.freeze_panes = f"B{FIRST_ROW}"
        self._protect(page)

    def _open(
        self, page: Worksheet, column: Column, table: str, first: tuple[int, int], last: tuple[int, int]
    ) -> None:
        """Cells to fill: unlocked, as text, with their help and their rule."""
        from openpyxl.utils import get_column_letter

        for row in range(first[0], last[0] + 1):
            for position in range(first[1], last[1] + 1):
                cell = page.cell(row, position)
                cell.protection, cell.alignment, cell.border = self.free, self.wrap, self.box
                cell.number_format = "0" if column.kind == "count" and not column.many else "@"
        rule = self._rule(column)
        about = (
            self.words["intake.which.about"]
            if column.name == "practice"
            else help_text(table, column, self.words)
        )
        rule.showInputMessage = True
        rule.prompt = about[:255]
        start = f"{get_column_letter(first[1])}{first[0]}"
        rule.add(f"{start}:{get_column_letter(last[1])}{last[0]}")
        page.add_data_validation(rule)

    def _rule(self, column: Column) -> Any:
        from openpyxl.worksheet.datavalidation import DataValidation

        if column.name in self.ranges:
            made = DataValidation("list", self.ranges[column.name], allow_blank=True, showErrorMessage=True)
            made.error, made.errorStyle = self.words["intake.not.listed"], "stop"
        elif column.name == "practice":
            made = DataValidation(
                "list",
                f'"{",".join(str(n + 1) for n in range(self.count))}"',
                allow_blank=True,
                showErrorMessage=True,
            )
            made.error = self.words["intake.not.listed"]
        elif column.kind == "count":
            made = DataValidation(
                "whole", "0", operator="greaterThanOrEqual", allow_blank=True, showErrorMessage=True
            )
            made.error, made.errorStyle = self.words["intake.whole"], "warning"
        elif column.max_length and column.kind in {"text", "inline", "block", "id"}:
            limit = str(min(column.max_length, _MAX_CELL))
            made = DataValidation(
                "textLength", limit, operator="lessThanOrEqual", allow_blank=True, showErrorMessage=True
            )
            made.error = self.words["intake.too.long"]
        else:
            made = DataValidation()
        return made

    def _protect(self, page: Worksheet) -> None:
        """Names and help cannot be typed over; sizes can be changed. There is no password."""
        from openpyxl.worksheet.properties import PageSetupProperties

        page.protection.sheet = True
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.protection.formatColumns = page.protection.formatRows = page.protection.formatCells = False

    def _fill(
        self, page: Worksheet, rows: dict[str, int], pages: dict[str, Worksheet], fiches: Sequence[Fiche]
    ) -> None:
        below = dict.fromkeys(pages, FIRST_ROW)
        columns = {c.name: c for _, group in sections() for c in group}
        for number, fiche in enumerate(fiches, start=1):
            started: dict[tuple[str, int], int] = {}
            for (table, index, name), value in values_of(fiche).items():
                if table == FICHES:
                    text = shown(columns[name], value, self.lists, self.lang)
                    exact = value if columns[name].kind == "count" else text
                    put(page, rows[name], FIRST_PRACTICE + number - 1, exact)
                    continue
                if (table, index) not in started:
                    started[table, index] = below[table]
                    put(pages[table], below[table], 1, str(number))
                    below[table] += 1
                own = next(t for t in lists() if t.name == table)
                position = [c.name for c in own.columns].index(name) + 2
                column = own.columns[position - 2]
                put(
                    pages[table], started[table, index], position, shown(column, value, self.lists, self.lang)
                )
