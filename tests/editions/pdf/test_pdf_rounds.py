"""Rounds of layout: they stop when the numbers agree, and after five."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.pdf.jobs import Job
from reportgen.editions.pdf.pages import NOWHERE, Pages, page_labels, roman
from reportgen.editions.pdf.printed import printed, references
from reportgen.editions.pdf.rendered import Rendered
from reportgen.editions.pdf.rounds import MAX_ROUNDS, settle
from reportgen.editions.pdf.sheets import Book
from reportgen.editions.pdf.shell import Shell
from reportgen.project import Assets
from tests.editions.sample import sample_document


def book() -> Book:
    document = sample_document("fr")
    return Book(document, Shell(document, Assets(None)))


def sheet(pages: int, anchors: dict[str, tuple[int, float, float]]) -> Rendered:
    return Rendered(b"", ((595.0, 842.0),) * pages, anchors, (), {})


def test_rounds_end_when_nothing_changes() -> None:
    calls: list[set[str]] = []

    def render(jobs: Sequence[Job]) -> list[Rendered]:
        calls.append({job.name for job in jobs})
        return [sheet(3, {job.name: (0, 0.0, 800.0)}) for job in jobs]

    report = book()
    settled = settle(report, render)
    assert settled.settled
    assert settled.rounds <= 3
    assert set.union(*calls) == {sheet.name for sheet in report.sheets}, "every sheet is rendered"
    assert settled.pages.labels[:4] == ("i", "ii", "iii", "iv")


def test_contents_and_index_wait_for_the_pages_that_they_list() -> None:
    calls: list[set[str]] = []

    def render(jobs: Sequence[Job]) -> list[Rendered]:
        calls.append({job.name for job in jobs})
        return [sheet(3, {job.name: (1, 0.0, 800.0)}) for job in jobs]

    report = book()
    lists = {
        sheet.name
        for sheet in report.sheets
        if sheet.part and any(isinstance(node, n.Contents | n.Index) for node in walk(sheet.part))
    }
    assert lists
    settled = settle(report, render)
    assert settled.settled
    assert not calls[0] & lists
    assert all(names <= lists for names in calls if names & lists), "other sheets are settled by then"


def test_numbers_that_never_settle_end_after_five_rounds() -> None:
    rounds = 0

    def render(jobs: Sequence[Job]) -> list[Rendered]:
        nonlocal rounds
        rounds += 1
        pages = 3 if rounds % 2 else 120
        return [sheet(pages, {job.name: (pages - 1, 0.0, 800.0)}) for job in jobs]

    settled = settle(book(), render)
    assert not settled.settled
    assert rounds == MAX_ROUNDS


def test_page_labels() -> None:
    assert [roman(i) for i in (1, 4, 9, 14, 40, 88)] == ["i", "iv", "ix", "xiv", "xl", "lxxxviii"]
    assert page_labels(2, 3) == ("i", "ii", "1", "2", "3")


def test_pages_of_an_index_are_joined_when_they_follow_one_another() -> None:
    pages = Pages(page_labels(2, 20), {f"p{i}": i for i in range(22)})
    found = pages.runs(["p5", "p4", "p3", "p9", "p9", "p12", "p13", "unknown"])
    assert found == [("p3", "2–4"), ("p9", "8"), ("p12", "11"), ("p13", "12")]


def test_roman_and_arabic_pages_are_not_joined() -> None:
    pages = Pages(page_labels(3, 5), {f"p{i}": i for i in range(8)})
    assert pages.runs(["p1", "p2", "p3", "p4", "p5"]) == [
        ("p1", "ii"),
        ("p2", "iii"),
        ("p3", "1–3"),
    ]


def test_a_reference_keeps_its_own_id_whether_it_shows_a_page_or_not() -> None:
    part = sample_document("fr").parts[2]
    all_shown = list(references(printed(part, NOWHERE)))
    none_shown = list(references(printed(part, NOWHERE, lambda own, target: False)))
    assert all_shown == none_shown
    assert all_shown[0] == ("at-ch-why-1", "fig-map")


def test_without_page_references_none_is_shown() -> None:
    document = sample_document("fr")
    document = dataclasses.replace(document, meta=dataclasses.replace(document.meta, page_references=False))
    plain = Book(document, Shell(document, Assets(None)))

    def render(jobs: Sequence[Job]) -> list[Rendered]:
        assert all("xref-page" not in job.html for job in jobs)
        return [sheet(1, {}) for _ in jobs]

    assert settle(plain, render).settled


def test_a_job_is_written_again_only_for_what_it_shows() -> None:
    report = book()
    sheets = {sheet.name: sheet for sheet in report.sheets}
    asking = next(
        sheet
        for sheet in report.sheets
        if sheet.part and any(own.startswith(f"at-{sheet.part.id}-") for own, _ in report.references)
    )
    target = next(to for own, to in report.references if own.startswith(f"at-{asking.name}-"))

    def job(name: str, place: dict[str, int], shown: bool = True) -> Job:
        pages = Pages(page_labels(0, 200), place)
        return report.job(sheets[name], pages, lambda own, to: shown, imprint_alone=False)

    first = job(asking.name, {target: 11})
    assert job(asking.name, {target: 12}) is first, "another number of as many figures fills the same room"
    assert job(asking.name, {target: 12, "elsewhere": 3}) is first, "nothing there leads elsewhere"
    longer = job(asking.name, {target: 120})
    assert longer != first
    assert job(asking.name, {target: 120}, shown=False) != longer
    assert job(asking.name, {target: 12}) == first
