"""The committed report in Word: judged by the Open XML SDK, pandoc and LibreOffice, in both languages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.blocks import DATA_OF_FIGURES
from reportgen.document.walk import plain_text, walk
from reportgen.editions.docx.plan import make_plan
from reportgen.pipeline.build import BuildResult
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from tests.editions.docx.conftest import Written, elements, libreoffice, updated, validate
from tests.report import readers
from tests.report.conftest import ROOT
from tests.review.conftest import run_office

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report")]
Report = tuple[Path, BuildResult]
LANGS = ("fr", "en")


@pytest.fixture(scope="module")
def trees() -> dict[str, n.Document]:
    """What the Word edition shows of each language: blocks for other editions are left out."""
    loaded = load(ROOT, Diagnostics(), Timings())
    assert loaded is not None
    documents = make_documents(loaded, loaded.project.languages, "draft", Diagnostics(), Timings())
    return {lang: make_plan(document).document for lang, document in documents.items()}


@pytest.fixture(scope="module")
def word(report: Report, trees: dict[str, n.Document]) -> dict[str, Written]:
    return {lang: Written(trees[lang], report[0] / lang / "report.docx") for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
def test_the_open_xml_sdk_finds_no_error(word: dict[str, Written], lang: str) -> None:
    assert validate(word[lang].path) == []


@pytest.mark.parametrize("lang", LANGS)
def test_pandoc_counts_what_the_tree_holds(word: dict[str, Written], lang: str) -> None:
    read = json.loads(pypandoc.convert_file(str(word[lang].path), "json", format="docx+styles"))
    nodes = [node for part in word[lang].document.parts for node in walk(part)]
    kinds = Counter(type(node) for node in nodes)
    titled = sum(bool(part.title) for part in word[lang].document.parts)
    assert sum(1 for _ in elements(read, "Header")) == kinds[n.Heading] + titled
    assert sum(1 for _ in elements(read, "Note")) == kinds[n.NoteRef] > 1
    captioned = [one for one in nodes if isinstance(one, n.Figure | n.Table) and (one.number or one.caption)]
    assert captions(read) == len(captioned) > 20
    assert sum(1 for _ in elements(read, "Table")) == kinds[n.Table] - apart(nodes) > 20
    assert sum(1 for _ in elements(read, "Image")) == kinds[n.Image] + charts(nodes) > 5


def captions(read: Any) -> int:
    styles = (dict(attributes[2]).get("custom-style", "") for attributes, _ in elements(read, "Div"))
    return sum(str(style).lower() == "caption" for style in styles)


def apart(nodes: list[Any]) -> int:
    """The tables of figures that are not beside them, as an annex holds the data of all figures."""
    annexed = any(isinstance(node, n.Div) and DATA_OF_FIGURES in node.attrs.classes for node in nodes)
    return sum(isinstance(node, n.Figure) and node.data is not None for node in nodes) if annexed else 0


def charts(nodes: list[Any]) -> int:
    return sum(isinstance(node, n.Figure) and isinstance(node.content, n.Chart) for node in nodes)


@pytest.mark.parametrize("lang", LANGS)
def test_pandoc_finds_every_link_out_of_the_report(word: dict[str, Written], lang: str) -> None:
    document = word[lang].document
    found = Counter(target[0] for _attributes, _text, target in elements(word[lang].pandoc, "Link"))
    parts = (document.parts, document.meta.imprint)
    wanted = Counter(node.url for part in parts for node in walk(part) if isinstance(node, n.Link))
    assert wanted.total() > 500
    assert not wanted - found
    more = {url for url in found - wanted if not url.startswith("#")}
    assert more <= {document.meta.licence_url, document.meta.identifier, f"mailto:{document.meta.contact}"}


def test_libreoffice_updates_all_fields_and_no_number_changes(
    word: dict[str, Written], tmp_path: Path
) -> None:
    jobs = [{"file": str(word[lang].path), "do": "update"} for lang in LANGS]
    for lang, shown in zip(LANGS, run_office(jobs, tmp_path), strict=True):
        assert word[lang].numbers.total() > 250
        assert updated(shown) == word[lang].numbers


def test_libreoffice_shows_every_title_on_paper(word: dict[str, Written], tmp_path: Path) -> None:
    text = readers.pdf_text(libreoffice(word["fr"].path, "pdf", tmp_path)).replace("- ", "")
    titles = [readers.squeeze(plain_text(part.title)) for part in word["fr"].document.parts]
    missing = [title for title in titles if title.replace("- ", "") not in text]
    assert len(titles) > 140
    assert missing == []
