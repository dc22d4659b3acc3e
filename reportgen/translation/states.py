"""What is known of a translation: states, stored and derived, and the pairing of a whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from reportgen.document.units import Unit
from reportgen.translation.lock import Entry
from reportgen.translation.pieces import Piece, word_count


class State(StrEnum):
    """The state of a unit. The first six are stored in the lock, the others follow from hashes."""

    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"
    SAME = "same"
    """Kept in the source language on purpose."""
    ADDED = "added"
    """Stands in the translation alone, on purpose."""
    STALE = "stale"
    """The source has changed since it was translated."""
    EDITED = "edited"
    """The translation has changed since it was confirmed."""
    BOTH = "both_changed"
    UNCONFIRMED = "unconfirmed"
    """The two texts go together, but nobody has said so."""
    MISSING = "missing"
    ORPHAN = "orphan"
    """A translation whose source is gone."""


STORED: Final = frozenset(list(State)[:6])
OUT_OF_DATE: Final = frozenset({State.STALE, State.BOTH})
UNFINISHED: Final = frozenset(
    {State.DRAFT, State.STALE, State.EDITED, State.BOTH, State.UNCONFIRMED, State.MISSING, State.ORPHAN}
)
"""States that a release refuses."""


@dataclass(frozen=True, slots=True)
class PairedUnit:
    """Source units and the target units that translate them; one side is empty when there is nothing.

    `confident` tells, of an unconfirmed pair, that the two texts are surely translations of each other.
    """

    state: State
    source: tuple[Piece, ...] = ()
    target: tuple[Piece, ...] = ()
    entry: Entry | None = None
    confident: bool = False

    @property
    def key(self) -> str:
        return (self.source or self.target)[0].key

    @property
    def shown(self) -> Unit:
        """The unit that a person should look at: the target when there is one, else the source."""
        return (self.target or self.source)[0].unit

    @property
    def words(self) -> int:
        """Words of the source; of the target when it has no source."""
        return sum(word_count(piece.unit.text) for piece in self.source or self.target)


@dataclass(frozen=True, slots=True)
class PairedPart:
    """The pairing of one document: every unit of both languages once, in the order of the source."""

    units: tuple[PairedUnit, ...]
    of_source: Mapping[str, PairedUnit] = field(default_factory=dict, repr=False, compare=False)
    of_target: Mapping[str, PairedUnit] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, units: Iterable[PairedUnit]) -> PairedPart:
        """The pairing of `units`, which can then be found by the id of a unit of either language.

        Two indexes, as a text that is the same in both languages has the same id in both.
        """
        made = tuple(units)
        return cls(
            made,
            {piece.unit.id: unit for unit in made for piece in unit.source},
            {piece.unit.id: unit for unit in made for piece in unit.target},
        )

    def counts(self) -> dict[State, int]:
        """Units by state; states without units are left out."""
        return dict(Counter(unit.state for unit in self.units))

    def words(self) -> dict[State, int]:
        """Words by state."""
        total: Counter[State] = Counter()
        for unit in self.units:
            total[unit.state] += unit.words
        return dict(total)

    def pairs(self) -> dict[str, str]:
        """The id of each target unit and that of the source unit it translates (for `Document.pairs`)."""
        return {
            piece.unit.id: unit.source[0].unit.id
            for unit in self.units
            if unit.source
            for piece in unit.target
        }
