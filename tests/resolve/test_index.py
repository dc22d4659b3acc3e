"""The index: where terms lead, how they are merged, and the order they stand in."""

from __future__ import annotations

import pytest

from reportgen.document import nodes as n
from reportgen.resolve import Records
from reportgen.resolve.collation import fold, letter, sort_key
from tests.resolve.build import attrs, every, head, inl, mark, para, part, resolved, text_of

INDEX = part("ann-index", n.Generated("index"))


def index_of(report: n.Document) -> list[str]:
    """One line a term, indented for sub-terms: `term: 1.2, F1`, after the letters that head them."""
    lines: list[str] = []

    def add(entry: n.IndexEntry, indent: str) -> None:
        places = ", ".join(
            (r.before + (r.number or text_of(r.title))).replace("\u00a0", " ") for r in entry.refs
        )
        lines.append(
            f"{indent}{text_of(entry.term)}: {places}" if places else f"{indent}{text_of(entry.term)}"
        )
        for child in entry.children:
            add(child, indent + "  ")

    for index in every(report, n.Index):
        for group in index.groups:
            lines.append(f"[{group.letter}]")
            for entry in group.entries:
                add(entry, "")
    return lines


def test_marks_keywords_and_records_lead_to_their_places() -> None:
    report = resolved(
        part("ch-a", para("x"), para("a ", mark("lot", "tirage au sort; jury!citoyen"), ".")),
        part("fiche-x", para(mark("tirage au sort")), keywords=("tirage au sort", "santé")),
        INDEX,
        records=Records(index_terms={"ch-a": ("santé",), "ann-index": ("tri",)}),
    )
    assert index_of(report) == [
        "[J]", "jury", "  citoyen: 1.2",
        "[S]", "santé: chapitre 1, F1",
        "[T]", "tirage au sort: 1.2, F1, F1.1", "tri: annexe A",
    ]  # fmt: skip


def test_a_mark_becomes_an_anchor_before_its_text() -> None:
    report = resolved(part("ch-a", para("a ", mark("lot", "tirage au sort"), ".")), INDEX)
    anchor = n.Anchor("idx-tirage-au-sort")
    assert every(report, n.Paragraph)[0].children == inl("a ", anchor, "lot", ".")
    label = report.labels[anchor.id]
    assert (label.kind, label.number, label.part) == ("anchor", "1.1", "ch-a")


def test_a_mark_keeps_its_language() -> None:
    styled = n.Styled(inl("lot"), n.Attrs(lang="en", values=(("index", ""),)))
    report = resolved(part("ch-a", para(styled)), INDEX)
    assert every(report, n.Styled) == [n.Styled(inl("lot"), n.Attrs(lang="en"))]
    assert index_of(report) == ["[L]", "lot: 1.1"]


def test_outside_numbered_paragraphs_a_mark_leads_to_the_nearest_number() -> None:
    item = n.List((n.ListItem((para(mark("item")),)),))
    report = resolved(
        part("front-word", para(mark("word")), title="Avant-propos"),
        part(
            "ch-a",
            item,
            para("x", n.NoteRef("a")),
            item,
            head("h"),
            n.Heading(2, inl(mark("heading")), attrs=attrs("sec-h")),
            notes=(n.Footnote("a", (para(mark("note")),)),),
        ),
        INDEX,
    )
    assert index_of(report) == [
        "[H]", "heading: section 1.2", "[I]", "item: chapitre 1, 1.1", "[N]", "note: chapitre 1",
        "[W]", "word: Avant-propos",
    ]  # fmt: skip


def test_the_same_place_is_printed_once_and_spellings_are_merged() -> None:
    report = resolved(
        part("ch-a", para(mark("Lot"), mark("lot")), para(mark("l'Avis"), mark("L’avis"))), INDEX
    )
    assert index_of(report) == ["[A]", "l’Avis: 1.2", "[L]", "Lot: 1.1"]


def test_marks_in_a_title_lead_to_the_part() -> None:
    chapter = n.Part("ch-a", "chapter", inl("On ", mark("lots")), ())
    report = resolved(chapter, INDEX)
    assert index_of(report) == ["[L]", "lots: chapitre 1"]
    assert text_of(report.parts[0].title) == "On lots"
    assert not every(report, n.Styled)


def test_without_terms_there_is_no_index() -> None:
    assert resolved(INDEX).parts[0].blocks == ()


def test_a_mark_shown_in_one_edition_says_so() -> None:
    report = resolved(part("ch-a", n.Only(("pdf",), (para(mark("lot")),))), INDEX)
    assert report.labels["idx-lot"].editions == ("pdf",)


def test_the_order_is_that_of_a_dictionary() -> None:
    # The order of ICU's collation for French, written out by hand.
    right = (
        "abstention; l’avis; cote; coté; côte; côté; Écrire; élu; l’Île; Ilot; œuvre; ogre; la santé; The web"
    )
    terms = right.split("; ")
    assert sorted(set(terms), key=sort_key) == terms


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("élu", "E"),
        ("l’État", "E"),
        ("Les élus", "E"),
        ("œuvre", "O"),
        ("Île", "I"),
        ("49.3", "0-9"),
        ("§ 3", "#"),
        ("« L’avis »", "A"),
        ("☂", "#"),
        ("La", "L"),
    ],
)
def test_letters_have_no_accent_and_no_article(term: str, expected: str) -> None:
    assert letter(term) == expected


def test_a_letter_heads_one_group_even_for_terms_in_quotation_marks() -> None:
    terms = ("☂", "« Grenelle »", "gare", "zone", "§ 3", "3 mai")
    report = resolved(part("ch-a", keywords=terms), INDEX)
    assert [line for line in index_of(report) if line[0] == "["] == ["[#]", "[0-9]", "[G]", "[Z]"]


def test_case_apostrophes_and_spaces_do_not_make_two_terms() -> None:
    assert fold("L’État\u00a0") == fold("l'état")
