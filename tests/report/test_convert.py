"""Any Markdown file becomes HTML, DOCX and PDF without losing text; what is refused is reported."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.compose import compose_fragment
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.docx import write_docx
from reportgen.editions.html import write_single
from reportgen.editions.pdf import write_pdf
from reportgen.project import Assets
from reportgen.resolve import Records, resolve
from tests.document.commonmark import SPEC, Example, examples
from tests.report import readers

ASSETS = Assets(None)
BATCH = 82
BATCHES = [examples()[start : start + BATCH] for start in range(0, len(examples()), BATCH)]


def document_of(batch: list[Example]) -> n.Document:
    """The examples as parts of one document, each composed as `convert` composes a file."""
    parts = []
    for example in batch:
        path = Path(f"example-{example.number}.md")
        made = compose_fragment(example.markdown, path, "en", ASSETS, Diagnostics())
        parts += [dataclasses.replace(part, id=f"ch-{example.number}") for part in made.parts]
    return resolve(dataclasses.replace(made, parts=tuple(parts)), Records(), Diagnostics())


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text.casefold() if character.isalnum())


def lost(document: n.Document, text: str) -> Counter[str]:
    """Letters and digits of the tree that the text of an edition does not have."""
    held = "".join(plain_text((part.title, part.blocks)) for part in document.parts)
    return letters(held) - letters(text)


@pytest.mark.skipif(not BATCHES, reason=f"`make test` installs {SPEC}")
@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: f"{batch[0].number}-{batch[-1].number}")
def test_no_example_of_commonmark_loses_text_in_any_edition(batch: list[Example], tmp_path: Path) -> None:
    document = document_of(batch)
    (tmp_path / "x.html").write_bytes(write_single(document, ASSETS))
    (tmp_path / "x.docx").write_bytes(write_docx(document, ASSETS))
    (tmp_path / "x.pdf").write_bytes(write_pdf(document, ASSETS, workers=1).data)
    assert not lost(document, readers.html_text(tmp_path / "x.html"))
    assert not lost(document, readers.docx_text(tmp_path / "x.docx"))
    assert not lost(document, readers.pdf_text(tmp_path / "x.pdf"))


def test_a_refused_construct_is_reported_and_the_conversion_goes_on(tmp_path: Path) -> None:
    source = tmp_path / "notes.md"
    source.write_text("# Notes\n\nUn <b>gras</b> refusé, un *italique* gardé.\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["convert", str(source), "--to", "html,docx,pdf", "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert "notes.md:3:4: error MD001" in result.output
    for text in (
        readers.html_text(tmp_path / "notes.html"),
        readers.pdf_text(tmp_path / "notes.pdf"),
        readers.docx_text(tmp_path / "notes.docx"),
    ):
        assert "Un <b>gras</b> refusé, un italique gardé." in text
