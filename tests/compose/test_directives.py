"""Directives in a chapter: what they become, and what is said of those that are wrong."""

# ruff: noqa: E501 (cases on one line)

from __future__ import annotations

import math
from pathlib import Path

import pytest

from reportgen.compose.chapters import chapter_part
from reportgen.compose.directives import BY_NAME, MODULES, SYNTAXES
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from tests.compose.reports import FIXTURE, codes, composed, copy, every, part, places, scene, text


def chapter(tmp_path: Path, body: str, lang: str = "fr") -> tuple[n.Blocks, Diagnostics]:
    """The blocks of a chapter with this body, and the findings about it."""
    markdown = f"# Titre {{#ch-methods}}\n\n{body}\n"
    root = copy(tmp_path, **{f"content/{x}/chapters/02-methods.md": markdown for x in ("fr", "en")})
    report = scene(lang, root)
    made = chapter_part("02-methods", "chapter", report)
    assert made is not None
    return made.blocks, report.diagnostics


def directive(name: str, *options: str, argument: str = "") -> str:
    return "\n".join([f":::{{{name}}} {argument}".rstrip(), *options, ":::"])


def rows(table: n.Table) -> list[list[str]]:
    return [[text(cell.children).strip() for cell in row.cells] for row in table.body]


# ---- charts


def test_a_chart_measures_each_fiche_and_says_what_its_figure_counts(tmp_path: Path) -> None:
    options = ("measure: participants", "where: participants = known", "kind: dot", "scale: log")
    (figure,), _ = chapter(tmp_path, directive("chart", *options))
    chart = figure.content  # type: ignore[attr-defined]
    assert (chart.kind, chart.scale) == ("dot", "log")
    assert chart.categories[0] == "Grand débat national" and chart.series[0].values[0] == 1_500_000
    assert text(figure.data.head[0].cells[2].children).strip() == "Ce que compte ce chiffre"  # type: ignore[attr-defined]
    table = rows(figure.data)  # type: ignore[attr-defined]
    assert table[0][1:] == ["1\u202f500\u202f000", "Estimation du Gouvernement"]


def test_a_timeline_has_its_dates_in_words_in_its_table(tmp_path: Path) -> None:
    (figure,), _ = chapter(tmp_path, directive("chart", "kind: timeline", "of: fiches"))
    chart = figure.content  # type: ignore[attr-defined]
    assert chart.kind == "timeline" and len(chart.series) == 2
    index = chart.categories.index("Grand débat national")
    assert 2019.0 < chart.series[0].values[index] < chart.series[1].values[index] < 2019.3
    assert rows(figure.data)[index] == ["Grand débat national", "15/01/2019", "15/03/2019"]  # type: ignore[attr-defined]
    assert math.inf in chart.series[1].values, "what goes on has no end"


def test_a_map_counts_by_region_and_by_nothing_else(tmp_path: Path) -> None:
    (figure,), _ = chapter(tmp_path, directive("chart", "kind: map", "by: region"))
    chart = figure.content  # type: ignore[attr-defined]
    assert chart.marks[0] == "bretagne" and chart.series[0].values[0] == 1.0
    _, found = chapter(tmp_path / "other", directive("chart", "kind: map", "by: level"))
    assert codes(found) == ["CMP010"]


def test_a_chart_counts_fiches(tmp_path: Path) -> None:
    (figure,), findings = chapter(
        tmp_path, directive("chart", "id: fig-x", "by: level", "caption: *Par* échelle")
    )
    assert not list(findings)
    assert isinstance(figure, n.Figure)
    assert figure.content == n.Chart(
        "bar",
        ("Nationale", "Territoriale", "Européenne"),
        (n.Series("Pratiques", (2.0, 1.0, 1.0)),),
        "nombre de pratiques",
        "Pratiques\u00a0: Nationale 2, Territoriale 1, Européenne 1.",
    )
    assert figure.attrs.id == "fig-x"
    assert every(figure.caption, n.Emph)
    assert figure.data is not None
    assert rows(figure.data) == [["Nationale", "2"], ["Territoriale", "1"], ["Européenne", "1"]]
    assert [c.header for c in figure.data.body[0].cells] == ["row", ""]


def test_years_have_no_gaps_and_the_unknown_comes_last(tmp_path: Path) -> None:
    (figure,), _ = chapter(tmp_path, directive("chart", "by: year"))
    chart = figure.content  # type: ignore[attr-defined]
    assert chart.kind == "column"
    assert chart.categories == ("2015", "2016", "2017", "2018", "2019", "Inconnu")
    assert chart.series[0].values == (1.0, 0.0, 0.0, 0.0, 2.0, 1.0)
    assert text(figure.caption) == "Nombre de pratiques par année de début"  # type: ignore[attr-defined]


def test_a_chart_can_be_split_and_limited_to_some_fiches(tmp_path: Path) -> None:
    body = directive("chart", "by: level", "split: depth", "where: level != european", "kind: line")
    (figure,), _ = chapter(tmp_path, body)
    chart = figure.content  # type: ignore[attr-defined]
    assert [(s.name, s.values) for s in chart.series] == [
        ("Fiche complète", (2.0, 0.0)),
        ("Fiche courte", (0.0, 1.0)),
    ]


def test_a_chart_of_given_figures(tmp_path: Path) -> None:
    body = directive(
        "chart", "kind: column", 'unit: "%"', "categories: A; B; C", "values: 1 200; 33,5; – | 1; 2; 3",
        "series: Un; Deux", "description: Dit.", "caption: Titre",
    )  # fmt: skip
    (figure,), findings = chapter(tmp_path, body)
    assert not list(findings)
    chart = figure.content  # type: ignore[attr-defined]
    assert [(s.name, s.values) for s in chart.series] == [
        ("Un", (1200.0, 33.5, None)),
        ("Deux", (1.0, 2.0, 3.0)),
    ]
    assert (chart.description, chart.unit) == ("Dit.", "%")
    assert rows(figure.data)[:2] == [["A", "1\u202f200\u00a0%", "1\u00a0%"], ["B", "33,5\u00a0%", "2\u00a0%"]]  # type: ignore[attr-defined]
    assert rows(figure.data)[2][1] == "inconnu"  # type: ignore[attr-defined]


# ---- fiches


def test_a_table_of_fiches(tmp_path: Path) -> None:
    body = directive(
        "fiches", "id: tbl-x", "where: level = national", "sort: -start", "columns: number, name, cost_eur, year, keywords",
        "caption: Deux *pratiques*", "widths: 10 30 20 20 20",
    )  # fmt: skip
    (table,), findings = chapter(tmp_path, body)
    assert not list(findings)
    assert isinstance(table, n.Table)
    assert [text(cell.children).strip() for cell in table.head[0].cells] == [
        "N°", "Nom", "Coût", "Année de début", "Mots-clés",
    ]  # fmt: skip
    assert rows(table) == [
        ["3", "Convention citoyenne pour le climat", "inconnu", "2019", "climat, tirage au sort"],
        ["2", "Grand débat national", "12\u202f000\u202f000\u00a0€", "2019", "Gilets jaunes, réunion locale, tirage au sort"],
    ]  # fmt: skip
    assert (table.attrs.id, text(table.caption), table.widths) == (
        "tbl-x",
        "Deux pratiques",
        (10, 30, 20, 20, 20),
    )
    assert {link.target for link in every(table, n.InternalLink)} == {
        "fiche-convention-citoyenne-climat", "fiche-grand-debat-national",
    }  # fmt: skip
    # A list made by the engine is not a place that speaks of a fiche: no reference, hence no back-link.
    assert not every(table, n.Reference)


def test_lists_and_cards(tmp_path: Path) -> None:
    body = directive("fiches", "as: list", "limit: 2") + "\n\n" + directive("fiches", "as: cards", "limit: 3")
    (listed, cards), findings = chapter(tmp_path, body)
    assert not list(findings)
    assert len(every(listed, n.ListItem)) == 2
    assert [div.attrs.classes for div in every(cards, n.Div)] == [("cards",), ("card",), ("card",), ("card",)]


def test_one_fiche_as_card_row_or_whole(tmp_path: Path) -> None:
    body = "\n\n".join(
        directive("fiche", f"view: {view}", argument="grand-debat-national")
        for view in ("card", "row", "full")
    )
    (card, row, full), findings = chapter(tmp_path, body)
    assert not list(findings)
    assert text(card).startswith("2. Grand débat national")
    assert row.attrs.classes == ("card", "row")
    assert full.attrs.classes == ("fiche-full", "unnumbered")
    assert not [node for node in every(full, n.Block) if getattr(node.attrs, "id", "")]
    assert not every(full, n.Citation)
    sources = [link.target for link in every(full, n.InternalLink) if link.role == "source"]
    assert "fiche-grand-debat-national-s2" in sources
    assert not every(full, n.Generated)


def test_a_cross_table_has_totals(tmp_path: Path) -> None:
    (table,), _ = chapter(
        tmp_path, directive("crosstab", "rows: form", "columns: level", "caption: T", "id: tbl-x")
    )
    assert isinstance(table, n.Table)
    assert [text(cell.children).strip() for cell in table.head[0].cells] == [
        "Forme", "Nationale", "Territoriale", "Européenne", "Total",
    ]  # fmt: skip
    assert rows(table) == [
        ["Participative", "1", "1", "0", "2"],
        ["Liée à la démocratie représentative", "0", "0", "1", "1"],
        ["Délibérative", "1", "0", "0", "1"],
        ["Total", "2", "1", "1", "4"],
    ]


def test_lists_that_later_passes_fill(tmp_path: Path) -> None:
    body = "\n\n".join(
        [
            directive("toc", "depth: 3", "title: Sommaire"),
            *(directive(name) for name in ("figures", "tables", "fiche-list", "index", "bibliography")),
            directive("backlinks", argument="fiche-grand-debat-national"),
        ]
    )
    blocks, findings = chapter(tmp_path, body)
    assert not list(findings)
    made = [(b.kind, b.argument, b.attrs.values) for b in blocks if isinstance(b, n.Generated)]
    assert made == [
        ("toc", "", (("depth", "3"), ("title", "Sommaire"))),
        *((kind, "", ()) for kind in ("figures", "tables", "fiches", "index", "bibliography")),
        ("backlinks", "fiche-grand-debat-national", ()),
    ]


def test_a_french_passage_in_english_has_french_tables(tmp_path: Path) -> None:
    body = "::: {lang=fr}\n" + directive("chart", "by: level") + "\n\nCoût : {{ euros(1200) }}.\n:::"
    (passage,), _ = chapter(tmp_path, body, "en")
    assert every(passage, n.Figure)[0].content.categories[0] == "Nationale"
    assert "1\u202f200\u00a0€" in text(passage)


# ---- what is wrong


@pytest.mark.parametrize(
    ("body", "code", "place", "suggestion"),
    [
        (directive("chart", "by: metod"), "CMP022", "4:5", "method"),
        (directive("chart", "of: fiches"), "CMP012", "3:1", ""),
        (directive("chart", "by: level", "kind: pie"), "CMP010", "5:7", ""),
        (directive("chart", "by: level", "where: method = pettition"), "CMP024", "5:17", "petition"),
        (directive("chart", "by: level", "limit: many"), "CMP010", "5:8", ""),
        (directive("chart", "categories: A; B", "values: 1; 2; 3"), "CMP015", "5:9", ""),
        (directive("chart", "categories: A; B", "values: 1; deux"), "CMP010", "5:9", ""),
        (directive("chart", "categories: A; B"), "CMP012", "3:1", ""),
        (directive("chart", "by: level", "colour: red"), "MD026", "5:1", ""),
        (directive("fiches", "columns: number, nmae"), "CMP022", "4:10", "name"),
        (directive("fiches", "sort: level, strat"), "CMP022", "4:14", "start"),
        (directive("fiches", "as: tables"), "CMP010", "4:5", "table"),
        (directive("fiches", "limit: 0"), "CMP010", "4:8", ""),
        (directive("fiches", "id: Tbl X"), "CMP010", "4:5", ""),
        (directive("fiches", "where: method = petition"), "CMP016", "4:8", ""),
        (directive("fiche", argument="grand-debat"), "CMP011", "3:1", "grand-debat-national"),
        (directive("fiche"), "MD018", "3:1", ""),
        (directive("crosstab", "rows: form", "columns: levle"), "CMP022", "5:10", "level"),
        (directive("crosstab", "columns: level"), "CMP012", "3:1", ""),
        (directive("fichess"), "MD017", "3:1", "fiches"),
        ("{{ count(fiche) }}", "CMP033", "3:10", "fiches"),
        ("Un texte, {{ coun(fiches) }}.", "CMP034", "3:14", "count"),
    ],
)
def test_mistakes_are_told_at_their_place(
    tmp_path: Path, body: str, code: str, place: str, suggestion: str
) -> None:
    _, diagnostics = chapter(tmp_path, body)
    assert (code, f"content/fr/chapters/02-methods.md:{place}") in places(diagnostics)
    assert suggestion in [finding.suggestion for finding in diagnostics if finding.code == code]


def test_what_cannot_be_computed_stays_as_typed(tmp_path: Path) -> None:
    (paragraph,), _ = chapter(tmp_path, "Ici {{ coun(fiches) }}.")
    assert text(paragraph) == "Ici {{ coun(fiches) }}."


def test_a_directive_cannot_stand_inside_itself(tmp_path: Path) -> None:
    path = "content/fr/fiches/champs-pieges.yaml"
    yaml = (FIXTURE / path).read_text("utf-8").replace(
        "  Un champ", "  :::{fiche} champs-pieges\n  view: full\n  :::\n\n  Un champ"
    )  # fmt: skip
    document, diagnostics = composed("fr", copy(tmp_path, **{path: yaml}))
    assert {finding.code for finding in diagnostics} == {"CMP014"}
    assert part(document, "fiche-champs-pieges").blocks


def test_every_directive_says_its_syntax_once() -> None:
    assert len(BY_NAME) == len(MODULES)
    assert all(SYNTAXES[name].name == name for name in BY_NAME)
    assert set(BY_NAME) >= {
        "fiche", "fiches", "chart", "toc", "figures", "tables", "fiche-list", "index", "bibliography", "backlinks",
    }  # fmt: skip
