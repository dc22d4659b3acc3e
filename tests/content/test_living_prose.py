"""Figures about the inventory itself are computed: when a fiche changes, the sentences change."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.diagnostics import Diagnostics
from reportgen.document.walk import plain_text
from reportgen.inventory import load_inventory
from reportgen.project import Assets, load_project

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "content").glob("*/chapters/*.md"))


def prose(root: Path) -> dict[str, str]:
    """The text of each front part and chapter, in French."""
    diagnostics = Diagnostics()
    project = load_project(root, diagnostics)
    assert project is not None
    inventory = load_inventory(project, diagnostics)
    made = compose(project, inventory, "fr", "draft", Assets(project.root), diagnostics)
    assert diagnostics.errors == 0
    return {part.id: plain_text(part.blocks) for part in made.parts if part.kind in ("front", "chapter")}


@pytest.mark.slow
def test_one_fiche_less_and_another_form_change_the_sentences(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    before = prose(tmp_path)
    fiche = tmp_path / "content/fr/fiches/convention-citoyenne-fin-de-vie.yaml"
    text = fiche.read_text(encoding="utf-8")
    assert "form: deliberative" in text
    fiche.write_text(text.replace("form: deliberative", "form: participatory"), encoding="utf-8")
    after = prose(tmp_path)
    changed = {part for part, words in after.items() if words != before[part]}
    assert {"ch-summary", "ch-landscape"} <= changed


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_no_count_of_the_inventory_is_typed(path: Path) -> None:
    count = len(list((ROOT / "content/fr/fiches").glob("*.yaml")))
    text = re.sub(r"\{\{.*?\}\}", "", path.read_text(encoding="utf-8"))
    assert not re.search(rf"\b{count}\s+(fiches|pratiques|records|practices)\b", text)
