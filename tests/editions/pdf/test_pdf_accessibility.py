"""PDF/UA-1 and PDF/A-3a, and what those two don't ask for: languages, notes, one element a table."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import page as validator
import pikepdf
import pytest

from reportgen.document import nodes as n
from reportgen.document.walk import walk
from tests.editions.pdf.conftest import Printed


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_no_rule_fails(report: Printed, profile: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report.result.data)
    verdict = validator.validate_pdf(str(path), profile=profile, limits=validator.SafetyLimits.unlimited())
    assert verdict.rules.failed == 0, [(f.rule_id, f.message) for f in verdict.failures[:5]]


def test_language_of_the_file_and_of_foreign_words(french: Printed, english: Printed) -> None:
    assert str(french.pdf.Root.Lang) == "fr"
    assert str(english.pdf.Root.Lang) == "en"
    assert {str(e.Lang) for e in french.walk() if "/Lang" in e} == {"en"} | {
        str(e.Lang) for e in french.walk() if "/Lang" in e and str(e.Lang) == "fr"
    }
    marked = [e for e in english.walk() if "/Lang" in e and str(e.Lang) == "fr"]
    assert {str(e.S) for e in marked} >= {"/Span", "/Div"}


def test_one_element_for_each_table_list_and_figure(report: Printed) -> None:
    counted = Counter(str(e.S) for e in report.walk())
    parts = report.document.parts
    shown = [node for part in parts for node in walk(part)]
    assert counted["/Table"] == sum(isinstance(node, n.Table) for node in body_tables(report))
    images = [f for f in shown if isinstance(f, n.Figure) and not decorative(f)]
    inline = [i for i in shown if isinstance(i, n.Image) and i.alt]
    charts = [f for f in images if isinstance(f.content, n.Chart)]
    assert counted["/Figure"] == len(inline) + len(charts)


def decorative(figure: n.Figure) -> bool:
    return isinstance(figure.content, n.Image) and not figure.content.alt


def body_tables(report: Printed) -> list[n.Table]:
    """Tables that paper shows: not the data of charts."""
    data = {id(f.data) for part in report.document.parts for f in walk(part) if isinstance(f, n.Figure)}
    return [
        t
        for part in report.document.parts
        for t in walk(part)
        if isinstance(t, n.Table) and id(t) not in data
    ]


def test_a_header_row_is_read_once_though_it_is_printed_on_each_page(french: Printed) -> None:
    wide = next(t for t in french.elements("Table") if columns(t) == 7)
    heads = [k for k in wide.K if str(k.S) == "/THead"]
    assert len(heads) == 1
    assert len(head_cells(heads[0])) == 7
    start = french.destinations["ann-data"]
    assert all("Participants" in french.text(page) for page in (start, start + 1))


def head_cells(head: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    row = head.K if not isinstance(head.K, pikepdf.Array) else head.K[0]
    return list(row.K)


def columns(table: pikepdf.Dictionary) -> int:
    head = next((k for k in table.K if str(k.S) == "/THead"), None)
    return len(head_cells(head)) if head is not None else 0


def test_header_cells_have_a_scope(report: Printed) -> None:
    for cell in report.elements("TH"):
        assert str(cell.A.Scope) in ("/Row", "/Column")


def test_images_have_their_alternative(french: Printed) -> None:
    texts = [str(e.Alt) for e in french.elements("Figure")]
    assert "Des bandes bleues en diagonale." in texts
    assert all(texts)


def test_contents_are_tagged_as_such(report: Printed) -> None:
    assert report.elements("TOC")
    assert len(report.elements("TOCI")) >= 8


def test_headings_do_not_skip_a_level(report: Printed) -> None:
    levels = [int(str(e.S)[2]) for e in report.elements("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_running_heads_are_artifacts(longer: Printed) -> None:
    """The title of the report is on every left-hand page, and is read on the title page alone."""
    title = longer.document.meta.title
    shown = sum(title in longer.text(i) for i in range(len(longer.labels)))
    assert shown > 5
    page = longer.pdf.pages[longer.destinations["ch-1"] + 1]
    assert b"/Subtype/Header" in page.obj.Contents.read_bytes()


def test_abbreviations_are_expanded(french: Printed) -> None:
    assert "Commission nationale du débat public" in [str(e.E) for e in french.walk() if "/E" in e]


def test_hyphens_at_line_ends_stand_for_soft_ones(longer: Printed) -> None:
    streams = b"".join(p.obj.Contents.read_bytes() for p in longer.pdf.pages)
    assert streams.count(b"/ActualText <FEFF00AD>") > 10
