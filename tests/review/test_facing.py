"""French and English face to face in one Word file: remarks on either side come back to that language."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from reportgen.pipeline.proof import export_proof
from reportgen.pipeline.review import import_drafts
from tests.review.conftest import PROJECT, Desk
from tests.review.test_redline import VALIDATOR
from tests.review.wordlike import W, Word, shown

UNIT = "{urn:reportgen:manifest:1}unit"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facing")
    result = export_proof(PROJECT, ["fr"], folder, remarks=False, both=True)
    assert result.diagnostics.errors == 0
    return folder / "fr/report.facing.docx"


def manifest(path: Path) -> list[etree._Element]:
    with zipfile.ZipFile(path) as archive:
        return list(etree.fromstring(archive.read("customXml/item1.xml")).iter(UNIT))


def test_it_is_valid_and_marks_the_language_of_each_column(both: Path) -> None:
    done = subprocess.run([str(VALIDATOR), str(both), "Microsoft365"], capture_output=True, check=False)
    assert json.loads(done.stdout)["errors"] == []
    rows = [
        row for row in Word(both, "Anne").body.iter(W + "tr") if "Deux mois de débat ouvert" in shown(row)
    ]
    _number, french, english = rows[0].findall(W + "tc")
    assert "Two months of debate open" in shown(english)
    assert "Deux mois" in shown(french)
    for cell, lang in ((french, "fr"), (english, "en")):
        found = {str(one.get(W + "val"))[:2] for one in cell.iter(W + "lang")}
        assert found <= {lang} and (found or lang == "fr")


def test_it_holds_every_unit_of_both_proof_copies(both: Path, tmp_path: Path) -> None:
    export_proof(PROJECT, ["fr", "en"], tmp_path, remarks=False)
    together = {(one.get("lang"), one.get("id")) for one in manifest(both)}
    for lang in ("fr", "en"):
        single = {(one.get("lang"), one.get("id")) for one in manifest(tmp_path / lang / "report.proof.docx")
                  if one.get("lang") == lang and "/shared/" not in one.get("file", "")
                  and not one.get("file", "").startswith("templates/")}  # fmt: skip
        # The imprint and other front pages of a single language are not faced.
        missing = [one for one in single - together if one[0] == lang]
        assert len(missing) <= len(single) // 50, missing


def test_remarks_on_either_side_come_back_to_that_language(desk: Desk, both: Path) -> None:
    lea = Word(both, "Léa")
    lea.comment(lea.paragraph("Two months of debate open"), "debate", "Which?")
    lea.comment(lea.paragraph("Deux mois de débat ouvert"), "débat", "Lequel ?")
    lea.replace(lea.paragraph("Closed questionnaires"), "Closed", "Narrow")
    lea.replace(lea.paragraph("Les pratiques existent"), "dispersées", "éparpillées")
    lea.bold(lea.paragraph("A college of five"), "five guarantors")
    lea.delete(lea.paragraph("Le compte est fait"), " à chaque édition")
    saved = lea.save(desk.root.parent / "lea.docx")
    result = import_drafts(desk.root, [saved], "both")
    assert [one.code for one in result.diagnostics] == []
    places = {one.text: one.place for one in desk.register("both").threads if one.kind == "comment"}
    assert places["Which?"].startswith("content/en/fiches/grand-debat-national.yaml:")
    assert places["Lequel ?"].startswith("content/fr/fiches/grand-debat-national.yaml:")
    desk.apply()
    assert "Narrow questionnaires steer" in desk.read("en/fiches/grand-debat-national.yaml")
    assert "**five guarantors**" in desk.read("en/fiches/grand-debat-national.yaml")
    assert "elles sont éparpillées [@dupont" in desk.read("fr/chapters/01-why.md")
    assert "[^compte]: Le compte est fait, à partir" in desk.read("fr/chapters/01-why.md")


def test_an_untouched_copy_says_nothing_and_the_same_bytes_come_twice(
    desk: Desk, both: Path, tmp_path: Path
) -> None:
    assert import_drafts(desk.root, [both], "both").figures["threads"] == 0
    export_proof(PROJECT, ["fr"], tmp_path, remarks=False, both=True)
    assert (tmp_path / "fr/report.facing.docx").read_bytes() == both.read_bytes()


def test_open_remarks_stand_beside_the_text_of_their_language(desk: Desk, both: Path, tmp_path: Path) -> None:
    lea = Word(both, "Léa")
    lea.comment(lea.paragraph("Two months of debate open"), "debate", "Which?")
    import_drafts(desk.root, [lea.save(tmp_path / "lea.docx")], "both")
    export_proof(desk.root, ["fr"], tmp_path, remarks=True, both=True)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "fr/report.facing.docx").read_bytes())) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    cell = next(body.iter(W + "commentRangeStart")).getparent()
    assert cell is not None and "Two months" in shown(cell)
