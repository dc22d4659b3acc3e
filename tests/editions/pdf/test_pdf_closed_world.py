"""The typesetter sees our files and fonts, and nothing else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.editions.pdf import write_pdf
from reportgen.editions.pdf.jobs import Job, Style
from reportgen.editions.pdf.render.closed import BASE_URL, FilesOnly
from reportgen.editions.pdf.render.typeset import Typesetter
from reportgen.project import Assets
from tests.editions.pdf.conftest import Printed, printed
from tests.editions.sample import sample_document

FONT = "styles/fonts/SourceSans3-Regular.ttf"
FACE = '@font-face { font-family: "Ours"; src: url(fonts/SourceSans3-Regular.ttf) }'


def typesetter(css: str = "") -> Typesetter:
    """A typesetter with one face and a style sheet."""
    return Typesetter(Style((("styles/print.css", FACE + css),), {FONT: Assets(None).bytes(FONT)}))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "file:///etc/passwd",
        "data:text/plain,x",
        BASE_URL + "../secret",
        BASE_URL + "resources/other.png",
    ],
)
def test_only_given_files_are_served(address: str) -> None:
    files = FilesOnly({"resources/map.png": b"x"})
    with pytest.raises(ValueError, match="refused"):
        files.fetch(address)
    assert files.refused == [address]
    assert files.fetch(BASE_URL + "resources/map.png").read() == b"x"


def test_the_fonts_of_the_system_are_not_used() -> None:
    sheet = typesetter("p { font-family: DejaVu Sans }").render(Job("x", "<html lang=en><p>Words", {}))
    assert {face.family for face in sheet.faces.values()} == {"Ours"}


def test_an_image_elsewhere_is_refused_and_said() -> None:
    html = '<html lang=en><p>Words <img alt="x" src="https://example.org/x.png">'
    sheet = typesetter().render(Job("x", html, {}))
    assert sheet.refused == ("https://example.org/x.png",)


def test_a_character_without_a_glyph_is_a_finding_at_its_place() -> None:
    document = sample_document("fr")
    chapter = document.parts[2]
    odd = n.Paragraph((n.Text("Un mot en chinois : 日."),), span=Span("content/fr/odd.md", 7))
    parts = (*document.parts[:2], dataclasses.replace(chapter, blocks=(odd, *chapter.blocks)))
    parts += document.parts[3:]
    report = printed(dataclasses.replace(document, parts=parts))
    found = [d for d in report.diagnostics if d.code == "PDF001"]
    assert [dict(d.params)["character"] for d in found] == ["日"]
    assert found[0].span == Span("content/fr/odd.md", 7)


def test_names_of_images_do_not_depend_on_the_place_of_the_checkout(french: Printed, tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "print.css").write_bytes(Assets(None).bytes("styles/print.css"))
    assert write_pdf(sample_document("fr"), Assets(tmp_path), workers=1).data == french.result.data


@pytest.mark.parametrize(
    ("css", "code"), [("p { color: red }", "PDF007"), ("p { background: url(nothing.png) }", "PDF006")]
)
def test_a_style_that_cannot_work_is_a_finding(css: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "print.css").write_text(css)
    diagnostics = Diagnostics()
    result = write_pdf(sample_document("fr"), Assets(tmp_path), diagnostics=diagnostics, workers=1)
    assert [d.code for d in diagnostics] == [code]
    assert result.data == b""
