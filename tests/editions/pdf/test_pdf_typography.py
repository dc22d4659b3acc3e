"""What no page may show: a heading, caption or header alone; a last page of a few lines; a white gap."""

from __future__ import annotations

import dataclasses

import pytest

from reportgen.document import nodes as n
from reportgen.editions.pdf.checks.tags import read_back
from reportgen.editions.pdf.render.closed import FilesOnly
from reportgen.editions.pdf.render.filling import fill, lonely, moved_over, spills, straggles
from reportgen.editions.pdf.render.fitting import FITS, Variant, fitted
from reportgen.editions.pdf.render.typeset import Typesetter
from reportgen.editions.pdf.style import style_of
from reportgen.project import Assets
from tests.editions.pdf.conftest import Printed, printed
from tests.editions.sample import sample_document

WORDS = "Une phrase de longueur moyenne qui remplit la colonne et dit ce qu’elle a à dire. "


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(style_of(Assets(None), "draft"))


def page(kind: str, body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body>'
        f'<section class="part part-{kind}" id="x">{body}</section></body></html>'
    )


def paragraphs(count: int, length: int = 5) -> str:
    return f'<p class="numbered">{WORDS * length}</p>' * count


# ---- the last page


def test_a_fiche_that_spills_over_is_set_a_little_tighter(typesetter: Typesetter) -> None:
    files = FilesOnly({})
    for count in range(10, 40):
        html = page("fiche", paragraphs(count, 3))
        first = typesetter.layout(html, Variant(), files)
        if spills(first.pages):
            break
    best, tries = fitted(lambda variant: typesetter.layout(html, variant, files), fitting=True)
    assert best.pages == len(first.pages) - 1
    assert best.variant.fit in FITS
    assert tries <= 1 + len(FITS)
    if best.variant.fit != FITS[0]:
        looser = FITS[FITS.index(best.variant.fit) - 1]
        assert len(typesetter.layout(html, Variant(fit=looser), files).pages) > best.pages, (
            "no tighter than needed"
        )


def test_where_the_tightest_setting_saves_nothing_no_other_is_tried(typesetter: Typesetter) -> None:
    body = paragraphs(4)
    block = f'<p class="numbered" style="break-before: page">{WORDS}</p>'
    html = page("fiche", body + block)
    best, tries = fitted(lambda variant: typesetter.layout(html, variant, FilesOnly({})), fitting=True)
    assert spills(best.document.pages) and (best.variant, tries) == (Variant(), 2)


def test_a_page_that_is_well_filled_is_left_alone(typesetter: Typesetter) -> None:
    html = page("fiche", paragraphs(6))
    best, tries = fitted(lambda variant: typesetter.layout(html, variant, FilesOnly({})), fitting=True)
    assert (best.variant, tries) == (Variant(), 1)
    assert 0.2 < fill(best.document.pages[0]) < 1


def test_sources_that_would_be_cut_stand_together_on_the_last_page(typesetter: Typesetter) -> None:
    files = FilesOnly({})
    items = "".join(f"<li>Source {i}, une institution, un titre de longueur moyenne</li>" for i in range(9))
    sources = f'<h2>Sources</h2><div class="sources"><ol>{items}</ol></div>'
    for lines in range(20, 60):
        html = page("fiche", "<p>Une ligne.</p>" * lines + paragraphs(4, 3) + sources)
        first = typesetter.layout(html, Variant(), files)
        if straggles(first.pages):
            break
    best, _ = fitted(lambda variant: typesetter.layout(html, variant, files), fitting=True)
    if best.pages == len(first.pages):
        assert best.variant.fit == "whole"
        assert not straggles(best.document.pages)
        assert fill(best.document.pages[-1]) > fill(first.pages[-1])
    assert straggles(first.pages)


RELATED = '<div class="related"><p>Pratiques voisines : {}.</p></div>'.format("une pratique, " * 24)
CITED = '<p class="backlinks">Cité dans : section 1.1 (p. 1).</p>'


@pytest.mark.parametrize("closing", [RELATED, RELATED + CITED], ids=["cut", "alone"])
def test_what_closes_a_fiche_goes_to_the_last_page_together(typesetter: Typesetter, closing: str) -> None:
    files, found = FilesOnly({}), 0
    block = "<p>Une ligne.</p>" * 5
    for lines in range(20, 60):
        html = page("fiche", "<p>Une ligne.</p>" * lines + paragraphs(4, 3) + closing + block)
        first = typesetter.layout(html, Variant(), files)
        whole = typesetter.layout(html, Variant(fit="whole"), files)
        if straggles(first.pages):
            found += 1
            assert not straggles(whole.pages) and len(whole.pages) == len(first.pages)
    assert found


# ---- figures and tables


FIGURE = (
    '<figure id="fig-x"><svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 9 9">'
    "<title>Un carré</title></svg><figcaption>Un carré</figcaption></figure>"
)


def test_a_figure_that_leaves_a_gap_comes_after_the_next_paragraph(typesetter: Typesetter) -> None:
    files = FilesOnly({})
    for before in range(2, 9):
        html = page("chapter", paragraphs(before) + FIGURE + paragraphs(6))
        first = typesetter.layout(html, Variant(), files)
        if fill(first.pages[0]) < 0.72:
            break
    assert fill(first.pages[0]) < 0.72
    best, _ = fitted(lambda variant: typesetter.layout(html, variant, files), fitting=True)
    assert dict(best.variant.moved).keys() == {"fig-x"}
    assert fill(best.document.pages[0]) > fill(first.pages[0]) + 0.1


def test_so_does_a_table(typesetter: Typesetter) -> None:
    files = FilesOnly({})
    rows = "<tr><td>Une cellule</td><td>Une autre</td></tr>" * 14
    table = f'<table class="keep" id="tbl-x"><thead><tr><th>A</th><th>B</th></tr></thead>{rows}</table>'
    for before in range(2, 9):
        html = page("chapter", paragraphs(before) + table + paragraphs(6))
        first = typesetter.layout(html, Variant(), files)
        if fill(first.pages[0]) < 0.72:
            break
    best, _ = fitted(lambda variant: typesetter.layout(html, variant, files), fitting=True)
    assert dict(best.variant.moved).keys() == {"tbl-x"}
    assert fill(best.document.pages[0]) > fill(first.pages[0]) + 0.1


def test_a_table_that_goes_on_over_the_page_leaves_no_gap(typesetter: Typesetter) -> None:
    table = '<table id="tbl-x"><tbody>' + "<tr><td>Une cellule</td></tr>" * 90 + "</tbody></table>"
    assert moved_over(typesetter.layout(page("chapter", table), Variant(), FilesOnly({})).pages) == []


def test_no_row_stands_alone_under_the_header_or_at_the_end(typesetter: Typesetter) -> None:
    head = "<thead><tr><th>Titre</th></tr></thead>"
    cut = 0
    for lines in range(24, 42):
        table = f"<table>{head}<tbody>{'<tr><td>Une cellule</td></tr>' * 20}</tbody></table>"
        laid = typesetter.layout(
            page("chapter", "<p>Une ligne.</p>" * lines + table), Variant(), FilesOnly({})
        )
        counts = [sum(box.element_tag == "td" for box in p._page_box.descendants()) for p in laid.pages]
        assert 1 not in counts, (lines, counts)
        cut += sum(count > 1 for count in counts) > 1
    assert cut, "some of these tables go on over the page"


def test_a_moved_figure_is_read_where_it_was() -> None:
    part = sample_document("fr").parts[2]
    names = tuple(f"Catégorie {i}" for i in range(26))
    drawn = n.Chart("bar", names, (n.Series("Nombre", tuple(float(i) for i in range(26))),))
    chart = n.Figure(drawn, (n.Text("Un grand graphique"),), "1", attrs=n.Attrs(id="fig-tall"))
    texts = tuple(n.Paragraph((n.Text(WORDS * 5),), number=f"1.{i}") for i in range(12))
    report: Printed | None = None
    for before in range(3, 8):
        blocks = (*texts[:before], chart, *texts[before:])
        alone = dataclasses.replace(part, blocks=blocks, notes=())
        document = dataclasses.replace(sample_document("fr"), parts=(alone,), labels={})
        report = printed(document)
        read = read_back(report.pdf)
        kinds = [tag.type for tag in read.root.tags[0].tags[0].tags if tag.type in ("P", "Figure")]
        assert kinds.index("Figure") == before
        figure = read.tags("Figure")[0]
        following = read.tags("P")[before]
        if figure.pages[0] > following.pages[0]:
            return
    pytest.fail("no figure was moved")


# ---- headings and tables


def test_nothing_stands_alone_at_the_foot_of_a_page(report: Printed) -> None:
    assert "PDF012" not in {item.code for item in report.diagnostics}


def test_what_stands_alone_is_found(typesetter: Typesetter) -> None:
    for count in range(20, 60):
        body = '<p style="break-after:auto">a</p>' * count + '<h2 style="break-after:auto">Titre</h2><p>b</p>'
        found = lonely(typesetter.layout(page("chapter", body), Variant(), FilesOnly({})).pages)
        if found:
            assert found == (("heading", "Titre"),)
            return
    pytest.fail("no heading stood alone")


def test_a_long_table_says_that_it_goes_on(french: Printed, english: Printed) -> None:
    for report, words in ((french, "Tableau 3 (suite)"), (english, "Table 3 (continued)")):
        start = report.destinations["ann-data"]
        text = report.text(start + 1).replace("\xa0", " ")
        assert words in text
        assert words not in report.text(start).replace("\xa0", " ")
        table = next(t for t in read_back(report.pdf).tags("Table") if len(t.pages) > 1)
        assert "(" + words.rpartition("(")[2] not in table.text, "it is seen, not read"


def test_a_line_may_break_before_a_reference(french: Printed) -> None:
    """The mark before each reference is out of the line: it joins no words."""
    part = french.document.parts[2]
    refs = tuple(
        piece for _ in range(30) for piece in (n.CrossRef("ch-methods", "section ", "2.1"), n.Text(", "))
    )
    listed = dataclasses.replace(
        part, blocks=(n.Paragraph((n.Text("Cité dans\u00a0: "), *refs, n.Text("fin."))),), notes=()
    )
    report = printed(dataclasses.replace(french.document, parts=(listed,), labels={}))
    lines = [line for line in report.text(0).splitlines() if "section" in line]
    assert lines[0].startswith("Cité dans")
    assert lines[0].count("section") >= 4
