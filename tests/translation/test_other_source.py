"""A report written in English and translated into French: the engine knows no first language."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree, html
from pdfminer.high_level import extract_text

from reportgen.pipeline.build import BuildRequest, BuildResult, build
from reportgen.pipeline.exchange import export, import_files
from reportgen.pipeline.i18n import adopt, confirm, status
from tests.translation.exchange.desk import X

PROJECT = Path(__file__).parents[1] / "fixtures/english"
WHY = "content/fr/chapters/01-why.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildResult]:
    root = tmp_path_factory.mktemp("english") / "project"
    shutil.copytree(PROJECT, root)
    return root / "build", build(BuildRequest(root=root, workers=1, use_cache=False))


def page(folder: Path, lang: str, stem: str) -> Any:
    return html.document_fromstring((folder / f"{lang}/html/{stem}.html").read_bytes())


def words(tree: Any) -> str:
    return " ".join(tree.text_content().split())


def test_every_edition_is_made_in_both_languages(built: tuple[Path, BuildResult]) -> None:
    folder, result = built
    assert result.ok, [one.message("en") for one in result.diagnostics]
    for lang, table, inside in (
        ("en", "Table 1", "€5.4\u00a0million, or 12.5%"),
        ("fr", "Tableau 1", "5,4\u00a0millions d’euros, soit 12,5\u00a0%"),
    ):
        text = page(folder, lang, "ch-why").text_content()
        document = docx.Document(str(folder / f"{lang}/report.docx"))
        assert table in text.replace("\u00a0", " ")
        assert inside in text
        paragraphs = "\n".join(one.text for one in document.paragraphs)
        assert inside in paragraphs
        assert inside.replace("\u00a0", " ") in " ".join(extract_text(folder / f"{lang}/report.pdf").split())


def test_what_is_not_translated_stands_in_english_and_says_so(built: tuple[Path, BuildResult]) -> None:
    folder, _ = built
    left = page(folder, "fr", "ch-why").xpath("//*[@lang='en'][contains(@class, 'untranslated')]")
    assert ["The agents carry it." in words(one) for one in left] == [True]
    assert not page(folder, "en", "ch-why").xpath("//main//*[@lang='fr']")
    document = docx.Document(str(folder / "fr/report.docx"))
    (said,) = [one for one in document.paragraphs if "The agents carry it." in one.text]
    assert 'w:val="en-GB"' in said._p.xml


def test_words_of_the_engine_and_the_order_of_the_index_are_those_of_each_language(
    built: tuple[Path, BuildResult],
) -> None:
    folder, _ = built
    for lang, title, order in (
        ("en", "Index", ["every", "sortition"]),
        ("fr", "Index", ["étape", "tirage au sort"]),
    ):
        text = words(page(folder, lang, "ann-index").find(".//main"))
        assert title in text
        assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)
    assert "23 November 2026" in words(page(folder, "en", "index")).replace("\u00a0", " ")
    assert "23 novembre 2026" in words(page(folder, "fr", "index")).replace("\u00a0", " ")


def test_the_english_is_the_source_of_a_hand_off(project: Path, tmp_path: Path) -> None:
    adopt(project)
    confirm(project, ["all"])
    chapter = project / "content/en/chapters/01-why.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("The mayors asked", "The mayors then asked"), encoding="utf-8")
    rows, found = status(project)
    assert not found.errors
    units = {state: sum(row["units"].get(state, 0) for row in rows) for state in ("stale", "missing")}
    assert units == {"stale": 1, "missing": 3}

    result, found = export(project, tmp_path / "out", only="unfinished", numbers=False)
    assert not found.errors
    path = next(one for one in result.paths if one.suffix == ".xlf")
    root: Any = etree.parse(path).getroot()
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", "fr")
    said = {"The mayors": "Les maires l’ont alors demandé.", "The agents": "Les agents le portent."}
    for segment in root.iter(f"{X}segment"):
        source = segment.findtext(f"{X}source")
        new = next((one for start, one in said.items() if source.startswith(start)), None)
        if new is None:
            continue
        target = segment.find(f"{X}target")
        target = etree.SubElement(segment, f"{X}target") if target is None else target
        target.text = new
        segment.set("state", "translated")
    etree.ElementTree(root).write(path, encoding="utf-8")
    taken, found = import_files(project, [path])
    assert not found.errors
    assert taken.taken == 2
    french = (project / WHY).read_text(encoding="utf-8")
    assert french.endswith("- Les maires l’ont alors demandé.\n- Les agents le portent.\n")
    rows, _ = status(project)
    assert sum(row["units"].get("stale", 0) for row in rows) == 0
