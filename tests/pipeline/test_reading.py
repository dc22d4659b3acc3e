"""A project read again and again: what was saved is seen, what was not is not read or made again."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from reportgen.cache import NoStore
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.reading import Reading, Report

FIXTURE = Path(__file__).parents[1] / "fixtures/project"
CHAPTER, TEMPLATE = "content/fr/chapters/01-why.md", "templates/fiche.md.j2"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(FIXTURE, root)
    (root / "templates").mkdir(exist_ok=True)
    shutil.copy(Path(__file__).parents[2] / TEMPLATE, root / TEMPLATE)
    long_ago = time.time() - 60
    for path in root.rglob("*"):
        os.utime(path, (long_ago, long_ago))
    return root


def read(reading: Reading) -> Report:
    report = reading.read(Diagnostics())
    assert report is not None
    return report


def words(report: Report, file: str) -> str:
    """What the part of a file says."""
    (part,) = [p for p in report.documents["fr"].parts if p.span is not None and p.span.file == file]
    return repr(part)


def test_what_was_not_saved_again_is_the_same_object(project: Path) -> None:
    reading = Reading(project, NoStore())
    assert reading.renew()
    first = read(reading)
    assert not reading.renew()
    again = read(reading)
    assert again.loaded.assets is first.loaded.assets
    same = zip(first.documents["fr"].parts, again.documents["fr"].parts, strict=True)
    assert all(one is other for one, other in same)


def test_a_saved_template_is_read_again_and_a_saved_chapter_is_no_reason_to(project: Path) -> None:
    reading = Reading(project, NoStore())
    reading.renew()
    first = read(reading)
    chapter = project / CHAPTER
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nEncore un mot.\n", encoding="utf-8")
    assert reading.renew()
    edited = read(reading)
    assert edited.loaded.assets is first.loaded.assets
    assert "Encore un mot" in words(edited, CHAPTER)
    template = project / TEMPLATE
    template.write_text(template.read_text(encoding="utf-8") + "\nPied de fiche.\n", encoding="utf-8")
    assert reading.renew()
    changed = read(reading)
    assert changed.loaded.assets is not first.loaded.assets
    assert changed.loaded.assets.bytes("styles/citations.csl") is first.loaded.assets.bytes(
        "styles/citations.csl"
    )
    fiches = [part for part in changed.documents["fr"].parts if part.kind == "fiche"]
    assert fiches
    assert all("Pied de fiche" in repr(part) for part in fiches)


def test_furniture_of_pages_changes_no_document(project: Path) -> None:
    style, page = project / "styles/screen.css", project / "templates/html/part.html.j2"
    for path in (style, page):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(__file__).parents[2] / path.relative_to(project), path)
    reading = Reading(project, NoStore())
    reading.renew()
    first = read(reading)
    assert reading.furnished(first) is None
    for path in (style, page):
        path.write_text(path.read_text(encoding="utf-8") + "\n/* nouveau */\n", encoding="utf-8")
    reading.renew()
    again = reading.furnished(first)
    assert again is not None
    assert again.documents is first.documents
    assert "/* nouveau */" in again.loaded.assets.text("styles/screen.css")
    style.write_text("a {}", encoding="utf-8")
    chapter = project / CHAPTER
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nEncore un mot.\n", encoding="utf-8")
    reading.renew()
    assert reading.furnished(again) is None, "a text has changed too"


def test_a_text_that_is_not_saved_stands_until_it_is_let_go(project: Path) -> None:
    reading = Reading(project, NoStore())
    text = (project / CHAPTER).read_text(encoding="utf-8")
    assert reading.renew({CHAPTER: text + "\nPas encore enregistré.\n"})
    assert "Pas encore enregistré" in words(read(reading), CHAPTER)
    assert not reading.renew({CHAPTER: text + "\nPas encore enregistré.\n"})
    assert reading.renew()
    assert "Pas encore enregistré" not in words(read(reading), CHAPTER)


def test_only_what_is_wanted_is_made(project: Path) -> None:
    reading = Reading(project, NoStore())
    reading.renew()
    read(reading)
    for name in (CHAPTER, CHAPTER.replace("01-why", "02-methods")):
        path = project / name
        path.write_text(path.read_text(encoding="utf-8") + "\nEncore un mot.\n", encoding="utf-8")
    reading.renew()
    report = reading.read(Diagnostics(), {"fr": frozenset({"ch-why"})})
    assert report is not None
    assert set(report.documents) == {"fr"}
    assert "Encore un mot" in words(report, CHAPTER)
    assert "Encore un mot" not in words(report, CHAPTER.replace("01-why", "02-methods"))
