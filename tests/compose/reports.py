"""Projects to compose: the fixture as it is, or with some of its files replaced."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from reportgen.compose import compose
from reportgen.compose.scene import Profile, Scene
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from reportgen.inventory import load_inventory
from reportgen.project import Assets, load_project

FIXTURE = Path(__file__).parents[1] / "fixtures/project"


def copy(folder: Path, **files: str | bytes | None) -> Path:
    """The fixture in `folder` with files replaced, added or (None) removed."""
    shutil.copytree(FIXTURE, folder / "project")
    return change(folder / "project", files)


def change(root: Path, files: dict[str, str | bytes | None]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        elif isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")
    return root


def scene(lang: str = "fr", root: Path = FIXTURE, profile: Profile = "draft") -> Scene:
    """What composing knows of the project at `root`; its findings are in `.diagnostics`."""
    loading = Diagnostics()
    project = load_project(root, loading)
    assert project is not None, list(loading)
    inventory = load_inventory(project, loading)
    return Scene(project, inventory, lang, profile, Assets(project.root), Diagnostics())


def composed(
    lang: str = "fr", root: Path = FIXTURE, profile: Profile = "draft"
) -> tuple[n.Document, Diagnostics]:
    """The document in `lang`, with the findings of composing alone."""
    loading, diagnostics = Diagnostics(), Diagnostics()
    project = load_project(root, loading)
    assert project is not None, list(loading)
    inventory = load_inventory(project, loading)
    return compose(project, inventory, lang, profile, Assets(project.root), diagnostics), diagnostics


def part(document: n.Document, part_id: str) -> n.Part:
    return next(part for part in document.parts if part.id == part_id)


def every(content: Any, kind: type) -> list[Any]:
    """All nodes of a type in `content`, in reading order."""
    return [node for node in walk(content) if isinstance(node, kind)]


def text(content: Any) -> str:
    return plain_text(content)


def codes(diagnostics: Diagnostics) -> list[str]:
    return [finding.code for finding in diagnostics]


def places(diagnostics: Diagnostics) -> list[tuple[str, str]]:
    """Code and place of each finding."""
    return [(finding.code, str(finding.span)) for finding in diagnostics]
