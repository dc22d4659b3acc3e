"""The cross-reference table of a file: where each object stands (ISO 32000-1, 7.5.8).

A long report has a million objects: its rows are kept as columns of numbers.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_IN_FILE: Final = 1
"""The kind of a row for an object that stands in the file itself."""

_IN_STREAM: Final = 2
"""And for one that stands in an object stream."""

_WIDE: Final = 8
"""Bytes of a number in a column."""


@dataclass(slots=True)
class Table:
    """Rows by object number: kind, then place and generation, or the number of a stream and a place in it."""

    kinds: bytearray = field(default_factory=bytearray)
    seconds: array[int] = field(default_factory=lambda: array("Q"))
    thirds: array[int] = field(default_factory=lambda: array("Q"))

    @classmethod
    def of(cls, data: memoryview, length: int, widths: tuple[int, int]) -> Table:
        """From the bytes at the start of `data`, whose second and third columns have these widths."""
        content = bytes(data[:length])
        size = 1 + sum(widths)
        first = 1 + widths[0]
        columns = _column(content, 1, widths[0], size), _column(content, first, widths[1], size)
        return cls(bytearray(content[::size]), *columns)

    def __len__(self) -> int:
        return len(self.kinds)

    def in_file(self) -> list[int]:
        """Where the objects stand that are not in streams, in order."""
        return sorted(place for kind, place in zip(self.kinds, self.seconds, strict=True) if kind == _IN_FILE)

    def move(self, moved: Mapping[int, int]) -> None:
        """Tell where the objects stand now, from where they stood."""
        for index, kind in enumerate(self.kinds):
            if kind == _IN_FILE:
                self.seconds[index] = moved[self.seconds[index]]

    def add_in_stream(self, stream: int, count: int) -> None:
        """The objects of a stream that is added."""
        self._add(_IN_STREAM, [stream] * count, range(count))

    def add_in_file(self, place: int) -> None:
        self._add(_IN_FILE, [place], [0])

    def _add(self, kind: int, seconds: Sequence[int], thirds: Iterable[int]) -> None:
        self.kinds += bytes((kind,)) * len(seconds)
        self.seconds.extend(seconds)
        self.thirds.extend(thirds)

    def packed(self) -> tuple[tuple[int, int], bytes]:
        """The widths of the second and third columns, as small as they can be, and the rows."""
        columns = (self.seconds, self.thirds)
        second, third = (max(1, (max(column).bit_length() + 7) // 8) for column in columns)
        size = 1 + second + third
        rows = bytearray(size * len(self))
        rows[::size] = self.kinds
        _fill(rows, 1, second, size, self.seconds)
        _fill(rows, 1 + second, third, size, self.thirds)
        return (second, third), bytes(rows)


def _column(content: bytes, start: int, width: int, size: int) -> array[int]:
    """The numbers of a column, whose most significant byte comes first."""
    raw = bytearray(len(content) // size * _WIDE)
    for at in range(width):
        raw[_WIDE - width + at :: _WIDE] = content[start + at :: size]
    return _turned(array("Q", bytes(raw)))


def _fill(rows: bytearray, start: int, width: int, size: int, column: array[int]) -> None:
    raw = _turned(column[:]).tobytes()
    for at in range(width):
        rows[start + at :: size] = raw[_WIDE - width + at :: _WIDE]


def _turned(column: array[int]) -> array[int]:
    """From the order of bytes in a file to that of this machine, or back."""
    if sys.byteorder == "little":
        column.byteswap()
    return column
