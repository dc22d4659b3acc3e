"""The translation memory: pairs that hold now, and past ones kept in a file; what it knows of a new text.

`content/lock/memory.tmx` holds pairs that are gone from the texts: replaced, deleted, or whose French has
changed. Pairs that hold are read from the texts themselves, so that nothing is stored twice.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from reportgen.translation.exchange.codes import aligned, encode
from reportgen.translation.exchange.tmx import Pair
from reportgen.translation.exchange.units import BETWEEN, ExchangeUnit, Handed, Leverage, joined
from reportgen.translation.lock import lock_folder
from reportgen.translation.states import UNFINISHED, PairedUnit, State

_MEMORY: Final = "memory.tmx"


def memory_path(source: str, target: str) -> str:
    """Where the memory of two languages stands (`content/lock/memory.tmx`)."""
    return f"{lock_folder(source, target)}/{_MEMORY}"


NEAR: Final = 75
"""Texts less alike than this (percent) are no help to a translator."""
BANDS: Final = ("done", "repeated", "100", "95-99", "85-94", "75-84", "new")


def holding(handed: Iterable[Handed]) -> Iterator[Pair]:
    """The pairs of the texts that are translated and up to date."""
    for one in handed:
        if one.unit.target is not None and one.unit.is_done:
            yield Pair(one.unit.source, one.unit.target, one.unit.name, one.unit.stamp, str(one.unit.state))


def past_pair(unit: PairedUnit, name: str) -> Pair | None:
    """The pair that a unit held when it was confirmed, when its translation still stands but its source is
    another one or gone; None when there is no such pair."""
    entry = unit.entry
    if entry is None or not entry.was or not unit.target or entry.state in ("same", "added"):
        return None
    if unit.state not in (State.STALE, State.ORPHAN):
        return None
    source = encode(BETWEEN.join(text.rstrip("\n") for text in entry.was))
    stamp = f"{'+'.join(entry.source)} {'+'.join(entry.target)}"
    return Pair(source, aligned(source, encode(joined(unit.target))), name, stamp, entry.state)


def merged(past: Sequence[Pair], new: Iterable[Pair]) -> list[Pair]:
    """The memory with pairs that it has not yet; the order of what is there stays."""
    found = {_key(pair): pair for pair in past}
    for pair in new:
        found.setdefault(_key(pair), pair)
    return list(found.values())


def _key(pair: Pair) -> tuple[str, str]:
    return pair.source.skeleton, pair.target.skeleton


def with_leverage(units: Sequence[ExchangeUnit], pairs: Iterable[Pair]) -> list[ExchangeUnit]:
    """The units with their class of match, and what the memory has for those that are to be done.

    Nothing is ever taken over: what is near is shown to the translator.
    """
    known: dict[str, Pair] = {}
    for pair in pairs:
        known.setdefault(pair.source.plain, pair)
    texts = list(known)
    seen: set[str] = set()
    made: list[ExchangeUnit] = []
    for unit in units:
        plain = unit.source.plain
        if unit.is_done:
            made.append(dataclasses.replace(unit, match="done"))
            continue
        best = _best(plain, texts, known)
        match = "repeated" if plain in seen else band(best.score if best else 0)
        seen.add(plain)
        made.append(dataclasses.replace(unit, match=match, leverage=best))
    return made


def _best(plain: str, texts: Sequence[str], known: dict[str, Pair]) -> Leverage | None:
    if plain in known:
        return Leverage(100, plain, known[plain].target.plain)
    found = process.extractOne(plain, texts, scorer=fuzz.ratio, score_cutoff=NEAR)
    if found is None:
        return None
    return Leverage(min(99, int(found[1])), found[0], known[found[0]].target.plain)


def band(score: int) -> str:
    """The class that a likeness (percent) falls in."""
    for least, name in ((100, "100"), (95, "95-99"), (85, "85-94"), (NEAR, "75-84")):
        if score >= least:
            return name
    return "new"


def word_counts(units: Iterable[ExchangeUnit]) -> dict[str, dict[str, int]]:
    """Units and source words by class of match, every class named."""
    numbers: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for unit in units:
        numbers[unit.match] += 1
        words[unit.match] += unit.words
    return {name: {"units": numbers[name], "words": words[name]} for name in BANDS}


def is_unfinished(unit: ExchangeUnit) -> bool:
    return unit.state in UNFINISHED
