"""What a person types and what comes back: exit codes, formats, languages, quiet and verbose."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner, Result

from reportgen.cli import COMMANDS, app, app_for

FIXTURES = Path(__file__).parents[1] / "fixtures"
RUNNER = CliRunner()


def run(*arguments: str | Path, **environment: str) -> Result:
    return RUNNER.invoke(app, [str(a) for a in arguments], env={"REPORTGEN_MESSAGES": "en", **environment})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small project that a test may change."""
    copy = tmp_path / "project"
    shutil.copytree(FIXTURES / "project", copy)
    return copy


def spoil(project: Path) -> None:
    chapter = project / "content/fr/chapters/01-why.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nVoir @fig-absente.\n", encoding="utf-8")


def test_a_sound_project_checks_with_code_0_and_has_no_error(project: Path) -> None:
    result = run("check", "--project", project)
    assert result.exit_code == 0
    assert ": error " not in result.output


def test_an_error_ends_with_code_1_and_shows_its_line_and_caret(project: Path) -> None:
    spoil(project)
    result = run("check", "--project", project)
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith("content/fr/chapters/01-why.md:34:6: error REF004:")
    assert lines[1].endswith("Voir @fig-absente.") and lines[2].strip() == "|      ^"
    assert lines[-1].startswith("1 error")


def test_messages_are_in_french_when_asked(project: Path) -> None:
    spoil(project)
    assert "1 erreur" in run("check", "--project", project, REPORTGEN_MESSAGES="fr").output


def test_findings_for_programs_are_json_or_annotations(project: Path) -> None:
    spoil(project)
    found = json.loads(run("check", "--project", project, "--format", "json").stdout)
    assert [(f["code"], f["file"], f["line"]) for f in found] == [
        ("REF004", "content/fr/chapters/01-why.md", 34)
    ]
    annotation = run("check", "--project", project, "--format", "github").stdout
    assert annotation.startswith("::error file=content/fr/chapters/01-why.md,line=34,col=6")


def test_colours_are_left_out_when_no_color_is_set(project: Path) -> None:
    spoil(project)
    command = [
        sys.executable,
        "-c",
        "from reportgen.cli import main; main()",
        "check",
        "--project",
        str(project),
    ]
    plain = subprocess.run(command, capture_output=True, env={**os.environ, "NO_COLOR": "1"}, check=False)
    assert plain.returncode == 1 and b"\x1b[" not in plain.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "odt"],
        ["build", "--lang", "de"],
        ["build", "--profile", "final"],
        ["convert", "x.md", "--to", "odt"],
        ["convert", "x.md", "--lang", "de"],
        ["nothing"],
        ["check", "--format", "xml"],
    ],
)
def test_wrong_use_ends_with_code_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_folder_without_a_report_is_an_error_that_says_so(tmp_path: Path) -> None:
    result = run("check", "--project", tmp_path)
    assert result.exit_code == 1 and "content/report.yaml" in result.output
    assert "Traceback" not in result.output


def test_build_writes_what_is_asked_and_names_it(project: Path) -> None:
    result = run("build", "html", "--lang", "fr", "--project", project, "--timings")
    assert result.exit_code == 0
    assert sorted(p.name for p in (project / "build").iterdir() if p.name != ".cache") == ["fr"]
    assert "build/fr/html" in result.output
    for phase in ("load", "compose", "resolve", "html", "save", "total"):
        assert phase in result.output


def test_an_output_that_cannot_be_written_ends_with_code_2(project: Path) -> None:
    (project / "build").write_text("a file where a folder should be", encoding="utf-8")
    command = [sys.executable, "-c", "from reportgen.cli import main; main()"]
    done = subprocess.run(
        [*command, "build", "html", "--lang", "fr", "--no-cache", "--project", str(project)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2 and b"Traceback" not in done.stderr


def test_a_new_project_checks_and_builds(tmp_path: Path) -> None:
    folder = tmp_path / "mon-rapport"
    assert run("new", "project", folder).exit_code == 0
    assert run("new", "fiche", "atelier-local", "--project", folder).exit_code == 0
    assert run("new", "chapter", "02-suite", "--project", folder).exit_code == 0
    assert (folder / "content/en/fiches/atelier-local.yaml").is_file()
    assert "02-suite" in (folder / "content/report.yaml").read_text(encoding="utf-8")
    result = run("build", "html", "--project", folder)
    assert result.exit_code == 0, result.output
    assert (folder / "build/en/html/fiche-atelier-local.html").is_file()


def test_what_exists_is_not_made_again(project: Path) -> None:
    before = (project / "content/fr/fiches/grand-debat-national.yaml").read_bytes()
    assert run("new", "fiche", "grand-debat-national", "--project", project).exit_code == 2
    assert (project / "content/fr/fiches/grand-debat-national.yaml").read_bytes() == before
    assert run("new", "fiche", "../../dehors", "--project", project).exit_code == 2


def test_inspect_lists_parts_units_labels_and_references(project: Path) -> None:
    data = json.loads(run("inspect", "--project", project, "--lang", "fr").stdout)
    unit = data["units"][0]
    assert {"id", "kind", "file", "line", "lang", "hash"} <= set(unit)
    labels = {label["id"]: label for label in data["labels"]}
    assert labels["fiche-grand-debat-national"]["kind"] == "fiche"
    assert {"target", "number", "form", "part"} <= set(data["references"][0])


def test_translation_status_is_one_json_value(project: Path) -> None:
    rows = json.loads(run("i18n", "status", "--project", project, "--format", "json").stdout)
    assert {row["document"] for row in rows} >= {"chapters/01-why", "fiches/grand-debat-national"}


def commands_of(made: typer.Typer) -> tuple[str, ...]:
    return tuple(get_command(made).commands)  # type: ignore[attr-defined]


def test_the_commands_are_those_that_the_modules_have() -> None:
    for commands in COMMANDS.values():
        assert commands_of(app_for(commands[0])) == commands
    assert sorted(commands_of(app_for("no-such-command"))) == sorted(chain.from_iterable(COMMANDS.values()))


def test_a_build_with_nothing_to_do_loads_no_edition(project: Path) -> None:
    program = (
        "import sys; from reportgen.cli import main\n"
        "try: main()\n"
        "finally: print([m for m in sys.modules if m.startswith(('reportgen.editions', 'weasyprint'))])"
    )
    command = [sys.executable, "-c", program, "build", "html", "--project", str(project)]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "reportgen.editions.html" in first.stdout
    assert second.stdout.splitlines()[-1] == "[]"
    assert second.stdout.splitlines()[:-1] == first.stdout.splitlines()[:-1]


def test_one_language_waits_for_no_other_but_a_site_links_to_all(project: Path) -> None:
    chapter = next((project / "content/en/chapters").glob("*.md"))
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n:::{no-such-directive}\n:::\n", "utf-8")
    assert run("build", "docx", "--lang", "fr", "--project", project).exit_code == 0
    for editions in (("html", "--lang", "fr"), ("docx",)):
        result = run("build", *editions, "--project", project)
        assert result.exit_code == 1 and "no-such-directive" in result.output
