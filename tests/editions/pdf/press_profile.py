"""A small ICC profile of a press that exists nowhere: four inks that mix as in a textbook (ICC.1:2001-04)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from itertools import product

Colour = tuple[float, ...]
WHITE = (0.9642, 1.0, 0.8249)
"""The white of the profile connection space, D50."""


def press_profile(kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """The profile; of another `kind` or `space`, one that does not describe a press."""
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"Test\0" + bytes(79),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in WHITE)),
        b"A2B0": _table(4, 3, 5, lambda inks: _lab_coded(_lab(_light(inks)))),
        b"B2A0": _table(3, 4, 13, lambda coded: _inks(_rgb(_lab_decoded(coded)))),
    }
    offset = 128 + 4 + 12 * len(tags)
    rows, bodies = b"", b""
    for name, body in tags.items():
        body += bytes(-len(body) % 4)
        rows += name + struct.pack(">II", offset + len(bodies), len(body))
        bodies += body
    head = struct.pack(">I4sI4s4s4s", offset + len(bodies), b"test", 0x02400000, kind, space, b"Lab ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += struct.pack(">3i", *(round(v * 65536) for v in WHITE))
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + rows + bodies


def _table(inputs: int, outputs: int, grid: int, colour: Callable[[Colour], Sequence[float]]) -> bytes:
    """A lut8Type: straight curves around a grid of colours."""
    identity = struct.pack(">9i", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    nodes = bytearray()
    for node in product(range(grid), repeat=inputs):
        values = colour(tuple(step / (grid - 1) for step in node))
        nodes += bytes(round(255 * min(1, max(0, value))) for value in values)
    straight = bytes(range(256))
    return (
        b"mft1\0\0\0\0"
        + bytes((inputs, outputs, grid, 0))
        + identity
        + straight * inputs
        + bytes(nodes)
        + straight * outputs
    )


def _light(inks: Colour) -> Colour:
    *colours, black = inks
    return tuple((1 - ink) * (1 - black) for ink in colours)


def _inks(rgb: Colour) -> Colour:
    black = 1 - max(rgb)
    return (*((1 - part - black) / (1 - black) if black < 1 else 0 for part in rgb), black)


_TO_XYZ = ((0.4361, 0.3851, 0.1431), (0.2225, 0.7169, 0.0606), (0.0139, 0.0971, 0.7141))
_FROM_XYZ = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))


def _lab(rgb: Colour) -> Colour:
    linear = [part**2.2 for part in rgb]
    x, y, z = (
        _root(sum(f * v for f, v in zip(row, linear, strict=True)) / white)
        for row, white in zip(_TO_XYZ, WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _rgb(lab: Colour) -> Colour:
    y = (lab[0] + 16) / 116
    places = (y + lab[1] / 500, y, y - lab[2] / 200)
    xyz = [_cube(p) * white for p, white in zip(places, WHITE, strict=True)]
    linear = (sum(f * v for f, v in zip(row, xyz, strict=True)) for row in _FROM_XYZ)
    return tuple(min(1.0, max(0.0, part)) ** (1 / 2.2) for part in linear)


def _root(t: float) -> float:
    return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116


def _cube(t: float) -> float:
    return t**3 if t > 0.2069 else (t - 16 / 116) / 7.787


def _lab_coded(lab: Colour) -> Colour:
    return lab[0] / 100, (lab[1] + 128) / 255, (lab[2] + 128) / 255


def _lab_decoded(coded: Colour) -> Colour:
    return coded[0] * 100, coded[1] * 255 - 128, coded[2] * 255 - 128
