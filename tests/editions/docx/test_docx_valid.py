"""The Word file opens clean: schema, packages, bookmarks, fields, the same bytes each time."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pikepdf
from lxml import etree

from reportgen.compose import compose_fragment
from reportgen.diagnostics import Diagnostics
from reportgen.document.walk import plain_text
from reportgen.editions.docx import write_docx
from reportgen.editions.docx.embedding import veiled
from reportgen.project import Assets
from reportgen.resolve import Records, resolve
from tests.editions.docx.conftest import W, Written, as_zip, libreoffice, updated, validate
from tests.report import readers
from tests.review.conftest import run_office


def test_the_open_xml_sdk_finds_no_error(word: Written) -> None:
    assert validate(word.path) == []


def test_a_converted_file_is_valid_too_and_brings_no_fonts(tmp_path: Path) -> None:
    source = "# Notes\n\nUn *mot*.[^a]\n\n[^a]: Une note.\n\n| A | B |\n|--|--:|\n| 1 | 2 |\n"
    document = compose_fragment(source, Path("notes.md"), "fr", Assets(None), Diagnostics())
    path = tmp_path / "notes.docx"
    path.write_bytes(write_docx(resolve(document, Records(), Diagnostics()), Assets(None)))
    assert validate(path) == []
    assert path.stat().st_size < 100_000


def test_the_same_document_gives_the_same_bytes(word: Written) -> None:
    again = write_docx(word.document, Assets(None), word.pages)
    assert again == word.path.read_bytes()


def test_opening_asks_nothing(word: Written) -> None:
    settings = word.bytes("word/settings.xml").decode()
    assert "updateFields" not in settings and "documentProtection" not in settings
    assert "dirty" not in word.bytes("word/document.xml").decode()
    for name in word.names:
        if name.endswith(".rels"):
            outside = word.xml(name).xpath("//*[@TargetMode='External']")
            assert all("/hyperlink" in str(relation.get("Type")) for relation in outside)


def test_bookmarks_are_unique_short_and_closed(word: Written) -> None:
    starts = word.all("//w:bookmarkStart")
    names = [mark.get(f"{W}name") for mark in starts]
    ids = [mark.get(f"{W}id") for mark in starts]
    assert len(names) > 80
    assert len(set(names)) == len(names) and all(len(name) <= 40 for name in names)
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(mark.get(f"{W}id") for mark in word.all("//w:bookmarkEnd"))


def test_every_reference_leads_to_a_bookmark(word: Written) -> None:
    names = {mark.get(f"{W}name") for mark in word.all("//w:bookmarkStart")}
    targets = [code.split()[1] for code, _ in word.fields if re.match(r"(REF|PAGEREF|NOTEREF) ", code)]
    anchors = [link.get(f"{W}anchor") for link in word.all("//w:hyperlink[@w:anchor]")]
    assert len(targets) > 30 and len(anchors) > 20
    assert not {*targets, *anchors} - names


def test_fields_have_their_results_already(word: Written) -> None:
    kinds = {code.split()[0] for code, _ in word.fields}
    assert {"TOC", "SEQ", "REF", "PAGEREF", "INDEX", "XE"} <= kinds
    for code, shown in word.fields:
        assert shown or code.startswith("XE"), code


def test_the_page_of_a_contents_line_is_that_of_the_page_map(word: Written) -> None:
    manifest = word.xml("customXml/item1.xml")
    labels = {
        node.get("bookmark"): node.get("id") for node in manifest.iter("{urn:reportgen:manifest:1}label")
    }
    shown = [(code.split()[1], text) for code, text in word.fields if code.startswith("PAGEREF")]
    found = [(labels[mark], text) for mark, text in shown if labels.get(mark) in word.pages]
    assert len(found) > 10
    for label, text in found:
        assert text == word.pages[str(label)], label


def test_each_paragraph_of_the_tree_has_a_bookmark_that_names_its_unit(word: Written) -> None:
    names = {mark.get(f"{W}name") for mark in word.all("//w:bookmarkStart")}
    names |= {mark.get(f"{W}name") for mark in word.xml("word/footnotes.xml").iter(f"{W}bookmarkStart")}
    units = list(word.xml("customXml/item1.xml").iter("{urn:reportgen:manifest:1}unit"))
    assert len(units) > 60
    assert {unit.get("bookmark") for unit in units} <= names
    assert all(unit.get("file") and unit.get("hash") for unit in units)


def test_embedded_fonts_are_ours_whole(word: Written) -> None:
    table = word.xml("word/fontTable.xml")
    targets = {
        node.get("Id"): node.get("Target")
        for node in word.xml("word/_rels/fontTable.xml.rels").iterchildren()
    }
    faces = [node for font in table for node in font if etree.QName(node).localname.startswith("embed")]
    assert len(faces) == 8
    for face in faces:
        relation = face.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        name = str(targets[relation]).rpartition("/")[2]
        data = veiled(word.bytes(f"word/fonts/{name}"), uuid.UUID(face.get(f"{W}fontKey")))
        assert data == Assets(None).bytes(f"styles/fonts/{name.removesuffix('.odttf')}.ttf")


def test_libreoffice_opens_it_with_its_fonts_and_every_title(word: Written, tmp_path: Path) -> None:
    made = libreoffice(word.path, "pdf", tmp_path)
    text = readers.pdf_text(made)
    for part in word.document.parts:
        assert readers.squeeze(plain_text(part.title)) in text
    with pikepdf.open(made) as pdf:
        fonts = {
            str(font.BaseFont).partition("+")[2].partition("-")[0]
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        }
    assert {"SourceSans3", "SourceSerif4"} <= fonts


def test_libreoffice_updates_all_fields_and_no_number_changes(word: Written, tmp_path: Path) -> None:
    shown = run_office([{"file": str(word.path), "do": "update"}], tmp_path)[0]
    assert word.numbers.total() > 30
    assert updated(shown) == word.numbers


def test_the_fonts_survive_a_save_by_libreoffice_and_nothing_is_repaired(
    word: Written, tmp_path: Path
) -> None:
    saved = as_zip(libreoffice(word.path, "docx:MS Word 2007 XML", tmp_path).read_bytes())
    body = etree.fromstring(saved.read("word/document.xml"))
    before = {mark.get(f"{W}name") for mark in word.all("//w:bookmarkStart")}
    kept = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert len(before - kept) <= len(before) // 50, sorted(map(str, before - kept))
