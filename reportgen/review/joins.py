"""Two paragraphs that a reviewer has made into one by deleting the mark between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportgen.editions.docx.flatten import OBJECT, Change, Flat, ParagraphRange, within
from reportgen.review.located import Home, Located

_NUMBER: Final = "RGParagraphNumber"


@dataclass(frozen=True, slots=True)
class Join:
    """The unit that follows now, the changes that say so, and the numbers of the margin that went along."""

    following: Home
    changes: tuple[Change, ...]
    numbers: tuple[ParagraphRange, ...]


def join_of(flat: Flat, located: Located, home: Home) -> Join | None:
    """What the paragraph at `home` was joined with; None when its mark stands, or nothing is left of it."""
    changes = _mark(flat, home.end)
    following = next((one for one in located.homes if one.start > home.end), None)
    if not changes or following is None or not _left(flat, home) or not _left(flat, following):
        return None
    numbers: list[ParagraphRange] = []
    for paragraph in flat.paragraphs:
        if not home.end < paragraph.start < following.start or paragraph.end >= following.start:
            continue
        inside = list(within(flat, paragraph.start, paragraph.end))
        if paragraph.style != _NUMBER or any(piece.in_final and piece.text for piece in inside):
            return None
        numbers.append(paragraph)
        changes += [change for piece in inside for change in piece.changes]
        changes += _mark(flat, paragraph.end)
    return Join(following, tuple(dict.fromkeys(changes)), tuple(numbers))


def _mark(flat: Flat, place: int) -> list[Change]:
    """The deletions of the paragraph mark at a place."""
    marks = (piece for piece in within(flat, place, place + 1) if piece.text == "\n")
    return [change for piece in marks for change in piece.changes if change.kind == "del"]


def _left(flat: Flat, home: Home) -> bool:
    pieces = within(flat, home.start, home.end)
    return any(piece.in_final and piece.text.strip(OBJECT + " ") for piece in pieces)
