"""Alignment of two wordings of one paragraph: which character of one is which of the other."""

from __future__ import annotations

import difflib
import re
from typing import Final

_FOLD: Final = str.maketrans(
    {
        "\u202f": " ", "\u00a0": " ", "\u2009": " ", "\n": " ", "\t": " ",
        "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "«": '"', "»": '"',
        "\u2011": "-", "\u2013": "-", "\u2026": ".",
    }
)  # fmt: skip
_TOKEN: Final = re.compile(r"\w+|\s|[^\w\s]")

Opcode = tuple[str, int, int, int, int]


def fold(text: str) -> str:
    """`text` with one kind of space, apostrophe, quote and dash; as many characters as before."""
    return text.translate(_FOLD)


def same(one: str, other: str) -> bool:
    """Whether two texts read the same: typography and the number of spaces apart."""
    return _settled(one) == _settled(other)


def _settled(text: str) -> str:
    text = re.sub(r"\s+", " ", fold(text)).strip()
    text = re.sub(r'" | "', '"', text)
    return re.sub(r" ([;:!?%])", r"\1", text)


def opcodes(old: str, new: str) -> list[Opcode]:
    """The changes from `old` to `new` by whole words, as difflib writes them, with character offsets."""
    tokens = [_TOKEN.findall(old), _TOKEN.findall(new)]
    folded = [[fold(token) for token in side] for side in tokens]
    places: list[list[int]] = []
    for side in tokens:
        at = [0]
        for token in side:
            at.append(at[-1] + len(token))
        places.append(at)
    matcher = difflib.SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    return [
        (kind, places[0][a], places[0][b], places[1][c], places[1][d])
        for kind, a, b, c, d in matcher.get_opcodes()
    ]


def align(one: str, other: str) -> list[int | None]:
    """For each character of `one` the place of the same character in `other`, None where there is none."""
    found: list[int | None] = [None] * len(one)
    if fold(one) == fold(other):
        return list(range(len(one)))
    for kind, a, b, c, d in opcodes(one, other):
        if kind == "equal" and b - a == d - c:
            found[a:b] = range(c, d)
        elif kind == "replace":
            inner = difflib.SequenceMatcher(None, fold(one[a:b]), fold(other[c:d]), autojunk=False)
            for match in inner.get_matching_blocks():
                for step in range(match.size):
                    found[a + match.a + step] = c + match.b + step
    return found
