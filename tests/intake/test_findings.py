"""Everything refused is named with its sheet and cell; nothing hostile does harm."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from reportgen.diagnostics import Diagnostics
from reportgen.intake import Lists, decide, read_submission, xlsx_form
from reportgen.inventory import Inventory
from reportgen.words import words_for
from tests.intake.fiches import PLAIN


def workbook(lists: Lists) -> openpyxl.Workbook:
    form = xlsx_form(lists, words_for("fr"), "fr", [PLAIN.model_copy(update={"id": "essai"})])
    return openpyxl.load_workbook(io.BytesIO(form))


def bytes_of(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def findings(data: bytes, lists: Lists, name: str = "form.xlsx") -> list[tuple[str, str]]:
    """(place, code) of each finding on a file."""
    diagnostics = Diagnostics()
    decide(read_submission(data, name, diagnostics), lists, "fr", diagnostics)
    return [(d.span.field, d.code) for d in diagnostics]


ROWS = {
    cell.value: cell.row
    for (cell,) in openpyxl.load_workbook(io.BytesIO(xlsx_form(Lists(Inventory()), words_for("fr"), "fr")))[
        "Pratiques"
    ]["A1:A70"]
}
"""The row of each field, by its code."""


def row_of(page: Any, code: str) -> int:
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == code)


# field of the practice, what is typed, code of the finding: each at its own cell of column D
PRACTICE_CELLS = [
    ("name", "x" * 1001, "YML039"),
    ("name", None, "YML032"),
    ("summary", None, "YML032"),
    ("summary", "x" * 1001, "YML039"),
    ("name", "=1+1", "INT006"),
    ("name", '=HYPERLINK("http://x")', "INT006"),
    ("lead_portfolio", "Ministère de la Lune", "INT010"),
    ("lead_portfolio", None, "YML032"),
    ("associated", "cese ; Narnia", "INT010"),
    ("associated", "transition-ecologique", "INV021"),
    ("form", "parcipative", "INT010"),
    ("form", None, "YML032"),
    ("method", "loto", "INT010"),
    ("method", None, "YML032"),
    ("level", "lunaire", "INT010"),
    ("level", "territoriale", "INV023"),
    ("level", None, "YML032"),
    ("territory", "Rennes", "INV024"),
    ("region", "Atlantide", "INT010"),
    ("start", "hier", "INV001"),
    ("start", "2019-13", "INV001"),
    ("start", "32/01/2019", "INV001"),
    ("start", "19", "INV001"),
    ("start", "en cours", "INV001"),
    ("end", "bientôt", "INV001"),
    ("end", "2001", "INV022"),
    ("start", True, "INT013"),
    ("selection_kind", "au hasard", "INT010"),
    ("selection_kind", None, "YML032"),
    ("participants_value", "beaucoup", "INV004"),
    ("participants_value", -3, "INV004"),
    ("participants_value", 1.5, "INV004"),
    ("participants_value", "12 personnes", "INV004"),
    ("participants_date", "un jour", "INV002"),
    ("participants_sources", "9", "INV029"),
    ("participants_sources", "un", "YML034"),
    ("cost_eur_value", "1 k€", "INV004"),
    ("how", "Vu [@s7].", "INV029"),
    ("id", "Mon Id", "YML043"),
    ("related", "nulle-part", "INV028"),
    ("status", "publiée", "INT010"),
    ("depth", "moyenne", "INT010"),
    ("keywords", "x" * 101, "YML039"),
    ("duration", "#REF!", "INT007"),
]


@pytest.fixture(scope="module")
def bad_practices(lists: Lists) -> dict[str, set[str]]:
    """The codes found at each cell of a workbook with one bad cell a practice."""
    fiches = [PLAIN.model_copy(update={"id": f"essai-{n}"}) for n in range(len(PRACTICE_CELLS))]
    form = xlsx_form(lists, words_for("fr"), "fr", fiches)
    book = openpyxl.load_workbook(io.BytesIO(form))
    page = book["Pratiques"]
    for position, (code, typed, _) in enumerate(PRACTICE_CELLS):
        cell = page.cell(row_of(page, code), 4 + position)
        cell.value = typed
        if typed == "#REF!":
            cell.data_type = "e"
    found: dict[str, set[str]] = {}
    for place, code in findings(bytes_of(book), lists):
        found.setdefault(place, set()).add(code)
    return found


@pytest.mark.parametrize("position", range(len(PRACTICE_CELLS)), ids=lambda n: PRACTICE_CELLS[n][0])
def test_a_bad_cell_of_a_practice_is_named(bad_practices: dict[str, set[str]], position: int) -> None:
    code, _, finding = PRACTICE_CELLS[position]
    letter = get_column_letter(4 + position)
    here = {place for place, codes in bad_practices.items() if finding in codes}
    assert f"Pratiques!{letter}{ROWS[code]}" in here, here


LIST_CELLS = [
    ("Sources", 1, "99", "INT011"),
    ("Sources", 1, None, "INT011"),
    ("Sources", 1, "un", "INT011"),
    ("Sources", 2, "zéro", "YML034"),
    ("Sources", 3, None, "YML032"),
    ("Sources", 5, "exemple.org", "INV003"),
    ("Sources", 5, "javascript:alert(1)", "INV003"),
    ("Sources", 6, "hier", "INV002"),
    ("Sources", 8, "français", "YML043"),
    ("Difficultés", 3, "Rien [@s9].", "INV029"),
    ("Difficultés", 2, "P 1", "YML043"),
    ("Difficultés", 3, "=cmd|' /C calc'!A0", "INT006"),
]


@pytest.fixture(scope="module")
def bad_lists(lists: Lists) -> dict[str, set[str]]:
    """The same for the lists: a bad cell a practice, in its own row."""
    fiches = [PLAIN.model_copy(update={"id": f"essai-{n}"}) for n in range(len(LIST_CELLS))]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_form(lists, words_for("fr"), "fr", fiches)))
    for position, (sheet, column, typed, _) in enumerate(LIST_CELLS):
        book[sheet].cell(4 + position, column).value = typed
    found: dict[str, set[str]] = {}
    for place, code in findings(bytes_of(book), lists):
        found.setdefault(place, set()).add(code)
    return found


@pytest.mark.parametrize("position", range(len(LIST_CELLS)))
def test_a_bad_cell_of_a_list_is_named(bad_lists: dict[str, set[str]], position: int) -> None:
    sheet, column, _, finding = LIST_CELLS[position]
    assert finding in bad_lists.get(f"{sheet}!{get_column_letter(column)}{4 + position}", set()), bad_lists


def test_dates_and_numbers_typed_by_a_spreadsheet_are_taken(lists: Lists) -> None:
    book = workbook(lists)
    page = book["Pratiques"]
    page.cell(row_of(page, "start"), 4).value = datetime.datetime(2019, 1, 15)
    page.cell(row_of(page, "end"), 4).value = 2020
    page.cell(row_of(page, "participants_value"), 4).value = "1 500"
    diagnostics = Diagnostics()
    decision = decide(read_submission(bytes_of(book), "a.xlsx", diagnostics), lists, "fr", diagnostics)[0]
    assert 'start: "2019-01-15"' in decision.text and "value: 1500" in decision.text
    assert 'end: "2020"' in decision.text


def test_an_unknown_row_is_told_and_the_rest_is_taken(lists: Lists) -> None:
    book = workbook(lists)
    page = book["Pratiques"]
    page.cell(row_of(page, "duration"), 1).value = "durée totale"
    page.cell(row_of(page, "durée totale"), 4).value = "Un mois"
    found = findings(bytes_of(book), lists)
    assert [code for _, code in found] == ["INT009"]


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.namelist():
            part = source.read(entry)
            target.writestr(entry, change(part) if entry == name else part)
    return out.getvalue()


BOMB = zipped(xl__worksheets__sheet1=b"0" * 60_000_000)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_hostile_office_files_are_refused(lists: Lists, name: str) -> None:
    declared = zipped(word__document_xml=ENTITIES + b"<a>&c;</a>")
    wide = zipped(x=(ENTITIES + b"<a/>").decode().encode("utf-16"))
    for data in (BOMB, declared, wide, b"", b"PK\x03\x04", zipped(x=b"1"), b"%PDF-1.7"):
        assert findings(data, lists, name), data[:20]


def test_a_workbook_with_entities_is_refused_before_it_is_parsed(lists: Lists) -> None:
    form = bytes_of(workbook(lists))
    spoiled = with_part(form, "xl/worksheets/sheet2.xml", lambda part: ENTITIES + part.split(b"?>", 1)[-1])
    assert [code for _, code in findings(spoiled, lists)] == ["INT005"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"name\n\xff\xfe", "INT001"),
        ("a.csv", b"", "INT004"),
        ("a.csv", b"nom;date\nx;y\n", "INT009"),
        ("a.csv", b"name,name\nx,y\n", "INT014"),
        ("a.json", b"{", "INT001"),
        ("a.json", b"[" * 100_000, "INT001"),
        ("a.json", b"[1]", "INT013"),
        ("a.json", b'[{"name": {"a": 1}}]', "INT009"),
        ("a.json", b"[]", "INT004"),
        ("a.odt", b"", "INT002"),
        ("a.json", b'[{"name": true}]', "INT013"),
        ("a.json", b" " * 10_000_001, "INT003"),
    ],
)
def test_other_files_are_refused_with_a_reason(lists: Lists, name: str, data: bytes, code: str) -> None:
    assert code in {found for _, found in findings(data, lists, name)}


def test_control_characters_do_not_reach_a_fiche(lists: Lists) -> None:
    data = json.dumps([{"name": "Un\u0000 nom\u2028sûr\ufeff", "summary": "\u202eok"}]).encode()
    practice = read_submission(data, "a.json", Diagnostics())[0]
    assert practice.text("name") == "Un nom\nsûr"
