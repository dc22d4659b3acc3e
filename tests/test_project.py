"""The project: its settings, what it reads and what it refuses to read, its templates and styles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostics, Span
from reportgen.project import Assets, Project, load_project, read_bytes
from reportgen.project.assets import engine_root

ROOT = Path(__file__).parents[1]

SETTINGS = """\
id: essai
title: {fr: Un essai, en: A trial}
subtitle: Sans langue
version: "0.10"
date: "2026-11-23"
authors:
  - Une personne
  - {fr: Un groupe, en: A group}
licence: {name: {fr: Licence Ouverte, en: Open Licence}, url: https://example.org/licence}
keywords: {fr: [débat], en: [debate]}
imprint:
  fr: |
    Mentions.
  en: |
    Imprint.

    Second paragraph.
languages: [fr, en]
parts:
  front: [00-avant]
  chapters: [01-un]
  fiches: {sort: name}
  annexes: [glossary, index]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "content/report.yaml": SETTINGS,
        "content/fr/chapters/00-avant.md": "# Avant\n",
        "content/fr/chapters/01-un.md": "# Un\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def load(root: Path) -> tuple[Project | None, list[str]]:
    diagnostics = Diagnostics()
    project = load_project(root, diagnostics)
    return project, [f"{d.code} {d.span}" for d in diagnostics]


def loaded(root: Path) -> Project:
    project, findings = load(root)
    assert project is not None and findings == []
    return project


def test_settings_are_read_as_written(root: Path) -> None:
    project = loaded(root)
    settings = project.settings
    assert (settings.title["fr"], settings.title["en"]) == ("Un essai", "A trial")
    assert settings.version == "0.10"
    assert [author["en"] for author in settings.authors] == ["Une personne", "A group"]
    assert settings.keywords["en"] == ("debate",)
    assert settings.parts.fiches is not None and settings.parts.fiches.sort == "name"
    assert project.languages == ("fr", "en")
    assert project.source_language == "fr"
    assert settings.page_references is True


def test_a_text_without_language_stands_for_both(root: Path) -> None:
    settings = loaded(root).settings
    assert settings.subtitle["fr"] == settings.subtitle["en"] == "Sans langue"


def test_a_finding_inside_a_text_of_the_settings_has_its_place(root: Path) -> None:
    project = loaded(root)
    assert str(project.text_map("imprint", "en").at(3, 8)) == "content/report.yaml:17:12"
    assert str(project.text_map("subtitle", "en").at(1, 6)) == "content/report.yaml:3:16"


def test_without_settings_there_is_no_project(tmp_path: Path) -> None:
    assert load(tmp_path) == (None, ["FIL005 content/report.yaml:1:1"])
    (tmp_path / "content").mkdir()
    (tmp_path / "content/report.yaml").write_bytes(b"title: \xff")
    assert load(tmp_path) == (None, ["FIL002 content/report.yaml:1:8"])


def test_chapters_named_and_chapters_on_disk_must_agree(root: Path) -> None:
    (root / "content/fr/chapters/01-un.md").rename(root / "content/fr/chapters/01-une.md")
    diagnostics = Diagnostics()
    load_project(root, diagnostics)
    assert [(d.code, str(d.span), d.severity, d.suggestion) for d in diagnostics] == [
        ("FIL007", "content/report.yaml:21:3", "warning", ""),
        ("FIL006", "content/report.yaml:21:14", "error", "01-une"),
    ]


def test_a_chapter_that_is_not_translated_is_no_mistake_here(root: Path) -> None:
    (root / "content/en/chapters").mkdir(parents=True)
    loaded(root)
    (root / "content/en/chapters/02-deux.md").write_text("# Two\n")
    assert load(root)[1] == ["FIL007 content/report.yaml:21:3"]


# ---- reading


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "/etc/hostname", "content/../../secret.txt", "", ".", "a\\..\\b", "a\0b", "content/.."],
)
def test_nothing_outside_the_project_is_read(root: Path, path: str) -> None:
    (root.parent / "secret.txt").write_text("secret")
    diagnostics = Diagnostics()
    at = Span("content/fr/chapters/01-un.md", 3, 5)
    assert loaded(root).read_text(path, diagnostics, at) is None
    assert [(d.code, d.span) for d in diagnostics] == [("FIL004", at)]


def test_a_link_that_leaves_the_project_is_not_followed(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text("secret")
    (root / "content/fr/chapters/02-lien.md").symlink_to(outside / "secret.md")
    (root / "content/fr/fiches").symlink_to(outside)
    project, findings = load(root)
    assert project is not None
    assert findings == ["FIL015 content/report.yaml:1:1", "FIL007 content/report.yaml:21:3"]
    diagnostics = Diagnostics()
    assert project.read_text("content/fr/chapters/02-lien.md", diagnostics) is None
    assert [d.code for d in diagnostics] == ["FIL004"]
    assert project.list_files("content/fr/fiches") == ()


def test_a_link_inside_the_project_is_followed(root: Path) -> None:
    (root / "lien.md").symlink_to(root / "content/fr/chapters/01-un.md")
    assert loaded(root).read_text("lien.md", Diagnostics()) == "# Un\n"


def test_only_files_of_bounded_size_are_read(root: Path) -> None:
    diagnostics = Diagnostics()
    os.mkfifo(root / "tube")
    assert read_bytes(root, "tube", diagnostics) is None
    assert read_bytes(root, "content", diagnostics) is None
    assert read_bytes(root, "content/report.yaml", diagnostics, limit=10) is None
    assert read_bytes(root, "absent.md", diagnostics) is None
    assert [(d.code, d.span.file) for d in diagnostics] == [
        ("FIL005", "absent.md"),
        ("FIL001", "content"),
        ("FIL003", "content/report.yaml"),
        ("FIL001", "tube"),
    ]


def test_text_is_utf8_with_plain_line_ends(root: Path) -> None:
    diagnostics = Diagnostics()
    (root / "a.md").write_bytes("\ufeffun\r\ndeux\r".encode())
    (root / "b.md").write_bytes("un\nété".encode("latin-1"))
    project = loaded(root)
    assert project.read_text("a.md", diagnostics) == "un\ndeux\n"
    assert project.read_text("b.md", diagnostics) is None
    assert [f"{d.code} {d.span}" for d in diagnostics] == ["FIL002 b.md:2:1"]


def test_files_of_a_folder_are_listed_in_order_without_hidden_ones(root: Path) -> None:
    (root / "content/fr/chapters/.brouillon.md").write_text("x")
    (root / "content/fr/chapters/notes.txt").write_text("x")
    assert loaded(root).list_files("content/fr/chapters", ".md") == (
        "content/fr/chapters/00-avant.md",
        "content/fr/chapters/01-un.md",
    )
    assert loaded(root).list_files("content/nulle-part") == ()


# ---- templates and styles


def test_an_asset_of_the_project_comes_before_the_engines(root: Path) -> None:
    engine = Assets(None)
    name = next(name for name in engine.names("styles/") if name.endswith(".css"))
    assert Assets(root).text(name) == engine.text(name)
    assert not Assets(root).is_own(name)
    (root / name).parent.mkdir(parents=True)
    (root / name).write_text("body {}")
    assert Assets(root).text(name) == "body {}"
    assert Assets(root).is_own(name)
    assert Assets(root).names("styles/") == engine.names("styles/")


def test_names_are_those_of_both_each_once(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/annex-mine.md.j2").write_text("# Mine")
    names = Assets(root).names("templates/annex-")
    assert "templates/annex-mine.md.j2" in names
    assert len(set(names)) == len(names)
    assert list(names) == sorted(names)


@pytest.mark.parametrize(
    "name", ["styles/../pyproject.toml", "pyproject.toml", "templates/absent.j2", "styles"]
)
def test_an_asset_is_a_file_of_templates_or_styles(root: Path, name: str) -> None:
    assert not Assets(root).has(name)
    with pytest.raises(FileNotFoundError):
        Assets(root).bytes(name)


def test_the_engines_assets_stand_beside_the_package() -> None:
    assert (engine_root() / "templates").is_dir()


def test_a_template_of_the_project_that_is_not_text_is_a_finding(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/fiche.md.j2").write_bytes(b"a\xff")
    project, findings = load(root)
    assert project is not None
    assert findings == ["FIL002 templates/fiche.md.j2:1:2"]
    assert Assets(root).text("templates/fiche.md.j2") == "a\ufffd"
