"""The inventory as linked data: one JSON-LD 1.1 document for all languages.

Terms that schema.org has are schema.org's; the others are the engine's own, under `urn:x-reportgen:`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from reportgen.inventory import LocalFiche, LocalInventory
from reportgen.inventory.tables import FICHES, TABLES, Column, Table, rows_of
from reportgen.opendata.rdf import XSD, encoded
from reportgen.project import Settings
from reportgen.words import Words

OWN: Final = "urn:x-reportgen:"
SCHEMA: Final = "https://schema.org/"
_TERMS: Final = {
    "name": "name", "summary": "description", "start": "startDate", "end": "endDate",
    "lead_portfolio": "organizer", "associated": "contributor", "related": "isRelatedTo",
    "keywords": "keywords", "sources": "citation", "link": "url", "url": "url", "title": "headline",
    "publisher": "publisher", "date": "datePublished", "accessed": "dateAccessed", "n": "position",
    "text": "text", "lang": "inLanguage",
}  # fmt: skip
_DATE_TYPES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}
_POINTS: Final = {"lead_portfolio": "portfolio", "associated": "portfolio", "related": "fiche"}


def linked_inventory(
    settings: Settings, inventories: Mapping[str, LocalInventory], words: Mapping[str, Words]
) -> dict[str, Any]:
    """The data set with its practices, portfolios and the concepts that closed lists name."""
    first = next(iter(inventories.values()))
    local = {lang: {f.id: f for f in inventory.fiches} for lang, inventory in inventories.items()}
    practices = [_practice([local[lang][f.id] for lang in inventories]) for f in first.fiches]
    portfolios = [
        {
            "@id": f"#portfolio-{p.id}",
            "@type": "schema:Organization",
            "name": {
                lang: str(q.name)
                for lang, inventory in inventories.items()
                for q in inventory.portfolios
                if q.id == p.id and not q.name.fallback
            },
        }
        for p in first.portfolios
    ]
    return {
        "@context": _context(settings),
        "@id": "#dataset",
        "@type": "schema:Dataset",
        "name": {lang: settings.title[lang] for lang in inventories},
        "hasPart": practices,
        "portfolios": portfolios,
        "concepts": [*_concepts(words)],
    }


def _context(settings: Settings) -> dict[str, Any]:
    context: dict[str, Any] = {
        "@version": 1.1,
        "schema": SCHEMA,
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "own": OWN,
        "concept": f"{OWN}concept:",
        "hasPart": {"@id": f"{SCHEMA}hasPart", "@type": "@id"},
        "portfolios": {"@id": f"{OWN}portfolio", "@type": "@id"},
        "concepts": {"@id": f"{OWN}concept", "@type": "@id"},
        "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    }
    if settings.base_url:
        context["@base"] = settings.base_url
    for table in TABLES:
        if table.field:
            lists = "@language" if table.words else "@set"
            context[table.field] = {"@id": _iri(table.field), "@container": lists}
        for column in table.columns:
            if not table.words and not _is_name(column):
                context.setdefault(column.name, _term(column))
    return context


def _iri(name: str) -> str:
    return SCHEMA + _TERMS[name] if name in _TERMS else OWN + name


def _term(column: Column) -> Any:
    if column.translated:
        return {"@id": _iri(column.name), "@container": "@language"}
    if column.values or column.kind in {"id", "url"}:
        return {"@id": _iri(column.name), "@type": "@id"}
    return _iri(column.name)


def _is_name(column: Column) -> bool:
    return column.name == "id"


def _practice(fiches: Sequence[LocalFiche]) -> dict[str, Any]:
    """One practice from its fiche in each language."""
    me = f"#fiche-{fiches[0].id}"
    made: dict[str, Any] = {"@id": me, "@type": ["own:Practice", "schema:Event"]}
    made |= _values(TABLES[0], [rows_of(f, TABLES[0])[0] for f in fiches], fiches, "")
    for table in TABLES[1:]:
        rows = [rows_of(f, table) for f in fiches]
        if table.words:
            name = table.columns[0].name
            made[table.field] = {
                f.lang: [row[name] for row in own]
                for f, own in zip(fiches, rows, strict=True)
                if own and table.field not in f.fallback
            }
        else:
            made[table.field] = [
                _item(table, [own[i] for own in rows], fiches, me) for i in range(len(rows[0]))
            ]
    return {key: value for key, value in made.items() if value not in ({}, [])}


def _item(
    table: Table, rows: Sequence[Mapping[str, Any]], fiches: Sequence[LocalFiche], me: str
) -> dict[str, Any]:
    first = rows[0]
    name = first.get("id") or f"s{first.get('n')}"
    key = first.get("id") or first.get("n")
    return {"@id": f"{me}/{name}", **_values(table, rows, fiches, f"{table.field}[{key}].")}


def _values(
    table: Table, rows: Sequence[Mapping[str, Any]], fiches: Sequence[LocalFiche], at: str
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for column in table.columns:
        value = rows[0][column.name]
        if value is None or _is_name(column):
            continue
        if column.translated:
            path = at + ".".join(column.path)
            texts = {
                f.lang: row[column.name]
                for f, row in zip(fiches, rows, strict=True)
                if path not in f.fallback
            }
            made[column.name] = texts
        else:
            made[column.name] = _value(column, value)
    return made


def _value(column: Column, value: Any) -> Any:
    if column.many:
        items = str(value).split(";")
        return (
            [f"#{_POINTS[column.name]}-{item}" for item in items]
            if column.name in _POINTS
            else [int(item) if column.kind == "number" else item for item in items]
        )
    if column.values:
        return f"concept:{column.labels}-{value}"
    if column.name in _POINTS:
        return f"#{_POINTS[column.name]}-{value}"
    if column.kind == "url":
        return encoded(str(value))
    if column.kind == "date" and str(value) not in column.states:
        return {"@value": value, "@type": XSD + _DATE_TYPES[len(str(value))]}
    return value


def _concepts(words: Mapping[str, Words]) -> list[dict[str, Any]]:
    """The codes of closed lists, each with its name in every language."""
    return [
        {
            "@id": f"concept:{column.labels}-{value}",
            "@type": "skos:Concept",
            "prefLabel": {lang: own[f"labels.{column.labels}.{value}"] for lang, own in words.items()},
        }
        for table in TABLES
        if table.name == FICHES
        for column in table.columns
        for value in column.values
    ]
