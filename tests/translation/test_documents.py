"""The locks of a project: what `reportgen i18n` says and writes, for chapters and fiches."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.inventory import Inventory, load_inventory
from reportgen.project import Project, load_project
from reportgen.translation import (
    i18n_adopt,
    i18n_check,
    i18n_confirm,
    i18n_status,
    load_lock,
    pair_fiche,
)
from tests.translation.build import DIRECTIVES

STARTER = Path(__file__).parents[2] / "templates/starter/project"
FICHE_FR = "content/fr/fiches/exemple.yaml"
FICHE_EN = "content/en/fiches/exemple.yaml"
CHAPTER_FR = "content/fr/chapters/01-premier.md"
CHAPTER_EN = "content/en/chapters/01-premier.md"


class Desk:
    """A project on disk, and what a person does with it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings = Diagnostics()

    def load(self) -> tuple[Project, Inventory]:
        project = load_project(self.root, Diagnostics())
        assert project is not None
        return project, load_inventory(project, Diagnostics())

    def change(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def write(self, texts: dict[str, str]) -> list[str]:
        for path, text in texts.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, encoding="utf-8")
        return sorted(texts)

    def adopt(self) -> list[str]:
        return self.write(i18n_adopt(*self.load(), DIRECTIVES, self.findings))

    def confirm(self, *ids: str, why: str = "") -> list[str]:
        self.findings = Diagnostics()
        return self.write(
            i18n_confirm(*self.load(), DIRECTIVES, ids, self.findings, why=why, on="2026-11-23")
        )

    def states(self) -> dict[str, dict[str, object]]:
        rows = [row.as_json() for row in i18n_status(*self.load(), DIRECTIVES, Diagnostics())]
        return {str(row["document"]): dict(row["units"]) for row in rows}  # type: ignore[call-overload]

    def codes(self, profile: str) -> list[str]:
        findings = Diagnostics()
        i18n_check(*self.load(), DIRECTIVES, profile, findings)
        return [f"{finding.code} {finding.span.file} {finding.span.field}".strip() for finding in findings]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copytree(STARTER, tmp_path / "project")
    return Desk(tmp_path / "project")


@pytest.fixture
def settled(desk: Desk) -> Desk:
    desk.adopt()
    desk.confirm("all")
    return desk


def test_nothing_is_paired_at_first(desk: Desk) -> None:
    assert {state for units in desk.states().values() for state in units} == {"unconfirmed"}


def test_adopting_writes_one_lock_a_document_and_adopting_again_none(desk: Desk) -> None:
    assert desk.adopt() == ["content/lock/chapters/01-premier.yaml", "content/lock/fiches/exemple.yaml"]
    assert desk.adopt() == []


def test_the_texts_of_a_fiche_are_paired_by_their_paths_and_surely(desk: Desk) -> None:
    desk.adopt()
    assert set(desk.states()["fiches/exemple"]) == {"translated"}


def test_confirming_all_settles_everything(settled: Desk) -> None:
    assert {state for units in settled.states().values() for state in units} == {"translated"}
    assert settled.codes("release") == []
    assert settled.confirm("all") == []


def first_text(desk: Desk, path: str, key: str) -> str:
    lines = (desk.root / path).read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix(f"{key}:").strip() for line in lines if line.startswith(f"{key}:"))


def test_a_changed_leaf_of_a_fiche_is_stale_at_its_place_in_the_overlay(settled: Desk) -> None:
    settled.change(FICHE_FR, first_text(settled, FICHE_FR, "summary"), "Autre chose.")
    assert settled.states()["fiches/exemple"]["stale"] == 1
    assert settled.codes("release") == [f"TRN002 {FICHE_EN} summary"]
    assert settled.codes("draft") == []


def test_a_leaf_that_the_overlay_lacks_is_missing_at_its_place_in_the_source(settled: Desk) -> None:
    settled.change(FICHE_EN, "summary:", "# summary:")
    assert settled.codes("release") == [f"TRN001 {FICHE_FR} summary"]


def test_an_edited_leaf_waits_for_a_word(settled: Desk) -> None:
    settled.change(FICHE_EN, first_text(settled, FICHE_EN, "name"), "Another name")
    assert settled.codes("release") == [f"TRN003 {FICHE_EN} name"]
    assert settled.confirm("fiches/exemple#name") == ["content/lock/fiches/exemple.yaml"]
    assert settled.codes("release") == []


def test_a_unit_is_confirmed_by_its_id_its_key_or_its_document(settled: Desk) -> None:
    title = "# Premier chapitre"
    text = (settled.root / CHAPTER_FR).read_text(encoding="utf-8")
    title = text.splitlines()[0]
    for number, name in enumerate(("id", "chapters/01-premier#title", "chapters/01-premier")):
        settled.change(CHAPTER_FR, title, title := f"# Titre {number} {{#ch-premier}}")
        row = next(r for r in i18n_status(*settled.load(), DIRECTIVES, Diagnostics()) if r.unfinished)
        wanted = row.unfinished[0].shown.id if name == "id" else name
        assert settled.confirm(wanted) == ["content/lock/chapters/01-premier.yaml"]
        assert not settled.findings.errors


def test_an_id_that_names_nothing_is_reported_with_the_nearest(settled: Desk) -> None:
    settled.confirm("chapters/01-premie")
    (finding,) = settled.findings
    assert (finding.code, finding.suggestion) == ("TRN010", "chapters/01-premier")


def test_what_stands_in_one_language_needs_a_reason(settled: Desk) -> None:
    settled.change(FICHE_EN, "summary:", "# summary:")
    assert settled.confirm("fiches/exemple#summary") == []
    assert [finding.code for finding in settled.findings] == ["TRN011"]
    settled.confirm("fiches/exemple#summary", why="a motto")
    assert settled.states()["fiches/exemple"]["same"] == 1


def test_a_chapter_without_translation_is_missing_as_a_whole(settled: Desk) -> None:
    (settled.root / CHAPTER_EN).unlink()
    assert set(settled.states()["chapters/01-premier"]) == {"missing"}


def test_status_tells_what_to_do_with_places_and_the_old_text(settled: Desk) -> None:
    old = first_text(settled, FICHE_FR, "summary")
    settled.change(FICHE_FR, old, "Autre chose.")
    row = next(r for r in i18n_status(*settled.load(), DIRECTIVES, Diagnostics()) if r.unfinished).as_json()
    assert row["document"] == "fiches/exemple"
    assert row["target"] == FICHE_EN
    todos = row["todo"]
    assert isinstance(todos, list)
    todo = todos[0]
    assert len(todos) == 1
    assert todo["state"] == "stale"
    assert todo["was"] == [old.strip('"')]
    assert todo["text"] == ["Autre chose."]
    assert todo["target"][0].startswith(FICHE_EN)


def test_a_broken_lock_is_reported_and_not_followed(settled: Desk) -> None:
    (settled.root / "content/lock/fiches/exemple.yaml").write_text(
        "<<<<<<< ours\nunits: []\n", encoding="utf-8"
    )
    findings = Diagnostics()
    project, inventory = settled.load()
    lock = load_lock(project, "fiches/exemple", "en", findings)
    assert findings.errors
    assert {unit.state for unit in pair_fiche(inventory.entries["exemple"], "en", lock).units} == {
        "unconfirmed"
    }
