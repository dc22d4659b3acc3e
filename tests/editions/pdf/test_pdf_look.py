"""What one sees: no empty page, landscape where asked, our fonts alone, headings with their text."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise

from pdfminer.layout import LTTextContainer

from reportgen.document import nodes as n
from tests.editions.pdf.conftest import Printed, printed
from tests.editions.sample import sample_document


def test_no_page_is_empty(report: Printed) -> None:
    for index in range(len(report.labels)):
        assert len(report.text(index).split()) > 3, f"page {report.labels[index]}"


def test_landscape_parts_lie_down_and_the_others_stand(report: Printed) -> None:
    starts = sorted((report.destinations[p.id], p) for p in report.document.parts)
    for i, (start, part) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else len(report.pdf.pages)
        for index in range(start, end):
            _, _, width, height = (float(v) for v in report.pdf.pages[index].mediabox)
            assert (width > height) == part.landscape
            assert {round(width), round(height)} == {595, 842}


def test_a_table_may_lie_down_in_a_standing_chapter() -> None:
    document = sample_document("fr")
    table = next(b for b in document.parts[2].blocks if isinstance(b, n.Table))
    wide = dataclasses.replace(table, attrs=n.Attrs("tbl-small", ("landscape",)))
    chapter = dataclasses.replace(
        document.parts[2], blocks=(document.parts[2].blocks[0], wide, document.parts[2].blocks[1])
    )
    parts = (*document.parts[:2], chapter, *document.parts[3:])
    report = printed(dataclasses.replace(document, parts=parts))
    page = report.pdf.pages[report.destinations["tbl-small"]]
    assert float(page.mediabox[2]) > float(page.mediabox[3])
    assert float(report.pdf.pages[report.destinations["ch-why"]].mediabox[2]) < 600


def test_fonts_are_ours_embedded_and_each_once(report: Printed) -> None:
    found = {f.objgen: f for page in report.pdf.pages for f in page.obj.Resources.Font.values()}
    names = [str(f.BaseFont) for f in found.values()]
    assert len(names) == len(set(names))
    for font in found.values():
        assert re.fullmatch(r"/[A-Z]{6}\+Report(Serif|Sans)-\w+", str(font.BaseFont))
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_a_hyphen_is_found_as_it_is_typed(french: Printed) -> None:
    assert "Avant-propos" in french.text(french.destinations["front-foreword"])


def test_a_heading_is_never_the_last_line_of_a_page(longer: Printed) -> None:
    for index in range(len(longer.labels)):
        lines = [c for c in longer.characters(index) if c.y0 > 70]
        sans = [c for c in lines if c.size > 13 and "Sans" in c.fontname]
        if sans and longer.labels[index].isdigit() and "div-" not in str(index):
            lowest = min(c.y0 for c in sans)
            below = [c for c in lines if c.y1 < lowest]
            assert below, f"page {longer.labels[index]}"


def test_a_draft_says_so_and_a_release_does_not(french: Printed) -> None:
    page = french.destinations["ch-why"]
    assert "Projet" in french.text(page)
    document = sample_document("fr")
    meta = dataclasses.replace(document.meta, profile="release")
    released = printed(dataclasses.replace(document, meta=meta))
    assert all("Projet" not in released.text(i) for i in range(len(released.labels)))


def test_proof_copies_carry_paragraph_numbers(french: Printed) -> None:
    document = sample_document("fr")
    meta = dataclasses.replace(document.meta, profile="proof")
    proof = printed(dataclasses.replace(document, meta=meta))
    assert "\n1.3 \n" in proof.text(proof.destinations["ch-why"])
    assert "\n1.3 \n" not in french.text(french.destinations["ch-why"])


def test_a_single_part_has_no_cover() -> None:
    document = sample_document("fr")
    alone = dataclasses.replace(document, parts=(document.parts[4],), labels={})
    report = printed(alone)
    assert report.labels[0] == "1"
    assert "Méthodes" in report.text(0) or "Fiches" in report.text(0)


def test_lines_do_not_break_after_their_first_word(longer: Printed) -> None:
    """A run of text whose last space hangs over the edge is not cut (see `render.repairs`)."""
    for page in longer.layout:
        for box in page:
            lines = [line.get_text().strip() for line in box] if isinstance(box, LTTextContainer) else []
            for line, following in pairwise(lines):
                assert not (line.isalpha() and line.islower() and len(line) < 9 and len(following) > 60)


# ---- the thumb index


def test_a_mark_at_the_outer_edge_steps_down_from_part_to_part(french: Printed) -> None:
    parts = [part for part in french.document.parts if part.kind in ("chapter", "fiche", "annex")]
    heights = {}
    for part in parts:
        page = french.destinations[part.id]
        mark, left, height = thumb(french, page)
        width = float(french.pdf.pages[page].mediabox[2])
        assert (left > width - 20) if page % 2 == 0 else (left < 20), "outer edge"
        assert mark == {"chapter": part.number, "fiche": "Fiches", "annex": "Annexes"}[part.kind]
        heights.setdefault(part.number if part.kind == "chapter" else part.kind, height)
    steps = [height for name, height in heights.items() if name != "annex"]
    assert steps == sorted(steps, reverse=True)
    assert len(set(steps)) == len(steps)


def test_front_pages_and_dividers_have_no_mark(french: Printed) -> None:
    for part in french.document.parts:
        if part.kind in ("front", "divider"):
            assert thumb(french, french.destinations[part.id])[0] == ""


def thumb(report: Printed, page: int) -> tuple[str, float, float]:
    """The words in the outer 7 mm of a page, and the place of the first letter."""
    width = float(report.pdf.pages[page].mediabox[2])
    edge = [c for c in report.characters(page) if c.x1 < 20 or c.x0 > width - 20]
    text = "".join(c.get_text() for c in edge).strip()
    return (text, edge[0].x0, edge[0].y1) if edge else ("", 0, 0)
