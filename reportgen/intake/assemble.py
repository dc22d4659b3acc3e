"""From the cells of a practice to a fiche: data, YAML, and every finding at the cell it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from reportgen.diagnostics import Diagnostic, Diagnostics, Severity, Span
from reportgen.intake.lists import Lists, fold
from reportgen.intake.submission import KEYWORDS, LISTS, Cell, Practice, column_of
from reportgen.intake.values import read_value
from reportgen.intake.yamltext import fiche_yaml
from reportgen.inventory import FicheEntry
from reportgen.inventory.checks import check_fiche
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import FICHES
from reportgen.yamlfile import read_yaml, validate

_MARKS: Final = {"follow_up": "f", "pitfalls": "p", "gaps": "g"}
_MAX_ID: Final = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A practice that could be read: its fiche, its file, and what was said about it."""

    practice: Practice
    fiche: Fiche
    text: str
    findings: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not any(d.severity is Severity.ERROR for d in self.findings)


def assemble(practice: Practice, lists: Lists, source_language: str) -> Candidate | tuple[Diagnostic, ...]:
    """The practice as a fiche with its findings; the findings alone when no fiche can be made of it."""
    found = Diagnostics()
    data = _data(practice, lists, found)
    refused_lists = {d.span for d in found}
    text = fiche_yaml(data)
    name = f"content/{source_language}/fiches/{data['id']}.yaml"
    checks = Diagnostics()
    yaml = read_yaml(text.encode(), name, checks)
    fiche = validate(Fiche, yaml, checks) if yaml else None
    if yaml and fiche:
        check_fiche(FicheEntry(fiche, yaml, source_language, {}), lists.inventory, checks)
    places = _places(practice, data, yaml.path if yaml else lambda loc: ".".join(map(str, loc)))
    for finding in checks:
        moved = _moved(finding, places, practice.place)
        # A value that is in no list was told already: that it is missing now says nothing new.
        if moved.span not in refused_lists:
            found.extend([moved])
    if fiche is None:
        return tuple(found)
    return Candidate(practice, fiche, text, tuple(found))


def _data(practice: Practice, lists: Lists, diagnostics: Diagnostics) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, cell in practice.cells.items():
        column = column_of(key)
        if key[0] == FICHES and column is not None:
            value = read_value(column, cell, lists, diagnostics)
            if value not in (None, ""):
                _put(data, column.path, value)
    for table in LISTS:
        items = _items(practice, table.name, lists, diagnostics)
        if items:
            data[table.field] = items
    data.setdefault("depth", "short")
    data.setdefault("status", "draft")
    data["id"] = data.get("id") or slug(str(data.get("name", "")))
    return data


def _put(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for step in path[:-1]:
        data = data.setdefault(step, {})
    data[path[-1]] = value


def _rows(practice: Practice, name: str) -> list[int]:
    """The rows of a list that hold something, in order."""
    return sorted({key[1] for key, cell in practice.cells.items() if key[0] == name and cell.text})


def _items(practice: Practice, name: str, lists: Lists, diagnostics: Diagnostics) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for row in _rows(practice, name):
        item: dict[str, Any] = {}
        for key, cell in practice.cells.items():
            column = column_of(key) if key[:2] == (name, row) else None
            value = read_value(column, cell, lists, diagnostics) if column else None
            if column and value not in (None, ""):
                item[column.path[-1]] = value
        items.append(item)
    return _named(items, name)


def _named(items: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Each item with a name of its own: those that have none take the next free one."""
    key, mark = ("n", "") if name == "sources" else ("id", _MARKS.get(name, "i"))
    taken = {str(item[key]) for item in items if key in item}
    named = []
    number = 0
    for item in items:
        if key not in item:
            number += 1
            while f"{mark}{number}" in taken:
                number += 1
            item = {key: number if name == "sources" else f"{mark}{number}", **item}
        named.append(item)
    return named


def slug(name: str) -> str:
    """An id from a name: `Budget participatif de Rennes` gives `budget-participatif-de-rennes`."""
    words = "-".join(fold(name).encode("ascii", "ignore").decode().split())
    words = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    if len(words) > _MAX_ID:
        words = words[:_MAX_ID].rsplit("-", 1)[0]
    return words or "sans-nom"


def _places(practice: Practice, data: Mapping[str, Any], path: Any) -> dict[str, Cell]:
    """The cell of each field by its path as findings name it (`pitfalls[p1].text`)."""
    places: dict[str, Cell] = {}
    positions = {t.name: {row: i for i, row in enumerate(_rows(practice, t.name))} for t in LISTS}
    for key, cell in practice.cells.items():
        column = column_of(key)
        if column is None:
            continue
        if key[0] == FICHES:
            where = path((KEYWORDS,) if key[2] == KEYWORDS else column.path)
        elif key[1] in positions[key[0]]:
            where = path((key[0], positions[key[0]][key[1]], *column.path))
        else:
            continue
        places[where] = cell
    return places


def _moved(finding: Diagnostic, places: Mapping[str, Cell], whole: Span) -> Diagnostic:
    """The finding at the cell of its field, or of the nearest one around it."""
    where = finding.span.field
    missing = dict(finding.params).get("key", "") if finding.code == "YML032" else ""
    cell = places.get(f"{where}.{missing}" if where else missing) if missing else None
    while cell is None and where:
        cell = places.get(where) or next((c for p, c in places.items() if p.startswith(f"{where}.")), None)
        where = re.sub(r"(\.[^.\[]*|\[[^\]]*\]|^[^.\[]*)\Z", "", where)
    return replace(finding, span=cell.place if cell else whole)
