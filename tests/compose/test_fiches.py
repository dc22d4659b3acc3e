"""The page of a fiche: what stands on it, in what order, and in which language."""

# ruff: noqa: E501 (cases on one line)

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.document import nodes as n
from tests.compose.reports import FIXTURE, codes, composed, copy, every, part, text

FRENCH, FINDINGS = composed("fr")
ENGLISH, _ = composed("en")
DEBATE = part(FRENCH, "fiche-grand-debat-national")
TRAPS = "*a* <script>alert(1)</script> | @fiche-x {{7*7}} [x](javascript:1)"


def titles(fiche: n.Part) -> list[str]:
    return [text(heading.children) for heading in every(fiche.blocks, n.Heading)]


def group(fiche: n.Part, name: str) -> n.Div:
    found: n.Div = next(div for div in every(fiche.blocks, n.Div) if name in div.attrs.classes)
    return found


def facts(fiche: n.Part) -> dict[str, str]:
    """The key facts as printed, by term."""
    (listed,) = every(group(fiche, "key-facts"), n.DefinitionList)
    return {text(item.term): text(item.definitions).strip() for item in listed.items}


def test_the_fixture_composes_without_a_finding() -> None:
    assert codes(FINDINGS) == []


def test_title_label_and_keywords() -> None:
    assert (DEBATE.id, DEBATE.kind, text(DEBATE.title)) == (
        "fiche-grand-debat-national",
        "fiche",
        "Grand débat national",
    )
    assert DEBATE.keywords == ("Gilets jaunes", "réunion locale", "tirage au sort")
    assert DEBATE.unit is not None
    assert (DEBATE.unit.container, DEBATE.unit.origin.field) == ("fiches/grand-debat-national", "name")


def test_sections_come_in_a_fixed_order_without_number_or_line_in_the_contents() -> None:
    assert titles(DEBATE) == [
        "Ce qui était demandé", "Comment cela s’est passé", "Qui a participé", "Ce que c’est devenu", "Ce qui inspire",
        "Difficultés et écueils", "Conditions pour s’en inspirer", "Évaluation", "Ce que l’on ignore",
    ]  # fmt: skip
    headings = every(DEBATE.blocks, n.Heading)
    assert {(h.level, h.attrs.classes) for h in headings} == {(2, ("unnumbered", "unlisted"))}


def test_key_facts_say_what_each_figure_counts() -> None:
    shown = facts(DEBATE)
    assert shown["Pilote"] == "Services du Premier ministre"
    assert shown["Associés"] == "Transition écologique"
    assert shown["Dates"] == "Du 15\u00a0janvier au 15\u00a0mars 2019"
    assert shown["Participants"].startswith("1\u202f500\u202f000 – Estimation du Gouvernement (2019)")
    assert shown["Coût"].startswith("12\u202f000\u202f000\u00a0€ – Coût d’ensemble")
    cited = [item.key for cite in every(group(DEBATE, "key-facts"), n.Citation) for item in cite.items]
    assert cited == ["s2", "s2", "s2"]


def test_unknown_is_not_zero() -> None:
    shown = facts(part(FRENCH, "fiche-budget-participatif-rennes"))
    assert shown["Participants"] == "inconnu"
    assert shown["Contributions"].startswith("0 – Projets refusés sans réponse")
    assert shown["Dates"] == "Depuis 2015, en cours"
    assert shown["Échelle"] == "Territoriale – Rennes"


def test_follow_up_is_dated_with_the_newest_last() -> None:
    steps = [text(item.children) for item in every(group(DEBATE, "follow-up"), n.List)[0].items]
    assert [step.split(".")[0] for step in steps] == ["8\u00a0avril 2019", "11\u00a0mars 2025"]
    assert [link.url for link in every(group(DEBATE, "follow-up"), n.Link)] == [
        "https://www.example.org/restitution"
    ]


def test_sources_are_labels_with_the_numbers_of_the_record(tmp_path: Path) -> None:
    items = every(group(DEBATE, "sources"), n.ListItem)
    assert [item.attrs.id for item in items] == [f"fiche-grand-debat-national-s{k}" for k in (1, 2, 3)]
    path = "content/fr/fiches/grand-debat-national.yaml"
    yaml = (FIXTURE / path).read_text("utf-8").replace("{n: 3,", "{n: 7,").replace("@s3", "@s7")
    document, _ = composed("fr", copy(tmp_path, **{path: yaml}))
    lists = every(group(part(document, "fiche-grand-debat-national"), "sources"), n.List)
    assert [(item.start, len(item.items)) for item in lists] == [(1, 2), (7, 1)]
    assert lists[1].items[0].attrs.id == "fiche-grand-debat-national-s7"


def test_a_source_says_its_language_and_when_its_address_is_incomplete() -> None:
    fiche = part(FRENCH, "fiche-convention-citoyenne-climat")
    second = every(group(fiche, "sources"), n.ListItem)[1]
    assert text(second.children).strip() == (
        "Taking citizens seriously (adresse incomplète) – Example Review (consulté le 22\u00a0novembre 2026)"
    )
    assert {span.attrs.lang for span in every(second, n.Styled)} == {"en"}


def test_a_short_fiche_says_so_and_leaves_out_what_it_has_not() -> None:
    fiche = part(FRENCH, "fiche-budget-participatif-rennes")
    assert text(group(fiche, "fiche-kind")).startswith("Fiche courte.")
    assert titles(fiche) == [
        "Comment cela s’est passé", "Difficultés et écueils", "Ce que l’on ignore", "Sources",
    ]  # fmt: skip
    assert "fiche-kind" not in str([div.attrs for div in every(DEBATE.blocks, n.Div)])


def test_back_links_are_asked_for() -> None:
    assert [(g.kind, g.argument) for g in every(DEBATE.blocks, n.Generated)] == [("backlinks", "")]


@pytest.mark.parametrize(("profile", "shown"), [("draft", True), ("proof", True), ("release", False)])
def test_the_state_of_a_fiche_is_shown_to_those_who_work_on_it(profile: str, shown: bool) -> None:
    document, _ = composed("fr", profile=profile)  # type: ignore[arg-type]
    assert ("État de la fiche" in facts(part(document, "fiche-budget-participatif-rennes"))) is shown
    assert "État de la fiche" not in facts(part(document, "fiche-grand-debat-national"))


def test_english_shows_english_facts_and_the_same_structure() -> None:
    fiche = part(ENGLISH, "fiche-grand-debat-national")
    assert text(fiche.title) == "Great National Debate"
    assert titles(fiche)[0] == "What was asked"
    assert facts(fiche)["Cost"].startswith("€12,000,000 – Overall cost")
    assert [type(block).__name__ for block in fiche.blocks] == [
        type(block).__name__ for block in DEBATE.blocks
    ]


def test_what_is_not_translated_stays_in_french_and_is_marked() -> None:
    fiche = part(ENGLISH, "fiche-convention-citoyenne-climat")
    marked = {
        text(node).strip(): node.attrs.lang
        for node in [*every(fiche.blocks, n.Div), *every(fiche.blocks, n.Styled)]
        if "untranslated" in node.attrs.classes
    }
    assert marked["Sept sessions de trois jours, sur neuf mois ."] == "fr"
    assert any(key.startswith("La promesse d’une reprise") for key in marked)
    assert len(marked) == 3


def test_hostile_fields_come_out_as_typed() -> None:
    fiche = part(FRENCH, "fiche-champs-pieges")
    assert text(fiche.title) == TRAPS
    assert fiche.keywords == ("*a* | b", "{{7*7}}")
    assert text(group(fiche, "lead")).strip() == r"::: {.note} | # pas un titre `code` ^^ << $x$ \ {#id}"
    assert facts(fiche)["Organisateur"] == "A | B ::: C & D &amp; E"
    assert facts(fiche)["Durée"] == "- une liste ? : une définition ? ## un titre ?"
    assert facts(fiche)["Coût"] == "inconnu – 1. inconnu [@s1] **gras**"
    assert not every(fiche.blocks, n.Computed)
    assert every(group(fiche, "sources"), n.Link)[0].url == "https://www.example.org/a_(b)?c=*d*&e=%7Cf"
    cells = [text(cell.children).strip() for cell in every(part(FRENCH, "ann-inventory").blocks, n.Cell)]
    assert TRAPS in cells


def test_a_computed_value_in_a_field_is_text(tmp_path: Path) -> None:
    path = "content/fr/fiches/champs-pieges.yaml"
    yaml = (FIXTURE / path).read_text("utf-8").replace("Un champ en Markdown :", "{{ count(fiches) }} champs")
    document, diagnostics = composed("fr", copy(tmp_path, **{path: yaml}))
    assert codes(diagnostics) == []
    assert "{{count(fiches)}} champs" in text(part(document, "fiche-champs-pieges").blocks)


def test_a_translation_out_of_date_is_marked(tmp_path: Path) -> None:
    from reportgen.document.units import text_hash

    lines = ["version: 1", "hash: 1", "units:"]
    french = "Un ancien résumé."
    english = "Two months of debate open to all, online, in meetings and in notebooks."
    lines.append(
        f'- {{"id": "summary", "kind": "field", "fr": "{text_hash(french)}", "en": "{text_hash(english)}", '
        f'"state": "reviewed", "was": "{french}"}}'
    )
    root = copy(tmp_path, **{"content/lock/fiches/grand-debat-national.yaml": "\n".join(lines) + "\n"})
    document, diagnostics = composed("en", root)
    assert codes(diagnostics) == []
    stale = [
        p
        for p in every(part(document, "fiche-grand-debat-national").blocks, n.Paragraph)
        if "stale" in p.attrs.classes
    ]
    assert [text(p) for p in stale] == [english]
    assert "One passage has changed in French" in document.meta.notice
    _, findings = composed("en", root, "release")
    assert "TRN002" in codes(findings)


def test_fiches_have_the_same_number_in_both_languages() -> None:
    def order(document: n.Document) -> list[str]:
        return [p.id for p in document.parts if p.kind == "fiche"]

    assert order(FRENCH) == order(ENGLISH)
    assert order(FRENCH)[1:] == [
        "fiche-grand-debat-national", "fiche-convention-citoyenne-climat", "fiche-budget-participatif-rennes",
    ]  # fmt: skip


def test_a_project_brings_its_own_template(tmp_path: Path) -> None:
    root = copy(tmp_path, **{"templates/fiche.md.j2": "# {{ fiche.name }}\n\nOwn: {{ fiche.summary }}\n"})
    document, _ = composed("fr", root)
    assert text(part(document, "fiche-grand-debat-national").blocks).startswith("Own: Deux mois de débat")


def test_a_template_that_leaves_a_block_open_is_told_at_the_fiche(tmp_path: Path) -> None:
    root = copy(
        tmp_path, **{"templates/fiche.md.j2": "# {{ fiche.name }}\n\n::: {.x}\n\n{{ fiche.summary }}\n"}
    )
    _, diagnostics = composed("fr", root)
    found = {(d.code, d.span.file, d.span.field) for d in diagnostics}
    assert (
        "MD010",
        "content/fr/fiches/grand-debat-national.yaml",
        "templates/fiche.md.j2",
    ) in found
