"""Markup written as text: what any XML reader makes of it, and that the writer knows what it shows."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.charts import remembered_png, svg_to_png
from reportgen.editions.docx import write_docx
from reportgen.editions.docx.flatten import Flat, flatten, printed
from reportgen.editions.docx.ooxml import (
    NAMESPACES,
    ParagraphFormat,
    Xml,
    clean,
    closing_section,
    is_paragraph,
    kept_with_next,
    paragraph,
    text_run,
    w,
    word_xml,
)
from reportgen.editions.docx.shown import Shown, add_story
from reportgen.project import Assets
from tests.editions.docx.conftest import NAMES, W, Written

ANY = st.text(st.characters(), max_size=40)
"""Any text at all: markup, quotes, control characters, lone surrogates."""


def read(xml: Xml) -> etree._Element:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return etree.fromstring(f"<x {spaces}>{xml}</x>")


@given(ANY)
def test_a_reader_finds_the_text_that_was_written(text: str) -> None:
    signs = {"t": None, "tab": "\t", "br": "\n", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011"}
    run = read(text_run(text))[0]
    assert "".join(signs[etree.QName(one).localname] or one.text or "" for one in run) == clean(text)


@given(ANY)
def test_a_reader_finds_the_value_of_an_attribute(text: str) -> None:
    assert read(w("name", val=text))[0].get(f"{W}val") == clean(text)


@given(ANY)
def test_what_is_shown_is_what_a_reader_finds(text: str) -> None:
    body = paragraph(ParagraphFormat(), [w("bookmarkStart", id=1, name="_u"), text_run(text)])
    body = body.replace("</w:p>", f"{w('bookmarkEnd', id=1)}</w:p>")
    shown = Shown()
    add_story(shown, body)
    flat = Flat()
    flatten(flat, read(body), "word/document.xml")
    assert shown.text(*shown.bookmarks["_u"]) == printed(flat, *flat.bookmarks["_u"])


def test_the_whole_report_shows_what_a_reader_finds(word: Written) -> None:
    shown, flat = Shown(), Flat()
    for name in ("word/document.xml", "word/footnotes.xml"):
        add_story(shown, word.bytes(name).decode())
        flatten(flat, word.xml(name), name)
    assert len(flat.bookmarks) > 100
    assert {name: shown.text(*place) for name, place in shown.bookmarks.items()} == {
        name: printed(flat, *place) for name, place in flat.bookmarks.items()
    }
    assert [shown.text(*place) for place in shown.paragraphs] == [
        printed(flat, one.start, one.end) for one in flat.paragraphs
    ]


SECTION = w("sectPr", w("type", val="nextPage"))


@pytest.mark.parametrize(
    "block",
    [
        paragraph(ParagraphFormat()),
        paragraph(ParagraphFormat(), [text_run("bare")]),
        paragraph(ParagraphFormat(style="BodyText", left=20), [text_run("</w:pPr>")]),
    ],
)
def test_a_section_ends_in_the_properties_of_its_last_paragraph(block: Xml) -> None:
    ended = read(closing_section(block, SECTION))
    assert is_paragraph(block)
    assert ended.xpath("count(w:p/w:pPr[last()]/w:sectPr[last()])", namespaces=NAMES) == 1
    assert "".join(ended.itertext()) == "".join(read(block).itertext())


@pytest.mark.parametrize("kept", [False, True])
def test_a_paragraph_is_kept_with_the_next_once(kept: bool) -> None:
    block = paragraph(ParagraphFormat(style="BodyText", keep_next=kept, left=20), [text_run("one")])
    properties = read(kept_with_next(block))[0][0]
    assert [etree.QName(one).localname for one in properties] == ["pStyle", "keepNext", "ind"]


@pytest.mark.parametrize("block", [w("tbl", w("tblPr")), w("bookmarkEnd", id=1), w("pPr")])
def test_what_is_no_paragraph_is_left_alone(block: Xml) -> None:
    assert not is_paragraph(block)
    assert kept_with_next(block) == block


def test_a_part_declares_the_namespaces_that_it_uses() -> None:
    drawn = word_xml("hdr", '<w:p><w:r><w:drawing><wp:inline distT="0"/></w:drawing></w:r></w:p>')
    assert etree.fromstring(drawn).nsmap == NAMESPACES
    assert set(etree.fromstring(word_xml("hdr")).nsmap) == {"w", "r"}


class Kept(dict[str, bytes]):
    """A store that counts what is put in."""

    puts = 0

    def put(self, key: str, data: bytes) -> None:
        self.puts += 1
        self[key] = data


def test_a_chart_is_drawn_once_for_all_builds() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">é</text></svg>'
    store = Kept()
    first = remembered_png(svg, 90, store)  # type: ignore[arg-type]
    assert first == remembered_png(svg, 90, store) == svg_to_png(svg, 90)  # type: ignore[arg-type]
    assert store.puts == 1
    assert remembered_png(svg, 180, store) != first  # type: ignore[arg-type]
    assert store.puts == 2


def test_headers_and_notes_are_parts_of_the_package(word: Written) -> None:
    with zipfile.ZipFile(io.BytesIO(word.path.read_bytes())) as archive:
        parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        assert len(parts) > 20
        for name in parts:
            etree.fromstring(archive.read(name))


def test_a_second_file_draws_no_chart_again(word: Written) -> None:
    store = Kept()
    first = write_docx(word.document, Assets(None), word.pages, store=store)  # type: ignore[arg-type]
    drawn = store.puts
    assert drawn > 0
    assert first == write_docx(word.document, Assets(None), word.pages, store=store)  # type: ignore[arg-type]
    assert first == word.path.read_bytes()
    assert store.puts == drawn
