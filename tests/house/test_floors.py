"""The arrows of the house: a room imports only from lower floors, and an edition never from another."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "reportgen"

FLOORS = {
    "diagnostics": 1.0, "messages": 0.5, "words": 1.0, "yamlfile": 1.5, "cache": 1.0, "archive": 1.0,
    "memo": 1.5, "work": 1.5, "late": 0.5, "compiled": 0.5,
    "document": 2.0, "project": 2.0, "charts": 2.5,
    "inventory": 3.0, "translation": 3.5, "review": 3.55, "editions": 3.0,
    "opendata": 3.5, "intake": 3.6, "followup": 3.7, "publication": 3.7,
    "compose": 4.0, "resolve": 4.0, "a11y": 4.0, "checks": 4.5,
    "pipeline": 5.0, "preview": 6.0, "lsp": 6.0, "console": 6.0, "cli": 7.0,
}  # fmt: skip
TOP = 8.0


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return {name for name in found if name.startswith("reportgen.")}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_only_from_lower_floors(path: Path) -> None:
    room = room_of(path)
    floor = TOP if room == "__init__" else FLOORS[room]
    for name in imports_of(path):
        other = name.split(".")[1]
        if other in FLOORS and other != room:
            assert FLOORS[other] < floor, f"{path.relative_to(ROOT)} imports {name}, which is not below it"


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "editions").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_an_edition_knows_no_other_edition(path: Path) -> None:
    parts = path.relative_to(PACKAGE / "editions").parts
    if len(parts) == 1:
        return
    # Paper and book are pages: they may use the block writer of the web.
    allowed = {parts[0], "html"} if parts[0] in ("pdf", "epub") else {parts[0]}
    used = {name.split(".")[2] for name in imports_of(path) if name.startswith("reportgen.editions.")}
    rooms = {p.name for p in (PACKAGE / "editions").iterdir() if p.is_dir()}
    assert used & rooms <= allowed


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_can_be_held_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
