"""An edit of the printed text as an edit of its Markdown: what is kept, what goes, what is refused."""

from __future__ import annotations

import pytest

from reportgen.review.markup import visible
from reportgen.review.projection import Refused, SourceEdit, Wish, applied, carried, project

CASES = [
    # source, printed, what the reviewer sees go, what comes, source afterwards
    ("Un *mot* ici.", "Un mot ici.", "mot", "terme", "Un *terme* ici."),
    ("Un *mot* ici.", "Un mot ici.", " mot", "", "Un ici."),
    ("Un **mot** ici.", "Un mot ici.", "Un mot", "Le mot", "Le **mot** ici."),
    ("Voir [la loi](https://x.fr/a_b) ici.", "Voir la loi ici.", "la loi", "le texte",
     "Voir [le texte](https://x.fr/a_b) ici."),
    ("Voir [la loi](https://x.fr) ici.", "Voir la loi ici.", " la loi", "", "Voir ici."),
    ("Dit [@s1; @s2] ici[^n].", "Dit (Un, 2020) ici\ufffc.", "ici", "là", "Dit [@s1; @s2] là[^n]."),
    ("Voir [le @fig-x], puis.", "Voir la figure \ufffc, puis.", "puis", "ensuite",
     "Voir [le @fig-x], ensuite."),
    ("Un total de {{ count(fiches) }} fiches.", "Un total de 142 fiches.", "fiches", "pratiques",
     "Un total de {{ count(fiches) }} pratiques."),
    (r"Le signe \* reste.", "Le signe * reste.", "reste", "part", r"Le signe \* part."),
    ("Le prix.", "Le prix.", "prix", "prix *net* [x]", r"Le prix \*net\* \[x\]."),
    ("Ligne une\net deux.", "Ligne une et deux.", "une et", "une, et", "Ligne une,\net deux."),
    ("C’est « dit » ; oui.", "C’est «\u00a0dit\u00a0»\u202f; oui.", "oui", "non", "C’est « dit » ; non."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "printed", "old", "new", "wanted"), CASES)
def test_an_edit_keeps_the_markup_it_does_not_touch(
    source: str, printed: str, old: str, new: str, wanted: str
) -> None:
    edits = project(Wish(printed.index(old), old, new), printed, source)
    assert isinstance(edits, list), edits
    assert applied(source, edits) == wanted


@pytest.mark.parametrize(
    ("source", "printed", "old", "new"),
    [
        ("Un total de {{ count(fiches) }} fiches.", "Un total de 142 fiches.", "142", "143"),
        ("Voir [le @fig-x].", "Voir la figure \ufffc.", "figure", "carte"),
        ("Dit [@s1] ici.", "Dit (Un, 2020) ici.", "2020", "2021"),
    ],
)
def test_what_the_engine_computes_is_not_typed_over(source: str, printed: str, old: str, new: str) -> None:
    assert project(Wish(printed.index(old), old, new), printed, source) == Refused("computed")


def test_an_edit_finds_its_words_in_a_newer_text() -> None:
    edits = [SourceEdit(3, 6, "terme")]
    assert carried(edits, "Un mot ici.", "Un mot, là.") == edits
    assert carried(edits, "Un mot ici.", "Or, un mot ici.") == [SourceEdit(7, 10, "terme")]
    assert carried(edits, "Un mot ici.", "Un nom ici.") == Refused("changed")
    assert carried(edits, "Un mot ici.", "Un terme ici.") == Refused("already")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a *b* **c** ***d*** ~~e~~ `f*g`", "a b c d e f*g"),
        ("snake_case et 2 * 3 * 4", "snake_case et 2 * 3 * 4"),
        ("![alt](x.png) et [lien](u){.c}", "\ufffc et lien"),
        ("x^[note *a*] y[^1] z@fig-a w@x.fr", "x\ufffc y\ufffc z@fig-a w@x.fr"),
        ("&amp; &eacute; <https://x.fr>", "& é https://x.fr"),
    ],
)
def test_visible_characters(source: str, text: str) -> None:
    assert visible(source).text == text
