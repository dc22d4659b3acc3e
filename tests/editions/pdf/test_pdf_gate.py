"""A release that breaks a rule is not written; the data behind charts and annexes travel in the file."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.pdf.checks.words import source_words
from reportgen.editions.pdf.gate import judge
from reportgen.editions.pdf.jobs import Job
from reportgen.pipeline.build import BuildRequest, build
from tests.editions.pdf.conftest import Memory, Printed, printed
from tests.editions.sample import sample_document

PROJECT = Path(__file__).parents[2] / "fixtures/project"


def codes(diagnostics: Diagnostics) -> list[str]:
    return sorted({item.code for item in diagnostics})


# ---- judging


def test_a_good_file_is_released(report: Printed) -> None:
    found = Diagnostics()
    judge(report.result.data, [], found)
    assert codes(found) == []


def test_a_broken_rule_of_the_standards_and_of_ours_is_an_error(french: Printed) -> None:
    pdf = pikepdf.open(io.BytesIO(french.result.data))
    del pdf.Root.Metadata
    out = io.BytesIO()
    pdf.save(out)
    found = Diagnostics()
    judge(out.getvalue(), [], found)
    assert codes(found) == ["PDF008", "PDF009"]
    assert found.errors >= 3, "PDF/UA-1, PDF/A-3a and ours"


def test_a_word_that_is_missing_is_an_error(french: Printed) -> None:
    found = Diagnostics()
    page = "<html><body><p>Ce rapport se lit <em>dans</em> l’ordre, jamais à l’endroit.</p></body></html>"
    judge(french.result.data, [Job("x", page, {})], found)
    assert codes(found) == ["PDF010"]
    assert "endroit" in str(next(iter(found)))


def test_words_are_those_that_are_printed() -> None:
    aside = '<span class="vh">caché</span><span class="pn">000</span>'
    page = f"<p>CO<sub>2</sub> et le {aside}\u00ad fin</p><p>a</p>b"
    assert dict(source_words(page)) == {"CO2": 1, "et": 1, "le": 1, "fin": 1, "a": 1, "b": 1}


def test_an_empty_box_is_a_warning_in_a_draft_and_an_error_in_a_release() -> None:
    document = sample_document("fr")
    part = dataclasses.replace(document.parts[2], blocks=(n.Paragraph((n.Text("Un 蛇."),)),), notes=())
    document = dataclasses.replace(document, parts=(part,), labels={})
    draft, final = printed(document), printed(document, final=True)
    assert (codes(draft.diagnostics), draft.diagnostics.errors) == (["PDF001"], 0)
    assert "PDF011" in codes(final.diagnostics)
    assert final.diagnostics.errors > 0


def test_a_finished_draft_is_not_taken_for_a_release() -> None:
    """What a store remembers of a draft was not judged."""
    document, store = sample_document("en"), Memory()
    printed(document, store=store)
    assert "gate" in printed(document, store=store, final=True).result.timings


# ---- data


def test_charts_and_annex_tables_are_carried_as_csv_and_json(french: Printed) -> None:
    files = french.pdf.attachments
    charts = {
        f.attrs.id
        for part in french.document.parts
        for f in walk(part)
        if isinstance(f, n.Figure) and isinstance(f.content, n.Chart) and f.data and f.attrs.id
    }
    assert charts
    assert {f"{id_}.{kind}" for id_ in charts for kind in ("csv", "json")} < set(files)
    rows = list(csv.reader(io.StringIO(files["tbl-wide.csv"].get_file().read_bytes().decode("utf-8-sig"))))
    data = json.loads(files["tbl-wide.json"].get_file().read_bytes())
    assert rows[0] == data["columns"]
    assert len(rows) - 1 == len(data["rows"]) == 30
    assert data["language"] == "fr"


def test_attached_files_are_data_of_this_file(french: Printed) -> None:
    specs = list(french.pdf.Root.AF)
    assert len(specs) == len(french.pdf.attachments)
    for spec in specs:
        assert str(spec.AFRelationship) == "/Data"
        assert str(spec.Desc).endswith(("(CSV)", "(JSON)"))
        stream = spec.EF.F
        assert bytes(stream.Params.CheckSum) == hashlib.md5(stream.read_bytes()).digest()


def test_metadata_say_what_the_report_is(french: Printed) -> None:
    with french.pdf.open_metadata() as meta:
        assert meta["dc:title"] == "Participer, délibérer, décider"
        assert meta["dc:creator"] == ["Camille Durand", "Ola Nordmann"]
        assert meta["dc:language"] == {"fr"}
        assert "Licence Ouverte 2.0" in meta["dc:rights"]
        assert meta["dc:identifier"] == "sample-2026"
        assert meta["xmpMM:VersionID"] == "0.9"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")


# ---- the project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(PROJECT, folder, dirs_exist_ok=True)
    return folder


def test_the_page_map_is_written_when_asked_and_then_needs_one_round(project: Path, tmp_path: Path) -> None:
    lock = project / "content/pages.lock.json"
    build(BuildRequest(project, ("pdf",), ("fr",), output=tmp_path, workers=1))
    assert not lock.exists()
    first = build(BuildRequest(project, ("pdf",), ("fr",), output=tmp_path, workers=1, update_pages=True))
    assert lock in first.outputs
    kept = json.loads(lock.read_text(encoding="utf-8"))["languages"]["fr"]
    assert sum(kept["sheets"].values()) == first.pages["fr"]
    assert len(kept["pages"]) > 5
    without = (tmp_path / "fr/report.pdf").read_bytes()
    build(BuildRequest(project, ("pdf",), ("fr",), output=tmp_path, workers=1, use_cache=False))
    assert (tmp_path / "fr/report.pdf").read_bytes() == without


def test_word_alone_has_the_page_numbers_of_last_time(project: Path, tmp_path: Path) -> None:
    build(BuildRequest(project, ("pdf",), ("fr",), output=tmp_path, workers=1, update_pages=True))
    build(BuildRequest(project, ("docx",), ("fr",), output=tmp_path, workers=1))
    alone = word(tmp_path)
    build(BuildRequest(project, ("pdf", "docx"), ("fr",), output=tmp_path, workers=1))
    assert alone == word(tmp_path)


def word(folder: Path) -> bytes:
    with zipfile.ZipFile(folder / "fr/report.docx") as archive:
        return archive.read("word/document.xml")


def test_a_damaged_page_map_is_a_warning(project: Path, tmp_path: Path) -> None:
    (project / "content/pages.lock.json").write_text('{"format": 7}', encoding="utf-8")
    result = build(BuildRequest(project, ("pdf",), ("fr",), output=tmp_path, workers=1))
    assert "PDF013" in codes(result.diagnostics)
    assert result.outputs


def test_a_page_map_of_last_time_needs_one_round(longer: Printed) -> None:
    again = printed(longer.document, page_map=longer.result.page_map)
    assert again.result.rounds == 1
    assert again.result.data == longer.result.data
