"""Where everything stands: printed labels of pages, places of ids, and page numbers as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

_ROMAN: Final = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
UNKNOWN: Final = "0"


def roman(number: int) -> str:
    """`number` (from 1) in small roman figures."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


def page_labels(front: int, body: int) -> tuple[str, ...]:
    """The printed number of each page: roman for `front` pages, then arabic from 1 for `body` pages."""
    return (*(roman(i + 1) for i in range(front)), *(str(i + 1) for i in range(body)))


@dataclass(frozen=True, slots=True)
class Pages:
    """The page map: `labels` of all pages in order, and the page index of each id in `place`."""

    labels: tuple[str, ...]
    place: Mapping[str, int]

    def label(self, id_: str) -> str:
        """The printed number of the page where `id_` stands; UNKNOWN while its page is not known."""
        index = self.place.get(id_)
        return UNKNOWN if index is None or index >= len(self.labels) else self.labels[index]

    def knows(self, id_: str) -> bool:
        """Whether the page of `id_` is known."""
        return id_ in self.place

    def together(self, a: str, b: str) -> bool:
        """Whether two ids are known to stand on one page."""
        return a in self.place and self.place[a] == self.place.get(b)

    def slot(self, id_: str) -> str:
        """What stands for the number of a page until it is filled in: as many figures, or the text itself."""
        text = self.label(id_)
        return UNKNOWN * len(text) if text.isdigit() else text

    def runs(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Page numbers of several places as an index prints them: (first id, "12"), (first id, "14–16").

        Pages that follow one another are joined; a page is named once.
        """
        first_on: dict[int, str] = {}
        for id_ in ids:
            if id_ in self.place:
                first_on.setdefault(self.place[id_], id_)
        found = []
        arabic = [page for page in first_on if self.labels[page].isdigit()]
        roman = [page for page in first_on if not self.labels[page].isdigit()]
        for run in (*_consecutive(sorted(roman)), *_consecutive(sorted(arabic))):
            start, end = self.labels[run[0]], self.labels[run[-1]]
            text = start if start == end else f"{start}–{end}"
            if len(run) == 2:
                found += [(first_on[page], self.labels[page]) for page in run]
            else:
                found.append((first_on[run[0]], text))
        return found


NOWHERE: Final = Pages((), {})
"""The page map before anything is known."""


@dataclass(frozen=True, slots=True)
class Asked(Pages):
    """A page map that remembers what it was asked, and what it said."""

    answers: dict[tuple[str, ...], object] = field(default_factory=dict)

    def knows(self, id_: str) -> bool:
        answer = self.answers["knows", id_] = Pages.knows(self, id_)
        return answer

    def runs(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        asked = tuple(ids)
        answer = self.answers["runs", *asked] = Pages.runs(self, asked)
        return answer

    def slot(self, id_: str) -> str:
        answer = self.answers["slot", id_] = Pages.slot(self, id_)
        return answer

    def agrees(self, pages: Pages) -> bool:
        """Whether `pages` would have said the same."""
        say: dict[str, Callable[..., object]] = {
            "knows": pages.knows,
            "slot": pages.slot,
            "runs": lambda *ids: pages.runs(ids),
        }
        return all(say[kind](*ids) == answer for (kind, *ids), answer in self.answers.items())


def _consecutive(numbers: Sequence[int]) -> list[list[int]]:
    """Ascending numbers cut where one is missing."""
    runs = [[number] for number in numbers[:1]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
