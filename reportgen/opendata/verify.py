"""Reading a data package back with libraries that did not write it, and comparing it with the records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.inventory.tables import Scalar, record_data
from reportgen.opendata import readers
from reportgen.opendata.csvfiles import text_of
from reportgen.opendata.package import LINKED, PACKAGE, Source
from reportgen.opendata.sheets import Sheet, sheets

MAX_SHOWN: Final = 5
"""Cells that differ in one table and are told one by one."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was read, with what, and how much was compared."""

    path: str
    reader: str
    compared: str


def verify_package(folder: Path, source: Source, diagnostics: Diagnostics) -> list[Check]:
    """Every file of the package in `folder` read again and compared with the records.

    Findings name the file; a reader that is not installed is one of them.
    """
    return [check for check in _checks(folder, source, diagnostics) if check]


def _checks(folder: Path, source: Source, diagnostics: Diagnostics) -> Iterator[Check | None]:
    look = _Looker(folder, diagnostics)
    yield look.at(PACKAGE, "frictionless", lambda: _package(look))
    yield look.at(PACKAGE, "hashlib", lambda: _hashes(look))
    for lang in source.langs:
        local = source.inventory.localised(lang)
        wanted = sheets(local, source.words(lang))
        for sheet in wanted:
            path = f"{lang}/{sheet.name}.csv"
            yield look.at(path, "csv", lambda p=path, s=sheet: _csv(look, p, s))  # type: ignore[misc]
        book = f"{lang}/inventory.xlsx"
        yield look.at(book, "calamine", lambda p=book, w=wanted: _book(look, p, readers.read_xlsx, w))  # type: ignore[misc]
        book = f"{lang}/inventory.ods"
        yield look.at(book, "odfpy", lambda p=book, w=wanted: _book(look, p, readers.read_ods, w))  # type: ignore[misc]
        path = f"{lang}/inventory.json"
        fiches = [record_data(fiche) for fiche in local.fiches]
        yield look.at(path, "jsonschema", lambda p=path, f=fiches: _json(look, p, f))  # type: ignore[misc]
    yield look.at(LINKED, "pyld", lambda: _linked(look, source))
    yield look.at("dcat.ttl", "rdflib", lambda: _dcat(look))
    yield look.at("schema-org.jsonld", "pyld", lambda: _schema_org(look))


@dataclass(slots=True)
class _Looker:
    """Runs the checks: a file that is missing, a reader that is missing or refuses, are findings."""

    folder: Path
    diagnostics: Diagnostics

    def path(self, name: str) -> Path:
        return self.folder / name

    def json(self, name: str) -> Any:
        return json.loads(self.path(name).read_bytes())

    def at(self, name: str, reader: str, check: Callable[[], str]) -> Check | None:
        if not self.path(name).is_file():
            self.diagnostics.add("OPD002", Span(name))
            return None
        try:
            return Check(name, reader, check())
        except ImportError as error:
            self.diagnostics.add("OPD006", Span(name), reader=error.name or reader)
        except readers.RefusedError as error:
            self.diagnostics.add("OPD005", Span(name), reader=reader, reason=error)
        except (ValueError, KeyError, TypeError, OSError, IndexError, AttributeError) as error:
            reason = f"{type(error).__name__}: {error}"
            self.diagnostics.add("OPD005", Span(name), reader=reader, reason=reason[:300])
        return None

    def differs(self, name: str, what: str, found: object, wanted: object) -> None:
        if found != wanted:
            self.diagnostics.add("OPD008", Span(name), what=what, found=found, wanted=wanted)


def _package(look: _Looker) -> str:
    """The package by its own standard: schemas, types, keys, bytes and hashes."""
    count, problems = readers.validate_package(look.path(PACKAGE))
    for name, reason in problems:
        look.diagnostics.add("OPD005", Span(name), reader="frictionless", reason=reason)
    return f"{count} resources"


def _hashes(look: _Looker) -> str:
    resources = look.json(PACKAGE)["resources"]
    for resource in resources:
        path = look.path(resource["path"])
        if not path.is_file():
            look.diagnostics.add("OPD002", Span(resource["path"]))
        elif resource["hash"] != f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}":
            look.diagnostics.add("OPD007", Span(resource["path"]), listing=PACKAGE)
    return f"{len(resources)} SHA-256"


def _csv(look: _Looker, name: str, sheet: Sheet) -> str:
    rows = readers.read_csv(look.path(name))
    return _compare(look, name, sheet, [[text_of(cell) for cell in row] for row in rows])


def _book(
    look: _Looker,
    name: str,
    reader: Callable[[Path], Mapping[str, Sequence[Sequence[str]]]],
    wanted: Sequence[Sheet],
) -> str:
    found = reader(look.path(name))
    look.differs(name, "sheets", list(found), [sheet.name for sheet in wanted])
    cells = 0
    for sheet in wanted:
        rows = found.get(sheet.name, ())
        _compare(look, f"{name}#{sheet.name}", sheet, rows)
        cells += len(sheet.rows) * len(sheet.columns)
    return f"{cells} cells"


def _compare(look: _Looker, name: str, sheet: Sheet, rows: Sequence[Sequence[str]]) -> str:
    """Each cell as text; rows are numbered as a spreadsheet does, the names being row 1."""
    names = [column.name for column in sheet.columns]
    if not rows or list(rows[0]) != names:
        look.differs(name, "columns", list(rows[0]) if rows else [], names)
        return "0 cells"
    if len(rows) - 1 != len(sheet.rows):
        look.diagnostics.add("OPD004", Span(name), rows=len(rows) - 1, wanted=len(sheet.rows))
    shown = 0
    for number, (found, wanted) in enumerate(zip(rows[1:], sheet.rows, strict=False), start=2):
        for position, column in enumerate(names):
            here = found[position] if position < len(found) else ""
            if here != _text(wanted[column]) and shown < MAX_SHOWN:
                shown += 1
                values = {"found": here[:60], "wanted": _text(wanted[column])[:60]}
                look.diagnostics.add("OPD003", Span(name, number), row=number, column=column, **values)
    return f"{len(sheet.rows) * len(names)} cells"


def _text(value: Scalar) -> str:
    return "" if value is None else str(value)


def _json(look: _Looker, name: str, fiches: Sequence[Mapping[str, Any]]) -> str:
    data = look.json(name)
    schema = look.json("schemas/inventory.schema.json")
    for where, reason in readers.json_schema_problems(data, schema):
        look.diagnostics.add("OPD005", Span(name, field=where), reader="jsonschema", reason=reason)
    found = {fiche["id"]: fiche for fiche in data["fiches"]}
    look.differs(name, "ids", sorted(found), sorted(f["id"] for f in fiches))
    for fiche in fiches:
        for key, value in fiche.items():
            look.differs(name, f"{fiche['id']}.{key}", found.get(fiche["id"], {}).get(key), value)
    return f"{len(found)} records"


def _linked(look: _Looker, source: Source) -> str:
    nodes = readers.expand_json_ld(look.json(LINKED))
    parts = nodes[0]["https://schema.org/hasPart"]
    found = {part["@id"].rsplit("#fiche-", 1)[-1]: part for part in parts}
    look.differs(LINKED, "ids", sorted(found), sorted(source.inventory.entries))
    for lang in source.langs:
        for fiche in source.inventory.localised(lang).fiches:
            values = found.get(fiche.id, {}).get("https://schema.org/name", ())
            names = [value["@value"] for value in values if value.get("@language") == lang]
            wanted = [] if "name" in fiche.fallback else [str(fiche.name)]
            look.differs(LINKED, f"{fiche.id}.name ({lang})", names, wanted)
            cited = found.get(fiche.id, {}).get("https://schema.org/citation", ())
            look.differs(LINKED, f"{fiche.id}.sources", len(cited), len(fiche.sources))
    return f"{readers.count_triples(look.path(LINKED), 'json-ld')} triples"


def _dcat(look: _Looker) -> str:
    graph = readers.dcat_summary(look.path("dcat.ttl"), look.path("dcat.jsonld"))
    look.differs("dcat.jsonld", "triples", graph.other, graph.triples)
    resources = {r["path"]: r["hash"].split(":")[1] for r in look.json(PACKAGE)["resources"]}
    look.differs("dcat.ttl", "distributions", graph.checksums, sorted(resources.values()))
    look.differs("dcat.ttl", "data sets", graph.datasets, 1)
    look.differs("dcat.ttl", "mandatory properties missing", graph.missing, [])
    return f"{graph.triples} triples"


def _schema_org(look: _Looker) -> str:
    node = readers.expand_json_ld(look.json("schema-org.jsonld"))[0]
    look.differs("schema-org.jsonld", "type", node["@type"], ["https://schema.org/Dataset"])
    files = node["https://schema.org/distribution"]
    look.differs("schema-org.jsonld", "files", len(files), len(look.json(PACKAGE)["resources"]))
    return f"{len(files)} files"
