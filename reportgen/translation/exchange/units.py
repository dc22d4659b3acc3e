"""The units of a hand-off: what a translator gets of each, and what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.translation.documents import PairedDocument
from reportgen.translation.exchange.codes import Coded, aligned, encode
from reportgen.translation.exchange.sentences import Segment, Sentence, segments_of
from reportgen.translation.pieces import Piece, word_count
from reportgen.translation.states import UNFINISHED, PairedUnit, State

BETWEEN = "\n\n"
"""What stands between the texts of a pair of more than one text to one: a code that breaks the paragraph."""
_NEVER = frozenset({State.SAME, State.ADDED, State.ORPHAN})
_NEIGHBOUR = 160


@dataclass(frozen=True, slots=True)
class Leverage:
    """What the memory knows: how near its source text is (percent), and the texts of both languages."""

    score: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class ExchangeUnit:
    """One unit as it is handed to a translator.

    `name` is `document#key`. `target` is the present translation, its codes numbered as in `source`.
    `was` is the source text that it was made from, when that has changed. `before` and `after` are the
    texts beside it, `number` the number of the paragraph in print.
    """

    document: str
    key: str
    kind: str
    state: State
    source: Coded
    target: Coded | None
    source_hash: str
    target_hash: str
    place: str
    part: str = ""
    number: str = ""
    was: str = ""
    before: str = ""
    after: str = ""
    words: int = 0
    match: str = "new"
    leverage: Leverage | None = None

    @property
    def name(self) -> str:
        return f"{self.document}#{self.key}"

    @property
    def id(self) -> str:
        """The name as an XML id."""
        return "u" + hashlib.sha256(self.name.encode()).hexdigest()[:12]

    @property
    def stamp(self) -> str:
        """The hashes of both texts: what the hand-off was made from."""
        return f"{self.source_hash} {self.target_hash or '-'}"

    @property
    def is_done(self) -> bool:
        return self.state not in UNFINISHED


@dataclass(frozen=True, slots=True)
class Returned:
    """One unit as it comes back. `source` is None where the format doesn't repeat it.

    `done` tells that the translator says so (a state, or no `fuzzy` flag); None when the format can't tell.
    `name` is empty in a memory, whose entries are found by their source. `at` is the place in the file.
    `left` is a sentence that is not translated, of a unit whose other sentences are.
    """

    name: str
    source: Coded | None
    target: Coded
    stamp: str = ""
    done: bool | None = None
    state: str = ""
    comment: str = ""
    at: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """The units of a file that came back, and what it says of itself (empty: nothing)."""

    units: tuple[Returned, ...]
    source_lang: str = ""
    target_lang: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class HandOff:
    """Everything a writer needs: the units and the languages, and the name of the project.

    `by_sentence`: formats that know sentences inside a unit cut units into them, except those in `whole`.
    """

    units: tuple[ExchangeUnit, ...]
    source: str
    target: str
    project: str
    title: str = ""
    terms: tuple[tuple[str, str, str], ...] = field(default=())
    by_sentence: bool = False
    whole: frozenset[str] = frozenset()

    def segments(self, unit: ExchangeUnit) -> tuple[Segment, ...]:
        """The sentences of a unit with their translations, or the unit as one."""
        if self.by_sentence and unit.name not in self.whole:
            return segments_of(unit.source, unit.target, (self.source, self.target))
        return (Segment(Sentence(unit.source.items), Sentence(unit.target.items) if unit.target else None),)

    def by_document(self) -> Iterator[tuple[str, list[ExchangeUnit]]]:
        groups: dict[str, list[ExchangeUnit]] = {}
        for unit in self.units:
            groups.setdefault(unit.document, []).append(unit)
        yield from groups.items()


@dataclass(frozen=True, slots=True)
class Handed:
    """A unit as it is handed out, with the pair that it is made from."""

    document: PairedDocument
    pair: PairedUnit
    unit: ExchangeUnit


def handed_units(documents: Iterable[PairedDocument]) -> Iterator[Handed]:
    """Every unit that can be handed out, in the order of the report, without printed numbers.

    Texts kept in the source language or added on purpose, and orphans, are not handed out.
    """
    for document in documents:
        seen: dict[str, int] = {}
        units = [unit for unit in document.paired.units if unit.state not in _NEVER and unit.source]
        title = units[0].source[0].unit.text if units else ""
        texts = [encode(joined(unit.source)) for unit in units]
        for position, unit in enumerate(units):
            key = unit.key
            seen[key] = seen.get(key, 0) + 1
            if seen[key] > 1:
                key = f"{key}~{seen[key]}"
            made = _unit(
                document.container,
                key,
                unit,
                texts[position],
                title=encode(title).plain,
                before=_short(texts[position - 1].plain) if position else "",
                after=_short(texts[position + 1].plain) if position + 1 < len(texts) else "",
            )
            yield Handed(document, unit, made)


def joined(pieces: Sequence[Piece]) -> str:
    """The texts of one side of a pair as one."""
    return BETWEEN.join(piece.unit.text.rstrip("\n") for piece in pieces)


def side_hash(pieces: Sequence[Piece]) -> str:
    """The hashes of one side of a pair."""
    return "+".join(piece.unit.hash for piece in pieces)


def _unit(
    document: str,
    key: str,
    unit: PairedUnit,
    source: Coded,
    *,
    title: str,
    before: str,
    after: str,
) -> ExchangeUnit:
    target = aligned(source, encode(joined(unit.target))) if unit.target else None
    was = ""
    if unit.entry and unit.state in (State.STALE, State.BOTH):
        was = encode(BETWEEN.join(unit.entry.was)).plain
    return ExchangeUnit(
        document,
        key,
        unit.source[0].unit.kind,
        unit.state,
        source,
        target,
        side_hash(unit.source),
        side_hash(unit.target),
        str(unit.source[0].unit.origin),
        part=title,
        was=was,
        before=before,
        after=after,
        words=sum(word_count(piece.unit.text) for piece in unit.source),
    )


def number_of(unit: PairedUnit, numbers: Mapping[tuple[str, str], str]) -> str:
    """The printed number of a unit, from numbers by file and line (or by file and field)."""
    origin = unit.source[0].unit.origin
    return numbers.get((origin.file, origin.field or str(origin.line)), "")


def _short(text: str) -> str:
    return text if len(text) <= _NEIGHBOUR else text[: _NEIGHBOUR - 1].rstrip() + "…"
