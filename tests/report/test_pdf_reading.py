"""The committed report: the tags of the PDF say what the web edition says, and the file passes every rule."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from bench.finished import FinishedPdf
from bench.numbers import check_numbers
from bench.proofs import lost_notes
from reportgen.diagnostics import Diagnostics
from reportgen.editions.pdf.checks.tags import ReadBack, read_back
from reportgen.editions.pdf.gate import judge
from reportgen.pipeline.build import BuildResult
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets
from tests.editions.pdf.reading import html_parts, pdf_parts
from tests.editions.pdf.test_pdf_reading import compare, counted, expected, same_elements
from tests.report.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report")]
Report = tuple[Path, BuildResult]
LANGS = ("fr", "en")


@pytest.fixture(scope="module")
def documents() -> dict[str, object]:
    diagnostics, timings = Diagnostics(), Timings()
    loaded = load(ROOT, diagnostics, timings)
    assert loaded is not None
    return dict(make_documents(loaded, LANGS, "draft", diagnostics, timings))


def read(folder: Path, lang: str) -> ReadBack:
    return read_back(pikepdf.open(folder / lang / "report.pdf"))


@pytest.mark.parametrize("lang", LANGS)
def test_each_unit_is_read_as_on_the_web(report: Report, lang: str, documents: dict[str, object]) -> None:
    document = documents[lang]
    tags = read(report[0], lang)
    page = (report[0] / lang / "html/all.html").read_bytes()
    parts = document.parts  # type: ignore[attr-defined]
    differences = [
        (part.id, difference)
        for part, own, other in zip(
            parts, pdf_parts(tags, len(parts)), html_parts(page, [p.id for p in parts]), strict=True
        )
        for difference in compare(part, own, other)
    ]
    assert differences[:5] == []


@pytest.mark.parametrize("lang", LANGS)
def test_as_many_elements_as_nodes(report: Report, lang: str, documents: dict[str, object]) -> None:
    wanted = expected(documents[lang])  # type: ignore[arg-type]
    del wanted["TOCI"]  # the report brings no contents list of its own: one is made for it
    tags = read(report[0], lang)
    assert wanted.items() <= counted(tags).items()
    same_elements(documents[lang], tags, Assets(ROOT))  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_number_is_that_of_the_page_it_names(report: Report, lang: str) -> None:
    """References, contents, lists and index, against the page where the thing stands: none is wrong."""
    found = check_numbers(FinishedPdf(report[0] / lang / "report.pdf"))
    assert found.wrong == []
    assert found.read["reference"] > 1000
    assert found.read["contents"] > 200
    assert found.read["index"] > 300


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_painted_in_the_order_in_which_it_is_read(report: Report, lang: str) -> None:
    """But for notes, which are read at their call, and figures, which may have been moved."""
    assert out_of_order(read(report[0], lang)) == {}


def out_of_order(tags: ReadBack) -> dict[int, tuple[list[int], list[int]]]:
    """Pages whose marked content is not read in the order of painting: (read, painted)."""
    apart = {(c.page, c.mcid) for tag in tags.tags("Note", "Figure") for c in tag.contents()}
    pages: dict[int, list[int]] = {}
    for content in tags.root.contents():
        if (content.page, content.mcid) not in apart:
            pages.setdefault(content.page, []).append(content.mcid)
    found = {}
    for page, own in pages.items():
        painted = [mcid for mcid in tags.painted[page].by_mcid if mcid in own]
        if painted != own:
            found[page] = (own, painted)
    assert sum(map(len, pages.values())) > 10_000
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_the_syntax_of_the_file_is_clean(report: Report, lang: str) -> None:
    """What `qpdf --check` looks at."""
    with pikepdf.open(report[0] / lang / "report.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_note_is_on_the_page_of_its_call_or_the_next(
    report: Report, lang: str, documents: dict[str, object]
) -> None:
    assert lost_notes(documents[lang], FinishedPdf(report[0] / lang / "report.pdf")) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
def test_it_would_pass_the_gate_of_a_release(report: Report, lang: str) -> None:
    found = Diagnostics()
    judge((report[0] / lang / "report.pdf").read_bytes(), [], found)
    assert [(item.code, item.params) for item in found] == []
