"""The numbers in the margin of a proof and the words beside them, read by readers that are not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import lxml.html
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTTextContainer, LTTextLine

from reportgen.document import nodes as n
from reportgen.document.walk import walk

NUMBER = re.compile(r"(?:F?\d+|[A-Z])\.\d+")
_PAGE = re.compile(r"\(pp?\.\s*\d+(?:(?:,|-|–|\s|et|and|to|à)+\d+)*\)")
Numbered = Iterator[tuple[str, str]]
"""Numbers in the order of the edition, each with the first words of its paragraph as `first_words`."""


def first_words(text: str) -> str:
    """The first words of a text, without what editions set differently.

    These are spaces, hyphenation, marks of notes, and the page of what is referred to, which the web has not.
    """
    return re.sub(r"[\W\d_]+", "", _PAGE.sub("", text))[:24].casefold()


def numbers_shown(document: n.Document, edition: str) -> set[str]:
    """The numbers of the paragraphs that an edition shows."""

    def numbers(content: object) -> set[str]:
        return {node.number for node in walk(content) if isinstance(node, n.Paragraph) and node.number}

    hidden = [
        node for node in walk(document.parts) if isinstance(node, n.Only) and edition not in node.editions
    ]
    return numbers(document.parts) - {number for node in hidden for number in numbers(node)}


def in_html(path: Path) -> Numbered:
    """Of a page of the site."""
    for paragraph in lxml.html.parse(str(path)).getroot().iter("p"):
        if "numbered" not in (paragraph.get("class") or "").split():
            continue
        (mark,) = paragraph.find_class("parnum")
        number = NUMBER.search(mark.text_content())
        assert number is not None
        mark.drop_tree()
        # What is said for the ear alone stands in no other edition.
        for inside in [*paragraph.find_class("noteref"), *paragraph.find_class("vh")]:
            inside.drop_tree()
        yield number[0], first_words(paragraph.text_content())


def in_docx(path: Path) -> Numbered:
    """Of a Word file, where the number is a paragraph of its own, in a frame in the margin."""
    waiting = ""
    for paragraph in docx.Document(str(path)).paragraphs:
        if paragraph.style is not None and paragraph.style.name == "RG Paragraph Number":
            assert not waiting
            waiting = paragraph.text
        elif waiting:
            yield waiting, first_words(paragraph.text)
            waiting = ""


def in_pdf(path: Path) -> Numbered:
    """Of a PDF: each small number in the margin, with the line of text at its right."""
    for page in extract_pages(str(path), laparams=LAParams(boxes_flow=None)):
        lines = [
            line
            for box in page
            if isinstance(box, LTTextContainer)
            for line in box
            if isinstance(line, LTTextLine)
        ]
        marks = [line for line in lines if NUMBER.fullmatch(line.get_text().strip()) and _size(line) < 8]
        rest = [line for line in lines if line not in marks and _size(line) < 40]
        for mark in marks:
            middle = (mark.y0 + mark.y1) / 2
            beside = [line for line in rest if line.x0 > mark.x1 and line.y0 - 2 < middle < line.y1 + 2]
            first = min(beside, key=lambda line: line.x0)
            column = [line for line in rest if abs(line.x0 - first.x0) < 3 and line.y1 <= first.y1 + 1]
            text = " ".join(line.get_text() for line in sorted(column, key=lambda line: -line.y0)[:3])
            yield mark.get_text().strip(), first_words(text.replace("-\n", ""))


def _size(line: LTTextLine) -> float:
    return max((char.size for char in line if isinstance(char, LTChar)), default=0.0)
