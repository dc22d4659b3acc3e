"""The table of observations as an Excel workbook: one row a thread, to be sorted and filtered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.editions.docx.ooxml import clean
from reportgen.opendata.xlsx import MAX_CELL, put, saved
from reportgen.review.register import Register, Thread
from reportgen.words import words_for

_COLUMNS: Final = (
    ("number", 12),
    ("paragraph", 10),
    ("heading", 32),
    ("file", 36),
    ("kind", 16),
    ("author", 20),
    ("date", 18),
    ("draft", 20),
    ("quote", 36),
    ("text", 48),
    ("old", 36),
    ("new", 36),
    ("replies", 40),
    ("state", 14),
    ("proposal", 20),
)


def observations_workbook(
    register: Register, name: str, lang: str, date: str, words: Mapping[str, str] | None = None
) -> bytes:
    """The register as XLSX; every text stays a text. The same bytes each time. Needs openpyxl."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    words = words or words_for(lang)
    book = Workbook()
    page = book.worksheets[0]
    page.title = words["review.column.remark"]
    book.properties.title = f"{words['review.title']} – {name}"
    book.properties.creator = "reportgen"
    bold, band = Font(bold=True), PatternFill("solid", fgColor="FFE8EEF7")
    wrapped = Alignment(vertical="top", wrap_text=True)
    for position, (column, width) in enumerate(_COLUMNS, start=1):
        put(page, 1, position, words[f"review.column.{column}"], font=bold, fill=band, alignment=wrapped)
        page.column_dimensions[get_column_letter(position)].width = width
    for number, thread in enumerate(register.threads, start=2):
        for position, value in enumerate(_values(thread, words), start=1):
            if value:
                put(page, number, position, clean(value)[:MAX_CELL], alignment=wrapped)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return saved(book, date)


def _values(thread: Thread, words: Mapping[str, str]) -> tuple[str, ...]:
    kind = [words[f"review.kind.{thread.kind}"]]
    kind += [words["review.resolved"]] if thread.resolved else []
    kind += [] if thread.tracked else [words["review.untracked"]]
    known = thread.proposal and thread.proposal != "none"
    return (
        thread.id,
        thread.number,
        thread.heading,
        " ".join(piece for piece in (thread.place, thread.field) if piece),
        ", ".join(kind),
        ", ".join(thread.authors),
        thread.date.replace("T", " ").rstrip("Z"),
        thread.draft,
        thread.quote,
        thread.text or thread.looks,
        thread.old,
        thread.new,
        "\n".join(f"{one.author}, {one.date[:10]} – {one.text}" for one in thread.replies),
        words[f"review.state.{thread.state}"],
        words[f"review.proposal.{thread.proposal}"] if known else "",
    )
