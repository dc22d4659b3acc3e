"""Every footnote comes out once, at the foot of its page, with its own number; a lost one is found."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document.walk import plain_text
from reportgen.editions.pdf import write_pdf
from reportgen.editions.pdf.render.closed import FilesOnly
from reportgen.editions.pdf.render.fitting import Variant, fitted
from reportgen.editions.pdf.render.notes import lost_notes
from reportgen.project import Assets
from tests.editions.pdf.conftest import Printed
from tests.editions.pdf.test_pdf_closed_world import typesetter
from tests.editions.sample import sample_document


def bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def call_pages(report: Printed) -> list[int]:
    """The page of each call: in the structure tree a note stands after the reference to it."""
    numbers = {page.obj.objgen: i for i, page in enumerate(report.pdf.pages)}
    found = []
    for note in report.elements("Note"):
        kids = list(note.P.K)
        reference = kids[next(i for i, kid in enumerate(kids) if kid == note) - 1]
        assert str(reference.S) == "/Reference"
        found.append(numbers[reference.K.Pg.objgen])
    return found


def test_each_note_is_printed_once_on_the_page_of_its_call_or_the_next(report: Printed) -> None:
    pages = [bare(report.text(i)) for i in range(len(report.labels))]
    notes = [note for part in report.document.parts for note in sorted(part.notes, key=lambda n: n.number)]
    calls = call_pages(report)
    assert len(calls) == len(notes) >= 5
    for note, called in zip(notes, calls, strict=True):
        text = bare(plain_text(note.blocks))
        assert text in pages[called] or text in pages[called + 1], text
        assert sum(page.count(text) for page in pages) >= 1


def test_notes_are_at_the_foot_and_keep_the_numbers_of_the_tree(french: Printed) -> None:
    page = french.destinations["ch-why"]
    chars = french.characters(page)
    note = next(
        i for i, c in enumerate(chars) if "".join(x.get_text() for x in chars[i : i + 11]) == "Note simple"
    )
    assert chars[note].y0 < 250
    number = [c for c in chars if abs(c.y0 - chars[note].y0) < 3 and c.x0 < chars[note].x0]
    assert "".join(c.get_text() for c in number).strip() == "1"


def test_notes_are_tagged_with_ids_of_their_own(report: Printed) -> None:
    notes = report.elements("Note")
    assert len(notes) == sum(len(part.notes) for part in report.document.parts)
    assert len({str(note.ID) for note in notes}) == len(notes)
    assert all("/K" in note for note in notes)
    tree = list(report.pdf.Root.StructTreeRoot.IDTree.Names)
    assert {str(name) for name in tree[::2]} == {str(note.ID) for note in notes}


LOST = """<html lang=en><style>.gone { display: none } .footnote { float: footnote }</style>
<p>One<span class="footnote" id="a">A note that comes out.</span> and
<span class="gone">two<span class="footnote" id="b">A note that does not.</span></span>."""


def test_a_note_that_does_not_come_out_is_found() -> None:
    document = typesetter().layout(LOST, Variant(), FilesOnly({}))
    assert lost_notes(document) == ("b",)


@pytest.fixture
def hiding_notes(tmp_path: Path) -> Assets:
    """A project whose own style sheet hides the footnotes."""
    style = tmp_path / "styles" / "print.css"
    style.parent.mkdir()
    style.write_text(Assets(None).text("styles/print.css") + ".footnote { display: none }", encoding="utf-8")
    return Assets(tmp_path)


def test_a_lost_note_is_an_error_of_the_build(hiding_notes: Assets) -> None:
    diagnostics = Diagnostics()
    document = sample_document("fr")
    chapter = dataclasses.replace(document, parts=document.parts[2:3], labels={})
    write_pdf(chapter, hiding_notes, diagnostics=diagnostics, workers=1)
    assert [found.code for found in diagnostics if found.code == "PDF002"] == ["PDF002"] * 3


def _without_pages(html: str) -> Any:
    """What stands for a layout of `html` from which its notes have dropped."""
    return SimpleNamespace(_html=SimpleNamespace(etree_element=ElementTree.fromstring(html)), pages=[])


def test_a_treatment_of_notes_that_gives_no_layout_is_not_the_last_one_tried() -> None:
    def layout(variant: Variant) -> Any:
        if variant.notes == "block":
            raise AssertionError("WeasyPrint gives up")
        return _without_pages("<p/>" if variant.notes == "loose" else '<p><i class="footnote">n</i></p>')

    trial, tried = fitted(layout, fitting=False)
    assert (trial.variant.notes, trial.lost, tried) == ("loose", (), 4)


def test_where_no_treatment_of_notes_helps_lines_that_stand_elsewhere_may() -> None:
    def layout(variant: Variant) -> Any:
        return _without_pages("<p/>" if variant.fit == "tight" else '<p><i class="footnote">n</i></p>')

    trial, tried = fitted(layout, fitting=False)
    assert (trial.variant, trial.lost, tried) == (Variant(fit="tight"), (), 6)


def test_the_layout_that_loses_the_fewest_notes_is_kept() -> None:
    def layout(variant: Variant) -> Any:
        notes = 1 if variant.notes == "line" else 2
        lost = "".join(f'<i class="footnote" id="{i}">n</i>' for i in range(notes))
        return _without_pages(f"<p>{lost}</p>")

    trial, _ = fitted(layout, fitting=True)
    assert (trial.variant.notes, len(trial.lost)) == ("line", 1)


def test_a_sheet_that_no_treatment_lays_out_is_an_error() -> None:
    def layout(variant: Variant) -> Any:
        raise AssertionError("WeasyPrint gives up")

    with pytest.raises(AssertionError, match="gives up"):
        fitted(layout, fitting=True, known=Variant())
