"""The copy for a printer: bleed, crop marks, chapters on right-hand pages, and still a good file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from reportgen.cli.build import BuildProfileName
from reportgen.diagnostics import Diagnostics
from reportgen.editions.pdf import Press
from reportgen.editions.pdf.checks.press import press_failures
from reportgen.editions.pdf.gate import judge
from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.i18n import adopt, confirm
from reportgen.pipeline.new import project as new_project
from tests.editions.pdf.conftest import Printed, printed
from tests.editions.pdf.press_profile import press_profile
from tests.editions.pdf.test_pdf_gate import codes
from tests.editions.sample import sample_document

MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def press() -> Printed:
    return printed(sample_document("fr"), press=Press(), final=True)


def test_it_passes_the_same_gate_as_a_release(press: Printed) -> None:
    assert set(codes(press.diagnostics)) == {"PDF014"}, "only that its pictures are coarse"
    found = Diagnostics()
    judge(press.result.data, [], found)
    assert codes(found) == []


def test_each_page_is_cut_to_a4_with_three_millimetres_of_bleed(press: Printed) -> None:
    for page in press.pdf.pages:
        left, bottom, right, top = (float(edge) for edge in page.obj.TrimBox)
        assert sorted(((right - left) / MILLIMETRE, (top - bottom) / MILLIMETRE)) == pytest.approx(
            [210, 297], abs=0.1
        )
        bleed = [float(edge) for edge in page.obj.BleedBox]
        assert bleed[0] == pytest.approx(left - 3 * MILLIMETRE, abs=0.01)
        assert bleed[3] == pytest.approx(top + 3 * MILLIMETRE, abs=0.01)
        media = [float(edge) for edge in page.obj.MediaBox]
        assert media[0] < bleed[0] - 10
        assert b"/Artifact <</Type/Page>>" in page.obj.Contents.read_bytes()


def test_marks_stand_outside_the_bleed(press: Printed) -> None:
    content = press.pdf.pages[4].obj.Contents.read_bytes()
    marks = content[content.rindex(b"/Artifact <</Type/Page>>") :].split(b"\n")
    lines = [
        [float(v) for v in line.split()[i : i + 2]] for line in marks if line.endswith(b" S") for i in (0, 3)
    ]
    assert len(lines) == 16
    _, _, right, top = (float(edge) for edge in press.pdf.pages[4].obj.BleedBox)
    assert all(x <= 0 or x >= right or y <= -8 or y >= top or x > 590 or y > 840 for x, y in lines)


def test_chapters_start_on_the_right_and_numbers_follow(press: Printed) -> None:
    parts = {part.id: part.kind for part in press.document.parts}
    for id_, page in press.destinations.items():
        if parts.get(id_) in ("chapter", "divider"):
            assert page % 2 == 0, id_
    blanks = [i for i in range(len(press.labels)) if not press.text(i).strip()]
    assert blanks
    assert all(i % 2 == 1 for i in blanks)
    assert press.result.pages["ch-methods"] == press.labels[press.destinations["ch-methods"]]


def test_the_cover_goes_over_the_edge(press: Printed, french: Printed) -> None:
    assert len(press.labels) > len(french.labels)
    assert "TrimBox" not in str(french.pdf.pages[0].obj.keys())


# ---- the command


PRINTING = """
printing:
  grammage: 115
  bulk: 1.0
  profile: press.icc
  condition: TEST01
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project, translated and confirmed, that says what it is printed on."""
    root = tmp_path / "project"
    new_project(root)
    adopt(root)
    confirm(root, ["all"])
    with (root / "content/report.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            "\nprinting:\n  grammage: 115\n  bulk: 1.0\n  profile: press.icc\n  condition: TEST01\n"
        )
    return root


def test_the_command_makes_the_block_and_its_cover(project: Path) -> None:
    assert BuildProfileName("print").value == "print"
    (project / "content/press.icc").write_bytes(press_profile())
    result = build(BuildRequest(project, langs=("fr",), profile="print", workers=1))
    assert result.ok, [item.message() for item in result.diagnostics]
    assert [path.name for path in result.outputs] == ["report.print.pdf", "report.print.cover.pdf"]
    for path in result.outputs:
        with pikepdf.open(path) as pdf:
            assert press_failures(pdf) == []
    with pikepdf.open(result.outputs[1]) as pdf:
        width = float(pdf.pages[0].TrimBox[2]) / MILLIMETRE
    assert width == pytest.approx(420 + Press(115, 1.0).spine(result.pages["fr"]), abs=0.1)


def test_a_profile_that_is_not_there_is_found_where_it_is_named(project: Path) -> None:
    result = build(BuildRequest(project, langs=("fr",), profile="print", workers=1))
    assert result.outputs == [], "a copy with an error is not written"
    found = [item for item in result.diagnostics if item.severity == "error"]
    lines = (project / "content/report.yaml").read_text(encoding="utf-8").split("\n")
    assert [item.code for item in found] == ["FIL005"]
    assert found[0].span.file == "content/report.yaml"
    assert "press.icc" in lines[found[0].span.line - 1]
