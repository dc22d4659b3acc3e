"""Practices that may be the same one: alike in name, lead and dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from reportgen.intake.lists import fold
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import record_data

ALIKE: Final = 78
"""Score, out of 100, from which a person must decide."""
_WORTH_A_LOOK: Final = 60
_LOOKED_AT: Final = 50
_NAME: Final = 0.7
_LEAD: Final = 0.15
_DATES: Final = 0.15


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a practice looks like a fiche, out of 100."""

    other: Fiche
    score: int


class Names:
    """The fiches that are known, by name, so that thousands can be compared."""

    def __init__(self, fiches: Iterable[Fiche] = ()) -> None:
        self._fiches = list(fiches)
        self._names = [fold(fiche.name) for fiche in self._fiches]

    def add(self, fiche: Fiche) -> None:
        self._fiches.append(fiche)
        self._names.append(fold(fiche.name))

    def nearest(self, fiche: Fiche) -> Likeness | None:
        """The fiche that looks most like this one, when it looks enough like it to be asked about."""
        name = fold(fiche.name)
        near = process.extract(
            name, self._names, scorer=fuzz.token_set_ratio, score_cutoff=_WORTH_A_LOOK, limit=_LOOKED_AT
        )
        others = [self._fiches[position] for _, _, position in near]
        found = [Likeness(o, _score(fiche, name, o)) for o in others if o.id != fiche.id]
        alike = [likeness for likeness in found if likeness.score >= ALIKE]
        return max(alike, key=lambda likeness: likeness.score, default=None)


def _score(fiche: Fiche, name: str, other: Fiche) -> int:
    """Names count most: word for word, then in any order. A lead or dates that are unknown say little."""
    there = fold(other.name)
    # Sets of words would call "budget participatif" and "budget participatif de Rennes" the same.
    names = max(
        fuzz.ratio(name, there), fuzz.token_sort_ratio(name, there), 0.9 * fuzz.token_set_ratio(name, there)
    )
    if _say_otherwise(name, there):
        names *= 0.75
    if names < 60:
        return 0
    lead = 100.0 if fiche.lead.portfolio == other.lead.portfolio else 0.0
    if fiche.lead.name and other.lead.name:
        lead = max(lead, fuzz.token_set_ratio(fold(fiche.lead.name), fold(other.lead.name)))
    return round(_NAME * names + _LEAD * lead + _DATES * _dates(fiche, other))


def _say_otherwise(name: str, other: str) -> bool:
    """Whether each name has words of its own that are not alike: Grenoble and Rennes."""
    mine, theirs = set(name.split()), set(other.split())
    own, rest = (" ".join(sorted(w for w in words if len(w) > 2)) for words in (mine - theirs, theirs - mine))
    return bool(own and rest) and fuzz.ratio(own, rest) < 70


def _dates(fiche: Fiche, other: Fiche) -> float:
    if not (fiche.start.known and other.start.known):
        return 50.0
    if fiche.start == other.start:
        return 100.0
    apart = abs(fiche.start.parts[0] - other.start.parts[0])
    return max(0.0, 80.0 - 40.0 * apart)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs: what the inventory says, and what came."""

    field: str
    here: str
    there: str


def differences(here: Fiche, there: Fiche) -> tuple[Difference, ...]:
    """The fields that differ between a fiche of the inventory and one that came, in order."""
    mine, other = record_data(here), record_data(there)
    found = []
    for name in Fiche.model_fields:
        pair = (_text(mine.get(name)), _text(other.get(name)))
        if pair[0] != pair[1]:
            found.append(Difference(name, *pair))
    return tuple(found)


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(_text(item) for item in value)
    return "" if value is None else str(value).strip()
