"""What a person is told about the translation: findings with places, and the status of each document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reportgen.diagnostics import Diagnostics
from reportgen.translation.states import UNFINISHED, PairedPart, PairedUnit, State

_CODES: Final[Mapping[State, str]] = {
    State.MISSING: "TRN001",
    State.STALE: "TRN002",
    State.EDITED: "TRN003",
    State.BOTH: "TRN004",
    State.UNCONFIRMED: "TRN005",
    State.DRAFT: "TRN005",
    State.ORPHAN: "TRN006",
}
_ORPHAN_IN_DRAFT: Final = "TRN007"
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """How far the translation of one document is: units and source words by state, and what is to be done."""

    document: str
    target: str
    paired: PairedPart

    @property
    def unfinished(self) -> tuple[PairedUnit, ...]:
        return tuple(unit for unit in self.paired.units if unit.state in UNFINISHED)

    def as_json(self) -> dict[str, object]:
        """`document`, `target` (a file), `units` and `words` by state, `todo`: one object a unit left."""
        return {
            "document": self.document,
            "target": self.target,
            "units": {str(state): count for state, count in sorted(self.paired.counts().items())},
            "words": {str(state): count for state, count in sorted(self.paired.words().items())},
            "todo": [_todo(unit) for unit in self.unfinished],
        }


def _todo(unit: PairedUnit) -> dict[str, object]:
    entry = unit.entry
    return {
        "id": unit.shown.id,
        "key": unit.key,
        "state": str(unit.state),
        "words": unit.words,
        "source": [str(piece.unit.origin) for piece in unit.source],
        "target": [str(piece.unit.origin) for piece in unit.target],
        "was": list(entry.was) if entry and unit.state in (State.STALE, State.BOTH) else [],
        "text": [piece.unit.text for piece in unit.source],
    }


def report_findings(paired: PairedPart, profile: str, diagnostics: Diagnostics) -> None:
    """Findings on a pairing: a release refuses every unit that isn't finished, a draft tells of orphans."""
    for unit in paired.units:
        if unit.state not in UNFINISHED:
            continue
        if profile == "release":
            code = _CODES[unit.state]
        elif unit.state is State.ORPHAN:
            code = _ORPHAN_IN_DRAFT
        else:
            continue
        diagnostics.add(code, unit.shown.origin, key=unit.key, text=_short(unit.shown.text))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
