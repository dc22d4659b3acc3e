"""Another country starts from a report: its structure, none of its text, and it builds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.check import check
from reportgen.pipeline.new import NewError, project_from
from reportgen.pipeline.starting import outline
from reportgen.project import load_project

FIXTURE = Path(__file__).parents[1] / "fixtures/project"
REPORT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=[FIXTURE, REPORT], ids=["sample", "report"])
def source(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def started(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started") / "project"
    run = CliRunner().invoke(app, ["new", "project", str(folder), "--from", str(source)])
    assert run.exit_code == 0, run.output
    return folder


def test_it_has_the_parts_and_the_headings_of_the_other(source: Path, started: Path) -> None:
    before, after = (load_project(root, Diagnostics()) for root in (source, started))
    assert before and after
    assert after.settings.parts == before.settings.parts
    assert after.languages == before.languages
    for path in (source / "content").glob("*/chapters/*.md"):
        ids = re.findall(r"^#.*\{(#[\w-]+)", path.read_text(encoding="utf-8"), re.M)
        made = (started / path.relative_to(source)).read_text(encoding="utf-8")
        assert re.findall(r"^#.*\{(#[\w-]+)", made, re.M) == ids


def test_it_has_none_of_its_text(source: Path, started: Path) -> None:
    written = "\n".join(p.read_text(encoding="utf-8") for p in (started / "content").rglob("*.md"))
    for path in (source / "content").glob("*/chapters/*.md"):
        sentences = re.findall(r"^[A-ZÀ-Ü][^#|{}\n]{60,}\.$", path.read_text(encoding="utf-8"), re.M)
        assert [s for s in sentences if s in written] == []
    settings = load_project(source, Diagnostics())
    assert settings
    assert str(settings.settings.title["fr"]) not in (started / "content/report.yaml").read_text(
        encoding="utf-8"
    )
    names = {p.stem for p in (source / "content/fr/fiches").glob("*.yaml")}
    assert {p.stem for p in (started / "content/fr/fiches").glob("*.yaml")} == {"exemple"} and len(names) > 1


def test_nothing_is_wrong_with_it(started: Path) -> None:
    assert [d.message() for d in check(started) if d.severity != "info"] == []


def test_it_builds_in_both_languages(started: Path, tmp_path: Path) -> None:
    result = build(BuildRequest(root=started, editions=("docx", "html", "epub"), output=tmp_path))
    assert result.ok, [d.message() for d in result.diagnostics]
    assert "Title of the report" in (tmp_path / "en/html/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "fr/report.docx").is_file()


def test_its_own_templates_and_styles_come_along(tmp_path: Path) -> None:
    other = Path(shutil.copytree(FIXTURE, tmp_path / "other"))
    (other / "templates/html").mkdir(parents=True)
    (other / "templates/html/footer.html.j2").write_text("<footer>Chez nous</footer>\n", encoding="utf-8")
    project_from(tmp_path / "new", other)
    assert (tmp_path / "new/templates/html/footer.html.j2").read_text() == "<footer>Chez nous</footer>\n"


def test_a_style_sheet_that_leads_out_of_the_other_project_is_refused(tmp_path: Path) -> None:
    other = Path(shutil.copytree(FIXTURE, tmp_path / "other"))
    (other / "styles").mkdir(exist_ok=True)
    (other / "styles/secret.css").symlink_to("/etc/passwd")
    with pytest.raises(NewError):
        project_from(tmp_path / "new", other)


def test_closed_lists_are_there_to_be_renamed(started: Path) -> None:
    path = started / "content/shared/ui.yaml"
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "labels.method.petition:" in line)
    assert yaml.safe_load(line.removeprefix("# "))["labels.method.petition"]["en"] == "petition"
    tiers = {
        p["tier"]
        for p in yaml.safe_load((started / "content/shared/ministries.yaml").read_text())["portfolios"]
    }
    assert tiers == {"core", "delegated", "institution"}


def test_what_a_heading_computes_or_cites_is_left_out() -> None:
    text = (
        '---\na: b\n---\n\n# Les {{ count(fiches) }} pratiques {#ch-a short="A"}\n\nTexte.\n\n'
        "```\n# pas un titre\n```\n\n## Voir [@src] et [ceci](x.md) {#sec-b}\n"
    )
    assert outline(text, "À écrire.") == (
        '# Les … pratiques {#ch-a short="A"}\n\nÀ écrire.\n\n## Voir et ceci {#sec-b}\n\nÀ écrire.\n'
    )


def test_a_folder_that_holds_something_and_a_source_that_is_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/a").write_text("x")
    with pytest.raises(NewError):
        project_from(tmp_path / "full", FIXTURE)
    with pytest.raises(NewError):
        project_from(tmp_path / "new", tmp_path / "full")
    assert not (tmp_path / "new").exists()
