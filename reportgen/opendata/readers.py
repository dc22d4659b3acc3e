"""Other people's readers, each behind one function: none of them wrote what it reads. They come with the
extra `verify`; ImportError says that one is missing."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_BASE: Final = "https://example.org/data/"
_DCAT: Final = "http://www.w3.org/ns/dcat#"
_DCT: Final = "http://purl.org/dc/terms/"


class RefusedError(Exception):
    """A reader does not accept the file; the message is its reason."""


def read_csv(path: Path) -> list[list[str]]:
    """Rows of a UTF-8 CSV file. Raises RefusedError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file, strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise RefusedError(str(error)) from error


def read_xlsx(path: Path) -> dict[str, list[list[str]]]:
    """The sheets of a workbook as text, read by calamine (a reader in Rust). Raises RefusedError."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        return {
            name: [
                [_shown(cell) for cell in row]
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in book.sheet_names
        }
    except CalamineError as error:
        raise RefusedError(str(error)) from error


def read_ods(path: Path) -> dict[str, list[list[str]]]:
    """The sheets of an OpenDocument spreadsheet as text, read by odfpy. Raises RefusedError."""
    from odf.opendocument import load
    from odf.table import Table, TableRow

    try:
        document = load(str(path))
    except Exception as error:  # odfpy raises whatever its parts raise
        raise RefusedError(f"{type(error).__name__}: {error}") from error
    return {
        table.getAttribute("name"): [
            [_odf_cell(cell) for cell in row.childNodes] for row in table.getElementsByType(TableRow)
        ]
        for table in document.spreadsheet.getElementsByType(Table)
    }


def _odf_cell(cell: Any) -> str:
    from odf.teletype import extractText

    if cell.getAttribute("valuetype") == "float":
        return str(int(float(cell.getAttribute("value"))))
    return "\n".join(extractText(paragraph) for paragraph in cell.childNodes)


def _shown(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def validate_package(path: Path) -> tuple[int, list[tuple[str, str]]]:
    """How many resources frictionless reads in a data package, and (file, problem) for what is wrong."""
    import frictionless

    try:
        package = frictionless.Package(str(path))
        # Read by odfpy and hashed all the same; frictionless has no reader of its own for them.
        for name in [r.name for r in package.resources if r.format == "ods" and r.name]:
            package.remove_resource(name)
        report = package.validate()
    except frictionless.FrictionlessException as error:
        raise RefusedError(str(error.error.message)) from error
    problems = [(path.name, str(error.message)) for error in report.errors]
    problems += [(task.place, str(error.message)) for task in report.tasks for error in task.errors[:3]]
    return len(report.tasks), problems


def json_schema_problems(data: Any, schema: Any) -> Iterator[tuple[str, str]]:
    """Where JSON breaks its schema, and why."""
    import jsonschema

    for error in jsonschema.Draft7Validator(schema).iter_errors(data):
        yield ".".join(str(step) for step in error.absolute_path), error.message[:200]


def expand_json_ld(data: Any) -> list[dict[str, Any]]:
    """A JSON-LD document expanded by pyld, which may load nothing. Raises RefusedError."""
    from pyld import jsonld

    def refuse(url: str, _options: Any) -> Any:
        raise jsonld.JsonLdError(f"{url} would have to be loaded", "loading", code="loading document failed")

    try:
        expanded: list[dict[str, Any]] = jsonld.expand(data, {"base": _BASE, "documentLoader": refuse})
    except jsonld.JsonLdError as error:
        raise RefusedError(str(error).split("\n")[0]) from error
    return expanded


def count_triples(path: Path, kind: str) -> int:
    """The number of statements that rdflib finds."""
    return len(_graph(path, kind))


def _graph(path: Path, kind: str) -> Any:
    import rdflib

    try:
        return rdflib.Graph().parse(data=path.read_bytes(), format=kind, publicID=_BASE)
    except Exception as error:  # each parser of rdflib has errors of its own
        raise RefusedError(f"{type(error).__name__}: {error}"[:300]) from error


@dataclass(frozen=True, slots=True)
class DcatSummary:
    """What a DCAT graph holds: `other` is the size of its JSON-LD form, or what differs."""

    triples: int
    other: int | str
    datasets: int
    checksums: Sequence[str]
    missing: Sequence[str]


_MANDATORY: Final[Mapping[str, tuple[str, ...]]] = {
    f"{_DCAT}Dataset": (f"{_DCT}title", f"{_DCT}description", f"{_DCT}publisher"),
    f"{_DCAT}Distribution": (f"{_DCAT}accessURL", f"{_DCT}license"),
    "http://xmlns.com/foaf/0.1/Agent": ("http://xmlns.com/foaf/0.1/name",),
}
"""Properties that DCAT-AP 3.0 asks of each class, and the licence that a reader needs."""


def dcat_summary(turtle: Path, json_ld: Path) -> DcatSummary:
    """The Turtle and JSON-LD forms read by rdflib; equal graphs have the same size here."""
    import rdflib
    from rdflib.compare import isomorphic

    graph, other = _graph(turtle, "turtle"), _graph(json_ld, "json-ld")
    missing = [
        f"{subject} {name}"
        for kind, names in _MANDATORY.items()
        for subject in graph.subjects(rdflib.RDF.type, rdflib.URIRef(kind))
        for name in names
        if (subject, rdflib.URIRef(name), None) not in graph
    ]
    sums = graph.objects(None, rdflib.URIRef("http://spdx.org/rdf/terms#checksumValue"))
    datasets = len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{_DCAT}Dataset"))))
    return DcatSummary(
        len(graph),
        len(other) if isomorphic(graph, other) else "another graph",
        datasets,
        sorted(str(value) for value in sums),
        missing,
    )
