"""The human numbers of paragraphs: the same in both languages and in all editions."""

from __future__ import annotations

import pytest

from reportgen.document import nodes as n
from tests.resolve.build import (
    attrs,
    every,
    figure,
    head,
    inl,
    numbers,
    para,
    part,
    ref,
    resolved,
    table,
    text_of,
)


def test_the_number_says_chapter_fiche_or_annex() -> None:
    report = resolved(
        part("front-word", para("x")),
        part("ch-a", para("x"), head("H"), para("y")),
        part("fiche-x", para("x")),
        part("ann-a", para("x")),
    )
    assert numbers(report, n.Paragraph) == ["", "1.1", "1.2", "F1.1", "A.1"]
    assert [p.attrs.id for p in every(report, n.Paragraph)] == [
        "",
        "par-1-1",
        "par-1-2",
        "par-F1-1",
        "par-A-1",
    ]


def test_quotes_callouts_and_groups_count_but_lists_tables_definitions_and_notes_do_not() -> None:
    term = n.DefinitionItem(inl("term"), ((para("definition"),),))
    report = resolved(
        part(
            "ch-a",
            n.Quote((para("quote"),)),
            n.Callout("note", (para("callout"), n.List((n.ListItem((para("item"),)),)))),
            n.Div((para("group"),)),
            n.Only(("pdf",), (para("paper"),)),
            table("T", "", para("cell")),
            n.DefinitionList((term,)),
            n.Div((para("card"),), attrs=attrs("", "card")),
            para("last", n.NoteRef("a")),
            notes=(n.Footnote("a", (para("note"),)),),
        )
    )
    found = {text_of(p): p.number for p in every(report, n.Paragraph)}
    assert found == {
        "quote": "1.1", "callout": "1.2", "item": "", "group": "1.3", "paper": "1.4", "cell": "",
        "definition": "", "card": "", "last": "1.5", "note": "",
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_languages_of_one_structure_have_the_same_numbers(lang: str) -> None:
    words = {"fr": ("un", "deux"), "en": ("one", "two")}[lang]
    untranslated = n.Div((para("trois"),), attrs=n.Attrs(lang="fr", classes=("untranslated",)))
    report = resolved(part("ch-a", para(words[0]), figure("F"), para(words[1]), untranslated), lang=lang)
    assert numbers(report, n.Paragraph) == ["1.1", "1.2", "1.3"]


def test_paragraphs_made_by_later_passes_have_no_number() -> None:
    report = resolved(
        part("ch-a", para(ref("fiche-x"))), part("fiche-x", para("x"), n.Generated("backlinks"), para("y"))
    )
    assert numbers(report.parts[1], n.Paragraph) == ["F1.1", "", "F1.2"]


def test_a_paragraph_can_be_referred_to_by_a_name_put_inside_it() -> None:
    named = n.Styled(inl("this"), attrs("par-key"))
    report = resolved(
        part("ch-a", para("x"), para(named)), part("ch-b", para("see ", ref("par-key"))), lang="en"
    )
    assert text_of(report.parts[1].blocks) == "see paragraph\u00a01.2"
    assert report.labels["par-key"].kind == "paragraph"
