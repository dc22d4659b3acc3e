"""Counting fiches by the values of a field, for charts and cross tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from reportgen.compose.display import shown
from reportgen.compose.formats import capital
from reportgen.compose.query.fields import Field, is_known
from reportgen.compose.scene import Scene
from reportgen.document import nodes as n
from reportgen.inventory import LocalFiche, Unknown

Counted = tuple[Any, str, int]
"""A value of the field, its name in print, and how many fiches have it."""


def values_of(field: Field, fiche: LocalFiche) -> tuple[Any, ...]:
    """The values that a fiche counts under: several for a list, the year for a date."""
    value = field.get(fiche)
    if field.kind == "date":
        value = value.year
    return value if isinstance(value, tuple) else (value,)


def tally(fiches: Iterable[LocalFiche], field: Field, scene: Scene) -> list[Counted]:
    """How many fiches have each value: years in order without gaps, the rest by frequency, unknown last."""
    counts: Counter[Any] = Counter(value for fiche in fiches for value in values_of(field, fiche))
    known = [value for value in counts if is_known(value) and value != ""]
    if known and all(isinstance(value, int) for value in known):
        first, last = min(known), max(known)
        values: list[Any] = list(range(first, last + 1)) if last - first <= 200 else sorted(known)
    else:
        order = list(field.values)
        rank = {value: position for position, value in enumerate(order)}
        values = sorted(known, key=lambda v: (-counts[v], rank.get(v, len(rank)), str(v)))
    found = [(value, name_of(field, value, scene), counts[value]) for value in values]
    missing = sum(counts.values()) - sum(counts[value] for value in known)
    if missing:
        found.append((None, capital(scene.words["unknown"]), missing))
    return found


def name_of(field: Field, value: Any, scene: Scene) -> str:
    """A value in print, as the name of a category."""
    if isinstance(value, int | Unknown):
        return str(value)
    return capital(str(shown(field, value, scene)))


def has_value(field: Field, fiche: LocalFiche, value: Any) -> bool:
    """Whether a fiche counts under a value of `tally`; None is the unknown."""
    values = values_of(field, fiche)
    if value is None:
        return any(not is_known(v) or v == "" for v in values)
    return value in values


def row(head: str, values: Iterable[str], *, header: bool = False) -> n.Row:
    """A row of a table of figures: a header cell, then cells aligned to the right."""
    first = cell(head, "col" if header else "row")
    return n.Row((first, *(cell(value, "col" if header else "", "right") for value in values)))


def cell(text: str, header: Any = "", align: n.Align = "") -> n.Cell:
    return n.Cell((n.Paragraph((n.Text(text),)),) if text else (), header, align=align)
