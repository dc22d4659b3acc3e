"""Parts whose contents are made when somebody looks at them: of a long report, an edit needs a few."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from typing import Any, Final

from reportgen.document.blocks import Blocks, Footnote
from reportgen.document.whole import Part

_LATE: Final = ("blocks", "notes")
_HEAD: Final = tuple(field.name for field in dataclasses.fields(Part) if field.name not in _LATE)

_READING: Final = threading.RLock()
"""Held while a part is read: editions that are made at the same time read each part once."""

Head = tuple[Any, ...]
"""The fields of a part that are always at hand: all but its blocks and notes."""


def head_of(part: Part) -> Head:
    return tuple(getattr(part, name) for name in _HEAD)


class LatePart(Part):
    """A part that is read when its blocks or notes are asked for.

    `mark` tells what it is: it derives from all that the part was made from, so that parts of one mark are
    the same part. A changed copy (`dataclasses.replace`) is a plain part, without a mark.
    """

    __slots__ = ("_load", "_whole", "mark")
    mark: str
    _load: Callable[[], Part]
    _whole: Part | None

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        return Part(*args, **kwargs)

    @classmethod
    def of(cls, head: Head, mark: str, load: Callable[[], Part]) -> LatePart:
        """The part with this `head`; `load` gives the whole, and is called once at most."""
        made: LatePart = object.__new__(cls)
        for name, value in zip(_HEAD, head, strict=True):
            object.__setattr__(made, name, value)
        object.__setattr__(made, "mark", mark)
        object.__setattr__(made, "_load", load)
        object.__setattr__(made, "_whole", None)
        return made

    @property
    def is_read(self) -> bool:
        return self._whole is not None

    @property
    def whole(self) -> Part:
        """The part itself."""
        if self._whole is None:
            with _READING:
                if self._whole is None:
                    object.__setattr__(self, "_whole", self._load())
                    # What it was made from is not needed any more.
                    object.__setattr__(self, "_load", _nothing)
        assert self._whole is not None
        return self._whole

    @property
    def blocks(self) -> Blocks:
        return self.whole.blocks

    @property
    def notes(self) -> tuple[Footnote, ...]:
        return self.whole.notes

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LatePart):
            return self is other or self.mark == other.mark or self.whole == other.whole
        return self.whole == other

    def __hash__(self) -> int:
        return hash(self.whole)

    def __repr__(self) -> str:
        return repr(self.whole)


def _nothing() -> Part:
    raise AssertionError
