"""The rules of Microsoft's accessibility checker, each broken on purpose in a file that keeps them all."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.diagnostics import Diagnostics
from reportgen.editions.docx import write_docx
from reportgen.pipeline.word import check_word
from reportgen.project import Assets
from reportgen.review.accessibility import check_accessibility
from tests.editions.sample import sample_document

BODY, STYLES = "word/document.xml", "word/styles.xml"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accessible") / "report.docx"
    path.write_bytes(write_docx(sample_document("fr"), Assets(None)))
    return path


def found(path: Path) -> Counter[tuple[str, str]]:
    """How often each rule is broken, with its severity."""
    diagnostics = Diagnostics()
    check_accessibility(path.read_bytes(), path.name, diagnostics)
    return Counter((one.code, str(one.severity)) for one in diagnostics)


def broken(report: Path, folder: Path, part: str, change: Callable[[str], str]) -> Path:
    path = folder / "broken.docx"
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                text = data.decode()
                assert change(text) != text, "the file has nothing to break here"
                data = change(text).encode()
            target.writestr(name, data)
    return path


def test_the_sample_report_has_no_error_and_what_word_warns_of_is_known(report: Path) -> None:
    codes = found(report)
    # Joined cells, the indents of code, and the word « draft » behind the text of drafts.
    assert set(codes) == {("ACC004", "warning"), ("ACC007", "warning"), ("ACC005", "warning")}


def before_end(new: str) -> Callable[[str], str]:
    """Put `new` where the body ends."""

    def change(text: str) -> str:
        head, tail = text.rsplit("<w:sectPr", 1)
        return f"{head}{new}<w:sectPr{tail}"

    return change


def said(text: str, properties: str = "", run: str = "") -> Callable[[str], str]:
    """One more paragraph."""
    words = f'<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return before_end(f"<w:p>{properties}{words}</w:p>")


def floating(text: str) -> str:
    return text.replace("<wp:inline", "<wp:anchor", 1).replace("</wp:inline", "</wp:anchor", 1)


def without_headings(text: str) -> str:
    return text.replace('w:val="heading ', 'w:val="titre ').replace("<w:outlineLvl ", "<w:was ")


def link(text: str) -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    return f'<w:p><w:hyperlink xmlns:r="{namespace}" r:id="rId1">{run}</w:hyperlink></w:p>'


CASES = [
    ("ACC001", "error", BODY, lambda t: t.replace(" descr=", " data-was=", 1)),
    ("ACC002", "error", BODY, lambda t: t.replace("<w:tblHeader/>", "")),
    ("ACC003", "error", "word/settings.xml",
     lambda t: t.replace("<w:zoom", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom')),
    ("ACC005", "warning", BODY, floating),
    ("ACC006", "warning", BODY, said("Gris clair", run='<w:rPr><w:color w:val="AAAAAA"/></w:rPr>')),
    ("ACC007", "warning", BODY, before_end("<w:p/><w:p/><w:p/>")),
    ("ACC007", "warning", BODY, said("un      deux")),
    ("ACC008", "info", BODY, before_end(link("cliquez ici"))),
    ("ACC009", "info", BODY, said("Trop bas", '<w:pPr><w:pStyle w:val="Heading6"/></w:pPr>')),
    ("ACC010", "info", "docProps/core.xml", lambda t: t.replace("dc:title>", "dc:subject>")),
    ("ACC011", "info", STYLES, without_headings),
]  # fmt: skip


@pytest.mark.parametrize(("code", "severity", "part", "change"), CASES)
def test_each_rule_is_seen_when_it_is_broken(
    report: Path, tmp_path: Path, code: str, severity: str, part: str, change: Callable[[str], str]
) -> None:
    before, after = found(report), found(broken(report, tmp_path, part, change))
    assert after[code, severity] > before[code, severity]


def test_a_picture_marked_as_decorative_needs_no_text(report: Path, tmp_path: Path) -> None:
    decorative = (
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183D7F6}">'
        '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        "</a:ext></a:extLst>"
    )
    drawing = '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">{}</wp:inline>'
    plain = drawing.format('<wp:docPr id="9000" name="Filet" descr=""/>')
    marked = drawing.format(f'<wp:docPr id="9000" name="Filet" descr="">{decorative}</wp:docPr>')
    for content, expected in ((plain, True), (marked, False)):
        paragraph = before_end(f"<w:p><w:r><w:drawing>{content}</w:drawing></w:r></w:p>")
        codes = found(broken(report, tmp_path, BODY, paragraph))
        assert (("ACC001", "error") in codes) is expected


def test_the_command_takes_a_word_file(report: Path, tmp_path: Path) -> None:
    bad = broken(report, tmp_path, BODY, lambda text: text.replace("<w:tblHeader/>", ""))
    runner = CliRunner()
    assert runner.invoke(app, ["check", str(report)]).exit_code == 0
    done = runner.invoke(app, ["check", str(bad)])
    assert done.exit_code == 1
    assert "ACC002" in done.output
    assert [one.code for one in check_word([tmp_path / "none.docx"])] == ["FIL001"]
