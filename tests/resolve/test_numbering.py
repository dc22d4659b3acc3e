"""What gets a number, which one, and where it is written."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.resolve.numbering import letters
from tests.resolve.build import (
    attrs,
    codes,
    every,
    figure,
    head,
    inl,
    numbers,
    para,
    part,
    resolved,
    table,
    text_of,
)


def test_chapters_fiches_and_annexes_are_counted_apart() -> None:
    report = resolved(
        part("front-word"), part("ch-a"), part("ch-b"), part("div-fiches"), part("fiche-x"), part("fiche-y"),
        part("ann-data"), part("ann-index"),
    )  # fmt: skip
    assert [p.number for p in report.parts] == ["", "1", "2", "", "1", "2", "A", "B"]


def test_an_unnumbered_part_leaves_no_hole() -> None:
    report = resolved(part("ch-a", attrs=attrs("", "unnumbered")), part("ch-b"))
    assert [p.number for p in report.parts] == ["", "1"]


def test_annexes_go_on_after_z() -> None:
    assert [letters(i) for i in (1, 26, 27, 52, 53)] == ["A", "Z", "AA", "AZ", "BA"]


def test_sections_are_numbered_to_two_levels_in_chapters_and_annexes() -> None:
    blocks = (
        head("A"),
        head("B", level=3),
        head("C", level=3),
        head("D", level=4),
        head("E"),
        head("F", level=3),
    )
    report = resolved(
        part("ch-a"), part("ch-b", *blocks), part("ann-a", head("A")), part("fiche-x", head("A"))
    )
    assert numbers(report.parts[1], n.Heading) == ["2.1", "2.1.1", "2.1.2", "", "2.2", "2.2.1"]
    assert numbers(report.parts[2], n.Heading) == ["A.1"]
    assert numbers(report.parts[3], n.Heading) == [""]


def test_a_heading_in_a_group_is_a_section_but_one_in_a_quote_a_card_or_a_list_is_not() -> None:
    aside = n.Div((head("Card"),), attrs=attrs("", "card"))
    french = n.Div((head("Section"),), attrs=n.Attrs(classes=("untranslated",), lang="fr"))
    item = n.List((n.ListItem((head("Item"),)),))
    report = resolved(
        part("ch-a", aside, n.Quote((head("Quote"),)), item, french, head("Last", "", 2, "unnumbered"))
    )
    assert numbers(report, n.Heading) == ["", "", "", "1.1", ""]


def test_figures_and_tables_run_through_the_report() -> None:
    report = resolved(
        part("ch-a", figure("One", "fig-one"), table("One", "tbl-one")),
        part("fiche-x", figure("Two"), table("Two")),
    )
    assert numbers(report, n.Figure) == ["1", "2"]
    assert numbers(report, n.Table) == ["1", "2"]
    assert [f.attrs.id for f in every(report, n.Figure)] == ["fig-one", "fig-2"]
    assert [t.attrs.id for t in every(report, n.Table)] == ["tbl-one", "tbl-2"]


def test_no_caption_and_no_label_no_number() -> None:
    report = resolved(part("ch-a", figure(""), table(""), figure("Shown")))
    assert numbers(report, n.Figure) == ["", "1"]
    assert numbers(report, n.Table) == [""]


def test_the_data_of_a_chart_is_not_a_table_of_its_own() -> None:
    chart = n.Figure(n.Chart("bar", ("a",), ()), inl("Chart"), data=table("Data"))
    report = resolved(part("ch-a", chart, table("Real")))
    assert numbers(report, n.Table) == ["", "1"]


def test_what_only_one_edition_shows_is_counted_in_all() -> None:
    report = resolved(part("ch-a", n.Only(("pdf",), (figure("One"), head("A"))), figure("Two"), head("B")))
    assert numbers(report, n.Figure) == ["1", "2"]
    assert numbers(report, n.Heading) == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("block", "printed", "title"),
    [
        (n.Div((para("Publish."),), attrs=attrs("rec-x")), "Recommandation 1. Publish.", ""),
        (n.Div((head("Publish"), para("x")), attrs=attrs("rec-x")), "Recommandation 1. Publish x", "Publish"),
        (n.Div((table("", ""),), attrs=attrs("rec-x")), "Recommandation 1.", ""),
        (
            n.Callout("note", (para("x"),), inl("Publish"), attrs=attrs("rec-x")),
            "Recommandation 1. Publish x",
            "Publish",
        ),
        (n.Callout("note", (para("x"),), attrs=attrs("rec-x")), "Recommandation 1. x", ""),
        (n.ListItem((para("Publish."),), attrs=attrs("rec-x")), "Recommandation 1. Publish.", ""),
        (n.Paragraph(inl("Publish."), attrs=attrs("rec-x")), "Recommandation 1. Publish.", ""),
        (head("Publish", "rec-x"), "Recommandation 1. Publish", "Publish"),
    ],
)
def test_a_recommendation_prints_its_number_wherever_it_is_written(
    block: n.Block, printed: str, title: str
) -> None:
    report = resolved(part("ch-a", n.List((block,)) if isinstance(block, n.ListItem) else block))
    assert " ".join(text_of(report.parts[0].blocks).split()) == printed
    label = report.labels["rec-x"]
    assert (label.kind, label.number, text_of(label.title)) == ("recommendation", "1", title)
    (made,) = [b for b in every(report, n.Block) if "recommendation" in b.attrs.classes]
    assert made.attrs.id != "rec-x"
    (shown,) = [s for s in every(report, n.Styled) if s.attrs.id == "rec-x"]
    assert (text_of(shown), shown.attrs.get("number")) == ("1", "1")


def test_recommendations_run_through_the_report_and_take_no_section_number() -> None:
    report = resolved(
        part("ch-a", head("One", "rec-a"), head("Two")),
        part("ch-b", n.Div((para("x"),), attrs=attrs("rec-b"))),
    )
    assert numbers(report, n.Heading) == ["", "1.1"]
    assert [report.labels[f"rec-{x}"].number for x in "ab"] == ["1", "2"]
    assert [h.attrs.id for h in every(report, n.Heading)] == ["ch-a-one", "ch-a-two"]


def test_headings_without_an_id_get_one_that_no_other_has() -> None:
    report = resolved(
        part("fiche-x", head("Ce qui a été demandé"), head("Ce qui a été demandé")),
        part("fiche-y", head("Ce qui a été demandé"), head("L’œuvre", "sec-work")),
    )
    assert [h.attrs.id for h in every(report, n.Heading)] == [
        "fiche-x-ce-qui-a-ete-demande",
        "fiche-x-ce-qui-a-ete-demande-2",
        "fiche-y-ce-qui-a-ete-demande",
        "sec-work",
    ]


def test_notes_are_numbered_by_first_call_in_each_part() -> None:
    notes = (n.Footnote("x", (para("X"),)), n.Footnote("y", (para("Y"),)))
    chapter = part("ch-a", para(n.NoteRef("y"), n.NoteRef("x")), para(n.NoteRef("y")), notes=notes)
    report = resolved(chapter, part("ch-b", para(n.NoteRef("x")), notes=notes[:1]))
    assert [(r.number, r.occurrence) for r in every(report.parts[0], n.NoteRef)] == [(1, 1), (2, 1), (1, 2)]
    assert [(f.id, f.number, f.calls) for f in report.parts[0].notes] == [("y", 1, 2), ("x", 2, 1)]
    assert [f.number for f in report.parts[1].notes] == [1]


def test_a_call_in_a_caption_comes_before_those_in_the_table() -> None:
    notes = (n.Footnote("in", (para("in"),)), n.Footnote("on", (para("on"),)))
    captioned = n.Table((), (n.Row((n.Cell((para(n.NoteRef("in")),)),)),), 1, inl("Caption", n.NoteRef("on")))
    report = resolved(part("ch-a", captioned, notes=notes))
    assert [f.id for f in report.parts[0].notes] == ["on", "in"]


def test_a_note_nobody_calls_and_a_call_to_no_note_are_reported_and_left_out() -> None:
    diagnostics = Diagnostics()
    notes = (n.Footnote("lost", (para("L"),)), n.Footnote("kept", (para("K"),)))
    report = resolved(
        part("ch-a", para(n.NoteRef("kept"), n.NoteRef("none")), notes=notes), diagnostics=diagnostics
    )
    assert sorted(codes(diagnostics)) == ["REF007", "REF008"]
    assert [f.id for f in report.parts[0].notes] == ["kept"]
    assert len(every(report, n.NoteRef)) == 1
