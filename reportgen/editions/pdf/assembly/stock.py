"""Sheets that are there already, read for the file while others are being set."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

import pikepdf

from reportgen.editions.pdf.rendered import Rendered, Structure

MOST: Final = 500
"""Sheets that are read before their turn: they wait in memory."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet that has been read: its pages, what is drawn on them, and its tree."""

    sheet: Rendered
    pages: pikepdf.Pdf
    contents: tuple[bytes, ...]
    structure: Structure

    @classmethod
    def of(cls, sheet: Rendered) -> Opened:
        body = sheet.body()
        pages = pikepdf.open(io.BytesIO(body.pdf))
        contents = []
        for page in pages.pages:
            contents.append(page.obj.Contents.read_bytes())
            # What is drawn is written anew: its copy would only fill memory.
            del page.obj.Contents
        return cls(sheet, pages, tuple(contents), body.structure)


class Stock:
    """Sheets that were opened before it was their turn.

    Nothing is put into the file before: the numbers of its objects follow the order of the sheets.
    """

    def __init__(self) -> None:
        self._opened: dict[int, Opened] = {}

    def take(self, sheet: Rendered) -> None:
        """Open a sheet, which may be wanted later."""
        if len(self._opened) < MOST:
            self._opened[id(sheet)] = Opened.of(sheet)

    def given(self, sheet: Rendered) -> Opened | None:
        """A sheet that was opened before."""
        return self._opened.pop(id(sheet), None)
