"""Writes page numbers into the slots that a render left in a content stream."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reportgen.editions.pdf.rendered import SLOT_CLOSE, SLOT_OPEN, Face

_SLOT: Final = re.compile(
    rb"/Slot\n<</L <([0-9a-f]*)>/A /(\w+)/F /(\w+)/Z [\d.]+>>\nBDC\n(.*?)\nEMC\n?", re.DOTALL
)
_NAMED: Final = re.compile(f"{SLOT_OPEN}(.*?){SLOT_CLOSE}")
_SHOWN: Final = re.compile(rb"\[([^\]]*)\] TJ")
_GLYPHS: Final = re.compile(rb"<([0-9a-f]*)>")


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for the number of the page of `label`, in a face, at the left or the right of its room.

    `before` are the operators up to the glyphs that keep the room, `room` those glyphs, `after` the rest.
    """

    label: str
    face: str
    right: bool
    before: bytes
    room: bytes
    after: bytes


Cut = tuple[bytes | Slot, ...]
"""A content stream, cut where it has slots."""


def cut_at_slots(data: bytes) -> Cut:
    """`data` in pieces, a slot in the place of each of its slots."""
    pieces: list[bytes | Slot] = []
    end = 0
    for match in _SLOT.finditer(data):
        pieces += (data[end : match.start()], *_slot(match))
        end = match.end()
    return (*pieces, data[end:])


def _slot(match: re.Match[bytes]) -> Cut:
    label, content = bytes.fromhex(match[1].decode()).decode(), match[4] + b"\n"
    shown = _SHOWN.search(content)
    if shown is None:
        return (content,)
    start, end = shown.span()
    return (Slot(label, match[3].decode(), match[2] == b"right", content[:start], shown[1], content[end:]),)


def filled(cut: Cut, text_of: Callable[[str], str], faces: Mapping[str, Face]) -> bytes:
    """The content stream with the glyphs of `text_of(label)` in the place of each slot, in its face."""
    return b"".join([piece if isinstance(piece, bytes) else _fill(piece, text_of, faces) for piece in cut])


def _fill(slot: Slot, text_of: Callable[[str], str], faces: Mapping[str, Face]) -> bytes:
    return slot.before + _show(slot.room, text_of(slot.label), faces[slot.face], slot.right) + slot.after


def fill_text(text: str, text_of: Callable[[str], str]) -> str:
    """`text` with each page number that it names by its label."""
    return _NAMED.sub(lambda match: text_of(match[1]), text)


def _show(before: bytes, text: str, face: Face, right: bool) -> bytes:
    ids = [face.slot_glyphs[character] for character in text]
    shift = b""
    if right:
        room = _width((int(gid, 16) for run in _GLYPHS.findall(before) for gid in _pairs(run)), face)
        shift = b"%d" % -(room - _width(ids, face))
    return b"[" + shift + b"<" + b"".join(b"%04x" % gid for gid in ids) + b">] TJ"


def _pairs(run: bytes) -> list[bytes]:
    return [run[i : i + 4] for i in range(0, len(run), 4)]


def _width(ids: Iterable[int], face: Face) -> int:
    return sum(face.glyphs[gid][1] for gid in ids)
