"""The inventory against its fact base: nothing is said that no source supports, nothing is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.inventory import Inventory, load_inventory
from reportgen.inventory.fiche import Fiche, Source
from reportgen.project import load_project

ROOT = Path(__file__).parents[2]
FACTS: dict[str, Any] = json.loads((ROOT / "tests/fixtures/fact_base.json").read_text(encoding="utf-8"))


def loaded() -> Inventory:
    diagnostics = Diagnostics()
    project = load_project(ROOT, diagnostics)
    assert project is not None
    inventory = load_inventory(project, diagnostics)
    assert list(diagnostics) == []
    return inventory


INVENTORY = loaded()
FICHES: dict[str, Fiche] = {entry.id: entry.fiche for entry in INVENTORY.entries.values()}
each_fiche = pytest.mark.parametrize("name", sorted(FACTS))


def test_every_practice_of_the_fact_base_is_a_fiche_and_nothing_else_is() -> None:
    assert set(FICHES) == set(FACTS)


def is_later(source: Source, fact: dict[str, Any]) -> bool:
    """Whether a source was read after the fact base was closed: what the base lacks may come from it."""
    known = fact["sources"].get(str(source.n))
    return known is None or str(source.accessed) > known["accessed"]


@each_fiche
def test_closed_fields_and_dates_are_those_of_the_fact_base(name: str) -> None:
    fiche, fact = FICHES[name], FACTS[name]
    assert (fiche.depth, fiche.form, fiche.method, fiche.level) == (
        fact["depth"],
        fact["form"],
        fact["method"],
        fact["level"],
    )
    assert fiche.lead.portfolio == fact["portfolio"]
    assert sorted(fiche.associated) == sorted(fact["associated"])
    assert fiche.selection.kind == fact["selection"]
    for printed, known in ((fiche.start, fact["start"]), (fiche.end, fact["end"])):
        # A date may be said less precisely than in the base, never otherwise.
        if printed.known and known is None:
            assert any(is_later(source, fact) for source in fiche.sources), printed
        elif printed.known:
            assert str(known).startswith(str(printed)), (printed, known)
        else:
            assert known is None or printed.state == "unknown"


@each_fiche
def test_key_figures_are_those_of_the_fact_base_with_their_meaning_and_source(name: str) -> None:
    fiche, fact = FICHES[name], FACTS[name]
    for field, value in fact["figures"].items():
        figure = getattr(fiche, field)
        assert (figure.value if figure.known else None) == value, field
        if figure.known:
            assert figure.counts and figure.sources, field


@each_fiche
def test_each_source_was_read_and_has_an_address_only_when_it_is_whole(name: str) -> None:
    fact = FACTS[name]
    for source in FICHES[name].sources:
        assert source.accessed.known
        known, later = fact["sources"].get(str(source.n)), is_later(source, fact)
        assert later or known["read"], source.n
        if source.url:
            assert later or (known["complete"] and source.url == known["url"]), source.n


def passages(text: str) -> list[str]:
    """Paragraphs, each with the list that it introduces."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        if found and re.match(r"[-*] |\d+\. ", block.lstrip()):
            found[-1] += "\n" + block
        else:
            found.append(block)
    return found


@each_fiche
def test_each_text_of_fact_and_each_passage_with_a_figure_names_its_source(name: str) -> None:
    fiche = FICHES[name]
    texts = [(field, str(getattr(fiche, field))) for field in ("asked", "how", "outcome", "evaluation")]
    texts += [(f"follow_up[{step.id}]", str(step.text)) for step in fiche.follow_up]
    texts += [(f"pitfalls[{item.id}]", str(item.text)) for item in fiche.pitfalls]
    for place, text in texts:
        assert not text.strip() or "[@s" in text, f"{place}: {text}"
    for place, text in [*texts, ("who", str(fiche.who)), ("inspires", str(fiche.inspires))]:
        for passage in passages(text):
            if re.search(r"\d", re.sub(r"\[@[^]]*\]", "", passage)):
                assert "[@s" in passage, f"{place}: {passage}"


@each_fiche
def test_a_short_fiche_says_what_is_missing_and_a_full_one_has_its_sections(name: str) -> None:
    fiche = FICHES[name]
    if fiche.depth == "short":
        assert fiche.gaps
        return
    for field in ("asked", "how", "who", "inspires", "reuse"):
        assert getattr(fiche, field), field
    assert fiche.pitfalls and fiche.follow_up and len(fiche.sources) >= 3
