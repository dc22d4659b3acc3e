"""Every page number printed anywhere is the number of the page where the thing stands."""

from __future__ import annotations

import io
import re
from itertools import groupby
from pathlib import Path

import pikepdf
from pikepdf import Name

from bench.finished import FinishedPdf
from bench.numbers import check_numbers
from bench.proofs import lost_notes, shifted
from tests.editions.pdf.conftest import Memory, Printed, printed

NUMBER = re.compile(r"p\.[\s\u00a0]*(\w+)\)?$")


def links(report: Printed) -> list[tuple[str, str]]:
    """(destination, text as a reader of the page sees it) of each internal link, lines joined."""
    found: list[tuple[str, str]] = []
    for index, page in enumerate(report.pdf.pages):
        internal = [a for a in page.obj.get("/Annots", []) if "/Dest" in a]
        for target, pieces in groupby(internal, key=lambda a: str(a.Dest)):
            boxes = [sorted_box([float(v) for v in a.Rect]) for a in pieces]
            found.append((target, " ".join(report.text_in(index, box).strip() for box in boxes)))
    return found


def sorted_box(rect: list[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = rect
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def test_references_name_the_page_of_their_target(report: Printed) -> None:
    checked = 0
    for target, text in links(report):
        number = NUMBER.search(text)
        if number:
            assert number[1] == report.labels[report.destinations[target]], text
            checked += 1
    assert checked >= 5


def test_contents_end_each_line_with_the_page_of_its_title(report: Printed) -> None:
    label = report.labels[0]
    assert label == "i"
    lines = [
        (target, text)
        for target, text in links(report)
        if target in report.document.labels and re.search(r"[^\d]\d+$|[ivx]+$", text) and "(p" not in text
    ]
    entries = [e for e in lines if e[1].endswith(report.labels[report.destinations[e[0]]])]
    assert len(entries) >= 6


def test_all_entries_of_the_contents_are_right(longer: Printed) -> None:
    pages = [i for i in range(8) if "Sommaire" in longer.text(i)[:40]]
    first = pages[0]
    checked = 0
    for target, text in links_of_page(longer, first):
        assert text.endswith(longer.labels[longer.destinations[target]]), text
        checked += 1
    assert checked > 15


def links_of_page(report: Printed, index: int) -> list[tuple[str, str]]:
    page = report.pdf.pages[index]
    return [
        (str(a.Dest), report.text_in(index, sorted_box([float(v) for v in a.Rect])).strip())
        for a in page.obj.Annots
        if "/Dest" in a
    ]


def test_the_index_names_the_pages_of_its_terms(longer: Printed) -> None:
    index = longer.destinations["ann-index"]
    checked = 0
    for page in range(index, len(longer.labels)):
        for target, text in links_of_page(longer, page):
            assert text.split("–")[0] == longer.labels[longer.destinations[target]]
            checked += 1
    assert checked >= 5


def test_a_reference_on_the_page_of_its_target_names_no_page(longer: Printed) -> None:
    for index, page in enumerate(longer.pdf.pages):
        for annotation in page.obj.get("/Annots", []):
            if "/Dest" in annotation and "(p." in str(annotation.Contents):
                assert longer.destinations[str(annotation.Dest)] != index


def test_names_of_links_say_the_same_number_as_the_page(longer: Printed) -> None:
    named = 0
    for page in longer.pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            number = NUMBER.search(str(annotation.get("/Contents", "")))
            if number:
                assert number[1] == longer.labels[longer.destinations[str(annotation.Dest)]]
                named += 1
    assert named > 20


def test_the_page_map_of_the_result_is_that_of_the_file(report: Printed) -> None:
    assert report.result.page_count == len(report.pdf.pages)
    for id_, number in report.result.pages.items():
        assert number == report.labels[report.destinations[id_]]
    assert {label.id for label in report.document.labels.values()} == set(report.result.pages)


def test_the_folio_is_the_page_label(report: Printed) -> None:
    for index, page in enumerate(report.layout):
        foot = [
            "".join(c.get_text() for c in item_chars).strip() for item_chars in lines_at_foot(report, index)
        ]
        if index == 0 or report.labels[index] in ("ii", "iii"):
            continue
        assert report.labels[index] in foot, f"page {index + 1} of {page.pageid}: {foot}"


def lines_at_foot(report: Printed, index: int) -> list[list[object]]:
    low = [c for c in report.characters(index) if c.y1 < 60]
    low.sort(key=lambda c: c.x0)
    groups: list[list[object]] = []
    last = -100.0
    for c in low:
        if c.x0 - last > 12:
            groups.append([])
        groups[-1].append(c)
        last = c.x1
    return groups


def test_front_pages_are_roman_and_the_first_chapter_is_on_page_1(report: Printed) -> None:
    first = next(p for p in report.document.parts if p.kind != "front")
    start = report.destinations[first.id]
    assert report.labels[start] == "1"
    assert all(set(label) <= set("ivxlc") for label in report.labels[:start])
    assert [int(label) for label in report.labels[start:]] == list(range(1, len(report.labels) - start + 1))
    assert start % 2 == 0, "page 1 is a right-hand page"


def test_none_is_wrong_when_every_page_has_shifted(longer: Printed, store: Memory, tmp_path: Path) -> None:
    """Pages are put before all others; sheets come from the store, numbers from where they stand now."""
    moved = shifted(longer.document)
    after = printed(moved, store=store, page_map=longer.result.page_map)
    path = tmp_path / "shifted.pdf"
    path.write_bytes(after.result.data)
    found = check_numbers(FinishedPdf(path))
    assert found.wrong == []
    assert found.read["reference"] > 20
    assert found.read["contents"] > 15
    assert lost_notes(moved, FinishedPdf(path)) == []
    later = [id_ for id_, page in longer.result.pages.items() if page.isdigit() and int(page) > 3]
    assert all(longer.result.pages[id_] != after.result.pages[id_] for id_ in later)


def test_a_wrong_number_is_found(longer: Printed, tmp_path: Path) -> None:
    """The same file with its pages told one further: every number in it is wrong then."""
    path = tmp_path / "wrong.pdf"
    with pikepdf.open(io.BytesIO(longer.result.data)) as pdf:
        front = sum(not label.isdigit() for label in longer.labels)
        pdf.Root.PageLabels.Nums = [0, {"/S": Name.r}, front, {"/S": Name.D, "/St": 2}]
        pdf.save(path)
    found = check_numbers(FinishedPdf(path))
    assert len(found.wrong) > 50
