"""How sharp the pictures of a finished PDF are printed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name

LEAST: Final = 300
"""Pixels an inch below which a printed picture looks soft."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture on a page: its size in pixels, and how many there are to an inch as it is printed."""

    page: int
    width: int
    height: int
    density: int


def placed_pictures(pdf: pikepdf.Pdf) -> Iterator[Placed]:
    """The raster pictures that the content streams of the pages draw, in order."""
    for index, page in enumerate(pdf.pages):
        objects: Any = page.obj.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        pictures = {name: item for name, item in objects.items() if item.get("/Subtype") == Name.Image}
        if pictures:
            yield from _drawn(index, page, pictures)


def _drawn(index: int, page: pikepdf.Page, pictures: dict[str, Any]) -> Iterator[Placed]:
    matrix, kept = pikepdf.Matrix(), []
    for instruction in pikepdf.parse_content_stream(page, "q Q cm Do"):
        kind, operands = str(instruction.operator), list(instruction.operands)
        if kind == "q":
            kept.append(matrix)
        elif kind == "Q":
            matrix = kept.pop() if kept else matrix
        elif kind == "cm":
            matrix = pikepdf.Matrix(*(float(value) for value in operands)) @ matrix
        elif str(operands[0]) in pictures:
            item = pictures[str(operands[0])]
            width, height = int(item.Width), int(item.Height)
            across, down = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
            if across and down:
                density = min(width / across, height / down) * 72
                yield Placed(index, width, height, round(density))
