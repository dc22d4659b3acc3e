"""Acronyms: expanded where a reader of a part meets them first, unless the author has done it."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.resolve import AcronymRecord, PassContext, Records, acronyms
from reportgen.words import words_for
from tests.resolve.build import attrs, doc, every, head, inl, para, part, table, text_of

FULL = "Commission nationale du débat public"
RECORDS = (
    AcronymRecord("CNDP", FULL),
    AcronymRecord("OGP", "Open Government Partnership", "en"),
    AcronymRecord("PGO", "Partenariat pour un gouvernement ouvert"),
)
LIST = part(
    "ann-acronyms",
    n.DefinitionList((n.DefinitionItem(inl("CNDP"), ((para(FULL),),), attrs=attrs("acr-cndp")),)),
)


def marked(*parts: n.Part, lang: str = "fr") -> n.Document:
    document = doc(*parts, LIST, lang=lang)
    document.labels["acr-cndp"] = n.Label("acr-cndp", "acronym", "", inl("CNDP"), "ann-acronyms")
    records = Records(acronyms=RECORDS)
    return acronyms.run(document, PassContext(lang, words_for(lang), records, Diagnostics()))


def said(*pieces: str | n.Inline, lang: str = "fr") -> str:
    return text_of(marked(part("ch-a", para(*pieces)), lang=lang).parts[0].blocks)


def test_the_first_use_in_a_part_is_expanded_and_leads_to_the_list() -> None:
    report = marked(
        part("ch-a", para("La CNDP agit."), para("La CNDP suit.")), part("ch-b", para("La CNDP dit."))
    )
    assert text_of(report.parts[0].blocks) == f"La CNDP ({FULL}) agit.\nLa CNDP suit."
    assert text_of(report.parts[1].blocks) == f"La CNDP ({FULL}) dit."
    assert every(report.parts[0], n.Abbreviation) == [n.Abbreviation("CNDP", FULL, "", "acr-cndp")]


@pytest.mark.parametrize(
    "text",
    [
        f"La {FULL} (CNDP) agit.",
        f"La CNDP ({FULL}) agit.",
        f"La CNDP, {FULL}, agit.",
        "La Commission pour le débat (CNDP) agit.",
        f"La {FULL} existe. La CNDP agit.",
    ],
)
def test_what_the_author_expands_is_marked_and_not_repeated(text: str) -> None:
    report = marked(part("ch-a", para(text)))
    assert text_of(report.parts[0].blocks) == text
    assert len(every(report, n.Abbreviation)) == 1


def test_inside_a_parenthesis_a_comma_does() -> None:
    assert said("un débat (par la CNDP) clos") == f"un débat (par la CNDP, {FULL}) clos"


def test_only_whole_words_count() -> None:
    assert said("SCNDP, CNDP-bis, cndp et CNDPs") == "SCNDP, CNDP-bis, cndp et CNDPs"
    assert said("many PGOs", lang="en") == "many PGOs (Partenariat pour un gouvernement ouvert)"


def test_an_expansion_in_another_language_says_so() -> None:
    report = marked(part("ch-a", para("Le OGP vient.")))
    (span,) = every(report, n.Styled)
    assert (span.attrs.lang, text_of(span.children)) == ("en", "Open Government Partnership")


def test_what_is_not_prose_is_left_alone() -> None:
    blocks = (
        head("La CNDP"),
        table("La CNDP", "", para("CNDP")),
        para(n.Code("CNDP"), n.Link(inl("CNDP"), "https://x.fr"), n.InternalLink("a", inl("CNDP"))),
        para(n.Styled(inl("CNDP"), n.Attrs(lang="en"))),
        n.Div((para("CNDP"),), attrs=n.Attrs(lang="en")),
        n.Div((para("CNDP"),), attrs=n.Attrs(classes=("card",))),
        n.List((n.ListItem((para("CNDP"),), attrs=n.Attrs(id="fiche-x-s2")),)),
        n.Only(("pdf",), (para("CNDP"),)),
    )
    report = marked(part("ch-a", *blocks, title="CNDP"))
    assert report.parts[0] == part("ch-a", *blocks, title="CNDP")
    assert report.parts[-1] == LIST


def test_an_acronym_that_is_emphasised_keeps_its_emphasis() -> None:
    assert said("La ", n.Emph(inl("CNDP")), " agit") == f"La CNDP ({FULL}) agit"
