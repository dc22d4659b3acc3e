"""What a form or a file holds before it is a fiche: the text of each cell, with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from reportgen.diagnostics import Span
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import FICHES, TABLES, Column, Scalar, Table, rows_of, table

Key = tuple[str, int, str]
"""Where a value belongs: table, row of it from 0 (0 for the fiche itself), column."""

_KEY: Final = re.compile(r"(?:(?P<table>[a-z_]+)\[(?P<row>[0-9]{1,3})\]\.)?(?P<column>[a-z_]+)\Z")
MAX_ROWS: Final = 500


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and the place that a finding about it names: `place.field` is `Sheet!D7`, or a key of a file."""

    text: str
    place: Span


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice as it came. `place` stands for the whole of it; `where` says it in words of provenance."""

    place: Span
    cells: Mapping[Key, Cell]
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not any(cell.text for cell in self.cells.values())

    def text(self, column: str) -> str:
        cell = self.cells.get((FICHES, 0, column))
        return cell.text if cell else ""


def read_key(name: str) -> Key | None:
    """The key that a name in a form or a mapping stands for: `name`, `sources[2].url`; None for no field.

    Rows count from 1 there.
    """
    hit = _KEY.match(name.strip())
    if hit is None:
        return None
    inside = hit["table"] or FICHES
    row = int(hit["row"]) - 1 if hit["row"] else 0
    try:
        known = column_of((inside, row, hit["column"]))
    except KeyError:
        return None
    return (inside, row, hit["column"]) if known and 0 <= row < MAX_ROWS else None


def write_key(key: Key) -> str:
    """The name that `read_key` reads."""
    inside, row, column = key
    return column if inside == FICHES else f"{inside}[{row + 1}].{column}"


def column_of(key: Key) -> Column | None:
    """The column of a key. Raises KeyError for an unknown table."""
    if key[0] == FICHES and key[2] == KEYWORDS:
        return KEYWORDS_COLUMN
    return table(key[0]).column(key[2])


KEYWORDS: Final = "keywords"
KEYWORDS_COLUMN: Final = Column(KEYWORDS, (KEYWORDS,), "text", many=True)
"""In forms the keywords are one cell of the practice, one a line."""

PRACTICE_COLUMNS: Final[tuple[Column, ...]] = (*table(FICHES).columns, KEYWORDS_COLUMN)
LISTS: Final[tuple[Table, ...]] = tuple(t for t in TABLES if t.field and not t.words)


def values_of(fiche: Fiche) -> dict[Key, Scalar]:
    """The values of a fiche by key, for a form that is filled beforehand; what is empty is left out."""
    values: dict[Key, Scalar] = {
        (FICHES, 0, name): value for name, value in rows_of(fiche, table(FICHES))[0].items()
    }
    values[FICHES, 0, KEYWORDS] = "\n".join(fiche.keywords) or None
    for inside in LISTS:
        for position, row in enumerate(rows_of(fiche, inside)):
            values |= {(inside.name, position, name): value for name, value in row.items()}
    return {key: value for key, value in values.items() if value is not None}
