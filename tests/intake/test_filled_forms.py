"""Blank forms filled cell by cell by programs that are not ours come back as the very same fiches."""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reportgen.intake import Lists, docx_form, xlsx_form
from reportgen.intake.layout import lists as item_lists
from reportgen.intake.layout import sections, sheet_name
from reportgen.intake.submission import Key, values_of, write_key
from reportgen.intake.values import shown
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import FICHES, Column
from reportgen.words import words_for
from tests.intake.fiches import PLAIN, fiches
from tests.intake.test_round_trip import RELAXED, back

COLUMNS = {(FICHES, c.name): c for _, columns in sections() for c in columns} | {
    (table.name, c.name): c for table in item_lists() for c in table.columns
}
Typed = tuple[str, int, int, str | int]
"""A sheet, a row and a column from 1, and what is typed there."""


def typed(fiche: Fiche, lists: Lists, lang: str) -> dict[Key, str | int]:
    """What a person would type into the form, by field: names of lists, not codes."""
    found: dict[Key, str | int] = {}
    for key, value in values_of(fiche).items():
        column: Column = COLUMNS[key[0], key[2]]
        text = shown(column, value, lists, lang)
        found[key] = int(text) if column.kind == "count" and not column.many and text.isdigit() else text
    return found


@pytest.fixture(scope="module")
def blanks(lists: Lists) -> dict[str, bytes]:
    """The blank workbook in each language."""
    return {lang: xlsx_form(lists, words_for(lang), lang) for lang in ("fr", "en")}


def cells(book: openpyxl.Workbook, made: list[Fiche], lists: Lists, lang: str) -> list[Typed]:
    """Where each of these goes, as the blank form says: codes in the first column, or in the first row."""
    words = words_for(lang)
    practices = book[sheet_name(FICHES, words)]
    rows = {practices.cell(row, 1).value: row for row in range(1, practices.max_row + 1)}
    found: list[Typed] = []
    below = {table.name: 4 for table in item_lists()}
    for number, fiche in enumerate(made):
        started: dict[tuple[str, int], int] = {}
        for (table, index, name), text in typed(fiche, lists, lang).items():
            if table == FICHES:
                found.append((practices.title, rows[name], 4 + number, text))
                continue
            sheet = book[sheet_name(table, words)]
            if (table, index) not in started:
                started[table, index] = below[table]
                below[table] += 1
                found.append((sheet.title, started[table, index], 1, number + 1))
            heads = {sheet.cell(1, column).value: column for column in range(1, sheet.max_column + 1)}
            found.append((sheet.title, started[table, index], heads[name], text))
    return found


def office(jobs: list[dict[str, Any]], folder: Path) -> None:
    script = str(Path(__file__).with_name("office_fill.py"))
    run = ["/usr/bin/python3", script, str(folder)]
    subprocess.run(run, input=json.dumps(jobs), text=True, check=True, capture_output=True, timeout=180)


@given(st.lists(fiches(), min_size=1, max_size=5), st.sampled_from(["fr", "en"]))
@settings(max_examples=4, **RELAXED)
def test_a_workbook_filled_by_a_script(
    lists: Lists, blanks: dict[str, bytes], made: list[Fiche], lang: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blanks[lang]))
    for sheet, row, column, text in cells(book, made, lists, lang):
        cell = book[sheet].cell(row, column)
        cell.value = text
        if isinstance(text, str):
            cell.data_type = "s"  # openpyxl takes a text that starts with = for a formula; a person typed it
    out = io.BytesIO()
    book.save(out)
    assert back(out.getvalue(), "form.xlsx", lists) == made


@given(fiches(), st.sampled_from(["fr", "en"]))
@settings(max_examples=3, **RELAXED)
def test_a_word_form_filled_by_a_script(lists: Lists, fiche: Fiche, lang: str) -> None:
    document = docx.Document(io.BytesIO(docx_form(lists, words_for(lang), lang)))
    body: Any = document.element.body
    controls = {tag.get(qn("w:val")): tag.getparent().getparent() for tag in body.iter(qn("w:tag"))}
    for key, text in typed(fiche, lists, lang).items():
        control = controls[write_key(key)]
        for hint in control.findall(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"):
            hint.getparent().remove(hint)
        (run,) = control.iter(qn("w:r"))
        docx.text.run.Run(run, None).text = str(text)  # type: ignore[arg-type]
    out = io.BytesIO()
    document.save(out)
    assert back(out.getvalue(), "form.docx", lists) == [fiche]


@given(st.lists(fiches(), min_size=2, max_size=5), fiches())
@settings(max_examples=1, phases=[Phase.generate], **RELAXED)
def test_forms_filled_in_libreoffice(
    lists: Lists, blanks: dict[str, bytes], made: list[Fiche], one: Fiche
) -> None:
    words = words_for("fr")
    blank, form = blanks["fr"], docx_form(lists, words, "fr")
    book = openpyxl.load_workbook(io.BytesIO(blank))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "blank.xlsx").write_bytes(blank)
        (folder / "blank.docx").write_bytes(form)
        wanted = [(s, row - 1, column - 1, text) for s, row, column, text in cells(book, made, lists, "fr")]
        fields = {write_key(key): str(text) for key, text in typed(one, lists, "fr").items()}
        jobs: list[dict[str, Any]] = [
            {"file": str(folder / "blank.xlsx"), "save": str(folder / "filled.xlsx"), "cells": wanted},
            {"file": str(folder / "blank.docx"), "save": str(folder / "filled.docx"), "fields": fields},
        ]
        office(jobs, folder)
        assert back((folder / "filled.xlsx").read_bytes(), "filled.xlsx", lists) == made
        assert back((folder / "filled.docx").read_bytes(), "filled.docx", lists) == [one]


def test_one_cell_filled_wrong_is_one_fiche_that_differs(lists: Lists, blanks: dict[str, bytes]) -> None:
    """The tests above can fail."""
    book = openpyxl.load_workbook(io.BytesIO(blanks["fr"]))
    for sheet, row, column, text in cells(book, [PLAIN], lists, "fr"):
        book[sheet].cell(row, column).value = "Forum des mers" if text == PLAIN.name else text
    out = io.BytesIO()
    book.save(out)
    (fiche,) = back(out.getvalue(), "form.xlsx", lists)
    assert fiche != PLAIN and fiche.model_copy(update={"name": PLAIN.name}) == PLAIN
