"""Typography of a document: every text a reader sees, each in its language, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.resolve import Records
from reportgen.resolve.context import PassContext
from reportgen.resolve.typography import run
from reportgen.words import words_for
from tests.resolve.build import HERE, codes, doc, every, head, inl, para, part, text_of


def typeset(*parts: n.Part, lang: str = "fr", findings: Diagnostics | None = None) -> n.Document:
    return set_document(doc(*parts, lang=lang), findings)


def set_document(document: n.Document, findings: Diagnostics | None = None) -> n.Document:
    diagnostics = Diagnostics() if findings is None else findings
    return run(document, PassContext(document.lang, words_for(document.lang), Records(), diagnostics))


def seen(content: Any) -> str:
    return text_of(content).replace("\u202f", "⍽").replace("\u00a0", "␣")


def one(*pieces: str | n.Inline, lang: str = "fr") -> n.Inlines:
    paragraph = typeset(part("ch-a", para(*pieces)), lang=lang).parts[0].blocks[0]
    assert isinstance(paragraph, n.Paragraph)
    return paragraph.children


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ((n.Strong(inl("Axes")), " : accès"), "Axes␣: accès"),
        (('Le "', n.Emph(inl("guichet")), '" ouvre'), "Le «␣guichet␣» ouvre"),
        (("M.", n.SoftBreak(), "Dupont"), "M.␣Dupont"),
        (("Quoi", n.NoteRef("x"), " ; si"), "Quoi⍽; si"),
        (("la ", n.CrossRef("fig-a", "figure ", "3"), " ; puis"), "la figure␣3⍽; puis"),
        (("voir p. ", n.CrossRef("fig-a", "", "3")), "voir p.␣3"),
        (("l'", n.Abbreviation("CNDP", "L'organe : oui")), "l’CNDP"),
    ],
)
def test_rules_see_across_nodes(pieces: tuple[str | n.Inline, ...], expected: str) -> None:
    assert seen(one(*pieces)) == expected


def test_a_space_for_a_mark_stays_outside_what_is_emphasised() -> None:
    assert one("«", n.Emph(inl("mot")), "»") == inl("«\u00a0", n.Emph(inl("mot")), "\u00a0»")


def test_code_addresses_and_images_are_left_alone() -> None:
    kept = (
        n.Code("a ; b : 'c'"),
        n.Text(" "),
        n.Link(inl("https://ex.org/a:b?c=1;d"), "https://ex.org/l'a?b ;"),
    )
    assert one(*kept) == kept


def test_an_expansion_and_an_alternative_text_are_set() -> None:
    abbreviation, image = one(n.Abbreviation("OCDE", "l'Organisation"), n.Image("a.png", "l'image"))
    assert isinstance(abbreviation, n.Abbreviation)
    assert isinstance(image, n.Image)
    assert (abbreviation.expansion, image.alt) == ("l’Organisation", "l’image")


def test_a_span_in_another_language_has_its_own_rules() -> None:
    english = n.Styled(inl("what ; 'so'"), n.Attrs(lang="en"))
    assert seen(one("Il dit : ", english, " ; oui")) == "Il dit␣: what; ‘so’⍽; oui"


def test_a_french_block_in_an_english_report_stays_french() -> None:
    block = n.Div((para("Est-ce utile ? "),), attrs=n.Attrs(lang="fr"))
    report = typeset(part("ch-a", block, para("Is it ?")), lang="en")
    assert [seen(p) for p in every(report, n.Paragraph)] == ["Est-ce utile⍽?", "Is it?"]


def test_letters_of_ordinals_are_raised_in_french_only() -> None:
    assert one("le 1er siècle") == inl("le 1", n.Superscript(inl("er")), " siècle")
    assert one("the 1er", lang="en") == inl("the 1er")


def test_a_document_set_twice_is_the_same() -> None:
    report = typeset(part("ch-a", para('"Loi" n°5 : le 1er du XIXe siècle, M.', n.SoftBreak(), "Roy ?")))
    assert set_document(report) == report


def test_titles_captions_cells_notes_charts_and_cover_are_set() -> None:
    table = n.Table((), (n.Row((n.Cell((para("l'an"),)),)),), 1, inl("L'objet : un"))
    chart = n.Chart("bar", ("l'un",), (n.Series("l'autre", (1.0,)),), "d'euros", "L'essor")
    report = doc(
        part(
            "ch-a",
            head("Pourquoi ?"),
            table,
            n.Figure(chart, inl("L'essor")),
            n.Contents("toc", (n.ContentsEntry("ch-a", 1, "1", inl("L'axe")),)),
            n.Index((n.IndexGroup("A", (n.IndexEntry(inl("l'axe"), (n.CrossRef("x", "figure ", "3"),)),)),)),
            title="L'axe ?",
            notes=(n.Footnote("a", (para("L'appel"),)),),
            short_title="L'axe",
        )
    )
    meta = n.Meta("r", "L'axe : un", "fr", subtitle="Quoi ?", imprint=(para("L'éditeur"),))
    label = n.Label("fig-a", "figure", "1", inl("L'essor"), "ch-a")
    whole = set_document(n.Document(meta, report.parts, {"fig-a": label}))
    assert seen(whole.parts[0].title) == "L’axe⍽?"
    assert whole.parts[0].short_title == "L’axe"
    assert (whole.meta.title, whole.meta.subtitle) == ("L’axe\u00a0: un", "Quoi\u202f?")
    assert seen(whole.meta.imprint) == "L’éditeur"
    assert seen(whole.labels["fig-a"].title) == "L’essor"
    drawn = every(whole, n.Figure)[0].content
    assert isinstance(drawn, n.Chart)
    assert (drawn.categories, drawn.series[0].name, drawn.unit) == (("l’un",), "l’autre", "d’euros")
    assert seen(every(whole, n.Table)[0].caption) == "L’objet␣: un"
    assert seen(every(whole, n.Cell)[0]) == "l’an"
    assert seen(whole.parts[0].notes) == "L’appel"
    assert seen(every(whole, n.ContentsEntry)[0].title) == "L’axe"
    entry = every(whole, n.IndexEntry)[0]
    assert (seen(entry.term), entry.refs[0].before) == ("l’axe", "figure\u00a0")


def test_what_no_rule_can_mend_is_reported_where_it_stands() -> None:
    findings = Diagnostics()
    note = n.NoteRef("x")
    typeset(part("ch-a", n.Paragraph(inl("Mr Dupont. L’Etat dit.", note), span=HERE)), findings=findings)
    assert codes(findings) == ["TYP115", "TYP121", "TYP124"]
    assert {finding.span for finding in findings} == {HERE}
