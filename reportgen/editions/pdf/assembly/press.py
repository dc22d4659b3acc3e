"""What a printer needs around a page: bleed, crop marks, and the boxes that say where to cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pikepdf
from pikepdf import Array

POINT: Final = 72 / 25.4
"""Points in a millimetre."""
BLEED: Final = 3 * POINT
MARK: Final = 5 * POINT
"""Length of a crop mark, which starts where the bleed ends."""
_AROUND: Final = BLEED + MARK + POINT


MARKS: Final = b"q 0 G 0.25 w"
REGISTRATION: Final = b"q 1 1 1 1 K 0.25 w"
"""How marks are drawn: black on a screen, on every plate of a press."""


def prepare(page: pikepdf.Page, folds: Sequence[float] = ()) -> bytes:
    """Give `page` room for bleed and marks; returns the operators that draw the marks, as an artifact.

    `folds` are places on the width, in points, where marks above and below say to fold.

    What was the page is now its TrimBox (ISO 32000-1, 14.11.2); the coordinates of its content stay.
    """
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    page.obj.TrimBox = Array([left, bottom, right, top])
    page.obj.BleedBox = _grown(left, bottom, right, top, BLEED)
    page.obj.MediaBox = _grown(left, bottom, right, top, _AROUND)
    lines = []
    for x, outwards in ((left, -1), (right, 1)):
        for y, upwards in ((bottom, -1), (top, 1)):
            lines.append(_line(x + outwards * BLEED, y, x + outwards * (BLEED + MARK), y))
            lines.append(_line(x, y + upwards * BLEED, x, y + upwards * (BLEED + MARK)))
    for x in folds:
        lines.append(_line(x, bottom - BLEED, x, bottom - BLEED - MARK))
        lines.append(_line(x, top + BLEED, x, top + BLEED + MARK))
    drawn = b"\n".join(lines)
    return b"/Artifact <</Type/Page>> BDC\n" + MARKS + b"\n" + drawn + b"\nQ\nEMC"


def _grown(left: float, bottom: float, right: float, top: float, by: float) -> Array:
    return Array([round(edge, 3) for edge in (left - by, bottom - by, right + by, top + by)])


def _line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S".encode()
