"""Projects for these tests: loaded as they stand, or written from a few texts."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostics
from reportgen.inventory import Inventory, load_inventory
from reportgen.project import load_project

COMPLETE = Path(__file__).parent / "projects/complete"


def load(root: Path) -> tuple[Inventory, Diagnostics]:
    diagnostics = Diagnostics()
    project = load_project(root, diagnostics)
    assert project is not None
    return load_inventory(project, diagnostics), diagnostics


def complete() -> Inventory:
    inventory, diagnostics = load(COMPLETE)
    assert diagnostics.errors == 0
    return inventory


def place_of(path: str, words: str) -> str:
    """Where `words` first stand in a file of the complete project, as a span prints it."""
    text = (COMPLETE / path).read_text(encoding="utf-8")
    start = text.index(words)
    return f"{path}:{text.count(chr(10), 0, start) + 1}:{start - text.rfind(chr(10), 0, start)}"
