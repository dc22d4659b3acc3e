"""Portfolios, glossary, acronyms, people, bibliography, words: in one language, with their places."""

from __future__ import annotations

from pathlib import Path

from .loading import complete, load, place_of

ROOT = Path(__file__).parents[2]


def test_portfolios_have_a_name_in_each_language() -> None:
    french, english = complete().localised("fr"), complete().localised("en")
    portfolio = english.portfolio("premier-ministre")
    assert portfolio is not None and portfolio.name == "Prime Minister’s Office"
    assert (portfolio.tier, portfolio.aliases, portfolio.titles[0].fr) == (
        "core",
        ("Matignon",),
        "Premier ministre",
    )
    assert [p.name for p in french.portfolios] == [
        "Services du Premier ministre",
        "Commission nationale du débat public",
    ]
    assert str(portfolio.name.span) == place_of("content/shared/ministries.yaml", "Prime Minister’s")


def test_a_term_has_its_definition_and_falls_back_to_french() -> None:
    garant, tirage = complete().localised("en").glossary
    assert (garant.term, garant.others, garant.definition.kind) == (
        "guarantor",
        (("fr", "garant"),),
        "inline",
    )
    assert (garant.see, garant.source) == (("tirage-au-sort",), "oecd-2020")
    assert (tirage.term, tirage.term.lang, tirage.term.fallback) == ("tirage au sort", "fr", True)
    assert str(garant.definition.span) == place_of("content/shared/glossary.yaml", "Neutral and")
    assert complete().localised("fr").glossary[0].alt == ("tiers garant",)


def test_acronyms_people_and_words() -> None:
    english = complete().localised("en")
    assert [(a.acronym, a.expansion, a.lang) for a in english.acronyms] == [
        ("CNDP", "National Commission for Public Debate", ""),
        ("OGP", "Open Government Partnership", "en"),
    ]
    person = english.people[0]
    assert (person.name, person.role, person.organisation) == (
        "Une Personne",
        "Rapporteur",
        "Groupe de travail",
    )
    assert person.organisation.fallback
    assert complete().words == {"about.asked": {"fr": "La question", "en": "The question"}}


def test_a_reference_keeps_every_variable_of_csl() -> None:
    item = complete().bibliography["oecd-2020"]
    assert item.author[0].literal == "OECD"
    assert item.csl() == {
        "id": "oecd-2020",
        "type": "report",
        "title": "Catching the Deliberative Wave",
        "author": ({"literal": "OECD"},),
        "issued": {"date-parts": [[2020]]},
        "DOI": "10.1787/339306da-en",
    }


def test_every_record_has_its_place() -> None:
    inventory = complete()
    assert str(inventory.place("glossary", "tirage-au-sort")) == "content/shared/glossary.yaml:9:3"
    assert str(inventory.place("bibliography", "oecd-2020")) == "content/shared/bibliography.json:2:3"
    assert str(inventory.place("acronym", "OGP")) == "content/shared/acronyms.yaml:2:3"
    assert str(inventory.place("fiche", "petite")) == "content/fr/fiches/petite.yaml:2:1"
    assert inventory.place("glossary", "absent") is None


def test_shared_records_of_the_report_are_sound() -> None:
    inventory, diagnostics = load(ROOT)
    assert [str(d.span) for d in diagnostics if d.span.file.startswith("content/shared/")] == []
    tiers = [portfolio.tier for portfolio in inventory.portfolios.values()]
    assert (tiers.count("core"), tiers.count("delegated"), tiers.count("institution")) == (22, 9, 17)
    for record in (*inventory.glossary.values(), *inventory.acronyms.values()):
        assert record.source == "" or record.source in inventory.bibliography


def test_shared_records_may_stand_under_the_name_of_their_file(tmp_path: Path) -> None:
    for name, text in {
        "content/report.yaml": "id: a\ntitle: A\n",
        "content/shared/glossary.yaml": (
            "glossary:\n- {id: a, term: {fr: a}, definition: {fr: b}}\nterms: []\n"
        ),
        "content/shared/ministries.yaml": (
            "- {id: a, fr: A, en: A, tier: core}\n- {id: a, fr: B, en: B, tier: core}\n"
        ),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    inventory, diagnostics = load(tmp_path)
    assert list(inventory.glossary) == ["a"] and inventory.portfolios["a"].fr == "A"
    assert [f"{d.code} {d.span}" for d in diagnostics] == [
        "YML031 content/shared/glossary.yaml:3:1",
        "INV013 content/shared/ministries.yaml:2:8",
    ]
