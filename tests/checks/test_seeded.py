"""Bad projects in users' formats: each shows the findings listed beside it, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from reportgen.checks import sarif_log
from reportgen.checks.texts import MARKUP
from reportgen.diagnostics import Diagnostic
from reportgen.pipeline.check import CheckRequest, check, fix

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/fixtures"
SCHEMA = ROOT / "tools/sarif/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
BAD = ("mistakes", "loose-ends", "bad-style")


def _line(item: Diagnostic) -> str:
    return f"{item.span} {item.code}"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_project_shows_the_expected_findings_and_nothing_else(name: str) -> None:
    expected = (FIXTURES / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [_line(item) for item in check(CheckRequest(FIXTURES / name))] == expected


def test_the_rules_of_style_and_structure_are_all_seeded() -> None:
    """Every rule on content has a fault in one of the projects; CHK060 has a server of its own."""
    seen = {
        line.split()[1]
        for name in BAD
        for line in (FIXTURES / name / "expected.txt").read_text().splitlines()
    }
    wanted = {f"CHK{n:03}" for n in (1, 2, 3, 4, 5, 10, 11, 12, 13, 20, 21, 30, 40, 50, 90)}
    assert wanted <= seen


@pytest.mark.parametrize("name", ["loose-ends", "bad-style"])
def test_fix_leaves_no_fault_of_typography_and_does_nothing_the_second_time(
    name: str, tmp_path: Path
) -> None:
    root = tmp_path / name
    shutil.copytree(FIXTURES / name, root)
    fix(CheckRequest(root))
    once = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert not [item for item in check(root) if item.code == "CHK030"]
    assert fix(CheckRequest(root)) == []
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == once


def test_fix_never_touches_code_addresses_or_identifiers(tmp_path: Path) -> None:
    root = tmp_path / "bad-style"
    shutil.copytree(FIXTURES / "bad-style", root)
    faulty = "`l'avis 12ème` [l'avis](https://a.fr/l'avis?x=1;y) jean.d'arc@a.fr @ch-bon {{ count(fiches) }}"
    chapter = root / "content/fr/chapters/01-un.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8") + f"\nL'essai : {faulty}, c'est tout.\n", encoding="utf-8"
    )
    before = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.md")}
    assert fix(CheckRequest(root))
    for path, text in before.items():
        after = path.read_text(encoding="utf-8")
        assert [m[0] for m in MARKUP.finditer(after)] == [m[0] for m in MARKUP.finditer(text)], path
        assert re.findall(r"(?s)```.*?```", after) == re.findall(r"(?s)```.*?```", text)
    assert "L’essai : " + faulty.replace("[l'avis]", "[l’avis]") + ", c’est tout." in chapter.read_text(
        "utf-8"
    )


@pytest.mark.parametrize("name", BAD)
def test_sarif_is_valid_by_the_published_schema(name: str) -> None:
    if not SCHEMA.is_file():
        pytest.skip("npm ci --prefix tools/sarif")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8-sig"))
    log = sarif_log(check(CheckRequest(FIXTURES / name)), "0.1.0")
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(json.loads(json.dumps(log)))] == []
    assert log["runs"][0]["results"]
    log["runs"][0]["results"][0]["level"] = "loud"
    assert list(validator.iter_errors(log))
