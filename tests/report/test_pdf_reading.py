"""The committed report: the tags of the PDF say what the web edition says, and the file passes every rule."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.editions.pdf.checks.tags import ReadBack, read_back
from reportgen.editions.pdf.gate import judge
from reportgen.pipeline import BuildResult
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from tests.editions.pdf.reading import html_parts, pdf_parts
from tests.editions.pdf.test_pdf_reading import compare, counted, expected
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
    assert wanted.items() <= counted(read(report[0], lang)).items()


@pytest.mark.parametrize("lang", LANGS)
def test_it_would_pass_the_gate_of_a_release(report: Report, lang: str) -> None:
    found = Diagnostics()
    judge((report[0] / lang / "report.pdf").read_bytes(), [], found)
    assert [(item.code, item.params) for item in found] == []
