"""Whether translations agree with each other and with the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.document.units import normalise
from reportgen.translation.exchange.units import ExchangeUnit
from reportgen.translation.terms import Term, term_faults


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One finding. `said` are the texts that differ, or the terms; `units` their names and places.

    Kinds: `target` (one source, several translations), `source` (one translation of several sources),
    `term` (the preferred term is not used), `forbidden` (a word that must not stand for the term).
    """

    kind: Literal["target", "source", "term", "forbidden"]
    text: str
    said: tuple[str, ...]
    units: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {"kind": self.kind, "text": self.text, "said": list(self.said), "units": list(self.units)}


def inconsistencies(units: Iterable[ExchangeUnit], terms: Sequence[Term]) -> list[Inconsistency]:
    """What differs, in the order of the report. Case, spaces and apostrophes are no difference."""
    known = [unit for unit in units if unit.target is not None]
    found = [*_differing(known, by_source=True), *_differing(known, by_source=False)]
    for unit in known:
        target = unit.target.plain if unit.target else ""
        for term, forbidden in term_faults(unit.source.plain, target, terms):
            said = (f"{term.source} → {term.target}", *((forbidden,) if forbidden else ()))
            place = f"{unit.name} ({unit.place})"
            found.append(Inconsistency("forbidden" if forbidden else "term", target, said, (place,)))
    return found


def _differing(units: Sequence[ExchangeUnit], by_source: bool) -> Iterable[Inconsistency]:
    groups: dict[str, dict[str, list[ExchangeUnit]]] = {}
    texts: dict[str, str] = {}
    for unit in units:
        source, target = unit.source.plain, unit.target.plain if unit.target else ""
        one, other = (source, target) if by_source else (target, source)
        texts.setdefault(_folded(one), one)
        groups.setdefault(_folded(one), {}).setdefault(_folded(other), []).append(unit)
        texts.setdefault(_folded(other), other)
    for key, others in groups.items():
        if len(others) > 1:
            places = tuple(f"{unit.name} ({unit.place})" for same in others.values() for unit in same)
            kind: Literal["target", "source"] = "target" if by_source else "source"
            yield Inconsistency(kind, texts[key], tuple(texts[other] for other in others), places)


def _folded(text: str) -> str:
    return normalise(text).lower().rstrip(".")
