"""Round trips through clients that are not ours: source and targets as they were, no placeholder lost."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import openpyxl
import polib
import pypandoc
import pytest
from translate.storage import tbx

from tests.translation.exchange.clients import CLIENTS, Save, by_libreoffice
from tests.translation.exchange.desk import Desk


@pytest.mark.parametrize(("to", "save"), [case[1:] for case in CLIENTS], ids=[case[0] for case in CLIENTS])
def test_a_client_that_saves_changes_nothing(desk: Desk, to: Any, save: Save) -> None:
    before = desk.texts()
    path = desk.export(to)
    save(path)
    result = desk.take(path)
    assert desk.codes() == []
    assert (result.taken, result.refused) == (0, [])
    assert result.unchanged + result.untranslated + result.confirmed >= 85
    assert result.unchanged >= 75
    assert desk.texts() == before


def edit_text(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def edit_workbook(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    row = next(row for row in sheet.iter_rows() if "vote: it prepares" in str(row[2].value))
    row[2].value = row[2].value.replace("does not replace", "never replaces")
    book.save(path)


def edit_word(path: Path) -> None:
    document = docx.Document(str(path))
    for paragraph in document.tables[0]._tbl.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    ):
        if paragraph.text and "does not replace" in paragraph.text:
            paragraph.text = paragraph.text.replace("does not replace", "never replaces")
    document.save(str(path))


def edit_catalogue(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    entry = next(entry for entry in catalogue if "does not replace" in entry.msgstr)
    entry.msgstr = entry.msgstr.replace("does not replace", "never replaces")
    catalogue.save()


def edit_xliff(kind: Any) -> Save:
    def save(path: Path) -> None:
        store = kind.parsefile(str(path))
        unit = next(unit for unit in store.units if "does not replace" in str(unit.target))
        rich = unit.rich_target
        rich[0].sub[0] = str(rich[0].sub[0]).replace("does not replace", "never replaces")
        unit.rich_target = rich
        store.savefile(str(path))

    return save


def edit_in_place(path: Path) -> None:
    edit_text(path, "Participation does not replace", "Participation never replaces")


EDITS: list[tuple[str, str, Save]] = [
    ("XLIFF 2.0 in an editor", "xliff2", edit_in_place),
    ("XLIFF 1.2 in an editor", "xliff12", edit_in_place),
    ("TMX in an editor", "tmx", edit_in_place),
    ("PO in polib", "po", edit_catalogue),
    ("a workbook in openpyxl", "xlsx", edit_workbook),
    ("a table in python-docx", "docx", edit_word),
    ("a table in LibreOffice", "docx", lambda path: (edit_word(path), by_libreoffice(path))[0]),
]


@pytest.mark.parametrize(("to", "save"), [case[1:] for case in EDITS], ids=[case[0] for case in EDITS])
def test_a_sentence_edited_in_a_client_is_the_only_thing_that_changes(
    desk: Desk, to: Any, save: Save
) -> None:
    before = desk.read("content/en/chapters/01-why.md")
    path = desk.export(to)
    save(path)
    result = desk.take(path)
    assert desk.codes() == []
    assert result.taken == 1
    after = desk.read("content/en/chapters/01-why.md")
    assert after == before.replace("Participation does not replace", "Participation never replaces")
    assert "replaces the vote: it prepares it[^compte] according to @tbl-levels" in after
    assert desk.count("stale") == desk.count("edited") == 0


def test_gettext_refuses_a_lost_placeholder_by_itself(desk: Desk) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("gettext is not installed")
    path = desk.export("po")
    catalogue = polib.pofile(str(path))
    entry = next(entry for entry in catalogue if "does not replace" in entry.msgstr)
    entry.msgstr = re.sub(r"\{note\d+\}", "", entry.msgstr)
    catalogue.save()
    run = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True)
    assert run.returncode == 1
    assert "note" in run.stderr


def test_pandoc_reads_the_table_with_both_languages(desk: Desk) -> None:
    text = " ".join(pypandoc.convert_file(str(desk.export("docx")), "plain").split())
    assert "Mesure" in text
    assert "Measure" in text


def test_the_terms_are_read_by_another_client(desk: Desk) -> None:
    store = tbx.tbxfile.parsefile(str(desk.export("tbx")))
    pairs = {unit.source: unit.target for unit in store.units}
    assert pairs["tirage au sort"] == "sortition"
    assert pairs["délibération"] == "deliberation"


def test_a_memory_goes_back_without_names_too(desk: Desk) -> None:
    """A tool that keeps texts alone: units are found by their source."""
    path = desk.export("tmx")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r'<prop type="x-(name|reportgen|state)">.*?</prop>\n?', "", text), encoding="utf-8"
    )
    edit_in_place(path)
    assert desk.take(path).taken == 1
    assert "Participation never replaces" in desk.read("content/en/chapters/01-why.md")
