"""The state of the work: counted from the records, shown in a terminal, as JSON and on one page."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from lxml import html
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.status import status

PROJECT = Path(__file__).parents[1] / "fixtures/project"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, with milestones."""
    root = Path(shutil.copytree(PROJECT, tmp_path_factory.mktemp("status") / "project"))
    (root / "content/shared/milestones.yaml").write_text(
        "- {id: a, name: {fr: Groupe de travail, en: Working group}, due: '2024-03', done: '2024-02'}\n"
        "- {id: b, name: {fr: Rapport, en: Report}, due: '2024', done: 2025-01-01}\n"
        "- {id: c, name: {fr: Forum, en: Forum}, due: 2024-12}\n"
        "- {id: d, name: {fr: Bilan, en: Review}, due: 2030-01}\n"
        "- {id: e, name: {fr: Suite, en: Sequel}}\n",
        encoding="utf-8",
    )
    return root


@pytest.fixture(scope="module")
def pages(project: Path) -> Path:
    _, _, diagnostics = status(project, ["fr"], project / "out", ["pdf", "docx", "html"], "2026-11-26")
    assert not diagnostics.errors, [d.message() for d in diagnostics]
    return project / "out"


def test_the_state_is_counted_from_the_records(project: Path) -> None:
    run = CliRunner().invoke(app, ["status", "--project", str(project), "--lang", "fr", "--format", "json",
                                   "--on", "2026-11-26"])  # fmt: skip
    state = json.loads(run.stdout)
    assert state["fiches"] == len(list((project / "content/fr/fiches").glob("*.yaml"))) == 4
    assert state["editorial"] == {"draft": 1, "in_review": 2, "validated": 1}
    core = state["coverage"][0]
    assert (core["tier"], core["covered"], core["total"]) == ("core", 1, 4)
    assert "Santé" in core["missing"]
    worst = state["by_fiche"][0]
    assert worst["id"] == "champs-pieges" and "cost_eur" in worst["missing"]
    assert state["by_field"][0] == {"field": "evaluation", "filled": 1, "total": 4}
    assert {m["id"]: m["state"] for m in state["milestones"]} == {
        "a": "done", "b": "done_late", "c": "late", "d": "planned", "e": "unknown",
    }  # fmt: skip


def test_what_a_release_refuses_is_told(project: Path) -> None:
    states, _, _ = status(project, ["en"])
    blockers = {b.code: b for b in states["en"].blockers}
    assert "TRN001" in blockers and "champs-pieges.yaml" in blockers["TRN001"].place


def test_the_pdf_for_a_meeting_is_one_page(pages: Path) -> None:
    assert len(pikepdf.open(pages / "status.fr.pdf").pages) == 1
    text = subprocess.run(
        ["pdftotext", "-layout", str(pages / "status.fr.pdf"), "-"], capture_output=True, text=True
    )
    assert (
        "État de l’inventaire" in text.stdout and "1/4" in text.stdout and "Groupe de travail" in text.stdout
    )


def test_the_word_page_is_one_page_for_libreoffice(pages: Path, tmp_path: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/p", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(pages / "status.fr.docx")], check=True, capture_output=True
    )
    assert len(pikepdf.open(tmp_path / "status.fr.pdf").pages) == 1


def test_a_hostile_name_stays_text(pages: Path) -> None:
    page = html.parse(pages / "status.fr.html")
    assert "<script>alert(1)</script>" in page.getroot().text_content()
    assert not page.xpath("//script[contains(., 'alert(1)')]")


@pytest.mark.parametrize("profile", ["draft", "proof"])
def test_a_draft_site_has_the_page_and_a_link_to_it(project: Path, tmp_path: Path, profile: str) -> None:
    result = build(
        BuildRequest(root=project, editions=("html",), langs=("fr",), profile=profile, output=tmp_path)
    )  # type: ignore[arg-type]
    assert result.ok
    folder = next(path for path in (tmp_path / "fr").iterdir() if path.is_dir())
    links = html.parse(folder / "index.html").xpath("//footer//a[@href='../status.html']")
    assert (tmp_path / "fr/status.html").is_file() == bool(links) == (profile == "draft")


def test_open_remarks_are_counted_and_blocking_ones_named(project: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(project, tmp_path / "project"))
    (root / "reviews").mkdir()
    common = "kind: comment, place: '', field: '', number: '', heading: '', draft: a.docx"
    (root / "reviews/0.3-fr.yaml").write_text(
        "threads:\n"
        f"- {{id: r1, state: open, text: 'Bloquant : faux', {common}}}\n"
        f"- {{id: r2, state: open, text: Joli, {common}}}\n"
        f"- {{id: r3, state: answered, text: Vraiment ?, {common}}}\n"
        f"- {{id: r4, state: refused, text: Bloquant, {common}}}\n",
        encoding="utf-8",
    )
    states, paths, _ = status(root, ["fr"], tmp_path, ["html"])
    (review,) = states["fr"].reviews
    assert (review.name, review.open, review.answered, review.refused) == ("0.3-fr", 2, 1, 1)
    assert review.blocking == ("r1",)
    assert "REL009" in {blocker.code for blocker in states["fr"].blockers}
    text = html.parse(paths[0]).getroot().text_content()
    assert "0.3-fr" in text and "3/4" in text and "r1" in text
    run = CliRunner().invoke(app, ["status", "--project", str(root), "--lang", "fr"])
    assert "ouvertes 2, répondues 1, réglées 1; bloquantes 1" in run.stdout.replace("\u00a0", " ")
