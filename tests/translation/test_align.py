"""Pairing two texts that were never paired."""

from __future__ import annotations

from reportgen.translation import Lock
from tests.translation.build import EN, FR, pair


def links(french: str, english: str) -> dict[str, str]:
    """The beginnings of the texts that are paired, labels taken away."""
    both = pair(french, english, Lock())
    return {
        unit.source[0].unit.text[:12]: " + ".join(piece.unit.text[:12] for piece in unit.target)
        for unit in both.paired.units
        if unit.state == "unconfirmed"
    }


def test_two_whole_texts_are_paired_in_order() -> None:
    paired = pair(FR, EN, Lock()).paired
    assert len(paired.units) == 30
    assert all(len(unit.source) == len(unit.target) == 1 for unit in paired.units)


def test_a_paragraph_in_one_language_alone_pairs_with_nothing() -> None:
    english = EN.replace(
        "The second finding", "Readers abroad may not know the term “desk”.\n\nThe second finding"
    )
    both = pair(FR, english, Lock())
    assert both.states() == {"unconfirmed": 30, "orphan": 1}
    french = FR.replace(
        "Le deuxième constat", "Ceci ne concerne que le lecteur français.\n\nLe deuxième constat"
    )
    assert pair(french, EN, Lock()).keys("missing") == ["~sec-findings/p2"]


def test_a_paragraph_split_in_two_pairs_with_both() -> None:
    french = (
        "# T {#ch-t}\n\nEn 2023, la région Bretagne publie 412 réponses ; en 2024, "
        "la commission nationale Debatomap conserve 1 200 contributions numériques.\n\nFin du chapitre 7.\n"
    )
    english = (
        "# T {#ch-t}\n\nIn 2023, the region Bretagne publishes 412 answers.\n\nIn 2024, the national "
        "commission Debatomap conserves 1,200 digital contributions.\n\nEnd of chapter 7.\n"
    )
    assert links(french, english)["En 2023, la "] == "In 2023, the + In 2024, the"


def test_sections_in_another_order_are_paired_by_their_labels() -> None:
    start, end, last = EN.index("## Findings"), EN.index("## Figures"), EN.index("[^survey]:")
    english = EN[:start] + EN[end:last] + EN[start:end] + EN[last:]
    both = pair(FR, english, Lock())
    headings = {u.source[0].key: u.target[0].key for u in both.paired.units if u.source and u.target}
    assert headings["sec-findings"] == "sec-findings"
    assert headings["sec-figures"] == "sec-figures"


def test_long_texts_are_paired_too() -> None:
    french = "# T {#ch-t}\n\n" + "\n\n".join(
        f"Le paragraphe numéro {i} parle de {i * 37}." for i in range(300)
    )
    english = "# T {#ch-t}\n\n" + "\n\n".join(
        f"Paragraph number {i} is about {i * 37}." for i in range(300) if i % 50
    )
    both = pair(french, english, Lock())
    assert len(both.keys("missing")) == 6
    wrong = [
        unit
        for unit in both.paired.units
        if unit.source and unit.target and unit.source[0].key != "title"
        if unit.source[0].unit.text.split()[3] != unit.target[0].unit.text.split()[2]
    ]
    assert not wrong
