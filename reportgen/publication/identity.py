"""How to cite a release: `CITATION.cff` for people and forges, DataCite metadata for repositories."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from reportgen.project import Settings

SPDX: Final = {
    "etalab-2.0": ("licence-ouverte", "open-licence"),
    "CC-BY-4.0": ("creativecommons.org/licenses/by/4",),
}
"""The SPDX names of licences, with what their address holds."""
_SCHEMA: Final = "http://datacite.org/schema/kernel-4"
_MEDIA: Final = {".pdf": "application/pdf", ".epub": "application/epub+zip", ".zip": "application/zip"}


def spdx_of(settings: Settings) -> str:
    """The SPDX name of the licence, "" when it is not one that we know."""
    address = settings.licence.url.casefold()
    return next((name for name, marks in SPDX.items() if any(mark in address for mark in marks)), "")


def citation(settings: Settings) -> str:
    """`CITATION.cff` (Citation File Format 1.2.0). JSON strings are YAML's double-quoted scalars."""
    lang = settings.source_language
    spdx, address = spdx_of(settings), settings.licence.url
    licence = [f"license: {spdx}"] if spdx else [f"license-url: {_quoted(address)}"] if address else []
    lines = [
        "cff-version: 1.2.0",
        "message: " + _quoted("Please cite this report as below."),
        "type: dataset",
        f"title: {_quoted(settings.title[lang])}",
        *([f"abstract: {_quoted(settings.description[lang])}"] if settings.description else []),
        *([f"version: {_quoted(settings.version)}"] if settings.version else []),
        *([f"date-released: {_quoted(settings.date)}"] if settings.date else []),
        *licence,
        *([f"url: {_quoted(settings.base_url)}"] if settings.base_url else []),
        "authors:",
        *(f"  - name: {_quoted(author[lang])}" for author in _authors(settings)),
    ]
    if words := settings.keywords[lang]:
        lines += ["keywords:", *(f"  - {_quoted(word)}" for word in words)]
    return "\n".join(lines) + "\n"


def datacite(settings: Settings, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The release in DataCite's JSON (Metadata Schema 4.5), ready for a repository to give it a DOI.

    Who registers it adds `doi`. What the settings do not say is left out.
    """
    lang, langs = settings.source_language, settings.languages
    publisher = settings.publisher[lang] or settings.id
    endings = {PurePosixPath(name).suffix for name in files}
    data: dict[str, Any] = {
        "schemaVersion": _SCHEMA,
        "types": {"resourceTypeGeneral": "Report", "resourceType": "Public report with its data"},
        "creators": [{"name": author[lang], "nameType": "Organizational"} for author in _authors(settings)],
        "titles": _titles(settings),
        "publisher": {"name": publisher, "lang": lang},
        "publicationYear": settings.date[:4],
        "dates": [{"date": settings.date, "dateType": "Issued"}] if settings.date else [],
        "language": lang,
        "version": settings.version,
        "url": settings.base_url,
        "alternateIdentifiers": [
            {"alternateIdentifier": identifier, "alternateIdentifierType": kind}
            for identifier, kind in ((settings.identifier, "report number"), (settings.id, "local id"))
            if identifier
        ],
        "subjects": [{"subject": word, "lang": one} for one in langs for word in settings.keywords[one]],
        "descriptions": [
            {"description": settings.description[one], "descriptionType": "Abstract", "lang": one}
            for one in langs
            if settings.description[one]
        ],
        "rightsList": [_rights(settings, one) for one in langs if settings.licence.name[one]],
        "formats": sorted({_MEDIA[ending] for ending in endings if ending in _MEDIA}),
        "sizes": [f"{sum(map(len, files.values()))} bytes"],
    }
    return {key: value for key, value in data.items() if value not in ("", [])}


def _authors(settings: Settings) -> tuple[Any, ...]:
    return settings.authors or (settings.publisher,) if settings.publisher else (settings.title,)


def _titles(settings: Settings) -> list[dict[str, str]]:
    titles = []
    for lang in settings.languages:
        kind = {} if lang == settings.source_language else {"titleType": "TranslatedTitle"}
        titles.append({"title": settings.title[lang], "lang": lang, **kind})
        if settings.subtitle[lang]:
            titles.append({"title": settings.subtitle[lang], "lang": lang, "titleType": "Subtitle"})
    return titles


def _rights(settings: Settings, lang: str) -> dict[str, str]:
    rights = {"rights": settings.licence.name[lang], "lang": lang}
    if settings.licence.url:
        rights["rightsUri"] = settings.licence.url
    if spdx := spdx_of(settings):
        rights |= {
            "rightsIdentifier": spdx,
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
        }
    return rights


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
