"""A project full of mistakes: every one of them is found in one run, at its place, and nothing is raised.

`projects/mistakes/expected.txt` lists them: place, code, and the suggestion where there is one.
"""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostics, as_json, render_text
from reportgen.inventory import load_inventory
from reportgen.project import load_project

PROJECT = Path(__file__).parent / "projects/mistakes"


def findings() -> Diagnostics:
    diagnostics = Diagnostics()
    project = load_project(PROJECT, diagnostics)
    assert project is not None
    load_inventory(project, diagnostics)
    return diagnostics


def test_every_mistake_is_found_at_its_place() -> None:
    expected = (PROJECT / "expected.txt").read_text(encoding="utf-8").splitlines()
    found = [f"{d.span} {d.code} {d.suggestion if d.code != 'INV014' else ''}".strip() for d in findings()]
    assert found == expected


def test_every_finding_can_be_said_in_both_languages() -> None:
    for diagnostic in findings():
        for lang in ("fr", "en"):
            assert "{" not in diagnostic.message(lang).replace("{…}", "")  # type: ignore[arg-type]
        assert as_json(diagnostic)["line"] == diagnostic.span.line


def test_the_caret_stands_under_the_mistake() -> None:
    texts = {
        d.code: render_text(d, (PROJECT / d.span.file).read_text(encoding="utf-8"), "fr")
        for d in findings()
        if d.code in {"INV033", "INV020"}
    }
    assert texts["INV033"] == (
        "content/en/fiches/faits.yaml:13:10: error INV033: [pitfalls[p9].id] "
        "le fichier français n’a pas d’élément «\u00a0p9\u00a0» dans `pitfalls`\n"
        "    13 |   - {id: p9, text: Nobody's problem.}\n"
        "       |          ^"
    )


def test_what_can_be_kept_is_kept() -> None:
    diagnostics = Diagnostics()
    project = load_project(PROJECT, diagnostics)
    assert project is not None
    inventory = load_inventory(project, diagnostics)
    assert sorted(inventory.entries) == ["courte", "faits"]
    assert inventory.unreadable == {"fiat", "liste", "vide"}
    fiche = inventory.entries["faits"].fiche
    assert fiche.id == "faits"
    assert fiche.cost_eur.value == 12000
    assert [note.id for note in fiche.pitfalls] == ["p1", "p1", "unusable"]
    assert inventory.localised("en").fiches[1].name == "Contradictory facts"
    assert list(inventory.glossary) == ["garant", "tirage-au-sort"]
    assert inventory.portfolios["sante"].aliases == ("Ministère de la Santé",)
