"""The glossary: the first use of a term in a part leads to its definition."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.resolve import GlossaryRecord, PassContext, Records, glossary
from reportgen.words import words_for
from tests.resolve.build import doc, every, head, inl, para, part, table, text_of

FR = (
    GlossaryRecord("assemblee", "assemblée citoyenne", "…"),
    GlossaryRecord("assemblee-simple", "assemblée", "…"),
    GlossaryRecord("tirage", "tirage au sort", "…", ("sortition",)),
    GlossaryRecord("local", "panel local", "…"),
    GlossaryRecord("enjeu", "enjeu", "…"),
    GlossaryRecord("appel", "appel à manifestation d’intérêt", "…"),
    GlossaryRecord("agora", "Agora", "…"),
    GlossaryRecord("nowhere", "nulle part", "…"),
)
EN = (
    GlossaryRecord("assemblee", "citizens’ assembly", "…"),
    GlossaryRecord("tirage", "process", "…"),
)


def linked(*parts: n.Part, lang: str = "fr") -> n.Document:
    document = doc(*parts, part("ann-glossary", para("assemblée citoyenne")), lang=lang)
    records = FR if lang == "fr" else EN
    for record in records:
        if record.id != "nowhere":
            label = f"term-{record.id}"
            document.labels[label] = n.Label(label, "term", "", inl(record.term), "ann-glossary")
    return glossary.run(
        document, PassContext(lang, words_for(lang), Records(glossary=records), Diagnostics())
    )


def found(*texts: str, lang: str = "fr") -> list[tuple[str, str]]:
    report = linked(part("ch-a", *(para(text) for text in texts)), lang=lang)
    assert text_of(report.parts[0].blocks) == "\n".join(texts)
    return [
        (link.target.removeprefix("term-"), text_of(link.children)) for link in every(report, n.InternalLink)
    ]


@pytest.mark.parametrize(
    ("text", "term", "words"),
    [
        ("Une assemblée citoyenne siège.", "assemblee", "assemblée citoyenne"),
        ("Des assemblées citoyennes siègent.", "assemblee", "assemblées citoyennes"),
        ("Assemblée citoyenne : oui.", "assemblee", "Assemblée citoyenne"),
        ("Dans l’assemblée, on vote.", "assemblee-simple", "assemblée"),
        ("Les panels locaux.", "local", "panels locaux"),
        ("Des enjeux.", "enjeu", "enjeux"),
        ("Un appel à manifestation d'intérêt.", "appel", "appel à manifestation d'intérêt"),
        ("Le tirage\u00a0au sort.", "tirage", "tirage\u00a0au sort"),
        ("La sortition.", "tirage", "sortition"),
        ("Sur Agora.", "agora", "Agora"),
    ],
)
def test_a_term_is_found_as_it_is_written(text: str, term: str, words: str) -> None:
    assert found(text) == [(term, words)]


@pytest.mark.parametrize(
    "text", ["assemblee", "rassemblée", "assemblée-test", "agora", "nulle part", "enjeuxx"]
)
def test_what_only_looks_like_a_term_is_not_linked(text: str) -> None:
    assert found(text) == []


def test_english_plurals_and_apostrophes() -> None:
    assert found("Citizens' assemblies and processes.", lang="en") == [
        ("assemblee", "Citizens' assemblies"),
        ("tirage", "processes"),
    ]


def test_only_the_first_use_in_each_part_is_linked() -> None:
    assert len(found("Une assemblée citoyenne.", "Une assemblée citoyenne.")) == 1
    two = linked(part("ch-a", para("Un enjeu.")), part("ch-b", para("Un enjeu.")))
    assert len(every(two, n.InternalLink)) == 2


def test_headings_captions_links_and_other_languages_are_left_alone() -> None:
    blocks = (
        head("Un enjeu"),
        table("Un enjeu", "", para("enjeu")),
        para(n.Link(inl("enjeu"), "https://x.fr"), n.Code("enjeu")),
        n.Div((para("enjeu"),), attrs=n.Attrs(lang="en")),
    )
    report = linked(part("ch-a", *blocks, title="Un enjeu"))
    assert not every(report, n.InternalLink)
    assert text_of(report.parts[-1].blocks) == "assemblée citoyenne"
