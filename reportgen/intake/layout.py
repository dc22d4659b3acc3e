"""What the forms have in common: the order of fields in sections, the names of sheets, labels and help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.intake.submission import LISTS, PRACTICE_COLUMNS
from reportgen.inventory.tables import Column, Table
from reportgen.words import Words

SECTIONS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("practice", ("name", "summary", "keywords")),
    ("lead", ("lead_portfolio", "lead_name", "associated")),
    ("method", ("form", "method", "level", "territory", "region")),
    ("dates", ("start", "end", "duration")),
    ("public", ("selection_kind", "selection_detail", "who")),
    (
        "figures",
        tuple(
            f"{f}_{p}"
            for f in ("participants", "contributions", "cost_eur")
            for p in ("value", "counts", "date", "sources")
        ),
    ),
    ("texts", ("asked", "how", "outcome", "inspires", "reuse", "evaluation")),
    ("office", ("id", "depth", "status", "related")),
)
DEFAULTED: Final = frozenset({"id", "depth"})
"""Required in a fiche but not of the person who fills the form: the id comes from the name."""


def sections() -> Iterator[tuple[str, tuple[Column, ...]]]:
    """The sections of a practice with their fields; one that no section names comes in the last but one."""
    by_name = {column.name: column for column in PRACTICE_COLUMNS}
    placed = {name for _, names in SECTIONS for name in names}
    others = tuple(column for name, column in by_name.items() if name not in placed)
    for section, names in SECTIONS:
        extra = others if section == "texts" else ()
        yield section, (*(by_name[name] for name in names if name in by_name), *extra)


def needed(column: Column) -> bool:
    return column.required and column.name not in DEFAULTED


def label(table: str, column: Column, words: Words) -> str:
    return words[f"columns.{table}.{column.name}"]


def help_text(table: str, column: Column, words: Words) -> str:
    return words.get(f"intake.help.{column.name}", "") or words[f"columns.{table}.{column.name}.about"]


def sheet_name(table: str, words: Words) -> str:
    return words[f"intake.sheet.{table}"]


def lists() -> tuple[Table, ...]:
    """The lists of a practice, each a sheet or a table of a form; the last ones in the order of the model."""
    return LISTS
