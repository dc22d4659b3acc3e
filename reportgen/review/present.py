"""The units of the report as it is now, and which of them a unit of an older draft has become."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from reportgen.document import nodes as n
from reportgen.document.units import Unit
from reportgen.document.walk import plain_text, walk
from reportgen.review.model import UnitRecord

_NEAR: Final = 55.0
_FAR: Final = 80.0
"""Least likeness (0 to 100) inside the same container, and elsewhere."""


@dataclass(frozen=True, slots=True)
class PresentUnit:
    unit: Unit
    number: str
    part: str


@dataclass(slots=True)
class Present:
    """Today's units. `drafted` are the ids that the drafts know: a unit they know is not a changed one."""

    units: list[PresentUnit]
    drafted: frozenset[str]
    _by_id: dict[tuple[str, str], PresentUnit] = field(default_factory=dict)
    _by_hash: dict[tuple[str, str, str], list[PresentUnit]] = field(default_factory=dict)
    _fresh: list[PresentUnit] = field(default_factory=list)
    _known: dict[tuple[str, str], PresentUnit | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.units:
            unit = one.unit
            self._by_id.setdefault((unit.lang, unit.id), one)
            self._by_hash.setdefault((unit.lang, unit.kind, unit.hash), []).append(one)
            if unit.id not in self.drafted:
                self._fresh.append(one)

    def became(self, record: UnitRecord) -> PresentUnit | None:
        """The unit itself, one of the same text, or the changed one most like it; None when it is gone."""
        key = (record.lang, record.id)
        if key not in self._known:
            self._known[key] = self._find(record)
        return self._known[key]

    def mentions(self, label: str) -> bool:
        """Whether a text of today refers to a label."""
        called = re.compile(rf"[@#]{re.escape(label)}(?![\w-])")
        return any(called.search(one.unit.text) for one in self.units)

    def _find(self, record: UnitRecord) -> PresentUnit | None:
        if (record.lang, record.id) in self._by_id:
            return self._by_id[record.lang, record.id]
        alike = self._by_hash.get((record.lang, record.kind, record.hash), [])
        equal = [one for one in alike if one in self._fresh]
        if equal:
            return next((one for one in equal if one.unit.container == record.container), equal[0])
        near = [one for one in self._fresh if one.unit.container == record.container]
        best = _best(record, near, _NEAR)
        return best or _best(record, self._fresh, _FAR)


def _best(record: UnitRecord, units: Iterable[PresentUnit], least: float) -> PresentUnit | None:
    found, score = None, least
    for one in units:
        if (one.unit.kind, one.unit.lang) != (record.kind, record.lang):
            continue
        likeness = fuzz.ratio(one.unit.text, record.source, score_cutoff=score)
        if likeness > score:
            found, score = one, likeness
    return found


def present_units(document: n.Document) -> list[PresentUnit]:
    """Every unit of a document in reading order."""
    imprint = (getattr(block, "unit", None) for block in walk(document.meta.imprint))
    found = [PresentUnit(unit, "", "") for unit in imprint if unit is not None]
    for part in document.parts:
        title = plain_text(part.title)
        for node in walk(part):
            unit = getattr(node, "unit", None)
            if isinstance(unit, Unit):
                number = node.number if isinstance(node, n.Paragraph) else ""
                found.append(PresentUnit(unit, number, title))
    return found
