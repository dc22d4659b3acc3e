"""What is wrong with a locale file, or missing in the data of a language, is told at its place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Literal

import pytest
import yaml
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.inventory import load_inventory
from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.check import CheckRequest, check
from reportgen.pipeline.locales import locale_outline
from reportgen.project import Assets, load_project
from tests.languages.spanish import LOCALE, PROJECT, page


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT, tmp_path / "project")
    return tmp_path / "project"


def edited(project: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (project / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (project / path).write_text(text, encoding="utf-8")


def read(project: Path, *codes: str) -> list[Diagnostic]:
    """What reading the project finds."""
    found = Diagnostics()
    loaded = load_project(project, found)
    assert loaded
    load_inventory(loaded, found)
    return [one for one in found if one.code in codes]


def checked(project: Path, *codes: str, profile: Literal["draft", "release"] = "draft") -> list[Diagnostic]:
    """What `reportgen check` finds."""
    return [one for one in check(CheckRequest(project, profile)) if one.code in codes]


def lines_of(project: Path, path: str) -> list[str]:
    return (project / path).read_text(encoding="utf-8").splitlines()


def test_the_fixture_lacks_no_word(project: Path) -> None:
    assert checked(project, "LOC001", "LOC002", "LOC003", "LOC004", "LOC005", "INV014", "YML031") == []


def test_every_missing_word_is_told_after_the_word_before_it(project: Path) -> None:
    edited(
        project,
        LOCALE,
        ("  html.home: Inicio\n", ""),
        ("  month.3: marzo\n", ""),
        ('  "Timeline": Cronología\n', ""),
    )
    found = {dict(one.params)["key"]: one for one in read(project, "LOC002")}
    assert sorted(found) == ["html.home", "month.3"]
    lines = lines_of(project, LOCALE)
    assert lines[found["month.3"].span.line - 1].strip() == "month.2: febrero"
    assert lines[found["html.home"].span.line - 1].strip() == "html.group.divider: Partes"
    (text,) = checked(project, "LOC005")
    assert dict(text.params)["english"] == "Timeline" and lines[text.span.line - 1] == "texts:"
    # A draft says them in English; a release is refused.
    assert not [one for one in found.values() if one.severity.value == "error"]
    (refused,) = checked(project, "LOC006", profile="release")
    assert refused.severity.value == "error" and dict(refused.params)["count"] == "2"


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("  html.home:", "  html.hoem:", "INV014", "html.hoem"),
        ("  html.date: Publicado el {date}", "  html.date: Publicado el {fecha}", "LOC003", "html.date"),
        ("  html.date: Publicado el {date}", '  html.date: "Publicado el {date"', "LOC003", "html.date"),
        ("  html.date: Publicado el {date}", '  html.date: "El {date:>99999999}"', "LOC003", "html.date"),
        ("  html.date: Publicado el {date}", '  html.date: "El {date.__class__}"', "LOC003", "html.date"),
        ("  language.tag: es-ES", "  language.tag: Spanish", "LOC004", "language.tag"),
        ("  typography.rules: general", "  typography.rules: castellano", "LOC004", "typography.rules"),
        ('  typography.quotes: "«|»|“|”"', '  typography.quotes: "«»"', "LOC004", "typography.quotes"),
        ("  month.3: marzo", "  month.3: [marzo]", "YML033", "month.3"),
        ("texts:\n", "textos:\n", "YML031", "textos:"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_locale_file_is_told_at_its_line(
    project: Path, old: str, new: str, code: str, at: str
) -> None:
    edited(project, LOCALE, (old, new))
    found = [one for one in read(project, code) if one.span.file == LOCALE]
    assert any(at in lines_of(project, LOCALE)[one.span.line - 1] for one in found), found


def test_a_language_without_a_file_is_refused_where_it_is_named(project: Path) -> None:
    (project / LOCALE).unlink()
    (found,) = read(project, "LOC001")
    assert "languages: [fr, en, es]" in lines_of(project, "content/report.yaml")[found.span.line - 1]
    assert "reportgen i18n locale es" in found.message("en")


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("content/shared/ministries.yaml", "es: Niñez, ", "", "YML032"),
        ("content/shared/ministries.yaml", "es: Niñez, ", 'es: "", ', "YML032"),
        ("content/shared/ministries.yaml", "es: Niñez", "ess: Niñez", "YML031"),
        ("content/shared/ministries.yaml", "es: Niñez", "es: Niñez, de: Kindheit", "YML031"),
        ("content/shared/acronyms.yaml", "  es: Programa", "  pt: Programa", "YML031"),
        ("content/shared/glossary.yaml", "term: {fr: nandou, ", "term: {", "YML032"),
        ("content/report.yaml", "  es: La participación en tres lenguas\n", "", "FIL009"),
        ("content/report.yaml", "  es: [participación ciudadana]", "  ca: [participació]", "YML031"),
    ],
)
def test_a_language_that_is_missing_or_unknown_in_the_data_is_told(
    project: Path, path: str, old: str, new: str, code: str
) -> None:
    edited(project, path, (old, new))
    assert [one.span.file for one in read(project, code)] == [path]


def test_a_plain_text_stands_for_every_language(project: Path) -> None:
    edited(
        project,
        "content/report.yaml",
        ("publisher: {fr: Service des essais, en: Test service, es: Servicio de pruebas}", "publisher: OGP"),
    )
    assert read(project, "FIL009") == []


def test_a_word_of_the_project_goes_before_that_of_the_locale(project: Path) -> None:
    (project / "content/shared/ui.yaml").write_text(
        'html.home: {fr: Début, en: Start, es: "Portada"}\n', encoding="utf-8"
    )
    result = build(BuildRequest(root=project, langs=("es",), editions=("html",), use_cache=False))
    assert result.ok
    home = page(project / "build", "ch-method").xpath("//nav//a[@href='index.html']")
    assert {one.text for one in home} == {"Portada"}


def test_an_outline_of_any_language_is_read_and_lacks_only_what_is_to_be_written(tmp_path: Path) -> None:
    for lang, month in (("pt", "março"), ("de", "März"), ("el", "Μαρτίου")):
        data = yaml.safe_load(locale_outline(lang, Assets(None)))
        assert data["words"]["month.3"] == month
        assert data["words"]["typography.rules"] == "general"
    text = locale_outline("pt", Assets(None))
    opened = re.sub(r"(?m)^  # ", "  ", text)
    data = yaml.safe_load(opened)
    assert len(data["words"]) > 700 and data["texts"]["Methods"] == "Methods"


def test_the_command_makes_the_file_once(project: Path) -> None:
    run = CliRunner().invoke(app, ["i18n", "locale", "pt", "--project", str(project)])
    assert run.exit_code == 0 and (project / "content/locales/pt.yaml").is_file()
    again = CliRunner().invoke(app, ["i18n", "locale", "pt", "--project", str(project)])
    assert again.exit_code == 2 and "exists already" in again.output
    for wrong in ("fr", "../x", "español"):
        assert CliRunner().invoke(app, ["i18n", "locale", wrong, "--project", str(project)]).exit_code == 2


def test_another_country_starts_in_its_own_language(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    run = CliRunner().invoke(
        app, ["new", "project", str(folder), "--from", str(PROJECT), "--languages", "es"]
    )
    assert run.exit_code == 0, run.output
    assert sorted(p.name for p in (folder / "content").iterdir()) == [
        "es",
        "locales",
        "report.yaml",
        "shared",
    ]
    result = build(BuildRequest(root=folder, editions=("html",), use_cache=False))
    assert result.ok and not result.diagnostics.items, [one.message() for one in result.diagnostics]
    assert "Nombre de la práctica" in page(folder / "build", "fiche-exemple").text_content()
    assert "Por escribir" in page(folder / "build", "ch-results").text_content()


def test_a_language_without_a_file_anywhere_starts_from_an_outline(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    run = CliRunner().invoke(
        app, ["new", "project", str(folder), "--from", str(PROJECT), "--languages", "pt,en"]
    )
    assert run.exit_code == 0, run.output
    result = build(BuildRequest(root=folder, editions=("html",), use_cache=False))
    assert result.ok
    assert {one.code for one in result.diagnostics} <= {
        "LOC002",
        "LOC005",
        "TRN001",
        "TRN002",
        "TRN003",
        "TRN004",
    }
    assert page(folder / "build", "index", "pt").get("lang") == "pt"


def test_a_new_chapter_and_a_new_fiche_come_in_every_language_of_the_project(project: Path) -> None:
    for what in (["fiche", "cabildo"], ["chapter", "03-conclusion"]):
        run = CliRunner().invoke(app, ["new", *what, "--project", str(project), "--no-ask"])
        assert run.exit_code == 0, run.output
    for lang in ("fr", "en", "es"):
        assert (project / f"content/{lang}/chapters/03-conclusion.md").is_file()
    overlay = (project / "content/es/fiches/cabildo.yaml").read_text(encoding="utf-8")
    assert "name: Nombre de la práctica" in overlay and "form:" not in overlay
    assert read(project, "LOC001", "YML031", "YML032", "FIL006") == []


def test_french_and_english_name_no_language_that_is_not_there(project: Path) -> None:
    edited(
        project,
        "content/report.yaml",
        ("source_language: fr", "source_language: es"),
        ("languages: [fr, en, es]", "languages: [es, fr]"),
    )
    found = load_project(project, Diagnostics())
    assert found
    words = load_inventory(found, Diagnostics()).words
    assert words["html.untranslated"]["fr"].endswith("texte dans la langue d’origine")
    assert words["html.facing"]["fr"] == "deux langues face à face"
    assert words["html.facing"]["es"] == "las dos lenguas cara a cara"
