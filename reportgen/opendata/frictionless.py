"""The data package: `datapackage.json` (Data Package 1.0) and Table Schema of each table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from reportgen.inventory.tables import FICHES, Column
from reportgen.opendata.sheets import FICHE, Sheet, column_about, column_title
from reportgen.project import Settings
from reportgen.words import Words

LICENCE: Final = "etalab-2.0"
"""The Licence Ouverte 2.0 in the list of SPDX, which Data Package names licences by."""
MEDIA: Final[Mapping[str, str]] = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".ttl": "text/turtle",
}
_DATE: Final = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_ID: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
_PATTERNS: Final = {"id": _ID, "number": "[0-9]+", "lang": "[a-z]{2,3}"}


def table_schema(sheet: Sheet, lang: str, words: Words) -> dict[str, Any]:
    """The Table Schema (1.0) of one table, in the words of one language."""
    schema: dict[str, Any] = {
        "fields": [_field(sheet, column, words) for column in sheet.columns],
        "missingValues": [""],
    }
    names = [column.name for column in sheet.columns]
    if FICHE.name in names:
        schema["primaryKey"] = [FICHE.name, "position"]
        schema["foreignKeys"] = [_foreign(FICHE.name, f"{FICHES}-{lang}")]
    elif "id" in names:
        schema["primaryKey"] = ["id"]
        if sheet.name == FICHES:
            schema["foreignKeys"] = [_foreign("lead_portfolio", f"portfolios-{lang}")]
    return schema


def _foreign(field: str, resource: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": ["id"]}}


def _field(sheet: Sheet, column: Column, words: Words) -> dict[str, Any]:
    whole = column.kind in {"count", "number"} and not column.many
    field: dict[str, Any] = {"name": column.name, "type": "integer" if whole else "string"}
    field["title"] = column_title(sheet.name, column, words)
    if about := column_about(sheet.name, column, words):
        field["description"] = about
    limits = _limits(column)
    if limits:
        field["constraints"] = limits
    return field


def _limits(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        limits["enum"] = list(column.values)
    elif column.kind in {"count", "number"} and not column.many:
        limits["minimum"] = 0 if column.kind == "count" else 1
    elif column.kind == "date":
        limits["pattern"] = "|".join([_DATE, *column.states])
    elif column.kind in _PATTERNS:
        one = _PATTERNS[column.kind]
        limits["pattern"] = f"{one}(;{one})*" if column.many else one
    elif column.kind == "url":
        limits["pattern"] = "https?://.*"
    return limits


def data_package_json(
    settings: Settings, lang: str, files: Mapping[str, bytes], tables: Mapping[str, Sheet]
) -> dict[str, Any]:
    """`datapackage.json`: `files` are those described, `tables` the CSV files among them by path."""
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": settings.id,
        "title": settings.title[lang],
        "description": settings.description[lang],
        "version": settings.version,
        "created": f"{settings.date or '1980-01-01'}T00:00:00Z",
        "keywords": list(settings.keywords[lang]),
        "licenses": [
            {"name": LICENCE, "path": settings.licence.url, "title": settings.licence.name[lang]}
            if settings.licence.url
            else {"name": LICENCE, "title": settings.licence.name[lang]}
        ],
        "contributors": [
            {"title": settings.publisher[lang], "role": "publisher"},
            *({"title": author[lang], "role": "author"} for author in settings.authors),
        ],
        "resources": [_resource(path, files[path], tables.get(path)) for path in sorted(files)],
    }
    if settings.base_url:
        package["homepage"] = settings.base_url
    return {key: value for key, value in package.items() if value not in ("", [])}


def _resource(path: str, data: bytes, sheet: Sheet | None) -> dict[str, Any]:
    lang, *below = path.split("/")
    stem, ending = PurePosixPath(path).stem, PurePosixPath(path).suffix
    kind = "" if ending == ".csv" else f"-{ending[1:]}"
    resource: dict[str, Any] = {
        "name": (f"{stem}-{lang}{kind}" if below else f"{stem}{kind}").replace("_", "-"),
        "path": path,
        "format": ending[1:],
        "mediatype": MEDIA[ending],
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    if sheet is not None:
        resource |= {
            "profile": "tabular-data-resource",
            "title": sheet.title,
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
            "schema": f"{lang}/schemas/{sheet.name}.json",
        }
    return resource
