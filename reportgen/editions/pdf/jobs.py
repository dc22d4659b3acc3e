"""What a render needs, told to this process or another: jobs and style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

WEASYPRINT: Final = "70.0"
"""The version whose internals `render/` is written against."""


class NoFontError(LookupError):
    """The style sheets load no font."""


@dataclass(frozen=True, slots=True)
class Style:
    """Style sheets as (address, text), in order, and the files they name.

    Addresses are relative to the root of the assets: `styles/print.css`.
    """

    sheets: tuple[tuple[str, str], ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Variant:
    """How a sheet is laid out: treatment of notes, tightness, figures and tables moved past paragraphs."""

    notes: str = "auto"
    fit: str = ""
    moved: tuple[tuple[str, int], ...] = ()

    @property
    def classes(self) -> str:
        return f"notes-{self.notes} {self.fit}".strip()


@dataclass(frozen=True, slots=True)
class Job:
    """A sheet to render: `html` is a whole page whose root element carries no class of its own.

    `images` are the files it names. `tagged` is False for what is drawn as an artifact. `known` is the
    layout that was found to be the best one for this very sheet: no other is tried then.
    """

    name: str
    html: str
    images: Mapping[str, bytes]
    tagged: bool = True
    known: Variant | None = None
