"""Pairing the units of two languages with the help of the lock, and naming the state of each pair."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.document import nodes as n
from reportgen.translation.align import ALIKE, CONFIDENT, REFUSED, REWRITTEN, Link, align, length_ratio
from reportgen.translation.carry import Known, carry
from reportgen.translation.lock import Entry, Lock
from reportgen.translation.pieces import Piece, pieces_of
from reportgen.translation.states import PairedPart, PairedUnit, State


def pair_part(source: n.Part, target: n.Part | None, lock: Lock) -> PairedPart:
    """The pairing of a part in its source language with its translation (None: not translated at all).

    Both parts are as parsed, before anything is composed or resolved.
    """
    return pair_pieces(pieces_of(source), pieces_of(target) if target else (), lock)


def pair_pieces(source: Sequence[Piece], target: Sequence[Piece], lock: Lock) -> PairedPart:
    """The pairing of two sequences of units.

    The lock is followed first. What it doesn't know is paired by the label both languages share, then by
    alignment between what is paired already; such pairs are unconfirmed until a person says so.
    """
    board = _Board(source, target, lock.entries)
    board.follow_lock()
    board.follow_labels()
    board.follow_text()
    return PairedPart.of(board.pairs())


@dataclass(slots=True)
class _Row:
    """An entry of the lock, or a new pair, while its units are looked for. Numbers are positions."""

    entry: Entry | None
    source: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    confident: bool = False


class _Board:
    def __init__(self, source: Sequence[Piece], target: Sequence[Piece], entries: Sequence[Entry]) -> None:
        self.source = source
        self.target = target
        self.rows = [_Row(entry) for entry in entries]
        self.row_of_source: dict[int, _Row] = {}
        self.row_of_target: dict[int, _Row] = {}

    # ---- what the lock knows

    def follow_lock(self) -> None:
        """Find the units of every entry again; on the target side only those that are unchanged."""
        for here, row in self._carried("source").items():
            self._take(row, source=here)
        for here, row in self._carried("target").items():
            self._take(row, target=here)

    def _carried(self, side: str) -> dict[int, _Row]:
        old: list[Known] = []
        owners: list[_Row] = []
        for row in self.rows:
            entry = row.entry
            if entry is None:
                continue
            hashes = entry.source if side == "source" else entry.target
            # `was` is the text of the source, or of the target when there is nothing else.
            texts = entry.was if (side == "source") == bool(entry.source) else ()
            for position, digest in enumerate(hashes):
                label = "" if entry.id.startswith("~") or len(hashes) > 1 else entry.id
                text = texts[position] if position < len(texts) else ""
                old.append(Known(entry.kind, digest, label, text))
                owners.append(row)
        pieces = self.source if side == "source" else self.target
        new = [Known(p.unit.kind, p.unit.hash, p.label, p.unit.text) for p in pieces]
        return {here: owners[there] for here, there in carry(old, new).items()}

    def _take(self, row: _Row, source: int | None = None, target: int | None = None) -> None:
        if source is not None:
            row.source.append(source)
            self.row_of_source[source] = row
        if target is not None:
            row.target.append(target)
            self.row_of_target[target] = row

    # ---- what it doesn't

    def follow_labels(self) -> None:
        """Pair the units that carry the same label in both languages."""
        places = {
            piece.label: there
            for there, piece in enumerate(self.target)
            if piece.label and there not in self.row_of_target
        }
        for here, piece in enumerate(self.source):
            if piece.label and self._is_open(here) and piece.label in places:
                self._join([here], [places.pop(piece.label)], confident=True)

    def follow_text(self) -> None:
        """Align what is left, between the pairs that are there already.

        Source texts that the lock knows come first: their translations have been edited, not written anew.
        """
        ratio = length_ratio(self.source, self.target)
        self._align(ratio, CONFIDENT, known=True)
        self._align(ratio, REFUSED, known=False)
        self._align(ratio, REWRITTEN, known=True)

    def _align(self, ratio: float, limit: float, known: bool) -> None:
        """Join what aligns at a cost below `limit`; with `known`, only source texts that the lock knows."""
        for here, there in list(self._gaps()):
            left = [i for i in here if self._is_open(i) and (i in self.row_of_source or not known)]
            right = [j for j in there if j not in self.row_of_target]
            sources, targets = [self.source[i] for i in left], [self.target[j] for j in right]
            links = align(sources, targets, ratio, proof=not known)
            sure = _same_shape(links, sources, targets)
            for link in links:
                if sure or link.cost < limit:
                    near = link.cost < CONFIDENT and len(link.source) == len(link.target)
                    self._join(
                        [left[i] for i in link.source],
                        [right[j] for j in link.target],
                        confident=sure or near,
                    )

    def _is_open(self, here: int) -> bool:
        """Whether a source unit waits for its translation."""
        row = self.row_of_source.get(here)
        return row is None or (not row.target and not (row.entry and row.entry.state == "same"))

    def _join(self, source: list[int], target: list[int], confident: bool) -> None:
        row = next((self.row_of_source[i] for i in source if i in self.row_of_source), None)
        if row is None:
            row = _Row(None, confident=confident)
            self.rows.append(row)
            for here in source:
                self._take(row, source=here)
        for there in target:
            self._take(row, target=there)

    def _gaps(self) -> Iterator[tuple[range, range]]:
        """Ranges of both sides between pairs that stand in the same order."""
        pairs = sorted(
            (min(row.source), min(row.target), max(row.source), max(row.target))
            for row in self.rows
            if row.source and row.target
        )
        here = there = 0
        for first, low, last, high in _rising(pairs):
            yield range(here, first), range(there, low)
            here, there = last + 1, high + 1
        yield range(here, len(self.source)), range(there, len(self.target))

    # ---- the result

    def pairs(self) -> list[PairedUnit]:
        """Every unit once, in the order of the source; what has no source follows what it stands after."""
        found: list[tuple[float, PairedUnit]] = []
        before = self._places_without_source()
        for row in self.rows:
            unit = self._pair(row)
            if unit is not None:
                found.append((min(row.source) if row.source else before[min(row.target)], unit))
        for here, piece in enumerate(self.source):
            if here not in self.row_of_source:
                found.append((here, PairedUnit(State.MISSING, (piece,))))
        for there, piece in enumerate(self.target):
            if there not in self.row_of_target:
                found.append((before[there], PairedUnit(State.ORPHAN, (), (piece,))))
        return [unit for _, unit in sorted(found, key=lambda pair: pair[0])]

    def _places_without_source(self) -> list[float]:
        """For each target position: just after the source position that comes before it."""
        places: list[float] = []
        last = -1.0
        for there in range(len(self.target)):
            row = self.row_of_target.get(there)
            if row and row.source:
                last = min(row.source)
            places.append(last + (there + 1) / (len(self.target) + 1))
        return places

    def _pair(self, row: _Row) -> PairedUnit | None:
        source = tuple(self.source[i] for i in sorted(row.source))
        target = tuple(self.target[j] for j in sorted(row.target))
        if not source and not target:
            return None
        return PairedUnit(_state(row.entry, source, target), source, target, row.entry, row.confident)


def _state(entry: Entry | None, source: tuple[Piece, ...], target: tuple[Piece, ...]) -> State:
    if entry is None:
        return State.UNCONFIRMED
    same_source = _hashes(source) == sorted(entry.source)
    same_target = _hashes(target) == sorted(entry.target)
    if entry.state == "added" and not source:
        return State.ADDED if same_target else State.EDITED
    if not source:
        return State.ORPHAN
    if not target:
        return State.SAME if entry.state == "same" and same_source else State.MISSING
    if same_source:
        return State(entry.state) if same_target else State.EDITED
    return State.STALE if same_target else State.BOTH


def _hashes(pieces: Iterable[Piece]) -> list[str]:
    return sorted(piece.unit.hash for piece in pieces)


def _same_shape(links: list[Link], source: list[Piece], target: list[Piece]) -> bool:
    """Two runs of the same kinds of unit, linked one to one, that have enough in common on the whole."""
    if len(source) != len(target) or len(links) != len(source) or not links:
        return False
    if [piece.unit.kind for piece in source] != [piece.unit.kind for piece in target]:
        return False
    one_to_one = all(len(link.source) == len(link.target) == 1 for link in links)
    return one_to_one and sum(link.cost for link in links) / len(links) < ALIKE


def _rising(pairs: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The longest run of pairs whose ranges rise on both sides: the others have been moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = [None] * len(pairs)
    for number, (_, low, _, _) in enumerate(pairs):
        place = bisect_left(tails, low)
        before[number] = ends[place - 1] if place else None
        tails[place : place + 1] = [low]
        ends[place : place + 1] = [number]
    chain: list[tuple[int, int, int, int]] = []
    at = ends[-1] if ends else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    chain.reverse()
    kept: list[tuple[int, int, int, int]] = []
    for pair in chain:
        if not kept or (pair[0] > kept[-1][2] and pair[1] > kept[-1][3]):
            kept.append(pair)
    return kept
