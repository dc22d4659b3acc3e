"""Importing: new fiches are written with their provenance, others only when that was asked for."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.intake import Outcome
from reportgen.inventory.tables import record_data
from reportgen.pipeline.check import check
from reportgen.pipeline.intake import forms, import_files
from tests.intake.fiches import PLAIN


def sent(tmp_path: Path, *changes: dict[str, object]) -> Path:
    path = tmp_path / "envoi.json"
    path.write_text(json.dumps([{**record_data(PLAIN), **change} for change in changes]), encoding="utf-8")
    return path


def test_a_new_practice_becomes_a_fiche_that_the_engine_accepts(project: Path, tmp_path: Path) -> None:
    before = check(project).errors
    result = import_files(project, [sent(tmp_path, {})], today="2026-11-26")
    assert [d.outcome for d in result.decisions] == [Outcome.NEW]
    assert (project / "content/fr/fiches/forum-des-eaux.yaml").is_file()
    assert check(project).errors == before


def test_one_command_imports_checks_and_shows_what_came(project: Path, tmp_path: Path) -> None:
    path = sent(tmp_path, {}, {"id": "autre", "name": "Jury de Quimper", "start": "2010"})
    run = CliRunner().invoke(app, ["intake", "import", str(path), "--build", "--project", str(project)])
    assert run.exit_code == 0, run.output
    assert (project / "build/en/html/fiche-forum-des-eaux.html").is_file()
    rows = (project / "build/data/fr/fiches.csv").read_text(encoding="utf-8")
    assert "Forum des eaux" in rows and "Jury de Quimper" in rows


def test_nothing_is_built_after_an_error(project: Path, tmp_path: Path) -> None:
    path = str(sent(tmp_path, {"id": "a", "method": "loto"}))
    run = CliRunner().invoke(app, ["intake", "import", path, "--build", "--project", str(project)])
    assert run.exit_code == 1 and not (project / "build").exists()


def test_its_provenance_is_kept(project: Path, tmp_path: Path) -> None:
    path = sent(tmp_path, {})
    import_files(project, [path], today="2026-11-26")
    entry = json.loads((project / "content/intake/forum-des-eaux.json").read_text())[0]
    assert entry["file"] == "envoi.json" and entry["date"] == "2026-11-26" and entry["outcome"] == "new"
    assert entry["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert entry["cells"]["fiches.1.name"] == "[1].name"


def test_a_workbook_gives_its_sheet_and_column(project: Path, tmp_path: Path) -> None:
    import_files(project, [sent(tmp_path, {})])
    forms(project, "fr", ["xlsx"], tmp_path, ["grand-debat-national", "forum-des-eaux"])
    (project / "content/fr/fiches/forum-des-eaux.yaml").unlink()
    import_files(project, [tmp_path / "intake.fr.xlsx"])
    entry = json.loads((project / "content/intake/forum-des-eaux.json").read_text())[-1]
    assert (entry["sheet"], entry["column"]) == ("Pratiques", "E")
    assert entry["cells"]["sources.1.title"] == "Sources!C7"


def test_nothing_is_overwritten_without_saying_so(project: Path, tmp_path: Path) -> None:
    import_files(project, [sent(tmp_path, {})])
    fiche = project / "content/fr/fiches/forum-des-eaux.yaml"
    before = fiche.read_text()
    changed = sent(tmp_path, {"summary": "Quatre soirées."})
    refused = import_files(project, [changed])
    assert refused.decisions[0].outcome is Outcome.REFUSED and fiche.read_text() == before
    assert [(d.field, d.here, d.there) for d in refused.decisions[0].differences] == [
        ("summary", "Trois soirées sur la rivière.", "Quatre soirées.")
    ]
    assert [d.code for d in refused.diagnostics if d.severity == "error"] == ["INT020"]
    updated = import_files(project, [changed], update=["forum-des-eaux"])
    assert updated.decisions[0].outcome is Outcome.UPDATED and "Quatre soirées." in fiche.read_text()
    assert len(json.loads((project / "content/intake/forum-des-eaux.json").read_text())) == 2


def test_the_same_file_twice_changes_nothing(project: Path, tmp_path: Path) -> None:
    path = sent(tmp_path, {})
    import_files(project, [path])
    again = import_files(project, [path])
    assert [d.outcome for d in again.decisions] == [Outcome.SAME] and again.written == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Le grand débat national"},
        {"name": "Grand Debat National (GDN)"},
        {"name": "débat national, grand"},
    ],
)
def test_a_practice_that_looks_like_another_is_asked_about(
    project: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    lead = {"portfolio": "premier-ministre", "name": "Mission Grand débat"}
    path = sent(tmp_path, {"id": "", "lead": lead, "start": "2019-01", "end": "2019-03", **change})
    result = import_files(project, [path])
    assert (
        result.decisions[0].outcome is Outcome.REFUSED and result.decisions[0].other == "grand-debat-national"
    )
    assert "INT021" in {d.code for d in result.diagnostics} and result.written == []
    new = import_files(project, [path], as_new=[result.decisions[0].id], dry_run=True)
    assert new.decisions[0].outcome is Outcome.NEW
    merged = import_files(project, [path], update=["grand-debat-national"], dry_run=True)
    assert (merged.decisions[0].outcome, merged.decisions[0].id) == (Outcome.UPDATED, "grand-debat-national")


def test_practices_that_differ_are_not_taken_for_one(project: Path, tmp_path: Path) -> None:
    lead = {"portfolio": "collectivites", "name": "Ville de Grenoble"}
    path = sent(
        tmp_path, {"id": "", "name": "Budget participatif de Grenoble", "lead": lead, "start": "2014"}
    )
    assert import_files(project, [path]).decisions[0].outcome is Outcome.NEW


def test_the_same_practice_twice_in_what_came_is_told(project: Path, tmp_path: Path) -> None:
    result = import_files(project, [sent(tmp_path, {}, {"summary": "Autre."})])
    assert [d.outcome for d in result.decisions] == [Outcome.NEW, Outcome.REFUSED]
    assert "INT022" in {d.code for d in result.diagnostics}


def test_one_bad_practice_does_not_hold_back_the_others(project: Path, tmp_path: Path) -> None:
    result = import_files(project, [sent(tmp_path, {"id": "a", "method": "loto"}, {})])
    assert [d.outcome for d in result.decisions] == [Outcome.REFUSED, Outcome.NEW]


def test_foreign_columns_are_read_through_a_mapping(project: Path, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        'columns: {"Nom de la démarche": name, Résumé: summary, Ministère: lead_portfolio, Type: method,\n'
        '  Année: start, Lien: "sources[1].url", Titre: "sources[1].title"}\n'
        "values: {method: {Ateliers publics: workshop}}\n"
        "defaults: {form: participatory, level: national, selection_kind: open}\n"
        'delimiter: ";"\nencoding: cp1252\n',
        encoding="utf-8",
    )
    (tmp_path / "export.csv").write_bytes(
        "Nom de la démarche;Résumé;Ministère;Type;Année;Titre;Lien;Contact\r\n"
        "Les États généraux;Un été de débats.;CESE;Ateliers publics;06/2021;Page;https://example.org/;x\r\n".encode(
            "cp1252"
        )
    )
    result = import_files(project, [tmp_path / "export.csv"], mapping=tmp_path / "map.yaml")
    text = (project / "content/fr/fiches/les-etats-generaux.yaml").read_text()
    assert 'start: "2021-06"' in text and "method: workshop" in text and "portfolio: cese" in text
    assert [(d.code, d.span.field) for d in result.diagnostics if d.code == "INT009"] == [
        ("INT009", "Contact")
    ]


def test_a_mapping_to_no_field_is_an_error(project: Path, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("columns: {Nom: nom}\n")
    result = import_files(project, [sent(tmp_path, {})], mapping=tmp_path / "map.yaml")
    assert [d.code for d in result.diagnostics] == ["INT030"] and result.decisions == []


def test_the_command_shows_both_side_by_side(project: Path, tmp_path: Path) -> None:
    import_files(project, [sent(tmp_path, {})])
    changed = str(sent(tmp_path, {"summary": "Quatre soirées."}))
    run = CliRunner().invoke(app, ["intake", "import", changed, "--project", str(project)])
    assert run.exit_code == 1
    line = next(line for line in run.stdout.splitlines() if line.strip().startswith("summary"))
    assert "Trois soirées sur la rivière." in line and line.rstrip().endswith("Quatre soirées.")
    data = CliRunner().invoke(
        app, ["intake", "import", changed, "--project", str(project), "--format", "json"]
    )
    assert json.loads(data.stdout)["decisions"][0]["differences"]["summary"][1] == "Quatre soirées."
