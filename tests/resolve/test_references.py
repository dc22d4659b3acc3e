"""Labels and the words of references, in French and in English."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.resolve.ref_words import article_text, number_key
from tests.resolve.build import (
    HERE,
    attrs,
    codes,
    every,
    figure,
    head,
    inl,
    para,
    part,
    ref,
    resolved,
    table,
    text_of,
)


def report_with(
    *pieces: str | n.Inline, lang: str = "fr", diagnostics: Diagnostics | None = None
) -> n.Document:
    """A report with 2 chapters, 9 figures, 2 tables, 9 fiches, 3 annexes; `pieces` stand in the foreword."""
    return resolved(
        part("front-word", para(*pieces), title="Avant-propos" if lang == "fr" else "Foreword"),
        part(
            "ch-why",
            *(head(str(i), f"sec-{i}") for i in range(1, 5)),
            *(figure(str(i), f"fig-{i}") for i in range(1, 10)),
            table("T", "tbl-1"),
            table("T", "tbl-2"),
            head("Détail", "sec-deep", 4),
            n.Div((para("Do."),), attrs=attrs("rec-do")),
        ),
        part("ch-how"),
        *(part(f"fiche-{i}") for i in range(1, 10)),
        *(part(f"ann-{name}") for name in "abc"),
        lang=lang,
        diagnostics=diagnostics,
    )


def said(*labels: str, lang: str = "fr", **asked: Any) -> str:
    """What a reader sees of a reference, with plain spaces."""
    report = report_with(ref(*labels, **asked), lang=lang)
    return text_of(report.parts[0].blocks).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("labels", "french", "english"),
    [
        (["fig-3"], "figure 3", "figure 3"),
        (["tbl-2"], "tableau 2", "table 2"),
        (["fig-2", "fig-4"], "figures 2 et 4", "figures 2 and 4"),
        (["fig-4", "fig-2"], "figures 2 et 4", "figures 2 and 4"),
        (["fig-2", "fig-2"], "figure 2", "figure 2"),
        (["fig-2", "fig-4", "fig-6"], "figures 2, 4 et 6", "figures 2, 4 and 6"),
        (["fig-2", "fig-3"], "figures 2 et 3", "figures 2 and 3"),
        (["fig-2", "fig-3", "fig-4"], "figures 2 à 4", "figures 2 to 4"),
        (["fiche-4", "fiche-9", "fiche-7", "fiche-8"], "fiches 4 et 7 à 9", "records 4 and 7 to 9"),
        (["ann-a", "ann-b", "ann-c"], "annexes A à C", "Annexes A to C"),
        (["ann-b"], "annexe B", "Annex B"),
        (["sec-3"], "section 1.3", "section 1.3"),
        (["sec-1", "sec-3"], "sections 1.1 et 1.3", "sections 1.1 and 1.3"),
        (["sec-1", "sec-2", "sec-3"], "sections 1.1 à 1.3", "sections 1.1 to 1.3"),
        (["ch-how"], "chapitre 2", "chapter 2"),
        (["rec-do"], "recommandation 1", "recommendation 1"),
        (["fig-3", "tbl-2"], "figure 3 et tableau 2", "figure 3 and table 2"),
        (["fig-3", "tbl-2", "ann-a"], "figure 3, tableau 2 et annexe A", "figure 3, table 2 and Annex A"),
        (["fig-3", "tbl-2", "fig-5"], "figures 3 et 5, et tableau 2", "figures 3 and 5, and table 2"),
        (["front-word"], "« Avant-propos »", "‘Foreword’"),
        (["sec-deep"], "section « Détail »", "section ‘Détail’"),
    ],
)
def test_words_agree_in_both_languages(labels: list[str], french: str, english: str) -> None:
    assert said(*labels) == french
    assert said(*labels, lang="en") == english


@pytest.mark.parametrize(
    ("labels", "le", "de", "to"),
    [
        (["fig-3"], "la figure 3", "de la figure 3", "à la figure 3"),
        (["tbl-2"], "le tableau 2", "du tableau 2", "au tableau 2"),
        (["ann-b"], "l’annexe B", "de l’annexe B", "à l’annexe B"),
        (["ann-a", "ann-b"], "les annexes A et B", "des annexes A et B", "aux annexes A et B"),
        (
            ["fiche-4", "fiche-7", "fiche-8", "fiche-9"],
            "les fiches 4 et 7 à 9",
            "des fiches 4 et 7 à 9",
            "aux fiches 4 et 7 à 9",
        ),
        (
            ["fig-3", "tbl-2"],
            "la figure 3 et le tableau 2",
            "de la figure 3 et du tableau 2",
            "à la figure 3 et au tableau 2",
        ),
        (["front-word"], "« Avant-propos »", "de « Avant-propos »", "à « Avant-propos »"),
        (["sec-deep"], "la section « Détail »", "de la section « Détail »", "à la section « Détail »"),
    ],
)
def test_french_articles_contract_and_elide(labels: list[str], le: str, de: str, to: str) -> None:
    assert said(*labels, article="le") == le
    assert said(*labels, article="de") == de
    assert said(*labels, article="à") == to


def test_an_article_means_nothing_in_english() -> None:
    assert said("fig-3", article="le", lang="en") == "figure 3"


def test_a_capital_begins_the_sentence() -> None:
    assert said("fig-3", capital=True) == "Figure 3"
    assert said("ann-b", article="le", capital=True) == "L’annexe B"
    assert said("tbl-1", article="de", capital=True) == "Du tableau 1"
    assert said("sec-1", capital=True, lang="en") == "Section 1.1"


def test_other_words_in_front_stay() -> None:
    assert said("fig-3", prefix="voir") == "voir figure 3"
    assert said("fig-3", prefix="voir la") == "voir la figure 3"


def test_number_only() -> None:
    assert said("fig-3", form="number") == "3"
    assert said("fig-3", "fig-4", "fig-5", "fig-9", form="number") == "3 à 5 et 9"
    assert said("ann-b", form="number", article="le") == "B"


@pytest.mark.parametrize(("lang", "fallback"), [("fr", "la figure\u00a0"), ("en", "figure\u00a0")])
def test_a_page_reference_can_be_read_without_pages(lang: str, fallback: str) -> None:
    report = report_with(ref("fig-3", form="page"), lang=lang)
    assert every(report.parts[0], n.CrossRef) == [n.CrossRef("fig-3", fallback, "3", form="page")]


def test_the_link_holds_noun_and_number_and_a_space_that_does_not_break() -> None:
    report = report_with(ref("fig-3", article="le"))
    assert report.parts[0].blocks[0] == n.Paragraph(inl("la ", n.CrossRef("fig-3", "figure\u00a0", "3")))


def test_a_range_leads_to_its_ends_and_remembers_what_lies_between() -> None:
    first, last = every(report_with(ref("fig-1", "fig-2", "fig-3", "fig-4")).parts[0], n.CrossRef)
    assert (first.target, first.number, last.target, last.number) == ("fig-1", "1", "fig-4", "4")
    assert last.covers == ("fig-2", "fig-3")


def test_numbers_sort_as_numbers() -> None:
    assert sorted(["2.10", "2.9", "10.1", "B.1", "A.2"], key=number_key) == [
        "2.9",
        "2.10",
        "10.1",
        "A.2",
        "B.1",
    ]


def test_a_noun_of_the_project_gets_the_right_article() -> None:
    assert article_text("de", "encadré", "m", plural=False) == "de l’"
    assert article_text("à", "encadré", "m", plural=True) == "aux "


def test_a_french_passage_left_in_an_english_report_stays_french() -> None:
    foreign = n.Div((para(ref("tbl-2", article="de")),), attrs=n.Attrs(lang="fr", classes=("untranslated",)))
    report = resolved(part("ch-a", foreign, table("T", "tbl-1"), table("T", "tbl-2")), lang="en")
    assert text_of(report.parts[0].blocks[0]) == "du tableau\u00a02"


@pytest.mark.parametrize(
    ("wrong", "right"), [("fig-33", "fig-3"), ("tbl-fig", "tbl-1"), ("fiche-10", "fiche-1"), ("zzz-q", "")]
)
def test_an_unknown_label_is_an_error_at_its_place_with_the_nearest_of_its_kind(
    wrong: str, right: str
) -> None:
    diagnostics = Diagnostics()
    report = report_with("see ", ref(wrong), diagnostics=diagnostics)
    (finding,) = diagnostics
    assert (finding.code, str(finding.span)) == ("REF004", "content/fr/chapters/01.md:7:3")
    assert finding.suggestion.startswith(right[:-1]) if right else not finding.suggestion
    assert text_of(report.parts[0].blocks) == f"see @{wrong}"


def test_the_known_ones_among_unknown_ones_are_still_said() -> None:
    diagnostics = Diagnostics()
    report = report_with(ref("fig-1", "fig-nope", "fig-2"), diagnostics=diagnostics)
    assert text_of(report.parts[0].blocks) == "figures\u00a01 et 2, et @fig-nope"
    assert codes(diagnostics) == ["REF004"]


def test_a_label_used_twice_is_reported_where_it_comes_second() -> None:
    diagnostics = Diagnostics()
    report = resolved(
        part("ch-a", head("One", "sec-x")),
        part("ch-b", head("Two", "sec-x"), para(ref("sec-x"))),
        diagnostics=diagnostics,
    )
    (finding,) = diagnostics
    assert finding.code == "REF001"
    assert dict(finding.params) == {"id": "sec-x", "first": "content/fr/chapters/01.md:7:3"}
    assert every(report, n.CrossRef)[0].number == "1.1"
    assert [h.attrs.id for h in every(report, n.Heading)] == ["sec-x", "sec-x-2"]


@pytest.mark.parametrize(
    ("block", "suggestion"),
    [
        (table("T", "fig-x"), "tbl-x"),
        (figure("F", "tbl-x"), "fig-x"),
        (head("H", "fig-x"), "sec-x"),
        (n.Div((), attrs=attrs("sec-x")), ""),
    ],
)
def test_a_prefix_for_another_kind_of_thing_is_a_warning(block: n.Block, suggestion: str) -> None:
    diagnostics = Diagnostics()
    resolved(part("ch-a", block), diagnostics=diagnostics)
    (finding,) = diagnostics
    assert (finding.code, finding.suggestion) == ("REF002", suggestion)


def test_everything_with_an_id_is_a_label() -> None:
    term = n.DefinitionItem(inl("tirage"), (), attrs=attrs("term-sortition"))
    acronym = n.DefinitionItem(inl("CNDP"), (), attrs=attrs("acr-cndp"))
    source = n.ListItem((para("Source"),), attrs=attrs("src-x-1"))
    report = resolved(
        part(
            "ch-a",
            n.DefinitionList((term, acronym)),
            n.List((source,)),
            para(n.Anchor("here"), n.Styled(inl("there"), attrs("there"))),
        ),
    )
    kinds = {label.id: label.kind for label in report.labels.values()}
    assert kinds == {
        "ch-a": "chapter",
        "term-sortition": "term",
        "acr-cndp": "acronym",
        "src-x-1": "source",
        "here": "anchor",
        "there": "anchor",
        "par-1-1": "paragraph",
    }


def test_what_another_edition_alone_shows_is_a_warning() -> None:
    diagnostics = Diagnostics()
    paper = n.Only(("pdf",), (figure("F", "fig-x"), para(ref("fig-x"))))
    report = resolved(part("ch-a", paper, figure("G", "fig-y"), para(ref("fig-x"))), diagnostics=diagnostics)
    assert codes(diagnostics) == ["REF005"]
    assert report.labels["fig-x"].editions == ("pdf",)
    assert [r.number for r in every(report, n.CrossRef)] == ["1", "1"]


@pytest.mark.parametrize(
    ("here", "there", "warned"),
    [
        (("pdf",), ("docx", "pdf"), False),
        (("docx", "pdf"), ("pdf",), True),
        (("html",), ("pdf",), True),
        ((), (), False),
    ],
)
def test_a_reference_must_reach_its_target_in_all_its_editions(
    here: tuple[str, ...], there: tuple[str, ...], warned: bool
) -> None:
    diagnostics = Diagnostics()
    target: n.Block = figure("F", "fig-x")
    origin: n.Block = para(ref("fig-x"))
    blocks = (n.Only(there, (target,)) if there else target, n.Only(here, (origin,)) if here else origin)
    resolved(part("ch-a", *blocks), diagnostics=diagnostics)
    assert codes(diagnostics) == (["REF005"] if warned else [])


def test_a_target_with_nothing_to_show_is_said_by_its_part() -> None:
    diagnostics = Diagnostics()
    preface = part("front-word", para(n.Anchor("x"), ref("x")), title="Preface")
    report = resolved(preface, diagnostics=diagnostics)
    assert "REF006" in codes(diagnostics)
    assert text_of(report.parts[0].blocks) == "«\u00a0Preface\u00a0»"


def test_a_reference_in_a_heading_is_said_in_lists_and_references_too() -> None:
    titled = n.Heading(4, inl("Lire ", ref("fig-1"), n.NoteRef("a")), attrs=attrs("sec-read"))
    report = resolved(
        part(
            "ch-a",
            titled,
            figure("F", "fig-1"),
            para(ref("sec-read")),
            notes=(n.Footnote("a", (para("n"),)),),
        )
    )
    assert text_of(report.labels["sec-read"].title) == "Lire figure\u00a01"
    assert text_of(report.parts[0].blocks[2]) == "section «\u00a0Lire figure\u00a01\u00a0»"


def test_references_in_notes_captions_and_cells_are_resolved_too() -> None:
    report = resolved(
        part(
            "ch-a",
            n.Figure(n.Image("a.png", ""), inl("Compare ", ref("tbl-1")), attrs=attrs("fig-1")),
            table("T", "tbl-1", para(ref("fig-1"))),
            para(n.NoteRef("a")),
            notes=(n.Footnote("a", (para(ref("fig-1")),)),),
        )
    )
    assert not every(report, n.Reference)
    assert [r.target for r in every(report, n.CrossRef)] == ["tbl-1", "fig-1", "fig-1"]
    assert text_of(report.labels["fig-1"].title) == "Compare tableau\u00a01"


def test_a_link_to_nothing_becomes_its_text_and_is_an_error() -> None:
    diagnostics = Diagnostics()
    link = n.InternalLink("sec-on", inl("the section"), span=HERE)
    good = n.InternalLink("sec-one", inl("that one"), span=HERE)
    report = resolved(part("ch-a", head("H", "sec-one"), para(link, good)), diagnostics=diagnostics)
    assert [(d.code, d.suggestion, d.span) for d in diagnostics] == [("REF004", "sec-one", HERE)]
    assert every(report, n.Paragraph)[0].children == inl("the section", good)
