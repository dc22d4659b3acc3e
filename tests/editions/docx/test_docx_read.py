"""What a reader finds in the Word file: headings, notes, tables, figures, languages, typed text as typed."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from tests.editions.docx.conftest import NAMES, W, Written, elements
from tests.editions.sample import HOSTILE
from tests.report import readers


def blocks_of(word: Written, kind: type) -> list[Any]:
    return [node for part in word.document.parts for node in walk(part.blocks) if isinstance(node, kind)]


def texts_of_style(word: Written, style: str) -> list[str]:
    """The text of each paragraph of a style, by the name that Word shows."""
    names = {
        node.get(f"{W}styleId"): node.find(f"{W}name").get(f"{W}val")
        for node in word.xml("word/styles.xml").iter(f"{W}style")
    }
    return [
        "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        for paragraph in word.body.iter(f"{W}p")
        if names.get(next((s.get(f"{W}val") for s in paragraph.iter(f"{W}pStyle")), "")) == style
    ]


def test_pandoc_finds_every_heading_at_its_level(word: Written) -> None:
    levels = Counter(content[0] for content in elements(word.pandoc, "Header"))
    headings = blocks_of(word, n.Heading)
    titled = [part for part in word.document.parts if part.title]
    in_fiches = sum(
        isinstance(node, n.Heading)
        for part in word.document.parts
        if part.kind == "fiche"
        for node in walk(part.blocks)
    )
    assert sum(levels.values()) == len(headings) + len(titled)
    assert levels[1] >= len(titled) - sum(part.kind == "fiche" for part in titled)
    assert in_fiches and levels[2] + levels[3] >= in_fiches


def test_headings_use_the_styles_that_words_navigation_knows(word: Written) -> None:
    # What the contents leave out has a style of its own, based on Word's, with the same outline level.
    titles = texts_of_style(word, "heading 1") + texts_of_style(word, "RG Heading 1 Unlisted")
    for part in word.document.parts:
        if part.kind in ("chapter", "annex", "divider"):
            assert any(title.endswith(plain_text(part.title)) for title in titles), plain_text(part.title)
    for name, level in (("heading 1", "0"), ("RG Heading 1 Unlisted", "0"), ("heading 2", "1")):
        style = word.xml("word/styles.xml").xpath(f"//w:style[w:name/@w:val='{name}']", namespaces=NAMES)[0]
        assert style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == level


def test_pandoc_finds_every_call_of_a_note_with_its_text(word: Written) -> None:
    notes = [plain(content) for content in elements(word.pandoc, "Note")]
    for part in word.document.parts:
        for note in part.notes:
            text = readers.squeeze(plain_text(note.blocks))
            assert any(text.replace(" ", "") in found.replace(" ", "") for found in notes), text


def plain(content: Any) -> str:
    words = []

    def read(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("t") == "Str":
                words.append(node["c"])
            elif node.get("t") in ("Space", "SoftBreak", "LineBreak"):
                words.append(" ")
            else:
                read(node.get("c"))
        elif isinstance(node, list):
            for item in node:
                read(item)

    read(content)
    return readers.squeeze("".join(words))


def test_no_text_of_the_tree_is_missing_for_pandoc(word: Written) -> None:
    shown = bare(word.plain)
    for part in word.document.parts:
        for block in part.blocks:
            # What is for paper or the screen alone is not for Word; its contents are fields of its own.
            if isinstance(block, n.Contents) or (isinstance(block, n.Only) and "docx" not in block.editions):
                continue
            for node in walk(block):
                if isinstance(node, n.Text | n.Code | n.CodeBlock):
                    assert bare(node.text) in shown, node.text


def bare(text: str) -> str:
    """Text without spaces, and without the marks that pandoc sets around emphasis in plain text."""
    return re.sub(r"[\s_*~^]+", "", readers.squeeze(text))


def test_typed_markup_stays_text(word: Written) -> None:
    assert HOSTILE in readers.docx_text(word.path)


def test_header_rows_repeat_and_tables_have_a_title_and_no_fixed_layout_tricks(word: Written) -> None:
    tables = word.all("//w:tbl")
    expected = blocks_of(word, n.Table)
    assert len(tables) >= len(expected)
    for table in tables:
        rows = table.findall(f"{W}tr")
        captioned = table.find(f"{W}tblPr/{W}tblCaption") is not None
        headed = rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert captioned or headed or "facts" in str(table.find(f"{W}tblPr/{W}tblDescription"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_joined_cells_are_joined(word: Written) -> None:
    assert word.all("//w:gridSpan[@w:val='2']") and word.all("//w:vMerge[@w:val='restart']")


def test_every_picture_says_what_it_shows_or_that_it_shows_nothing(word: Written) -> None:
    pictures = word.body.findall(
        ".//{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    assert len(pictures) >= 5
    for picture in pictures:
        decorative = any("decorative" in str(node.tag) for node in picture.iter())
        assert picture.get("descr") or decorative


def test_words_of_another_language_are_marked(word: Written) -> None:
    other = "en" if word.document.lang == "fr" else "fr"
    marked = [
        "".join(t.text or "" for t in run.iter(f"{W}t"))
        for run in word.all("//w:r[w:rPr/w:lang]")
        if run.find(f"{W}rPr/{W}lang").get(f"{W}val", "").startswith(other)
    ]
    title = (
        "Open Government Partnership"
        if word.document.lang == "fr"
        else "Commission nationale du débat public"
    )
    assert any(title in text for text in marked)
    default = word.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default is not None and str(default.get(f"{W}val")).startswith(word.document.lang)


def test_front_pages_are_roman_wide_annexes_lie_and_the_first_chapter_is_page_1(word: Written) -> None:
    sections = word.all("//w:sectPr")
    numbers = [section.find(f"{W}pgNumType") for section in sections]
    assert any(node is not None and node.get(f"{W}fmt") == "lowerRoman" for node in numbers)
    assert sum(node is not None and node.get(f"{W}start") == "1" for node in numbers) >= 1
    turned = [section.find(f"{W}pgSz").get(f"{W}orient") for section in sections]
    assert turned.count("landscape") == sum(part.landscape for part in word.document.parts)


def test_properties_name_the_report(word: Written) -> None:
    meta = word.document.meta
    core, own = word.bytes("docProps/core.xml").decode(), word.bytes("docProps/custom.xml").decode()
    assert meta.title in core and meta.authors[0] in core and f"<dc:language>{meta.lang}" in core
    assert meta.licence in own and meta.version in own and meta.identifier in own
