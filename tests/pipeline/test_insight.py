"""`stats`, `refs` and `doctor` say what is so in a project whose figures are known."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.pipeline.doctor import doctor

FIXTURE = Path(__file__).parents[1] / "fixtures/project"


def said(*args: str) -> str:
    result = CliRunner().invoke(app, [*args, "--project", str(FIXTURE)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_stats_count_words_parts_fields_and_states() -> None:
    found = json.loads(said("stats", "--format", "json"))
    assert found["parts"]["fiche"] == 4
    assert found["parts"]["chapter"] == 2
    assert found["fields"]["name"] == 1.0
    assert sum(found["coverage"].values()) == 4
    assert found["words"]["fr"]["chapters"] > 100
    assert found["words"]["fr"]["fiches"] > found["words"]["en"]["fiches"] > 0
    assert sum(found["translation"].values()) > 0
    assert "words" in said("stats")


def test_refs_tell_who_refers_to_a_fiche_and_what_nobody_refers_to() -> None:
    rows = {row["id"]: row for row in json.loads(said("refs", "--format", "json"))}
    cited = rows["fiche-grand-debat-national"]
    assert any(place.startswith("content/fr/chapters/") for place in cited["from"])
    text = said("refs", "fiche-grand-debat-national").splitlines()
    assert text[0] == f"fiche-grand-debat-national ({len(cited['from'])})"
    assert [line.strip() for line in text[1:]] == cited["from"]
    unused = {row["id"] for row in json.loads(said("refs", "--unused", "--format", "json"))}
    assert unused == {name for name, row in rows.items() if not row["from"]}


def test_a_label_that_does_not_exist_is_wrong_use() -> None:
    result = CliRunner().invoke(app, ["refs", "fiche-inconnue", "--project", str(FIXTURE)])
    assert result.exit_code == 2


def test_doctor_finds_what_this_very_test_runs_on(tmp_path: Path) -> None:
    found = {item.name: item for item in doctor(FIXTURE)}
    assert found["python"].ok
    assert found["pydantic"].ok
    assert found["project"].ok
    assert all(item.ok for item in found.values() if item.needed)
    assert not next(item for item in doctor(tmp_path) if item.name == "project").ok
