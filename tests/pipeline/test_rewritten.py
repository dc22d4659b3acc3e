"""After an edit, only the files that it touches are written again: what is copied to a server stays small."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.pipeline.build import BuildRequest, build

PROJECT = Path(__file__).parents[1] / "fixtures/project"
TOUCHED = {
    # The chapter in its own language, face to face in both, where everything stands together, and in search.
    *("fr/html/ch-methods.html", "fr/html/facing-ch-methods.html", "fr/html/all.html", "fr/report.html"),
    "en/html/facing-ch-methods.html",
    *("fr/html/assets/search/ch-methods.js", "fr/html/assets/search/index.js"),
    # Its translation is now out of date, and says so.
    *("en/html/ch-methods.html", "en/html/all.html", "en/report.html"),
    *("fr/status.html", "en/status.html"),
}
"""What an edit of one paragraph of a chapter may rewrite."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(PROJECT, root, ignore=shutil.ignore_patterns("build"))
    return root


def written(root: Path) -> dict[str, int]:
    """Path -> the number of the file on the disk, which changes when it is written again."""
    files = (path for path in (root / "build").rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root / "build").as_posix(): path.stat().st_ino for path in files}


def edit(root: Path, chapter: str, old: str, new: str) -> None:
    path = root / "content/fr/chapters" / chapter
    text = path.read_text(encoding="utf-8")
    assert old in text, "the fixture has changed"
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_one_edited_paragraph_rewrites_only_the_pages_it_touches(project: Path) -> None:
    old = "Promettre une réponse et ne pas la donner coûte plus que ne rien promettre."
    assert build(BuildRequest(project, editions=("html",))).ok
    before = written(project)
    edit(project, "02-methods.md", old, old.replace("coûte plus", "coûte bien plus"))
    assert build(BuildRequest(project, editions=("html",))).ok
    after = written(project)
    assert before.keys() == after.keys()
    changed = {path for path in after if after[path] != before[path]}
    assert changed <= TOUCHED, sorted(changed - TOUCHED)
    assert {"fr/html/ch-methods.html", "fr/html/all.html", "en/html/facing-ch-methods.html"} <= changed
    assert len(after) > 5 * len(changed)


def test_the_same_build_again_writes_nothing(project: Path) -> None:
    assert build(BuildRequest(project, editions=("html",))).ok
    before = written(project)
    assert build(BuildRequest(project, editions=("html",), use_cache=False)).ok
    assert written(project) == before
