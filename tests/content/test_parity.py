"""French and English say the same: sections, sources, notes, numbers, dates and links, unit by unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline.upkeep import parity

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_no_document_says_more_in_one_language() -> None:
    found, diagnostics = parity(ROOT)
    assert diagnostics.errors == 0
    assert len(found) == len(list((ROOT / "content/fr").rglob("*.*"))), "every chapter and every fiche"
    assert {name: rows for name, rows in found.items() if rows} == {}
