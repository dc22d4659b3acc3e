"""A fiche in one language: what templates and filters see of it."""

from __future__ import annotations

import pickle

from reportgen.inventory import UNKNOWN, LocalFiche, translatable_leaves

from .loading import complete, place_of

FR = "content/fr/fiches/grand-debat.yaml"
EN = "content/en/fiches/grand-debat.yaml"


def fiche(lang: str, name: str = "grand-debat") -> LocalFiche:
    found = complete().localised(lang).fiche(name)
    assert found is not None
    return found


def test_facts_are_the_same_in_every_language() -> None:
    for lang in ("fr", "en"):
        found = fiche(lang)
        assert found.method == "hybrid"
        assert found.lead.portfolio == "premier-ministre"
        assert found.start.year == 2019 and found.start >= "2019"
        assert str(found.end) == "2019-03"
        assert found.participants.value == 1500000 and found.participants.sources == (2,)
        assert found.source(2) is not None and found.source(9) is None


def test_zero_and_unknown_are_two_things() -> None:
    found = fiche("fr")
    assert found.cost_eur.known and found.cost_eur.value == 0
    assert not found.contributions.known and found.contributions.value is UNKNOWN
    assert not found.contributions.value > 0


def test_a_fiche_knows_its_ministries() -> None:
    found = fiche("fr")
    assert found.ministry("premier-ministre") and found.ministry("cndp") and not found.ministry("sante")


def test_a_practice_can_be_ongoing() -> None:
    found = fiche("fr", "petite")
    assert found.ongoing and found.end == "ongoing" and found.start == "2021"


def test_what_is_left_out_or_left_empty_is_empty() -> None:
    found = fiche("fr")
    assert found.outcome == "" and found.territory == "" and found.evaluation == ""
    assert found.sources[2].url == "" and not found.sources[2].accessed


def test_texts_are_merged_field_by_field() -> None:
    found = fiche("en")
    assert found.name == "Great Debate"
    assert found.lead.name == "Prime Minister; Great Debate mission"
    assert found.participants.counts == "Government estimate"
    assert found.pitfalls[0].text == "The notebooks were never put online [@s1, p. 3]."
    assert found.follow_up[0].text == "Première restitution [@s3]."
    assert found.follow_up[0].date == "2019-04-08"
    assert found.keywords == ("sortition", "local meeting", "notebooks")


def test_what_fell_back_to_french_is_listed() -> None:
    assert fiche("fr").fallback == frozenset()
    assert fiche("en").fallback == {
        "summary",
        "duration",
        "cost_eur.counts",
        "how",
        "who",
        "follow_up[f1].text",
        "follow_up[f2].text",
        "inspires",
        "reuse",
        "gaps[g1].text",
    }
    assert "name" in fiche("en", "petite").fallback


def test_a_text_knows_its_kind_language_and_place() -> None:
    found = fiche("en")
    name, summary, asked = found.text("name"), found.text("summary"), found.text("asked")
    assert (name.kind, name.lang, name.fallback) == ("plain", "en", False)
    assert (summary.kind, summary.lang, summary.fallback) == ("plain", "fr", True)
    assert (asked.kind, found.text("pitfalls[p1].text").kind) == ("block", "inline")
    assert str(name.span) == place_of(EN, "Great Debate")
    assert str(summary.span) == place_of(FR, "Une consultation")
    assert found.asked is asked, "the attribute of the record is the same text"
    assert found.text("nothing[x].here") == ""


def test_a_place_inside_a_text_is_a_place_in_its_file() -> None:
    fr, en = fiche("fr"), fiche("en")
    for found, path, field, words in (
        (fr, FR, "asked", "une crise"),
        (en, EN, "asked", "- Four themes"),
        (fr, FR, "pitfalls[p1].text", "mis en ligne"),
        (fr, FR, "how", "et par écrit"),
    ):
        texts = found.text(field).map
        assert texts is not None
        before = texts.text[: texts.text.index(words)]
        line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert str(texts.at(line, col)) == place_of(path, words)
        assert texts.at(line, col).field == field


def test_the_leaves_of_two_languages_pair_by_path() -> None:
    entry = complete().entries["grand-debat"]
    french = {leaf.path: leaf for leaf in translatable_leaves(entry, "fr")}
    english = {leaf.path: leaf for leaf in translatable_leaves(entry, "en")}
    assert set(english) < set(french)
    assert list(english) == [
        "name",
        "lead.name",
        "selection.detail",
        "participants.counts",
        "asked",
        "pitfalls[p1].text",
        "keywords",
    ]
    assert french["keywords"].text == "tirage au sort ; réunion locale"
    assert str(french["pitfalls[p1].text"].span) == place_of(FR, "Les cahiers")
    assert english["asked"].kind == "block" and english["asked"].text.startswith("The debate")
    assert translatable_leaves(complete().entries["petite"], "en") == []


def test_completeness_says_what_is_missing() -> None:
    found = fiche("fr").completeness
    assert found.missing == ("contributions", "evaluation")
    assert found.filled == found.total - 2
    small = fiche("fr", "petite").completeness
    assert small.fraction < 0.3 and "sources" in small.missing


def test_a_fiche_travels_between_processes() -> None:
    found = fiche("en")
    copy = pickle.loads(pickle.dumps(found))
    assert copy.name == found.name and copy.text("asked").span == found.text("asked").span
    assert copy.fallback == found.fallback


def test_records_cannot_be_changed() -> None:
    found = fiche("fr")
    try:
        found.name = "Autre"  # type: ignore[misc]
    except ValueError:
        return
    raise AssertionError("a record was changed")
