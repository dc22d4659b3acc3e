"""The commands as a person types them: what they print, and their exit codes."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from reportgen.cli import app
from tests.translation.exchange.desk import Desk, Xliff

VOTE = "chapters/01-why#~sec-marks/p2"


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["i18n", *map(str, words)])
    return result.exit_code, result.stdout


def test_out_and_back_with_one_refused(desk: Desk) -> None:
    out = desk.root.parent / "handoff"
    assert run("export", "--project", desk.root, "-o", out, "--no-numbers")[0] == 0
    path = next(out.glob("*.xlf"))
    xliff = Xliff(path)
    xliff.replace(VOTE, "does not replace", "never replaces")
    xliff.replace("chapters/01-why#~sec-marks/p1", "30%", "40%")
    xliff.save()
    before = desk.texts()
    code, text = run("import", path, "--project", desk.root, "--format", "json", "--dry-run")
    assert (code, desk.texts()) == (1, before)
    code, text = run("import", path, "--project", desk.root, "--format", "json")
    result = json.loads(text)
    assert (code, result["taken"]) == (1, 1)
    assert [one["unit"] for one in result["refused"]] == ["chapters/01-why#~sec-marks/p1"]
    assert "never replaces" in desk.read("content/en/chapters/01-why.md")


def test_the_printed_number_of_a_paragraph_is_in_its_place(desk: Desk) -> None:
    out = desk.root.parent / "numbered"
    assert run("export", "--project", desk.root, "-o", out, "--part", "chapters/02-methods")[0] == 0
    assert "§ 2.1" in next(out.glob("*.xlf")).read_text(encoding="utf-8")


def test_wrong_use(desk: Desk) -> None:
    assert run("export", "--project", desk.root, "--to", "doc")[0] == 2
    assert run("export", "--project", desk.root, "--only", "some")[0] == 2
    assert run("export", "--project", desk.root, "--lang", "de")[0] == 1
    assert run("trivial", "nothing", "--project", desk.root)[0] == 1


def test_reports_as_json(desk: Desk) -> None:
    assert isinstance(json.loads(run("parity", "--project", desk.root, "--format", "json")[1]), dict)
    assert isinstance(json.loads(run("consistency", "--project", desk.root, "--format", "json")[1]), list)
    page = desk.root.parent / "status.json"
    assert run("page", "--project", desk.root, "-o", page)[0] == 0
    assert json.loads(page.read_text(encoding="utf-8"))["total"]["units"]["translated"] > 80
