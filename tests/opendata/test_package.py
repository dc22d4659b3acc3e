"""The data package says what the fiches say, to readers that are not ours."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import rdflib
import yaml

from reportgen.diagnostics import Diagnostics
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import TABLES, record_data
from reportgen.pipeline.data import export, verify
from reportgen.pipeline.documents import load
from reportgen.pipeline.timings import Timings
from reportgen.words import DEFAULTS
from tests.opendata.conftest import PROJECT


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_file_is_read_again_and_agrees_with_the_fiches(package: Path) -> None:
    checks, diagnostics = verify(PROJECT, package)
    assert [str(d) for d in diagnostics] == []
    readers = {check.reader for check in checks}
    assert readers >= {"frictionless", "csv", "calamine", "odfpy", "jsonschema", "pyld", "rdflib"}
    assert {check.path for check in checks} >= {"fr/inventory.ods", "en/fiches.csv", "inventory.jsonld"}


def test_the_facts_of_a_fiche_stand_in_its_row(package: Path) -> None:
    source = yaml.safe_load((PROJECT / "content/fr/fiches/grand-debat-national.yaml").read_text())
    row = next(r for r in rows(package / "fr/fiches.csv") if r["id"] == "grand-debat-national")
    assert row["lead_portfolio"] == source["lead"]["portfolio"]
    assert row["associated"] == ";".join(source["associated"])
    assert int(row["contributions_value"]) == source["contributions"]["value"]
    assert row["how"] == source["how"]
    steps = [r for r in rows(package / "fr/follow_up.csv") if r["fiche"] == "grand-debat-national"]
    assert [(s["id"], s["date"]) for s in steps] == [(f["id"], f["date"]) for f in source["follow_up"]]


def test_a_fiche_can_be_made_again_from_its_json(package: Path) -> None:
    loaded = load(PROJECT, Diagnostics(), Timings())
    assert loaded
    data = json.loads((package / "fr/inventory.json").read_text(encoding="utf-8"))
    for item in data["fiches"]:
        assert Fiche.model_validate(item) == loaded.inventory.entries[item["id"]].fiche
        assert record_data(Fiche.model_validate(item)) == item


def test_unknown_is_empty_and_zero_is_zero(package: Path) -> None:
    row = next(r for r in rows(package / "fr/fiches.csv") if r["id"] == "budget-participatif-rennes")
    assert (row["participants_value"], row["contributions_value"]) == ("", "0")


def test_english_tables_say_which_fields_are_not_translated(package: Path) -> None:
    row = next(r for r in rows(package / "en/fiches.csv") if r["id"] == "champs-pieges")
    assert "name" in row["untranslated"].split(";")


def test_csv_follows_rfc_4180(package: Path) -> None:
    data = (package / "fr/fiches.csv").read_bytes()
    assert data.decode("utf-8").startswith("id,name,") and data.endswith(b"\r\n")
    assert b'""alert' not in data and not data.startswith(b"\xef\xbb\xbf")


def test_nothing_in_a_spreadsheet_is_a_formula(hostile: Path) -> None:
    row = rows(hostile / "fr/fiches.csv")[0]
    assert row["name"] == '\'=HYPERLINK("http://x")' and row["lead_name"] == "''+1"
    book = openpyxl.load_workbook(hostile / "fr/inventory.xlsx")
    for sheet in book.worksheets:
        assert not [c for line in sheet.iter_rows() for c in line if c.data_type == "f"]
    assert book["fiches"]["B2"].value == '=HYPERLINK("http://x")'


def test_what_looks_like_a_formula_comes_back_whole(hostile: Path) -> None:
    _, diagnostics = verify(hostile.parent / "project", hostile)
    assert [d.message() for d in diagnostics if d.code.startswith("OPD")] == []


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package whose texts start with what spreadsheets run."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(PROJECT, root / "project")
    for folder in ("fr", "en"):
        for path in (root / "project/content" / folder / "fiches").glob("*.yaml"):
            path.unlink()
    (root / "project/content/report.yaml").write_text(
        (PROJECT / "content/report.yaml").read_text().replace("[01-why, 02-methods]", "[]")
    )
    (root / "project/content/fr/fiches/piege.yaml").write_text(
        "id: piege\nname: '=HYPERLINK(\"http://x\")'\nsummary: '@SUM(1)'\ndepth: short\n"
        'lead: {portfolio: cese, name: "\'+1"}\nform: participatory\nmethod: other\nlevel: national\n'
        "selection: {kind: open, detail: \"\\t=1\"}\nasked: |\n  - un\n  - deux\nkeywords: ['-2+3', '＝1']\n"
    )
    _, diagnostics = export(root / "project", root / "package")
    assert (root / "package").is_dir(), [d.message() for d in diagnostics]
    return root / "package"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_libreoffice_reads_the_same_rows(package: Path, kind: str, tmp_path: Path) -> None:
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    source = package / f"fr/inventory.{kind}"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    done = subprocess.run(
        [*command, options, "--outdir", str(tmp_path), str(source)], capture_output=True, check=True
    )
    found = next(tmp_path.glob("inventory*.csv"), None)
    assert found, done.stderr
    ours = rows(package / "fr/fiches.csv")
    theirs = rows(found)
    for mine, other in zip(ours, theirs, strict=True):
        for name in ("id", "name", "summary", "start", "participants_value", "region"):
            assert other[name] == mine[name].removeprefix("'")


def test_a_changed_cell_is_found_with_its_row_and_column(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "p")
    path = tmp_path / "p/fr/sources.csv"
    path.write_bytes(path.read_bytes().replace("Public Sénat".encode(), b"Nobody"))
    _, diagnostics = verify(PROJECT, tmp_path / "p")
    found = {(d.code, d.span.file) for d in diagnostics}
    assert ("OPD003", "fr/sources.csv") in found and ("OPD007", "fr/sources.csv") in found
    told = next(d for d in diagnostics if d.code == "OPD003")
    assert "column publisher" in told.message() and "“Nobody” instead of “Public Sénat”" in told.message()


def test_a_missing_file_is_found(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "p")
    (tmp_path / "p/en/inventory.xlsx").unlink()
    _, diagnostics = verify(PROJECT, tmp_path / "p")
    assert ("OPD002", "en/inventory.xlsx") in {(d.code, d.span.file) for d in diagnostics}


def test_the_same_content_gives_the_same_bytes(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    export(PROJECT, tmp_path / "again")
    mine = {p.relative_to(package): p.read_bytes() for p in package.rglob("*") if p.is_file()}
    other = {
        p.relative_to(tmp_path / "again"): p.read_bytes()
        for p in (tmp_path / "again").rglob("*")
        if p.is_file()
    }
    assert mine == other


def test_linked_data_answer_a_question_in_sparql(package: Path) -> None:
    graph = rdflib.Graph().parse(
        package / "inventory.jsonld", format="json-ld", publicID="https://example.org/"
    )
    question = """PREFIX s: <https://schema.org/> SELECT ?p ?n WHERE {
      ?p a <urn:x-reportgen:Practice> ; s:name ?n ; s:organizer ?o .
      ?o s:name "Services du Premier ministre"@fr
      FILTER(lang(?n) = "fr") }"""
    answers = {str(row[0]).rsplit("#", 1)[1] for row in graph.query(question)}
    assert "fiche-grand-debat-national" in answers


def test_the_licence_of_data_is_named_for_programs(package: Path) -> None:
    described = json.loads((package / "datapackage.json").read_text())
    assert described["licenses"][0]["name"] == "etalab-2.0"


def test_every_column_has_a_name_and_a_meaning_in_both_languages() -> None:
    for table in TABLES:
        for column in table.columns:
            for key in (f"columns.{table.name}.{column.name}", f"columns.{table.name}.{column.name}.about"):
                assert all(DEFAULTS[key]), key
