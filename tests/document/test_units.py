"""Units: an address that lasts as long as the text does."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.parse import parse_inline, parse_markdown
from reportgen.document.units import UnitFactory, normalise, text_hash
from reportgen.document.walk import walk
from tests.document.reading import parse


def ids(text: str) -> dict[str, str]:
    parsed, _ = parse(text)
    return {node.unit.text: node.unit.id for node in walk(parsed.blocks) if getattr(node, "unit", None)}


def test_a_paragraph_keeps_its_id_when_others_come_and_go() -> None:
    before = ids("Un.\n\nDeux.\n\nTrois.\n")
    after = ids("Zéro.\n\nTrois.\n\nUn.\n")
    assert before["Un."] == after["Un."]
    assert before["Trois."] == after["Trois."]


def test_the_hash_is_blind_to_spaces_and_apostrophes_alone() -> None:
    assert text_hash("l’eau\u00a0: 1\u202f000") == text_hash("l'eau : 1\n 000")
    assert text_hash("l’eau") != text_hash("L’eau")
    assert normalise("a\u00ad\u2011b") == "a-b"


def test_equal_texts_are_told_apart_and_kinds_too() -> None:
    units = UnitFactory("chapters/a", "fr")
    made = [units.make(kind, "Oui.", Span("a.md")) for kind in ("paragraph", "paragraph", "item")]
    assert len({unit.id for unit in made}) == 3
    assert len({unit.hash for unit in made}) == 1


def test_the_same_text_has_another_id_in_another_container() -> None:
    here = UnitFactory("chapters/a", "fr").make("paragraph", "Oui.", Span("a.md"))
    there = UnitFactory("chapters/b", "fr").make("paragraph", "Oui.", Span("b.md"))
    assert here.id != there.id


def test_several_texts_may_make_one_container() -> None:
    units, diagnostics = UnitFactory("fiches/a", "fr"), Diagnostics()
    parsed = [
        parse_markdown(
            "Oui.\n", origin="a.yaml", container="fiches/a", lang="fr", diagnostics=diagnostics, units=units
        )
        for _ in range(2)
    ]
    first, second = (one.blocks[0].unit for one in parsed)
    assert first and second and first.id != second.id


def test_a_short_field_is_one_paragraph_and_takes_no_note() -> None:
    diagnostics = Diagnostics()
    found = parse_inline(
        "- pas une *liste*\nsuite[^1] ^[note]",
        origin="a.yaml",
        container="fiches/a",
        lang="fr",
        diagnostics=diagnostics,
    )
    assert [type(node).__name__ for node in found] == ["Text", "Emph", "SoftBreak", "Text"]
    assert [found.code for found in diagnostics] == ["MD083", "MD083"]
