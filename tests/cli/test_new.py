"""`reportgen new`: what is made is right as it comes, from flags or from answers, in closed lists."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.pipeline.check import check


def run(*arguments: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(item) for item in arguments], input=typed)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "rapport"
    made = run("new", "project", folder, "--title", "L’été : « essai »", "--title-en", "Summer: a test")
    assert made.exit_code == 0, made.output
    return folder


def fields(path: Path) -> dict[str, object]:
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def test_a_project_has_its_titles_and_no_finding(project: Path) -> None:
    assert fields(project / "content/report.yaml")["title"] == {
        "fr": "L’été : « essai »",
        "en": "Summer: a test",
    }
    assert not check(project).errors


def test_a_fiche_is_made_from_flags(project: Path) -> None:
    made = run(
        "new", "fiche", "atelier", "--project", project, "--name", "Atelier : le climat",
        "--name-en", "Workshop",
        "--portfolio", "premier-ministre", "--method", "petition", "--form", "representative",
        "--level", "territorial", "--depth", "full", "--start", "2021-03",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    fiche = fields(project / "content/fr/fiches/atelier.yaml")
    wanted = {
        "id": "atelier", "name": "Atelier : le climat", "method": "petition", "form": "representative",
        "level": "territorial", "depth": "full", "start": "2021-03",
    }  # fmt: skip
    assert {key: fiche[key] for key in wanted} == wanted
    assert fields(project / "content/en/fiches/atelier.yaml")["name"] == "Workshop"
    assert not check(project).errors


def test_what_flags_leave_out_is_asked_from_closed_lists(project: Path) -> None:
    # A portfolio and a method that are in no list are asked again.
    answers = [
        "Débat",
        "Debate",
        "ministere",
        "",
        "participatory",
        "debat",
        "public_debate",
        "national",
        "short",
        "2022",
    ]
    made = run("new", "fiche", "debat", "--project", project, "--ask", typed="\n".join(answers) + "\n")
    assert made.exit_code == 0, made.output
    fiche = fields(project / "content/fr/fiches/debat.yaml")
    assert (fiche["name"], fiche["method"], fiche["depth"], fiche["start"]) == (
        "Débat",
        "public_debate",
        "short",
        "2022",
    )
    assert not check(project).errors


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("--method", "petitoin", "petition"),
        ("--portfolio", "premier-minister", "premier-ministre"),
        ("--form", "x", "one of"),
    ],
)
def test_what_is_in_no_list_is_refused_with_the_nearest(
    project: Path, option: str, value: str, near: str
) -> None:
    made = run("new", "fiche", "atelier", "--project", project, option, value)
    assert made.exit_code == 2
    assert near in made.output
    assert not (project / "content/fr/fiches/atelier.yaml").exists()


def test_a_chapter_has_its_titles(project: Path) -> None:
    made = run(
        "new",
        "chapter",
        "02-suite",
        "--project",
        project,
        "--title",
        "La *suite*",
        "--title-en",
        "What follows",
    )
    assert made.exit_code == 0, made.output
    text = (project / "content/fr/chapters/02-suite.md").read_text(encoding="utf-8")
    assert text.startswith("# La \\*suite\\* {#ch-02-suite}\n")
    assert not check(project).errors


def test_every_file_names_the_schema_that_it_follows(project: Path) -> None:
    assert run("new", "fiche", "atelier", "--project", project).exit_code == 0
    files = [
        *project.glob("content/*/fiches/*.yaml"),
        project / "content/report.yaml",
        project / "content/shared/glossary.yaml",
    ]
    assert len(files) == 6
    for path in files:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema.is_relative_to(project.resolve())
        jsonschema.validate(
            fields(path) if path.stem != "glossary" else yaml.safe_load(path.read_text("utf-8")),
            json.loads(schema.read_text("utf-8")),
        )
