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
class Filled:
    """A content stream without slots; `labels` are the labels of those that it had."""

    data: bytes
    labels: tuple[str, ...]


def fill_slots(data: bytes, text_of: Callable[[str], str], faces: Mapping[str, Face]) -> Filled:
    """`data` with each slot replaced by the glyphs of `text_of(label)`, in the face of the slot."""
    labels: list[str] = []

    def fill(match: re.Match[bytes]) -> bytes:
        label = bytes.fromhex(match[1].decode()).decode()
        labels.append(label)
        face = faces[match[3].decode()]
        right = match[2] == b"right"
        return (
            _SHOWN.sub(lambda shown: _show(shown[1], text_of(label), face, right), match[4], count=1) + b"\n"
        )

    return Filled(_SLOT.sub(fill, data), tuple(labels))


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
