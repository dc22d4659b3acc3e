"""Outline, named destinations, links and metadata."""

from __future__ import annotations

import subprocess

import pikepdf
import pytest

from tests.editions.pdf.conftest import Printed, printed
from tests.editions.sample import sample_document


def test_every_label_is_a_named_destination(report: Printed) -> None:
    assert set(report.document.labels) <= set(report.destinations)


def test_many_names_stand_in_sorted_pieces_of_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a viewer relies on that looks for one name (ISO 32000-1, 7.9.6)."""
    monkeypatch.setattr("reportgen.editions.pdf.assembly.navigation._TOGETHER", 20)
    made = printed(sample_document("fr"))
    above = made.pdf.Root.Names.Dests.Kids[0]
    pieces = [[bytes(name) for name in list(piece.Names)[::2]] for piece in above.Kids]
    assert len(pieces) > 2 and max(map(len, pieces)) == 20
    names = [name for piece in pieces for name in piece]
    assert names == sorted(names) and len(names) == len(made.destinations)
    assert [[bytes(limit) for limit in kid.Limits] for kid in above.Kids] == [[p[0], p[-1]] for p in pieces]
    assert [bytes(limit) for limit in above.Limits] == [names[0], names[-1]]
    command, data = ["pdfinfo", "-dests", "-"], made.result.data
    shown = subprocess.run(command, input=data, capture_output=True, check=True)
    assert len(shown.stdout.splitlines()) == len(names) + 1


def test_every_internal_link_resolves(report: Printed) -> None:
    for page in report.pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            if "/Dest" in annotation:
                assert str(annotation.Dest) in report.destinations
            else:
                assert str(annotation.A.URI).startswith(("https://", "http://", "mailto:"))
    assert not [d for d in report.diagnostics if d.code == "PDF005"]


def test_the_outline_has_parts_and_sections(french: Printed) -> None:
    with french.pdf.open_outline() as outline:
        titles = {item.title: item for item in outline.root}
    assert "1. Pourquoi ce rapport" in titles
    chapter = titles["1. Pourquoi ce rapport"]
    assert [child.title for child in chapter.children] == ["1.1 Trois raisons", "1.2 Périmètre"]
    assert [c.title for c in chapter.children[1].children] == ["1.2.1 Détail"]


def test_fiches_are_below_the_page_that_opens_them(french: Printed) -> None:
    with french.pdf.open_outline() as outline:
        fiches = next(item for item in outline.root if item.title == "Fiches")
    assert [child.title for child in fiches.children] == [
        "Fiche\u00a01 – Grand débat national",
        "Fiche\u00a02 – Convention citoyenne pour le climat",
    ]


def test_the_outline_leads_to_the_page_of_its_title(longer: Printed) -> None:
    numbers = {page.obj.objgen: i for i, page in enumerate(longer.pdf.pages)}
    with longer.pdf.open_outline() as outline:
        waiting = list(outline.root)
        seen = 0
        while waiting:
            item = waiting.pop()
            waiting += item.children
            assert isinstance(item.destination, pikepdf.Array)
            page = numbers[item.destination[0].objgen]
            words = longer.text(page).split()
            assert item.title.split()[-1] in words, item.title
            seen += 1
    assert seen > 10


def test_metadata(french: Printed) -> None:
    meta = french.document.meta
    assert str(french.pdf.docinfo["/Title"]) == meta.title
    # Versions of the library write the zone in one way or the other.
    assert str(french.pdf.docinfo["/CreationDate"]) in ("D:20261123000000Z", "D:20261123000000+00'00")
    with french.pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == meta.title
        assert xmp["dc:creator"] == list(meta.authors)
        assert xmp["pdfuaid:part"] == "1"
        assert meta.licence_url in str(xmp["dc:rights"])
    assert french.pdf.Root.ViewerPreferences.DisplayDocTitle
