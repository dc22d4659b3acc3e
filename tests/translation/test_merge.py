"""The English part a reader gets: English where there is any, French in its place where there is none."""

from __future__ import annotations

import pytest

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from reportgen.translation import Lock, confirmed
from tests.translation.build import EN, FR, classes_of, in_french, lines, locked, pair


def merged(french: str = FR, english: str | None = EN) -> n.Part:
    return pair(french, english, locked()).merged()


def test_a_whole_translation_is_left_as_it_is() -> None:
    both = pair(FR, EN, locked())
    assert both.merged() == both.english


def test_a_missing_paragraph_stands_in_french_after_what_precedes_it() -> None:
    part = merged(
        english=EN.replace("The second finding is about costs: €5.4 million over three years.\n\n", "")
    )
    group = next(b for b in part.blocks if isinstance(b, n.Div))
    assert (group.attrs.lang, group.attrs.classes) == ("fr", ("untranslated",))
    assert in_french(part) == ["Le deuxième constat porte sur les coûts : 5,4 millions d’euros en trois ans."]
    place = part.blocks.index(group)
    assert plain_text(part.blocks[place - 1]).startswith("The first finding")
    assert isinstance(part.blocks[place + 1], n.List)


def test_a_missing_first_paragraph_comes_first() -> None:
    first = "In 2023, 412 municipalities opened a desk, according to @fig-map.\n\n"
    part = merged(english=EN.replace(first, ""))
    assert lines(part)[0].startswith("En 2023")


def test_several_missing_blocks_make_one_group() -> None:
    french = FR.replace("Le rapport de 2025", "Un.\n\nDeux.\n\n> Trois.\n\nLe rapport de 2025")
    part = merged(french)
    groups = [b for b in part.blocks if isinstance(b, n.Div)]
    assert [[plain_text(c).strip() for c in g.children] for g in groups] == [["Un.", "Deux.", "Trois."]]


def test_a_missing_item_stands_in_its_list() -> None:
    part = merged(english=EN.replace("- Officers ask for training.\n", ""))
    items = next(b for b in part.blocks if isinstance(b, n.List)).items
    assert [(plain_text(i).strip(), i.attrs.lang) for i in items] == [
        ("Mayors ask for lasting support.", ""),
        ("Les agents demandent une formation.", "fr"),
        ("Users ask for longer hours.", ""),
    ]
    assert items[1].attrs.classes == ("untranslated",)


def cells(part: n.Part) -> list[tuple[str, str]]:
    return [(plain_text(c).strip(), c.attrs.lang) for c in walk(part.blocks) if isinstance(c, n.Cell)]


def test_an_empty_cell_is_filled_in_french() -> None:
    part = merged(english=EN.replace("Town halls open on Saturdays", ""))
    assert cells(part)[-1] == ("Les mairies ouvrent le samedi", "fr")


def test_a_missing_row_stands_in_its_table() -> None:
    part = merged(english=EN.replace("| Lozère | 14 | Town halls open on Saturdays |\n", ""))
    assert cells(part)[-3:] == [("Lozère", "fr"), ("14", ""), ("Les mairies ouvrent le samedi", "fr")]
    spans = [node for node in walk(part.blocks) if isinstance(node, n.Styled)]
    assert [(plain_text(span), span.attrs.lang) for span in spans] == [
        ("Lozère", "fr"),
        ("Les mairies ouvrent le samedi", "fr"),
    ]


def test_a_missing_caption_is_filled_in_french() -> None:
    part = merged(english=EN.replace("Table: Desks by territory {#tbl-desks}", "Table: {#tbl-desks}"))
    table = next(b for b in part.blocks if isinstance(b, n.Table))
    assert plain_text(table.caption) == "Les guichets par territoire"
    assert isinstance(table.caption[0], n.Styled)
    assert table.caption[0].attrs.lang == "fr"


def test_a_paragraph_missing_in_a_callout_stands_in_it() -> None:
    part = merged(english=EN.replace("\nA commitment is published.\n", ""))
    note = next(b for b in part.blocks if isinstance(b, n.Callout))
    assert [plain_text(c).strip() for c in note.children] == [
        "Trust comes from follow-up, not from promises.",
        "Un engagement se publie.",
    ]
    assert note.children[1].attrs.lang == "fr"


def test_a_missing_definition_stands_in_its_list() -> None:
    part = merged(english=EN.replace("Desk\n: The place where a person is received.\n\n", ""))
    items = next(b for b in part.blocks if isinstance(b, n.DefinitionList)).items
    assert [(plain_text(i.term), i.attrs.lang) for i in items] == [("Delay", ""), ("Guichet", "fr")]


def test_a_missing_section_keeps_its_heading_out_of_the_group() -> None:
    start, end = EN.index("## Figures"), EN.index("## What follows")
    part = merged(english=EN[:start] + EN[end:])
    heading = next(b for b in part.blocks if isinstance(b, n.Heading) and b.attrs.id == "sec-figures")
    assert (heading.attrs.lang, heading.attrs.classes) == ("fr", ("untranslated",))
    group = part.blocks[part.blocks.index(heading) + 1]
    assert isinstance(group, n.Div)
    assert [type(c).__name__ for c in group.children] == ["Table", "Figure", "Directive"]


def test_a_missing_chart_comes_back() -> None:
    start, end = EN.index(":::{chart}"), EN.index("## What follows")
    part = merged(english=EN[:start] + EN[end:])
    assert [d.name for d in walk(part.blocks) if isinstance(d, n.Directive)] == ["chart"]


@pytest.mark.parametrize("call", ["[^cost]", "^[Note sur le coût.]"])
def test_a_french_paragraph_brings_its_notes(call: str) -> None:
    french = FR.replace("Le rapport de 2025", f"Une phrase neuve{call}.\n\nLe rapport de 2025")
    if call == "[^cost]":
        french += "\n[^cost]: Note sur le coût.\n"
    english = EN.replace("The report of 2025", "The report^[An English note.] of 2025")
    part = merged(french, english)
    calls = [node.note for node in walk(part.blocks) if isinstance(node, n.NoteRef)]
    notes = {note.id: plain_text(note.blocks).strip() for note in part.notes}
    assert set(calls) == set(notes)
    assert "Note sur le coût." in notes.values()
    assert "An English note." in notes.values()
    assert "Note sur le coût." in in_french(part)


def test_a_note_whose_translation_is_empty_of_a_paragraph_is_completed() -> None:
    french = FR.rstrip("\n") + "\n\n    Les réponses sont publiées.\n"
    part = merged(french)
    assert in_french(part) == ["Les réponses sont publiées."]


def test_stale_blocks_are_marked() -> None:
    part = merged(FR.replace("12 %", "13 %").replace("aide durable", "aide stable et durable"))
    assert classes_of(part, "stale") == [
        "The first finding is about delays, which fell by 12%. Users say so too.",
        "Mayors ask for lasting support.",
    ]
    assert not in_french(part)


def test_what_is_kept_in_french_on_purpose_is_not_called_untranslated() -> None:
    french = FR.replace("Le rapport de 2025", "« Liberté, égalité. »\n\nLe rapport de 2025")
    both = pair(french, EN, locked())
    lock = confirmed(both.paired, both.paired.units, why="motto")
    part = pair(french, EN, lock).merged()
    assert in_french(part) == ["« Liberté, égalité. »"]
    assert classes_of(part, "untranslated") == []


def test_a_chapter_without_english_is_the_french_one_marked() -> None:
    part = merged(english=None)
    assert part.attrs.lang == "fr"
    assert isinstance(part.title[0], n.Styled)
    assert {b.attrs.lang for b in part.blocks} == {"fr"}
    assert [b.attrs.id for b in part.blocks if isinstance(b, n.Heading)] == [
        "sec-findings",
        "sec-figures",
        "sec-next",
    ]


def test_a_text_built_otherwise_loses_nothing() -> None:
    listed = (
        "- Mayors ask for lasting support.\n- Officers ask for training.\n- Users ask for longer hours.\n"
    )
    part = merged(english=EN.replace(listed, "Mayors ask for lasting support.\n"))
    assert sorted(in_french(part)) == [
        "Les agents demandent une formation. Les usagers demandent un horaire étendu."
    ]


def test_every_french_unit_is_shown_or_translated_whatever_is_deleted() -> None:
    blocks = EN.split("\n\n")
    for gone in range(1, len(blocks) - 1):
        english = "\n\n".join(b for i, b in enumerate(blocks) if i != gone)
        if ":::" in blocks[gone] and ":::{chart}" not in blocks[gone]:
            continue
        both = pair(FR, english, locked())
        part = both.merged()
        shown = {getattr(node, "unit", None) and node.unit.id for node in walk((part.blocks, part.notes))}
        for unit in both.paired.units:
            if unit.state == "missing" and unit.source[0].unit.kind in (
                "paragraph",
                "item",
                "cell",
                "heading",
            ):
                assert unit.source[0].unit.id in shown, (blocks[gone], unit.key)


def test_pairs_lead_from_english_units_to_french_ones() -> None:
    both = pair(FR, EN, Lock())
    pairs = both.paired.pairs()
    assert len(pairs) == 30
    assert set(pairs.values()) == {unit.source[0].unit.id for unit in both.paired.units}


def test_a_stale_block_says_what_changed_in_its_source() -> None:
    both = pair(FR.replace("412 communes", "413 communes"), EN, locked())
    changed = [node.attrs.get("changed") for node in walk(both.merged().blocks) if isinstance(node, n.Block)]
    assert [text for text in changed if text] == [
        text for text in changed if "[-412-] {+413+} communes" in text
    ]
    assert sum(bool(text) for text in changed) == 1
