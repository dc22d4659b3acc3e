"""Five hundred random edits of the French text: exactly the units they touch are out of date."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from reportgen.translation import Lock, PairedPart, Piece, State, confirmed, pair_pieces, pieces_of
from reportgen.translation.memory import past_pair
from reportgen.translation.updating import imported
from tests.translation.build import EN, FR, locked, pair, part

LOCK = locked()
WORDS = ("souvent", "parfois", "désormais", "ailleurs", "ensemble", "bientôt")
PROSE = [
    "En 2023, 412 communes ont ouvert un guichet, selon @fig-map.",
    "Le deuxième constat porte sur les coûts : 5,4 millions d’euros en trois ans.",
    "Le rapport de 2025 dira ce qui a été tenu.",
]
TWO = (
    "Le premier constat porte sur les délais, qui ont baissé de 12 %.\nLes usagers le disent aussi[^survey]."
)
Edit = Callable[[random.Random, str], tuple[str, dict[str, int]]]


def change(rng: random.Random, text: str) -> tuple[str, dict[str, int]]:
    old = rng.choice(PROSE)
    words = old.split(" ")
    words.insert(rng.randrange(1, len(words) - 1), rng.choice(WORDS))
    return text.replace(old, " ".join(words)), {"stale": 1}


def change_item(rng: random.Random, text: str) -> tuple[str, dict[str, int]]:
    who = rng.choice(("Les maires", "Les agents", "Les usagers"))
    return text.replace(f"- {who} demandent", f"- {who} demandent {rng.choice(WORDS)}"), {"stale": 1}


def insert(rng: random.Random, text: str) -> tuple[str, dict[str, int]]:
    at = rng.choice(PROSE)
    new = f"Un ajout {rng.randrange(10**6)} que personne n’a encore traduit en {rng.choice(WORDS)}."
    return text.replace(at, f"{new}\n\n{at}" if rng.random() < 0.5 else f"{at}\n\n{new}"), {"missing": 1}


def delete(rng: random.Random, text: str) -> tuple[str, dict[str, int]]:
    return text.replace(rng.choice(PROSE) + "\n\n", ""), {"orphan": 1}


def move(rng: random.Random, text: str) -> tuple[str, dict[str, int]]:
    old = rng.choice(PROSE)
    to = rng.choice([one for one in PROSE if one != old])
    return text.replace(f"{old}\n\n", "").replace(to, f"{to}\n\n{old}"), {}


def move_section(rng: random.Random, text: str) -> tuple[str, dict[str, int]]:
    start, end, last = (text.index(head) for head in ("## Constats", "## Chiffres", "[^survey]:"))
    return text[:start] + text[end:last] + text[start:end] + text[last:], {}


def split(rng: random.Random, text: str) -> tuple[str, dict[str, int]]:
    return text.replace(TWO, TWO.replace("\n", "\n\n")), {"stale": 1, "missing": 1}


def merge(rng: random.Random, text: str) -> tuple[str, dict[str, int]]:
    return text.replace(f"{TWO}\n\n{PROSE[1]}", f"{TWO}\n{PROSE[1]}"), {"stale": 1, "orphan": 1}


def respace(rng: random.Random, text: str) -> tuple[str, dict[str, int]]:
    """Spaces, apostrophes and line ends are no change."""
    old = rng.choice(PROSE)
    return text.replace(old, old.replace("’", "'").replace(" :", "\u00a0:").replace(", ", ",\n")), {}


EDITS: list[Edit] = [change, change_item, insert, delete, move, move_section, split, merge, respace]


def states(paired: PairedPart) -> dict[str, int]:
    return {str(s): count for s, count in paired.counts().items() if s is not State.TRANSLATED}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_kind_of_edit_touches_exactly_its_units(edit: Edit) -> None:
    for seed in range(56):
        rng = random.Random(seed)
        edited, expected = edit(rng, FR)
        both = pair(edited, EN, LOCK)
        if edit is delete and edited == FR:
            expected = {}
        assert states(both.paired) == expected, (edit.__name__, seed, edited)
        self_check(edited, both.paired)


def self_check(edited: str, paired: PairedPart) -> None:
    """Nothing lost: every English text is in one pair, unchanged units keep their state, locks settle."""
    targets = Counter(piece.unit.id for unit in paired.units for piece in unit.target)
    assert targets == Counter(piece.unit.id for piece in pieces_of(part(EN, "en")))
    old = {piece.unit.hash for piece in pieces_of(part(FR, "fr"))}
    for unit in paired.units:
        changed = any(piece.unit.hash not in old for piece in unit.source)
        assert (unit.state is State.TRANSLATED) == (bool(unit.source) and not changed)
        if unit.state in (State.STALE, State.ORPHAN):
            assert past_pair(unit, "x") is not None, "the memory has the pair that was"
    updated = imported(paired, {})
    again = pair(edited, EN, updated).paired
    assert states(again) == states(paired)
    assert imported(again, {}) == updated


def test_one_field_of_a_fiche() -> None:
    """Fields are paired by path: each change of one makes that one stale."""

    def fields(lang: str, texts: dict[str, str]) -> list[Piece]:
        made = pieces_of(part("# T\n\n" + "\n\n".join(texts.values()), lang))[1:]
        return [
            Piece(replace(piece.unit, kind="field", id=f"{lang}{path}"), path, path)
            for piece, path in zip(made, texts, strict=True)
        ]

    french = {f"steps[s{i}].text": f"Étape numéro {i} du parcours, avec ses personnes." for i in range(20)}
    english = {path: text.replace("Étape numéro", "Step number") for path, text in french.items()}
    source, target = fields("fr", french), fields("en", english)
    sure = pair_pieces(source, target, Lock())
    lock = confirmed(sure, sure.units)
    for path in french:
        edited = dict(french)
        edited[path] = "Tout à fait autre chose."
        paired = pair_pieces(fields("fr", edited), target, lock)
        assert [unit.key for unit in paired.units if unit.state is State.STALE] == [path]
        assert sum(unit.state is State.TRANSLATED for unit in paired.units) == 19
