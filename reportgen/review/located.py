"""Where each unit of the manifest stands in an annotated draft.

By its bookmark where that has survived; else by the likeness of its text among the paragraphs between its
neighbours. Word lets bookmarks move a little (typing at the end of a paragraph falls outside), so a unit
takes what stands beside it in its paragraph and belongs to nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from reportgen.document.units import text_hash
from reportgen.editions.docx.flatten import OBJECT, Flat, ParagraphRange, printed, within
from reportgen.review.align import same
from reportgen.review.model import Manifest, UnitRecord

_LIKE: Final = 62.0
"""Least likeness (0 to 100) of a paragraph to the text of a unit that has lost its bookmark."""
_WINDOW: Final = 400


@dataclass(frozen=True, slots=True)
class Home:
    """A unit in the stream: from `start` to `end`; `exact` when its bookmark says so."""

    unit: UnitRecord
    start: int
    end: int
    exact: bool = True


@dataclass(slots=True)
class Located:
    """Homes in the order of the stream, units that are nowhere, and paragraphs that belong to no unit."""

    homes: list[Home] = field(default_factory=list)
    missing: list[UnitRecord] = field(default_factory=list)
    strangers: list[ParagraphRange] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def at(self, place: int) -> Home | None:
        """The home that holds a place of the stream."""
        index = bisect_right(self._starts, place) - 1
        for home in reversed(self.homes[max(0, index - 3) : index + 1]):
            if home.start <= place <= home.end:
                return home
        return None

    def before(self, place: int) -> Home | None:
        """The last home that begins at or before a place."""
        index = bisect_right(self._starts, place) - 1
        return self.homes[index] if index >= 0 else None

    def settle(self) -> None:
        self.homes.sort(key=lambda home: (home.start, home.end))
        self._starts = [home.start for home in self.homes]


def locate(flat: Flat, manifest: Manifest) -> Located:
    """Find every unit of the manifest in the stream."""
    found = Located()
    lost: list[UnitRecord] = []
    for unit in manifest.units:
        place = flat.bookmarks.get(unit.bookmark)
        if place is None:
            lost.append(unit)
        else:
            found.homes.append(Home(unit, *place))
    found.settle()
    free = _free_paragraphs(flat, found.homes)
    _match(flat, manifest, found, lost, free)
    found.settle()
    found.homes = _widened(flat, found.homes)
    found.settle()
    known = {id(paragraph) for paragraph in _free_paragraphs(flat, found.homes)}
    found.strangers = [
        paragraph
        for paragraph in flat.paragraphs
        if id(paragraph) in known and _is_strange(flat, paragraph, manifest)
    ]
    return found


def _free_paragraphs(flat: Flat, homes: list[Home]) -> list[ParagraphRange]:
    """Paragraphs that no home touches."""
    free: list[ParagraphRange] = []
    at, reach = 0, -1
    for paragraph in flat.paragraphs:
        while at < len(homes) and homes[at].start <= paragraph.end:
            reach = max(reach, homes[at].end)
            at += 1
        if reach < paragraph.start:
            free.append(paragraph)
    return free


def _match(
    flat: Flat, manifest: Manifest, found: Located, lost: list[UnitRecord], free: list[ParagraphRange]
) -> None:
    """Give units without a bookmark the paragraph most like them, in order, equal texts first."""
    texts = {id(one): printed(flat, one.start, one.end) for one in free}
    free = [one for one in free if texts[id(one)].strip(OBJECT + " \t")]
    taken: set[int] = set()
    orders = {home.unit.order: home for home in found.homes}
    for exact in (True, False):
        for unit in lost:
            if unit.order in orders:
                continue
            candidates = _near(flat, unit, manifest, orders, free)
            best, score = None, _LIKE
            for paragraph in candidates:
                if id(paragraph) in taken:
                    continue
                text = texts[id(paragraph)]
                if exact:
                    if same(text, unit.printed):
                        best = paragraph
                        break
                    continue
                if text_hash(text) in manifest.others:
                    continue
                likeness = fuzz.ratio(text, unit.printed)
                if likeness > score:
                    best, score = paragraph, likeness
            if best is not None:
                taken.add(id(best))
                home = Home(unit, best.start, best.end, exact=False)
                orders[unit.order] = home
                found.homes.append(home)
    found.missing = [unit for unit in lost if unit.order not in orders]


def _near(
    flat: Flat,
    unit: UnitRecord,
    manifest: Manifest,
    orders: dict[int, Home],
    free: list[ParagraphRange],
) -> list[ParagraphRange]:
    """Free paragraphs between the nearest neighbours that were found, in the same kind of story."""
    note = unit.kind == "footnote"
    story = [one for one in free if bool(one.note) == note]
    if note:
        return story[:_WINDOW]
    low = next(
        (
            orders[o].end
            for o in range(unit.order - 1, -1, -1)
            if o in orders and manifest.units[o].kind != "footnote"
        ),
        0,
    )
    high = next(
        (
            orders[o].start
            for o in range(unit.order + 1, len(manifest.units))
            if o in orders and manifest.units[o].kind != "footnote"
        ),
        flat.length,
    )
    inside = [one for one in story if low <= one.start <= high]
    if inside:
        return inside
    # Moved elsewhere: the nearest ones first.
    return sorted(story, key=lambda one: abs(one.start - low))[:_WINDOW]


def _widened(flat: Flat, homes: list[Home]) -> list[Home]:
    """Each home with what stands beside it in its paragraph and is no other's."""
    by_start = sorted(homes, key=lambda home: home.start)
    ends = [paragraph.end for paragraph in flat.paragraphs]
    result: list[Home] = []
    for index, home in enumerate(by_start):
        paragraph_index = bisect_right(ends, home.end - 1) if home.end else 0
        if paragraph_index >= len(ends):
            result.append(home)
            continue
        last = flat.paragraphs[paragraph_index]
        first = (
            flat.paragraphs[min(bisect_right(ends, home.start - 1), len(ends) - 1)]
            if home.start
            else flat.paragraphs[0]
        )
        following = by_start[index + 1].start if index + 1 < len(by_start) else flat.length
        previous = result[-1].end if result else -1
        start, end = home.start, home.end
        if following > last.end or following < home.end:
            end = max(end, last.end)
        else:
            end = max(end, _tail(flat, home, following), _run_of_new(flat, end, following, forward=True))
        if previous < first.start:
            start = min(start, _run_of_new(flat, start, first.start, forward=False))
        result.append(Home(home.unit, start, end, home.exact))
    return result


def _tail(flat: Flat, home: Home, limit: int) -> int:
    """The end, moved over what is missing when it stands there: LibreOffice ends some bookmarks early."""
    text = printed(flat, home.start, home.end)
    missing = home.unit.printed[len(text) :]
    if missing and home.unit.printed.startswith(text) and printed(flat, home.end, limit).startswith(missing):
        return home.end + len(missing)
    return home.end


def _run_of_new(flat: Flat, place: int, limit: int, *, forward: bool) -> int:
    """How far inserted text reaches from a place, up to a limit."""
    pieces = list(within(flat, *((place, limit) if forward else (limit, place))))
    for piece in pieces if forward else reversed(pieces):
        if piece.in_base:
            break
        place = piece.end if forward else piece.start
    return place


def _is_strange(flat: Flat, paragraph: ParagraphRange, manifest: Manifest) -> bool:
    """Whether a paragraph that is no unit's is not the engine's either, or was changed."""
    pieces = list(within(flat, paragraph.start, paragraph.end))
    if any(piece.changes for piece in pieces):
        return True
    if paragraph.part.startswith(("word/header", "word/footer")):
        return False  # running heads: Word makes one for each page
    text = "".join(piece.text for piece in pieces)
    return bool(text.strip(OBJECT + " \t")) and text_hash(
        printed(flat, paragraph.start, paragraph.end)
    ) not in (manifest.others)
