"""Translating into a third language: states, hand-offs and their return, judged by the habits of Spanish."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from reportgen.pipeline import upkeep
from reportgen.pipeline.exchange import Imported, export, import_files
from reportgen.pipeline.i18n import adopt, confirm, status
from reportgen.pipeline.intake import forms as make_forms
from reportgen.pipeline.intake import import_files as import_forms
from reportgen.translation.figures import figure_faults, negations
from reportgen.words import words_for
from tests.languages.spanish import PROJECT

X = "{urn:oasis:names:tc:xliff:document:2.0}"
METHOD = "content/{}/chapters/02-method.md"
ADDED = "\nLe 3 mars 2020, 1 234,5 personnes et 12 millions d’euros, mais pas trois fois.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Everything is paired and confirmed, then a sentence is added to the French."""
    root = tmp_path / "project"
    shutil.copytree(PROJECT, root)
    adopt(root)
    _, found = confirm(root, ["all"])
    assert not found.errors
    chapter = root / METHOD.format("fr")
    chapter.write_text(chapter.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    return root


def units(root: Path, lang: str, state: str) -> int:
    rows, found = status(root)
    assert not found.errors
    return sum(
        row["units"].get(state, 0) for row in rows if str(row["target"]).startswith(f"content/{lang}/")
    )


def returned(root: Path, folder: Path, said: str, lang: str = "es") -> tuple[Imported, list[str]]:
    """What comes of a hand-off in which the added sentence is translated so."""
    result, found = export(root, folder, only="unfinished", target=lang, numbers=False)
    assert not found.errors
    path = next(one for one in result.paths if one.suffix == ".xlf")
    tree: Any = etree.parse(path).getroot()
    assert (tree.get("srcLang"), tree.get("trgLang")) == ("fr", lang)
    for segment in tree.iter(f"{X}segment"):
        if "3 mars 2020" in "".join(segment.find(f"{X}source").itertext()):
            target = segment.find(f"{X}target")
            target = etree.SubElement(segment, f"{X}target") if target is None else target
            target.text = said
            segment.set("state", "translated")
    etree.ElementTree(tree).write(path, encoding="utf-8")
    taken, found = import_files(root, [path], target=lang)
    return taken, [one.code for one in found]


def test_each_language_has_its_own_states_and_locks(project: Path) -> None:
    for lang in ("en", "es"):
        assert units(project, lang, "missing") == 1
        assert units(project, lang, "unconfirmed") == units(project, lang, "orphan") == 0
    locks = {
        p.relative_to(project / "content/lock").as_posix() for p in (project / "content/lock").rglob("*.yaml")
    }
    assert {"chapters/02-method.yaml", "es/chapters/02-method.yaml", "es/fiches/asamblea.yaml"} <= locks
    assert "es: " in (project / "content/lock/es/chapters/02-method.yaml").read_text(encoding="utf-8")


def test_a_translation_into_spanish_is_taken_and_the_english_is_left(project: Path, tmp_path: Path) -> None:
    english = (project / METHOD.format("en")).read_bytes()
    said = "El 3 de marzo de 2020, 1.234,5 personas y 12 millones de euros, pero no tres veces."
    taken, codes = returned(project, tmp_path / "out", said)
    assert taken.taken == 1 and codes == []
    assert (project / METHOD.format("es")).read_text(encoding="utf-8").endswith(f"\n\n{said}\n")
    assert units(project, "es", "missing") == 0
    assert units(project, "en", "missing") == 1
    assert (project / METHOD.format("en")).read_bytes() == english


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("El 4 de marzo de 2020, 1.234,5 personas y 12 millones de euros, pero no tres veces.", "TRN121"),
        ("El 3 de mayo de 2020, 1.234,5 personas y 12 millones de euros, pero no tres veces.", "TRN121"),
        ("El 3 de marzo de 2020, 1.234,6 personas y 12 millones de euros, pero no tres veces.", "TRN120"),
        ("El 3 de marzo de 2020, 1.234,5 personas y 13 millones de euros, pero no tres veces.", "TRN122"),
    ],
)
def test_a_wrong_figure_is_refused(project: Path, tmp_path: Path, said: str, code: str) -> None:
    taken, codes = returned(project, tmp_path / "out", said)
    assert taken.taken == 0 and code in codes


def test_a_lost_denial_is_told(project: Path, tmp_path: Path) -> None:
    said = "El 3 de marzo de 2020, 1.234,5 personas y 12 millones de euros, pero tres veces."
    words = {"es": words_for("es", {"translation.negations": {"es": "no ni"}})}
    assert negations("pero no tres", "es", words) and not negations("pero tres", "es", words)
    _, codes = returned(project, tmp_path / "out", said)
    assert "TRN120" not in codes


def test_parity_reads_the_figures_of_each_language(project: Path) -> None:
    edited = project / METHOD.format("fr")
    edited.write_text(edited.read_text(encoding="utf-8").replace(ADDED, ""), encoding="utf-8")
    told = {}
    for lang in ("en", "es"):
        found, diagnostics = upkeep.parity(project, lang)
        assert not diagnostics.errors
        told[lang] = [(row.subject, row.source, row.target) for rows in found.values() for row in rows]
    # The Spanish text gives a figure that the French has not, and the same dates and sums as it.
    assert told == {"en": [], "es": [("number", "", "12 000")]}


def test_numbers_in_words_and_large_ones_are_those_of_the_language() -> None:
    texts = {"translation.numbers": {"es": "3=tres 6=seis"}, "translation.scales": {"es": "mil=3 millones=6"}}
    more = {"format.decimal": {"es": ","}, "format.group": {"es": "."}, "month.3": {"es": "marzo"}}
    words = {"es": words_for("es", {**texts, **more, "format.date": {"es": "{day} de {month} de {year}"}})}
    for french, spanish in (
        ("trois maires", "tres alcaldes"),
        ("1 234 567 habitants", "1.234.567 habitantes"),
        ("12,5 %", "12,5 %"),
        ("2 millions d’euros", "2 millones de euros"),
        ("mars 2020", "marzo de 2020"),
        ("le 1er mars 2020", "el 1 de marzo de 2020"),
    ):
        assert figure_faults(french, spanish, ("fr", "es"), words) == [], spanish
    assert figure_faults("1 234 habitants", "1,234 habitantes", ("fr", "es"), words) != []


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_form_in_spanish_comes_back(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "project"
    shutil.copytree(PROJECT, root)
    (form,), found = make_forms(root, "es", [kind], tmp_path / "forms", ["presupuesto"])
    assert not found.errors
    fiche = root / "content/fr/fiches/presupuesto.yaml"
    before = yaml.safe_load(fiche.read_text(encoding="utf-8"))
    fiche.unlink()
    for lang in ("en", "es"):
        (root / f"content/{lang}/fiches/presupuesto.yaml").unlink()
    result = import_forms(root, [form])
    assert not result.diagnostics.errors, [one.message() for one in result.diagnostics]
    after = yaml.safe_load(fiche.read_text(encoding="utf-8"))
    for name in ("name", "form", "method", "level", "start", "end", "lead", "selection"):
        assert after[name] == before[name], name
