"""What a screen reader is told: the accessibility tree of each kind of page, kept in `aria/` and compared.

After a change that is meant, `REPORTGEN_ARIA=write pytest tests/editions/html/test_aria.py` writes the files
again: read what changed in them as you would read a change of the page.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.editions.html.test_journeys import at

pytestmark = pytest.mark.browser

KEPT = Path(__file__).parent / "aria"
KINDS = {
    "first page": "index",
    "chapter": "ch-methods",
    "fiche": "fiche-grand-debat",
    "section": "div-fiches",
    "annex with a wide table": "ann-data",
    "glossary": "ann-glossary",
    "index": "ann-index",
    "list to filter": "inventory",
    "list by portfolio": "by-portfolio",
    "map": "map",
    "timeline": "timeline",
    "search": "search",
    "face to face": "facing-ch-why",
    "statement": "accessibility",
    "lost": "404",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_screen_reader_is_told_what_it_was_told_before(browser: Browser, site: Path, kind: str) -> None:
    path = KEPT / f"{kind.replace(' ', '-')}.yaml"
    with at(browser, site / f"fr/html/{KINDS[kind]}.html") as page:
        told = page.locator("body").aria_snapshot() + "\n"
    if os.environ.get("REPORTGEN_ARIA") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == told


def test_each_kept_tree_belongs_to_a_kind() -> None:
    assert {path.stem for path in KEPT.iterdir()} == {kind.replace(" ", "-") for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_begins_and_ends_alike(kind: str) -> None:
    """Landmarks in their order, without which a reader who jumps from one to the next is lost."""
    told = (KEPT / f"{kind.replace(' ', '-')}.yaml").read_text(encoding="utf-8")
    top = [line.split('"')[0].strip("- :") for line in told.splitlines() if line.startswith("- ")]
    assert top[:3] == ["navigation", "banner", "group"], "skip links, header, contents"
    assert top.index("main") < top.index("contentinfo")
    assert told.count("\n- main") == told.count("\n- banner") == told.count("\n- contentinfo") == 1
