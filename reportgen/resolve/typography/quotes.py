"""Straight quotation marks into those of the language, by what stands around them and how deep they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.resolve.typography.pieces import Edit

_SPACES = " \u00a0\u202f\u2009"
_BEFORE_OPENING = _SPACES + "\n([{«‘“'’–—-/="


@dataclass(frozen=True, slots=True)
class Marks:
    """Opening and closing marks outside, then inside other quotation marks."""

    outer: tuple[str, str]
    inner: tuple[str, str]


FRENCH = Marks(("«\u00a0", "\u00a0»"), ("“", "”"))
SINGLE_OUTSIDE = Marks(("‘", "’"), ("“", "”"))
DOUBLE_OUTSIDE = Marks(("“", "”"), ("‘", "’"))


def double_quotes(text: str, marks: Marks, *, replace_guillemets: bool) -> Iterable[Edit]:
    """Edits that turn `"` into `marks`. A mark without its partner stays as typed.

    Guillemets count as quotation marks already set (French), or are replaced too (English).
    """
    pairs = _pairs(text)
    for start, end in sorted(place for pair in pairs for place in pair):
        char = text[start]
        if char != '"' and not replace_guillemets:
            continue
        depth = sum(opening[0] < start < closing[0] for opening, closing in pairs)
        opens = any(opening[0] == start for opening, _ in pairs)
        mark = (marks.outer if depth % 2 == 0 else marks.inner)[0 if opens else 1]
        if char != '"':
            start, end = _with_spaces(text, start, opens)
        yield Edit(start, end, mark)


Place = tuple[int, int]


def _pairs(text: str) -> list[tuple[Place, Place]]:
    open_places: list[int] = []
    pairs: list[tuple[Place, Place]] = []
    for index, char in enumerate(text):
        if char == "«" or (char == '"' and (index == 0 or text[index - 1] in _BEFORE_OPENING)):
            open_places.append(index)
        elif char in '»"':
            same = [place for place in open_places if (text[place] == '"') == (char == '"')]
            if same:
                pairs.append(((same[-1], same[-1] + 1), (index, index + 1)))
                del open_places[open_places.index(same[-1]) :]
    return pairs


def _with_spaces(text: str, index: int, opens: bool) -> Place:
    start, end = index, index + 1
    if opens:
        while end < len(text) and text[end] in _SPACES:
            end += 1
    else:
        while start > 0 and text[start - 1] in _SPACES:
            start -= 1
    return start, end


def single_quotes(text: str, marks: tuple[str, str] = ("‘", "’")) -> Iterable[Edit]:
    """Edits that turn English `'quoted words'` into curly marks; apostrophes are left to the rules."""
    opening = -1
    for index, char in enumerate(text):
        if char != "'":
            continue
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        if before in _SPACES + "\n([" and after.isalpha():
            opening = index
        elif opening >= 0 and not after.isalnum() and not before.isspace() and before != "s":
            yield Edit(opening, opening + 1, marks[0])
            yield Edit(index, index + 1, marks[1])
            opening = -1
