"""Edits of one unit: what was inserted, deleted or replaced, tracked or not, as text before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.editions.docx.flatten import OBJECT, Change, Piece
from reportgen.review.align import fold, opcodes

_BREAK: Final = "\ue000"
"""The end of a paragraph where texts are compared: it is no space like another."""


@dataclass(slots=True)
class Edit:
    """`old` at `at` of the base text became `new`; `changes` are the tracked changes that say so."""

    at: int
    old: str = ""
    new: str = ""
    changes: list[Change] = field(default_factory=list)
    looks: frozenset[str] = frozenset()

    @property
    def end(self) -> int:
        return self.at + len(self.old)


def base_text(pieces: Iterable[Piece]) -> str:
    """The text before tracked changes, neighbouring computed things as one OBJECT."""
    return "".join(text for piece, text in _texts(pieces) if piece.in_base)


def _texts(pieces: Iterable[Piece]) -> Iterable[tuple[Piece, str]]:
    """Pieces with their text; a computed thing right after another adds none to the base."""
    after_object = False
    for piece in pieces:
        text = piece.text
        if piece.in_base and text:
            if text == OBJECT and after_object:
                text = ""
            after_object = piece.text == OBJECT
        yield piece, text


def tracked_edits(pieces: Sequence[Piece]) -> list[Edit]:
    """The tracked changes of a stretch as edits of its base text: adjacent ones are one edit."""
    edits: list[Edit] = []
    current: Edit | None = None
    at = 0
    for piece, text in _texts(pieces):
        if not piece.changes:
            if text:
                current = None
                at += len(text)
            continue
        if current is None:
            current = Edit(at)
            edits.append(current)
        for change in piece.changes:
            if change not in current.changes:
                current.changes.append(change)
        if piece.in_base:
            current.old += text
            at += len(text)
        if piece.in_final:
            current.new += piece.text
            current.looks = piece.looks
    return edits


def untracked_edits(before: str, after: str) -> list[Edit]:
    """What changed between the text as printed and the text as found, without anybody having tracked it.

    Computed things are the engine's business: a field that lost its nature is no edit. One that is gone
    with nothing in its place is.
    """
    before, after = (text.replace("\n", _BREAK) for text in (before, after))
    if fold(before) == fold(after):
        return []
    edits: list[Edit] = []
    for kind, a, b, c, d in opcodes(before, after):
        if kind == "equal":
            continue
        old, new = before[a:b], after[c:d]
        bare = old.replace(OBJECT, "")
        if OBJECT in old and not bare.strip() and new.strip():
            continue
        if not (old + new).strip() and old.strip() == new.strip():
            continue
        if old == "" and not new.replace(OBJECT, "").strip():
            continue
        edits.append(Edit(a, old.replace(_BREAK, "\n"), new.replace(_BREAK, "\n")))
    return edits


def moved_onto(edit: Edit, found: str, printed: str) -> Edit:
    """A tracked edit of the text as found, with its place counted in the text as printed."""
    if fold(found) == fold(printed):
        return edit
    place = edit.at
    for kind, a, b, c, _d in opcodes(found, printed):
        if kind == "equal" and a <= edit.at <= b:
            place = c + edit.at - a
            break
        if a <= edit.at < b:
            place = c
            break
    return Edit(place, edit.old, edit.new, edit.changes, edit.looks)
