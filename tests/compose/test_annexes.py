"""Annexes: derived from the records, in both languages."""

# ruff: noqa: E501 (cases on one line)

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.document import nodes as n
from tests.compose.reports import FIXTURE, composed, copy, every, part, text

FRENCH, _ = composed("fr")
ENGLISH, _ = composed("en")


def rows(table: n.Table) -> list[list[str]]:
    return [[text(cell.children).strip() for cell in row.cells] for row in table.body]


def tables(document: n.Document, name: str) -> list[n.Table]:
    return every(part(document, f"ann-{name}").blocks, n.Table)


def test_the_inventory_has_every_practice_on_a_wide_page() -> None:
    annex = part(FRENCH, "ann-inventory")
    (table,) = every(annex.blocks, n.Table)
    assert annex.landscape
    assert text(annex.title) == "Toutes les pratiques"
    assert [row[1] for row in rows(table)][1:] == [
        "Grand débat national", "Convention citoyenne pour le climat", "Budget participatif de Rennes",
    ]  # fmt: skip
    assert rows(table)[3][2:] == [
        "Collectivités territoriales", "budget participatif", "participative", "territoriale", "2015", "en cours",
        "fiche courte",
    ]  # fmt: skip


def test_coverage_shows_every_portfolio_and_says_where_there_is_nothing() -> None:
    core, delegated, institutions = tables(FRENCH, "coverage")
    assert [row[:3] for row in rows(core)] == [
        ["Services du Premier ministre", "2", "1"],
        ["Intérieur", "0", "0"],
        ["Transition écologique", "0", "2"],
        ["Santé", "0", "0"],
    ]
    assert rows(core)[1][3] == "aucune pratique recensée"
    assert rows(delegated) == [["Numérique", "0", "0", "aucune pratique recensée"]]
    assert [row[0] for row in rows(institutions)] == [
        "Conseil économique, social et environnemental", "Collectivités territoriales",
    ]  # fmt: skip
    assert "au moins une pratique de l’inventaire\u00a0: 1 sur 4 en 2024." in text(
        part(FRENCH, "ann-coverage").blocks
    ).replace(" :", "\u00a0:")


def test_methods_have_charts_and_cross_tables() -> None:
    annex = part(ENGLISH, "ann-methods")
    assert [figure.attrs.id for figure in every(annex.blocks, n.Figure)] == [
        "fig-annex-methods",
        "fig-annex-forms",
    ]
    assert {"tbl-methods-levels", "tbl-forms-levels", "tbl-methods-selection"} <= {
        table.attrs.id for table in every(annex.blocks, n.Table)
    }


def test_the_timeline_lists_years_and_counts_what_is_undated() -> None:
    annex = part(FRENCH, "ann-timeline")
    table = next(t for t in every(annex.blocks, n.Table) if t.attrs.id == "tbl-timeline")
    assert [row[0] for row in rows(table)] == ["2015", "2019"]
    assert rows(table)[1][1] == "2. Grand débat national\u00a0; 3. Convention citoyenne pour le climat"
    assert "Pratiques dont le début n’est pas connu : 1." in text(annex.blocks)


def test_glossary_terms_and_acronyms_are_labels() -> None:
    (terms,) = every(part(ENGLISH, "ann-glossary").blocks, n.DefinitionList)
    assert [(item.attrs.id, text(item.term)) for item in terms.items] == [
        ("term-deliberation", "deliberation"),
        ("term-tirage-au-sort", "sortition"),
    ]
    assert every(terms.items[0].definitions, n.Emph)
    assert every(terms.items[1].definitions, n.InternalLink)[0].target == "term-deliberation"
    (acronyms,) = every(part(FRENCH, "ann-acronyms").blocks, n.DefinitionList)
    assert [(item.attrs.id, text(item.term)) for item in acronyms.items] == [
        ("acr-cndp", "CNDP"),
        ("acr-ogp", "OGP"),
    ]


def test_lists_made_later_have_their_place() -> None:
    assert [g.kind for g in every(part(FRENCH, "ann-bibliography").blocks, n.Generated)] == ["bibliography"]
    assert [g.kind for g in every(part(FRENCH, "ann-index").blocks, n.Generated)] == ["index"]
    assert "Les sources des fiches (8) figurent" in text(part(FRENCH, "ann-bibliography").blocks)


def test_the_data_annex_describes_every_field_of_the_model() -> None:
    from reportgen.inventory.fiche import Fiche

    (table,) = tables(FRENCH, "data")
    described = {row[0]: row for row in rows(table)}
    assert list(described) == list(Fiche.model_fields)
    assert described["cost_eur"][1:] == ["Coût", "Coût en euros, avec ce qu’il comprend.", "50\u00a0%"]
    assert described["level"][2].endswith("Valeurs\u00a0: nationale, territoriale, européenne.")
    assert described["name"][3] == "100\u00a0%"


def test_the_divider_lists_fiches_by_portfolio() -> None:
    (listed,) = every(part(FRENCH, "div-fiches").blocks, n.DefinitionList)
    assert [text(item.term) for item in listed.items] == [
        "Services du Premier ministre", "Conseil économique, social et environnemental", "Collectivités territoriales",
    ]  # fmt: skip


def test_a_new_annex_is_a_template_and_a_line(tmp_path: Path) -> None:
    settings = (FIXTURE / "content/report.yaml").read_text("utf-8")
    template = (
        "---\ntitle: {fr: Budgets, en: Budgets}\nlandscape: true\n---\n"
        "{% for fiche in fiches | where('cost_eur = known') | order('-cost_eur') %}\n"
        "- {{ fiche | titled }}{{ words.colon }}{{ fiche.cost_eur.value | euros }}\n{% endfor %}\n"
    )
    root = copy(
        tmp_path,
        **{
            "content/report.yaml": settings.replace("index, data]", "index, data, budgets]"),
            "templates/annex-budgets.md.j2": template,
        },
    )
    document, diagnostics = composed("fr", root)
    annex = part(document, "ann-budgets")
    assert not list(diagnostics)
    assert (text(annex.title), annex.landscape) == ("Budgets", True)
    assert [text(item.children).strip() for item in every(annex.blocks, n.ListItem)] == [
        "2. Grand débat national\u00a0: 12\u202f000\u202f000\u00a0€",
        "4. Budget participatif de Rennes\u00a0: 3\u202f500\u202f000\u00a0€",
    ]


@pytest.mark.parametrize(
    ("template", "code", "place", "suggestion"),
    [
        (None, "CMP003", "content/report.yaml:21:100", "index"),
        ("Texte", "CMP006", "templates/annex-indexx.md.j2:1:1", ""),
        ("---\ntitel: X\ntitle: Y\n---\nTexte", "CMP007", "templates/annex-indexx.md.j2:2:1", "title"),
        ("---\ntitle: {fr: X\n---\nTexte", "YML", "templates/annex-indexx.md.j2", ""),
        ("---\ntitle: X\n---\n\n{{ fichs }}", "CMP002", "templates/annex-indexx.md.j2:5:1", "fiches"),
    ],
)
def test_mistakes_in_an_annex_are_told(
    tmp_path: Path, template: str | None, code: str, place: str, suggestion: str
) -> None:
    settings = (
        (FIXTURE / "content/report.yaml").read_text("utf-8").replace("index, data]", "index, data, indexx]")
    )
    files: dict[str, str | bytes | None] = {"content/report.yaml": settings}
    if template is not None:
        files["templates/annex-indexx.md.j2"] = template
    document, diagnostics = composed("fr", copy(tmp_path, **files))
    found = next(finding for finding in diagnostics if finding.code.startswith(code))
    assert str(found.span).startswith(place)
    assert found.suggestion == suggestion
    assert all(p.id != "ann-indexx" for p in document.parts) or code == "CMP007"
