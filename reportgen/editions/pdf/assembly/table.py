"""The cross-reference table of a file: where each object stands (ISO 32000-1, 7.5.8).

A long report has a million objects: its rows are kept as columns of numbers.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from typing import Final

_IN_FILE: Final = 1
"""The kind of a row for an object that stands in the file itself."""

_IN_STREAM: Final = 2
"""And for one that stands in an object stream."""

_WIDE: Final = 8
"""Bytes of a number in a column."""


class Table:
    """Rows by object number: kind, then place and generation, or the number of a stream and a place in it.

    The first one, and those that nothing is put into, are free.
    """

    def __init__(self, size: int) -> None:
        self.kinds = bytearray(size)
        self.seconds = array("Q", bytes(_WIDE * size))
        self.thirds = array("Q", bytes(_WIDE * size))

    def __len__(self) -> int:
        return len(self.kinds)

    def put_in_file(self, number: int, place: int) -> None:
        """An object that stands in the file itself."""
        self.kinds[number], self.seconds[number] = _IN_FILE, place

    def put_in_stream(self, numbers: Iterable[int], stream: int) -> None:
        """The objects of a stream, in their order there."""
        for index, number in enumerate(numbers):
            self.kinds[number], self.seconds[number], self.thirds[number] = _IN_STREAM, stream, index

    def add_in_file(self, place: int) -> None:
        """One object more, which stands in the file itself."""
        self.kinds.append(_IN_FILE)
        self.seconds.append(place)
        self.thirds.append(0)

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


def _fill(rows: bytearray, start: int, width: int, size: int, column: array[int]) -> None:
    raw = _turned(column[:]).tobytes()
    for at in range(width):
        rows[start + at :: size] = raw[_WIDE - width + at :: _WIDE]


def _turned(column: array[int]) -> array[int]:
    """From the order of bytes of this machine to that of a file."""
    if sys.byteorder == "little":
        column.byteswap()
    return column
