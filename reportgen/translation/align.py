"""Aligning two texts that were never paired: one best path over pairs, gaps, merges and splits.

The cost of a bead (units taken together) is its prior, plus its surprise in length (Gale and Church, 1993),
less what both sides share (figures, references, addresses, notes, beginnings of cognate words), plus a
penalty when the kinds of unit differ. Measured on 1,662 blocks: see `docs/translators.md`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportgen.translation.pieces import Piece

CONFIDENT: Final = -0.5
"""Links that cost less than this are right: 99 % of them or more, when 15 % of the units are perturbed."""
ALIKE: Final = -1.5
"""Runs of the same shape whose links cost less than this on average are right as a whole."""
REFUSED: Final = 1.5
"""Links that cost more than this are no links."""
REWRITTEN: Final = 6.0
"""The same for a text that stands where a known translation stood: it is a new version of it."""

_PRIORS: Final = {
    (1, 1): -math.log(0.93),
    (1, 0): -math.log(0.02),
    (0, 1): -math.log(0.02),
    (2, 1): -math.log(0.015),
    (1, 2): -math.log(0.015),
}
_GAP: Final = 3.0
_VARIANCE: Final = 6.8
_LENGTH_WEIGHT: Final = 0.35
_SHARED_WEIGHT: Final = 9.0
_OTHER_KIND: Final = 6.0
_NUMBER: Final = re.compile(r"\d+(?:[\s\u00a0\u202f.,]\d+)*")
_MARKUP: Final = re.compile(r"(?<!\w)@[\w:-]+|\[\^[^\]]+\]|\{\{[^}]+\}\}|https?://[^\s)]+")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
# Kinds that one author may write as a paragraph and the other as an item of a list.
_PROSE: Final = frozenset({"paragraph", "item", "definition"})


@dataclass(frozen=True, slots=True)
class Link:
    """Positions of source and target units that go together, and the cost of the bead without its prior."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class _Features:
    kind: str
    length: int
    anchors: frozenset[str]


def align(source: Sequence[Piece], target: Sequence[Piece], ratio: float, proof: bool = True) -> list[Link]:
    """The links between two sequences, in order; units without a link are in none.

    `ratio` is the length of the target text over that of the source (see `length_ratio`). With `proof`, a
    merge or split must be better than either of its halves.
    """
    left = [_features(piece.unit.kind, piece.unit.text) for piece in source]
    right = [_features(piece.unit.kind, piece.unit.text) for piece in target]
    rows, columns = len(left), len(right)
    if not rows or not columns:
        return []
    band = max(40, abs(rows - columns) + 25)
    best: dict[tuple[int, int], tuple[float, tuple[int, int], float]] = {(0, 0): (0.0, (0, 0), 0.0)}
    for i in range(rows + 1):
        middle = i * columns // rows
        for j in range(max(0, middle - band), min(columns, middle + band) + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for (take, give), prior in _PRIORS.items():
                if i + take > rows or j + give > columns:
                    continue
                cost = _bead(left[i : i + take], right[j : j + give], ratio) if take and give else _GAP
                total = here[0] + prior + cost
                old = best.get((i + take, j + give))
                if old is None or total < old[0]:
                    best[(i + take, j + give)] = (total, (take, give), cost)
    links = [link for link in _path(best, rows, columns) if link.cost < REWRITTEN]
    return [_proved(link, left, right, ratio) for link in links] if proof else links


def length_ratio(source: Sequence[Piece], target: Sequence[Piece]) -> float:
    """How long the target text is for the source text, kept within what two languages can differ by."""
    left = sum(len(piece.unit.text) for piece in source)
    right = sum(len(piece.unit.text) for piece in target)
    return min(1.15, max(0.7, right / left)) if left and right else 0.9


def _path(
    best: dict[tuple[int, int], tuple[float, tuple[int, int], float]], rows: int, columns: int
) -> list[Link]:
    links: list[Link] = []
    i, j = rows, columns
    while (i or j) and (i, j) in best:
        _, (take, give), cost = best[(i, j)]
        if take and give:
            links.append(Link(tuple(range(i - take, i)), tuple(range(j - give, j)), cost))
        i, j = i - take, j - give
    return links[::-1]


def _proved(link: Link, left: Sequence[_Features], right: Sequence[_Features], ratio: float) -> Link:
    """A merge or split only when both halves are needed: one that goes better without its half loses it."""
    if len(link.source) == len(link.target):
        return link
    single = [Link((i,), (j,), _bead([left[i]], [right[j]], ratio)) for i in link.source for j in link.target]
    best = min(single, key=lambda one: one.cost)
    return best if best.cost < link.cost else link


def _bead(left: Sequence[_Features], right: Sequence[_Features], ratio: float) -> float:
    lengths = sum(f.length for f in left), sum(f.length for f in right)
    first = frozenset().union(*(f.anchors for f in left))
    second = frozenset().union(*(f.anchors for f in right))
    cost = _LENGTH_WEIGHT * _surprise(*lengths, ratio) - _SHARED_WEIGHT * _dice(first, second)
    kinds = {f.kind for f in left} | {f.kind for f in right}
    return cost + (_OTHER_KIND if len(kinds) > 1 else 0.0)


def _surprise(left: int, right: int, ratio: float) -> float:
    spread = math.sqrt(max(1.0, (left + right / ratio) / 2 * _VARIANCE))
    tail = math.erfc(abs(right - left * ratio) / spread / math.sqrt(2))
    return min(-math.log(max(tail, 1e-12)), 25.0)


def _dice(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


@lru_cache(maxsize=8192)
def _features(kind: str, text: str) -> _Features:
    anchors = {"#" + re.sub(r"\D", "", number) for number in _NUMBER.findall(text)}
    anchors |= {markup.lower() for markup in _MARKUP.findall(text)}
    anchors |= {"~" + _folded(word)[:5] for word in _WORD.findall(_MARKUP.sub(" ", text))}
    return _Features("prose" if kind in _PROSE else kind, len(text), frozenset(anchors))


def _folded(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))
