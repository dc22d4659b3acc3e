"""The tables of the inventory in one language: what CSV, XLSX and ODS are written from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.inventory import LocalFiche, LocalInventory
from reportgen.inventory.tables import FICHES, TABLES, Column, Scalar, Table, rows_of
from reportgen.words import Words

Row = Mapping[str, Scalar]
FICHE: Final = Column("fiche", (), "id", required=True)
POSITION: Final = Column("position", (), "number", required=True)
UNTRANSLATED: Final = Column("untranslated", (), "text", many=True)
PORTFOLIOS: Final = Table(
    "portfolios",
    "",
    (
        Column("id", (), "id", required=True),
        Column("name", (), "text", required=True, translated=True),
        Column(
            "tier", (), "choice", required=True, values=("core", "delegated", "institution"), labels="tier"
        ),
    ),
)
_CODEBOOK: Final = ("table", "column", "name", "about", "kind", "value", "meaning")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with its rows: `columns` in order, `titles` for people."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def sheets(inventory: LocalInventory, words: Words) -> tuple[Sheet, ...]:
    """The tables in one language, that of the fiches first, the codebook last."""
    made = [_fiches(inventory.fiches, words)]
    made += [_items(table, inventory.fiches, words) for table in TABLES[1:]]
    portfolios = tuple({"id": p.id, "name": str(p.name), "tier": str(p.tier)} for p in inventory.portfolios)
    made.append(Sheet(PORTFOLIOS.name, words["tables.portfolios"], PORTFOLIOS.columns, portfolios))
    made.append(_codebook(made, words))
    return tuple(made)


def column_title(sheet: str, column: Column, words: Words) -> str:
    """The name of a column for people."""
    return words[_key(sheet, column)]


def column_about(sheet: str, column: Column, words: Words) -> str:
    """What a column holds, in a sentence."""
    return words.get(f"{_key(sheet, column)}.about", "")


def _key(sheet: str, column: Column) -> str:
    if column in (FICHE, POSITION):
        return f"columns.{column.name}"
    if sheet == "codebook":
        return f"codebook.{column.name}"
    return f"columns.{sheet}.{column.name}"


def _fiches(fiches: Sequence[LocalFiche], words: Words) -> Sheet:
    rows = tuple(
        {**rows_of(fiche, TABLES[0])[0], UNTRANSLATED.name: ";".join(sorted(fiche.fallback)) or None}
        for fiche in fiches
    )
    return Sheet(FICHES, words["tables.fiches"], (*TABLES[0].columns, UNTRANSLATED), rows)


def _items(table: Table, fiches: Sequence[LocalFiche], words: Words) -> Sheet:
    rows = tuple(
        {FICHE.name: fiche.id, POSITION.name: position, **row}
        for fiche in fiches
        for position, row in enumerate(rows_of(fiche, table), start=1)
    )
    return Sheet(table.name, words[f"tables.{table.name}"], (FICHE, POSITION, *table.columns), rows)


def _codebook(others: Sequence[Sheet], words: Words) -> Sheet:
    columns = tuple(Column(name, (), "text") for name in _CODEBOOK)
    return Sheet("codebook", words["tables.codebook"], columns, tuple(_entries(others, words)))


def _entries(others: Sequence[Sheet], words: Words) -> Iterator[Row]:
    """One row a column, then one for each of its codes."""
    for sheet in others:
        for column in sheet.columns:
            head = {
                "table": sheet.name,
                "column": column.name,
                "name": column_title(sheet.name, column, words),
                "about": column_about(sheet.name, column, words),
                "kind": column.kind,
                "value": None,
                "meaning": None,
            }
            yield head
            for value in column.values:
                meaning = words[f"labels.{column.labels}.{value}"]
                yield {**head, "about": None, "value": value, "meaning": meaning}
