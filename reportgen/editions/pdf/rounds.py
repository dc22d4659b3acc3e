"""Renders the sheets until the page numbers they leave room for are those that come out.

Page numbers in a sheet are slots of the right number of figures, filled at the end: a sheet is rendered again
only when a slot changes its length, when a reference and its target come to stand on one page, or when a list
of pages changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.pdf.jobs import Job
from reportgen.editions.pdf.pagemap import PageMap
from reportgen.editions.pdf.pages import Pages, page_labels
from reportgen.editions.pdf.rendered import Rendered
from reportgen.editions.pdf.sheets import NO_TEXT, Book, Sheet

MAX_ROUNDS: Final = 5
CHARACTERS_A_PAGE: Final = 2600
"""What a page of running text holds, for the first guess."""

LATE: Final = 3
"""The round from which lists of pages are laid out even if other sheets are not settled."""

FEW: Final = 3
"""Sheets that leave a processor free when they are laid out again."""

MANY: Final = 20
"""Sheets of one kind from which a few are laid out first, to learn how much text a page of them holds."""

Render = Callable[[Sequence[Job]], list[Rendered]]
Rates = Mapping[str, float]
"""Characters that a page holds, by kind of part."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The rendered sheets and the page map they agree with. `starts` are the first pages of the sheets."""

    rendered: tuple[Rendered, ...]
    pages: Pages
    starts: tuple[int, ...]
    rounds: int
    renders: int
    settled: bool
    jobs: tuple[Job, ...] = ()
    blanks: tuple[int, ...] = ()
    """Empty pages after each sheet, so that the next one starts on a right-hand page."""


def settle(
    book: Book,
    render: Render,
    page_map: PageMap | None = None,
    beside: Callable[[Settled], Job] | None = None,
) -> Settled:
    """Render `book` in at most MAX_ROUNDS rounds, starting from `page_map` if there is one.

    `settled` is False when the numbers still moved then. `beside` gives what will be wanted next if few pages
    move any more: it is rendered with the last sheets, for whoever asks for it after that.
    """
    rates, renders = ({}, 0) if page_map else _learnt(book, render)
    pages, counts = _recalled(book, page_map) if page_map else _guess(book, rates)
    guess = _Guess.of(book, pages, counts)
    late = frozenset() if page_map else _lists(book)
    shown: frozenset[str] = frozenset()
    jobs: list[Job | None] = [None] * len(book.sheets)
    made: dict[int, Rendered] = {}
    for round_ in range(1, MAX_ROUNDS + 1):
        hidden_again = shown if round_ > 2 else frozenset()
        shown = frozenset(shown_references(book, pages)) | hidden_again
        wanted = _jobs(book, pages, shown, counts)
        stale = [i for i, job in enumerate(wanted) if job != jobs[i]]
        if not stale:
            return _settled(wanted, made, pages, counts, round_ - 1, renders, True)
        if round_ < LATE:
            stale = [i for i in stale if i not in late] or stale
        asked = [wanted[i] for i in stale]
        if beside is not None and len(stale) <= FEW and len(made) == len(wanted):
            asked.append(beside(_settled(wanted, made, pages, counts, round_, renders, False)))
        for i, sheet in zip(stale, render(asked), strict=False):
            jobs[i], made[i] = wanted[i], sheet
        renders += len(stale)
        pages, counts = _measure(book, made, guess)
    final = _jobs(book, pages, shown, counts)
    return _settled(final, made, pages, counts, MAX_ROUNDS, renders, final == jobs)


def _settled(
    jobs: Sequence[Job],
    made: Mapping[int, Rendered],
    pages: Pages,
    counts: Sequence[int],
    rounds: int,
    renders: int,
    settled: bool,
) -> Settled:
    rendered = tuple(made[i] for i in range(len(jobs)))
    blanks = _blanks(counts, rendered)
    return Settled(rendered, pages, _starts(counts), rounds, renders, settled, tuple(jobs), blanks)


def _lists(book: Book) -> frozenset[int]:
    """The sheets with contents or an index: long in a long report, and other ones whenever a page moves."""
    return frozenset(
        i
        for i, sheet in enumerate(book.sheets)
        if sheet.part and any(isinstance(node, n.Contents | n.Index) for node in walk(sheet.part))
    )


def _blanks(counts: Sequence[int], rendered: Sequence[Rendered]) -> tuple[int, ...]:
    return tuple(count - sheet.page_count for count, sheet in zip(counts, rendered, strict=True))


def _padded(book: Book, counts: Sequence[int]) -> list[int]:
    """Numbers of pages with an empty one where the next sheet must start on a right-hand page."""
    padded: list[int] = []
    for index, count in enumerate(counts):
        following = book.sheets[index + 1] if index + 1 < len(book.sheets) else None
        odd = (sum(padded) + count) % 2 == 1
        padded.append(count + int(odd and book.starts_on_the_right(following)))
    return padded


def _starts(counts: Sequence[int]) -> tuple[int, ...]:
    return tuple(accumulate(counts, initial=0))[:-1]


def _jobs(book: Book, pages: Pages, shown: frozenset[str], counts: Sequence[int]) -> list[Job]:
    alone = _imprint_alone(book, counts)
    return [
        book.job(sheet, pages, lambda own, target: own in shown, imprint_alone=alone) for sheet in book.sheets
    ]


def _imprint_alone(book: Book, counts: Sequence[int]) -> bool:
    """Whether the imprint takes a page, so that page 1 falls on a right-hand page without a blank one.

    Before it stand the cover, unless that is a sheet of its own, and the title page.
    """
    others = sum(
        count for sheet, count in zip(book.sheets, counts, strict=True) if sheet.front and sheet.part
    )
    return others % 2 == int(not book.press)


def shown_references(book: Book, pages: Pages) -> Iterator[str]:
    """The references that show a page number: those to another page that is known."""
    if book.document.meta.page_references:
        for own, target in book.references:
            if target in pages.place and not pages.together(own, target):
                yield own


@dataclass(frozen=True, slots=True)
class _Guess:
    """For each sheet, its number of pages and the places in it of its ids, before it is laid out."""

    counts: tuple[int, ...]
    places: tuple[Mapping[str, int], ...]

    @classmethod
    def of(cls, book: Book, pages: Pages, counts: Sequence[int]) -> _Guess:
        ids = [book.measures[sheet.part.id].ids if sheet.part else () for sheet in book.sheets]
        return cls(
            tuple(counts),
            tuple(
                {id_: pages.place[id_] - start for id_, _ in of if id_ in pages.place}
                for start, of in zip(_starts(counts), ids, strict=True)
            ),
        )


def _measure(book: Book, made: Mapping[int, Rendered], guess: _Guess) -> tuple[Pages, list[int]]:
    """The page map of what was rendered, and of a guess for what was not."""
    lengths = [made[i].page_count if i in made else count for i, count in enumerate(guess.counts)]
    counts = _padded(book, lengths)
    place: dict[str, int] = {}
    for i, start in enumerate(_starts(counts)):
        if i in made:
            inside: Mapping[str, int] = {id_: page for id_, (page, _, _) in made[i].anchors.items()}
        else:
            inside = guess.places[i]
        for id_, page in inside.items():
            place.setdefault(id_, start + page)
    return Pages(_labels(book.sheets, counts), place), counts


def _recalled(book: Book, page_map: PageMap) -> tuple[Pages, list[int]]:
    """The page map of last time; what is new since then stands where the amount of text puts it."""
    guess, guessed = _guess(book)
    counts = [
        page_map.sheets.get(sheet.name, count) for sheet, count in zip(book.sheets, guessed, strict=True)
    ]
    starts = dict(zip((sheet.name for sheet in book.sheets), _starts(counts), strict=True))
    known = page_map.places()
    place = {id_: page for id_, page in guess.place.items() if id_ not in known}
    place.update((id_, starts[name] + page) for id_, (name, page) in known.items() if name in starts)
    beside = frozenset(page_map.beside)
    for own, target in book.references:
        place.pop(own, None)
        if own in beside and target in place:
            place[own] = place[target]
    return Pages(_labels(book.sheets, counts), place), counts


def _learnt(book: Book, render: Render) -> tuple[Rates, int]:
    """How much text a page holds, from a few sheets of each kind of which there are many; and how many.

    In a long report a wrong guess moves thousands of numbers from three figures to four, and each sheet that
    shows one of them is laid out again.
    """
    kinds: dict[str, list[Sheet]] = {}
    for sheet in book.sheets:
        kinds.setdefault(sheet.part.kind if sheet.part else "", []).append(sheet)
    sample = [
        (kind, sheets[len(sheets) * quarter // 4])
        for kind, sheets in kinds.items()
        if len(sheets) >= MANY
        for quarter in (1, 2, 3)
    ]
    if not sample:
        return {}, 0
    pages, counts = _guess(book)
    shown = frozenset(shown_references(book, pages))
    alone = _imprint_alone(book, counts)
    jobs = [
        book.job(sheet, pages, lambda own, target: own in shown, imprint_alone=alone) for _, sheet in sample
    ]
    text: dict[str, int] = {}
    held: dict[str, float] = {}
    for (kind, sheet), made in zip(sample, render(jobs), strict=True):
        text[kind] = text.get(kind, 0) + (book.measures[sheet.part.id].length if sheet.part else 0)
        # The last page of a sheet is half full on average.
        held[kind] = held.get(kind, 0.0) + made.page_count - 0.5
    return {kind: text[kind] / held[kind] for kind in text if text[kind]}, len(sample)


def _guess(book: Book, rates: Rates | None = None) -> tuple[Pages, list[int]]:
    """A page map from the amount of text, before anything is laid out."""
    counts: list[int] = []
    places: list[tuple[str, int, int]] = []
    for index, sheet in enumerate(book.sheets):
        measure = book.measures[sheet.part.id] if sheet.part else NO_TEXT
        rate = (rates or {}).get(sheet.part.kind if sheet.part else "", CHARACTERS_A_PAGE)
        counts.append(1 + int(measure.length / rate))
        places += [(id_, index, int(position / rate)) for id_, position in measure.ids]
    starts = _starts(counts)
    place: dict[str, int] = {}
    for id_, index, page in places:
        place.setdefault(id_, starts[index] + page)
    return Pages(_labels(book.sheets, counts), place), counts


def _labels(sheets: Sequence[Sheet], counts: Sequence[int]) -> tuple[str, ...]:
    front = sum(count for sheet, count in zip(sheets, counts, strict=True) if sheet.front)
    return page_labels(front, sum(counts) - front)
