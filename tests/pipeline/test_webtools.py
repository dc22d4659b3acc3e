"""axe-core and the Nu checker on every kind of page: nothing on ours, something where there is something."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.editions.html import write_site
from reportgen.pipeline.a11y import a11y
from reportgen.pipeline.webtools import ToolMissingError, run_nu
from reportgen.project import Assets
from tests.editions.sample import sample_document

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "tools/a11y"
PROJECT = ROOT / "tests/fixtures/project"
KINDS = (
    *("index", "ch-why", "ch-methods", "fiche-grand-debat", "div-fiches", "ann-data", "ann-index", "all"),
    *("search", "inventory", "by-portfolio", "map", "timeline", "facing-ch-why", "404", "accessibility"),
)
"""A page of each kind. `make check-all` sees all pages of the report."""
FAULTS = {
    "contrast": (b"<h1", b'<p class="low">Gris sur blanc.</p><h1'),
    "alternative": (b' alt="logo"', b""),
    "sideways": (b"</main>", b'<p class="wide">x</p></main>'),
    "network": (b"</main>", b'<img alt="" src="https://example.org/x.png"></main>'),
    "warning": (b"<main ", b'<main role="main" '),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our pages of each kind in French; in English one page with faults."""
    root = tmp_path_factory.mktemp("built")
    documents = {lang: sample_document(lang) for lang in ("fr", "en")}
    sites = {
        lang: write_site(documents[lang], Assets(None), documents["en" if lang == "fr" else "fr"])
        for lang in documents
    }
    english = sites["en"]
    page = english["ch-why.html"]
    for sound, broken in FAULTS.values():
        assert sound in page
        page = page.replace(sound, broken, 1)
    english["ch-why.html"] = page
    english["assets/report.css"] += b".low { color: #999; background: #fff } .wide { width: 2000px }"
    for lang, wanted in (("fr", KINDS), ("en", ("index", "accessibility", "ch-why"))):
        for name, data in sites[lang].items():
            if name.endswith(".html") and name.removesuffix(".html") not in wanted:
                continue
            path = root / lang / "html" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return root


@pytest.fixture(scope="module")
def checkers(built: Path) -> Iterator[dict[tuple[str, str], Any]]:
    """What the dossier's data say of each checker and language."""
    # In a process of its own: Playwright cannot be started twice in one.
    run = "from reportgen.cli import main; main()"
    command = [sys.executable, "-c", run, "a11y", "--project", str(PROJECT), "--built", str(built)]
    done = subprocess.run(
        [*command, "--tools", str(TOOLS), "--tabs", "1"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    data = json.loads((built / "a11y/results.json").read_text(encoding="utf-8"))
    yield {(c["tool"], c["lang"]): {**c, "said": done.stdout} for c in data["checkers"]}


def test_axe_finds_nothing_on_any_kind_of_page_wide_or_narrow_light_or_dark(checkers: dict[Any, Any]) -> None:
    seen = checkers["axe-core", "fr"]
    assert seen["pages"] == len(KINDS)
    assert seen["views"] == ["1280 px, light", "1280 px, dark", "320 px, light", "320 px, dark"]
    assert seen["findings"] == []


def test_the_nu_checker_has_neither_error_nor_warning(checkers: dict[Any, Any]) -> None:
    seen = checkers["Nu HTML checker", "fr"]
    assert seen["pages"] == len(KINDS)
    assert seen["findings"] == []


def test_they_find_what_is_wrong(checkers: dict[Any, Any]) -> None:
    found = [said for stem, said in checkers["axe-core", "en"]["findings"] if stem == "ch-why"]
    rules = {said.split(": ")[1] for said in found if "px" in said}
    assert {"color-contrast", "image-alt", "page scrolls sideways"} <= rules
    assert any("example.org" in said for said in found), "what asks the network is a finding"
    (warned,) = [said for _, said in checkers["Nu HTML checker", "en"]["findings"] if "role is unn" in said]
    assert warned.startswith("warning, line ")


def test_the_command_sums_them_up(checkers: dict[Any, Any], built: Path) -> None:
    said = checkers["axe-core", "fr"]["said"]
    assert f"{len(KINDS)} pages in 4 views, 0 findings" in said
    assert "ch-why: " in said
    dossier = (built / "a11y/dossier.en.html").read_text(encoding="utf-8")
    assert "axe-core 4." in dossier
    assert "color-contrast" in dossier


def test_our_own_dossier_is_sound_html(checkers: dict[Any, Any], built: Path) -> None:
    pages = {"fr": sorted((built / "a11y").glob("*.html"))}
    assert len(pages["fr"]) == 4
    assert [j.findings for j in run_nu(TOOLS, built, pages)] == [()]


def test_without_the_tools_nothing_is_claimed(built: Path, tmp_path: Path) -> None:
    with pytest.raises(ToolMissingError, match="npm ci"):
        a11y(PROJECT, built, tmp_path, tools=tmp_path)
    a11y(PROJECT, built, tmp_path)
    assert "--tools" in (tmp_path / "dossier.fr.html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["checkers"] == []
    shutil.rmtree(tmp_path)
