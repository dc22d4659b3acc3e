"""Whatever stands in a file of records, loading ends with findings and no exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostics
from reportgen.inventory import load_inventory, translatable_leaves
from reportgen.project import load_project

PROJECT = Path(__file__).parents[1] / "inventory/projects/complete"
FICHE = (PROJECT / "content/fr/fiches/grand-debat.yaml").read_bytes()
OVERLAY = (PROJECT / "content/en/fiches/grand-debat.yaml").read_bytes()
SHARED = sorted((PROJECT / "content/shared").iterdir())
SETTINGS = (PROJECT / "content/report.yaml").read_bytes()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for path in PROJECT.rglob("*"):
        if path.is_file():
            target = root / path.relative_to(PROJECT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return root


def load_all(root: Path) -> int:
    diagnostics = Diagnostics()
    project = load_project(root, diagnostics)
    if project is not None:
        inventory = load_inventory(project, diagnostics)
        for lang in ("fr", "en"):
            for fiche in inventory.localised(lang).fiches:
                assert all(text.span is not None for text in fiche.leaves.values())
                assert 0 <= fiche.completeness.fraction <= 1
                translatable_leaves(inventory.entries[fiche.id], lang)
    for diagnostic in diagnostics:
        assert diagnostic.message("fr") and diagnostic.message("en")
        assert diagnostic.span.line > 0 and diagnostic.span.col > 0
    return diagnostics.errors


JUNK = st.sampled_from(
    [
        "~",
        "[]",
        "{}",
        "1",
        "-1",
        "1.5",
        "true",
        "x",
        "''",
        "[[a]]",
        "{a: b}",
        "2019-99",
        "|\n  [@s1]",
        "- a",
        "\x00",
    ]
)


@st.composite
def mangled(draw: st.DrawFn, data: bytes) -> bytes:
    """A good file with some lines lost, doubled, cut, or given another value."""
    lines = data.decode().split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        kind = draw(st.sampled_from(["lose", "double", "cut", "value", "indent"]))
        if kind == "lose":
            lines[at : at + 1] = []
        elif kind == "double":
            lines.insert(at, line)
        elif kind == "cut":
            lines[at] = line[: draw(st.integers(0, len(line)))]
        elif kind == "value":
            lines[at] = f"{line.split(':')[0]}: {draw(JUNK)}"
        else:
            lines[at] = " " * draw(st.integers(0, 3)) + line
        lines = lines or [""]
    return "\n".join(lines).encode()


BOUNDED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@BOUNDED
@given(data=st.binary(max_size=300) | mangled(FICHE))
def test_any_fiche(root: Path, data: bytes) -> None:
    path = root / "content/fr/fiches/grand-debat.yaml"
    path.write_bytes(data)
    load_all(root)
    path.write_bytes(FICHE)


@BOUNDED
@given(data=st.binary(max_size=300) | mangled(OVERLAY))
def test_any_overlay(root: Path, data: bytes) -> None:
    path = root / "content/en/fiches/grand-debat.yaml"
    path.write_bytes(data)
    load_all(root)
    path.write_bytes(OVERLAY)


@BOUNDED
@given(data=st.data())
def test_any_shared_file(root: Path, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(SHARED))
    path = root / "content/shared" / source.name
    path.write_bytes(data.draw(st.binary(max_size=200) | mangled(source.read_bytes())))
    load_all(root)
    path.write_bytes(source.read_bytes())


@BOUNDED
@given(data=st.binary(max_size=200) | mangled(SETTINGS))
def test_any_settings(root: Path, data: bytes) -> None:
    path = root / "content/report.yaml"
    path.write_bytes(data)
    load_all(root)
    path.write_bytes(SETTINGS)


def test_the_project_itself_is_good(root: Path) -> None:
    assert load_all(root) == 0
