"""Words written from right to left inside a paragraph: in their order, in their place, in every edition."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest
from lxml import html
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar
from playwright.sync_api import Browser

from reportgen.cache import NoStore
from reportgen.compose import compose_fragment
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.direction import direction
from reportgen.editions.docx import write_docx
from reportgen.editions.epub import write_epub
from reportgen.editions.html import write_single
from reportgen.editions.pdf import write_pdf
from reportgen.editions.pdf.checks.tags import read_back
from reportgen.editions.pdf.checks.words import tagged_words
from reportgen.project import Assets
from reportgen.resolve import Records, resolve

ARABIC, HEBREW = "حوار وطني", "משאל עם (2019)"
TEXT = f"""# Mots d’ailleurs {{#ch-mots}}

Avant [{ARABIC}]{{lang=ar}}, après en 2013.

Devant [{HEBREW}]{{lang=he}} ; derrière^[Voir [{ARABIC}]{{lang=ar}}, p. 12.].

| Mot | Langue |
|:--|:--|
| [שיתוף]{{lang=he}} | hébreu |
"""


@pytest.fixture(scope="module")
def document() -> n.Document:
    diagnostics = Diagnostics()
    made = compose_fragment(TEXT, Path("mots.md"), "fr", Assets(None), diagnostics)
    made = resolve(made, Records(), diagnostics)
    assert not diagnostics.errors
    return made


@pytest.mark.parametrize(
    ("lang", "way"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("fr", "ltr"), ("", "ltr"), ("az-Arab", "rtl"), ("ar-Latn", "ltr")],
)
def test_the_direction_of_a_language(lang: str, way: str) -> None:
    assert direction(lang) == way


@pytest.mark.browser
def test_on_the_web_each_word_stands_where_it_is_read(document: n.Document, browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(write_single(document, Assets(None)).decode())
    boxes = page.evaluate(
        """() => {
          const found = {}, main = document.querySelector('main');
          const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
          for (let node; node = walk.nextNode();)
          for (const word of node.data.matchAll(/[^\\s\\u00a0,;]+/g)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            found[word[0]] = found[word[0]] ?? range.getBoundingClientRect().x;
          }
          return found;
        }"""
    )
    page.close()
    for words in (["Avant", "وطني", "حوار", "après"], ["Devant", "(2019)", "עם", "משאל", "derrière"]):
        places = [boxes[word] for word in words]
        assert places == sorted(places), dict(zip(words, places, strict=True))


def test_the_pages_say_it_and_the_book_too(document: n.Document) -> None:
    page = html.document_fromstring(write_single(document, Assets(None)))
    assert {s.get("dir") for s in page.xpath("//span[@lang='ar' or @lang='he']")} == {"rtl"}
    with zipfile.ZipFile(io.BytesIO(write_epub(document, Assets(None)))) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert 'dir="rtl"' in text and HEBREW in text


def test_in_word_the_runs_are_right_to_left(document: n.Document) -> None:
    read = docx.Document(io.BytesIO(write_docx(document, Assets(None))))
    runs = {run.text: run for p in read.paragraphs for run in p.runs}
    for text, lang in ((ARABIC, "ar"), (HEBREW, "he")):
        assert runs[text].font.rtl is True
        assert runs[text]._r.rPr.xpath("w:lang/@w:bidi") == [lang]
    before = next(run for text, run in runs.items() if text.startswith("Avant"))
    assert not before.font.rtl


@pytest.fixture(scope="module")
def pdf(document: n.Document) -> bytes:
    """As a release: every word must be in the tags, every glyph in a font, both standards kept."""
    diagnostics = Diagnostics()
    said = {"authors": ("A",), "description": "B", "publisher": "C", "licence": "D", "version": "1"}
    meta = replace(document.meta, date="2026-01-31", **said)  # type: ignore[arg-type]
    document = replace(document, meta=meta)
    made = write_pdf(document, Assets(None), diagnostics=diagnostics, store=NoStore(), workers=1, final=True)
    assert [d.message() for d in diagnostics] == []
    return made.data


def characters(pdf: bytes) -> Iterator[LTChar]:
    waiting = [*extract_pages(io.BytesIO(pdf))]
    while waiting:
        item = waiting.pop()
        if isinstance(item, LTChar):
            yield item
        elif hasattr(item, "__iter__"):
            waiting += [*item]


def test_on_paper_each_word_stands_where_it_is_read(pdf: bytes) -> None:
    found = [*characters(pdf)]
    after = next(c for c in found if c.get_text() == "è" and "Serif" in c.fontname)  # of « derrière »
    line = [c for c in found if abs(c.y0 - after.y0) < 6]
    place = {text: min(c.x0 for c in line if c.get_text() == text) for text in ("D", "9", "מ", "ם", "è")}
    assert place["D"] < place["9"] < place["ם"] < place["מ"] < place["è"]
    assert {"ReportArabic-Regular", "ReportHebrew-Regular"} <= {c.fontname.split("+")[-1] for c in found}


def test_a_screen_reader_gets_the_words_in_order(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        words = tagged_words(read_back(file))
    for word in ("حوار", "وطني", "משאל", "עם", "שיתוף"):
        assert words[word] >= 1, sorted(words)
