"""The committed report: PDF, DOCX and HTML say the same of every reference, page and note."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from reportgen.pipeline.build import BuildResult
from reportgen.pipeline.inspect import inspect
from tests.report import readers
from tests.report.conftest import ROOT
from tests.report.readers import W

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report")]
Report = tuple[Path, BuildResult]
LANGS = ("fr", "en")


def labels(lang: str) -> dict[str, str]:
    """The number of each label, from the tree."""
    data, _ = inspect(ROOT, lang)
    assert data is not None
    return {label["id"]: label["number"] for label in data["labels"]}


def is_term(label: str) -> bool:
    """Whether a label is a place that the index leads to."""
    return label.startswith("idx-")


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w.]*\w", text)


def docx_references(path: Path) -> list[tuple[str, str]]:
    """Label and words of each REF field, from the raw XML; the list of bookmarks stands in the manifest."""
    manifest = readers.docx_part(path, "customXml/item1.xml")
    names = {
        node.get("bookmark"): node.get("id") for node in manifest.iter("{urn:reportgen:manifest:1}label")
    }
    found = []
    for paragraph in readers.docx_part(path, "word/document.xml").iter(f"{W}p"):
        stack: list[list[str]] = []
        for run in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
            kind = run.get(f"{W}fldCharType")
            if kind == "begin":
                stack.append(["", ""])
            elif kind == "end" and stack:
                instruction, shown = stack.pop()
                match = re.match(r"\s*REF (\S+)", instruction)
                if match and match[1] in names:
                    found.append((names[match[1]] or "", readers.squeeze(shown)))
            elif run.tag == f"{W}instrText" and stack:
                stack[-1][0] += run.text or ""
            elif run.tag == f"{W}t" and stack:
                stack[-1][1] += run.text or ""
    return found


def test_the_committed_report_has_no_error_and_no_warning(report: Report) -> None:
    _, result = report
    assert (result.diagnostics.errors, result.diagnostics.warnings) == (0, 0)
    # PDF, DOCX, web (a folder and one file) and EPUB in two languages, and the page of the work of drafts.
    assert len(result.outputs) == 12


@pytest.mark.parametrize("lang", LANGS)
def test_each_reference_on_the_web_shows_the_number_of_its_target(report: Report, lang: str) -> None:
    numbers = labels(lang)
    page = report[0] / lang / "html" / "all.html"
    ids = {node.get("id") for node in html.parse(str(page)).getroot().iter() if node.get("id")}
    found = list(readers.html_references(page))
    assert len(found) > 150
    for shown in found:
        assert shown.target in ids
        assert not numbers[shown.target] or shown.shows(numbers[shown.target]), shown


@pytest.mark.parametrize("lang", LANGS)
def test_word_and_web_show_the_same_references(report: Report, lang: str) -> None:
    web = Counter(shown.target for shown in readers.html_references(report[0] / lang / "html" / "all.html"))
    fields = docx_references(report[0] / lang / "report.docx")
    numbers = labels(lang)
    assert len(fields) > 90
    for target, shown in fields:
        assert not numbers[target] or numbers[target] in words_of(shown), (target, shown)
    assert set(Counter(target for target, _ in fields)) <= set(web)


@pytest.mark.parametrize("lang", LANGS)
def test_each_reference_in_the_pdf_shows_the_number_and_the_page_of_its_target(
    report: Report, lang: str
) -> None:
    path = report[0] / lang / "report.pdf"
    numbers, pages = labels(lang), readers.pdf_destinations(path)
    printed = readers.pdf_page_labels(path)
    web = Counter(shown.target for shown in readers.html_references(report[0] / lang / "html" / "all.html"))
    found: Counter[str] = Counter()
    with_page = 0
    for _, shown in readers.pdf_links(path):
        assert shown.target in pages, shown
        for number in re.findall(r"\bp\. (\w+)", shown.text):
            assert number == printed[pages[shown.target]], shown
            with_page += 1
        # In print the index names pages, on the web paragraphs.
        number = printed[pages[shown.target]] if is_term(shown.target) else numbers.get(shown.target)
        if number and shown.shows(number):
            found[shown.target] += 1
    assert with_page > 60
    assert not {target for target in web if numbers.get(target) and not found[target]}


@pytest.mark.parametrize("lang", LANGS)
def test_each_line_of_the_contents_ends_with_the_page_it_leads_to(report: Report, lang: str) -> None:
    path = report[0] / lang / "report.pdf"
    pages, printed = readers.pdf_destinations(path), readers.pdf_page_labels(path)
    lines = [shown for page, shown in readers.pdf_links(path) if printed[page] in ("iii", "iv", "v")]
    lines = [shown for shown in lines if shown.target.startswith(("ch-", "fiche-", "ann-", "sec-"))]
    assert len(lines) > 40
    for shown in lines:
        assert words_of(shown.text)[-1] == printed[pages[shown.target]], shown


@pytest.mark.parametrize("lang", LANGS)
def test_every_footnote_is_in_the_pdf_once(report: Report, lang: str) -> None:
    text = readers.pdf_text(report[0] / lang / "report.pdf").replace("- ", "-")
    page = html.parse(str(report[0] / lang / "html" / "all.html")).getroot()
    notes = [
        readers.squeeze(node.text_content()) for node in page.iter("li") if "fn-" in (node.get("id") or "")
    ]
    assert len(notes) >= 2
    for note in notes:
        start = " ".join(note.split()[:5])
        assert text.count(start) == 1, start
