"""Lists of contents, figures, tables and fiches: what is listed, at which level, under which number."""

from __future__ import annotations

import pytest

from reportgen.document import nodes as n
from tests.resolve.build import attrs, every, figure, head, inl, para, part, ref, resolved, table, text_of

Line = tuple[int, str, str, str]


def listed(kind: str, argument: str = "", lang: str = "fr", **values: str) -> list[Line]:
    """Level, word, number and title of each line of the list."""
    notes = (n.Footnote("a", (para("note"),)),)
    report = resolved(
        part("front-toc", n.Generated(kind, argument, attrs=attrs(**values)), title="Sommaire"),
        part("front-word", head("Unseen"), title="Avant-propos"),
        part(
            "ch-a",
            head("Un"),
            head("Un un", "", 3),
            head("Deux", "", 2, "unlisted"),
            head("Trois", "", 2, "unnumbered"),
            figure("Carte", "fig-map"),
            table("Plans", "tbl-plans"),
            para(n.NoteRef("a")),
            title="Pourquoi",
            notes=notes,
        ),
        part("div-fiches", title="Les fiches"),
        part(
            "fiche-x",
            head("Écueils"),
            n.Figure(n.Image("a", ""), inl("Avec ", ref("tbl-plans"), n.NoteRef("a"))),
            title="Débat",
            notes=notes,
        ),
        part("ann-a", n.Quote((head("No"),)), head("Yes"), title="Données"),
        part("ann-z", attrs=attrs("", "unlisted"), title="Hidden"),
        lang=lang,
    )
    (contents,) = every(report, n.Contents)
    assert contents.kind == kind
    assert all(entry.target in report.labels for entry in contents.entries)
    assert all(report.labels[entry.target].number == entry.number for entry in contents.entries)
    return [(e.level, e.before, e.number, text_of(e.title)) for e in contents.entries]


def test_contents_hold_every_part_and_the_sections_of_chapters_and_annexes() -> None:
    assert listed("toc") == [
        (1, "", "", "Avant-propos"),
        (1, "", "1", "Pourquoi"),
        (2, "", "1.1", "Un"),
        (2, "", "", "Trois"),
        (1, "", "", "Les fiches"),
        (2, "Fiche", "1", "Débat"),
        (1, "Annexe", "A", "Données"),
        (2, "", "A.1", "Yes"),
    ]


@pytest.mark.parametrize(("depth", "levels"), [("1", {1, 2}), ("2", {1, 2}), ("3", {1, 2, 3}), ("x", {1, 2})])
def test_the_depth_is_an_option(depth: str, levels: set[int]) -> None:
    assert {level for level, *_ in listed("toc", depth)} == levels
    assert listed("toc", depth) == listed("toc", depth=depth)


def test_depth_one_lists_parts_alone() -> None:
    assert [number for _, _, number, _ in listed("toc", "1")] == ["", "1", "", "1", "A"]


def test_lists_of_figures_tables_and_fiches() -> None:
    assert listed("figures") == [(1, "Figure", "1", "Carte"), (1, "Figure", "2", "Avec tableau\u00a01")]
    assert listed("tables") == [(1, "Tableau", "1", "Plans")]
    assert listed("tables", lang="en") == [(1, "Table", "1", "Plans")]
    assert listed("fiches") == [(1, "Fiche", "1", "Débat")]


def test_a_list_can_have_a_title_and_an_empty_one_is_left_out() -> None:
    report = resolved(
        part("ch-a", n.Generated("figures"), n.Generated("toc", attrs=attrs(title="Sommaire"))),
    )
    (block,) = report.parts[0].blocks
    assert isinstance(block, n.Contents)
    assert text_of(block.title) == "Sommaire"
