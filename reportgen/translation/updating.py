"""New locks from pairings: adopting pairs that were never confirmed, and confirming what a person names."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping

from reportgen.translation.lock import Entry, Lock, StoredState
from reportgen.translation.states import PairedPart, PairedUnit, State

_KEPT: dict[State, StoredState] = {
    State.DRAFT: "draft",
    State.TRANSLATED: "translated",
    State.REVIEWED: "reviewed",
    State.FINAL: "final",
    State.SAME: "same",
    State.ADDED: "added",
}


def adopted(paired: PairedPart) -> Lock:
    """The lock with every pair that is surely one; the others stay unconfirmed, for a person to say.

    What the lock knew stays as it was, stale or edited included, in the order of the source; entries of texts
    that are gone in both languages are dropped.
    """
    return _lock(paired, lambda unit: unit.state is State.UNCONFIRMED and unit.confident)


def confirmed(
    paired: PairedPart,
    wanted: Iterable[PairedUnit],
    *,
    by: str = "",
    on: str = "",
    why: str = "",
) -> Lock:
    """The lock in which the wanted units count as translated as they now stand.

    With `why`, a missing unit is kept in the source language on purpose, and an orphan is an addition on
    purpose; without it they can't be confirmed. A reviewed text that has been edited is `translated` again.
    """
    chosen = {id(unit) for unit in wanted}
    return _lock(paired, lambda unit: id(unit) in chosen, by=by, on=on, why=why)


def imported(paired: PairedPart, taken: Mapping[int, Entry]) -> Lock:
    """The lock with new entries for some units, by the identity of the `PairedUnit`; the others stay."""
    entries = (taken.get(id(unit)) or _as_before(unit) for unit in paired.units)
    return Lock(tuple(entry for entry in entries if entry is not None))


def aligned_lock(paired: PairedPart) -> Lock:
    """The lock with every new pair: those that are surely one are translated, the others drafts to read."""
    entries: dict[int, Entry] = {}
    for unit in paired.units:
        if unit.state is State.UNCONFIRMED:
            made = _confirmed(unit, "", "", "")
            if made is not None:
                entries[id(unit)] = made if unit.confident else dataclasses.replace(made, state="draft")
    return imported(paired, entries)


def _lock(
    paired: PairedPart, wanted: Callable[[PairedUnit], bool], by: str = "", on: str = "", why: str = ""
) -> Lock:
    entries: list[Entry] = []
    for unit in paired.units:
        entry = _confirmed(unit, by, on, why) if wanted(unit) else None
        entry = entry or _as_before(unit)
        if entry is not None:
            entries.append(entry)
    return Lock(tuple(entries))


def _as_before(unit: PairedUnit) -> Entry | None:
    """The entry of a unit, its key brought up to date; what it was confirmed with stays."""
    if unit.entry is None:
        return None
    return dataclasses.replace(unit.entry, id=unit.key)


def _confirmed(unit: PairedUnit, by: str, on: str, why: str) -> Entry | None:
    state: StoredState = _KEPT.get(unit.state, "translated")
    if unit.state is State.DRAFT:
        state = "translated"
    if not unit.source or not unit.target:
        if unit.state in (State.SAME, State.ADDED):
            return _as_before(unit)
        if not why:
            return None
        state = "same" if unit.source else "added"
    pieces = unit.source or unit.target
    said = why or (unit.entry.why if unit.entry else "")
    return Entry(
        unit.key,
        pieces[0].unit.kind,
        _hashes(piece.unit.hash for piece in unit.source),
        _hashes(piece.unit.hash for piece in unit.target),
        state,
        tuple(piece.unit.text for piece in pieces),
        by,
        on,
        said,
    )


def _hashes(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)
