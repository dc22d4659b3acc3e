"""What catalogues read: DCAT-AP 3.0 (for data portals) and schema.org (for search engines)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from reportgen.opendata.frictionless import MEDIA
from reportgen.opendata.rdf import TYPE, Iri, Literal, Statement
from reportgen.project import Settings

DCAT: Final = "http://www.w3.org/ns/dcat#"
DCT: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SPDX: Final = "http://spdx.org/rdf/terms#"
_EU: Final = "http://publications.europa.eu/resource/authority/"
_LANGUAGES: Final = {
    "fr": "FRA", "en": "ENG", "ar": "ARA", "bg": "BUL", "ca": "CAT", "cs": "CES", "cy": "CYM", "da":
    "DAN", "de": "DEU", "el": "ELL", "es": "SPA", "et": "EST", "eu": "EUS", "fi": "FIN", "ga": "GLE",
    "gl": "GLG", "hr": "HRV", "hu": "HUN", "hy": "HYE", "is": "ISL", "it": "ITA", "ja": "JPN", "ka":
    "KAT", "ko": "KOR", "lb": "LTZ", "lt": "LIT", "lv": "LAV", "mk": "MKD", "mt": "MLT", "nl": "NLD",
    "no": "NOR", "pl": "POL", "pt": "POR", "ro": "RON", "ru": "RUS", "sk": "SLK", "sl": "SLV", "sq":
    "SQI", "sr": "SRP", "sv": "SWE", "tr": "TUR", "uk": "UKR", "zh": "ZHO",
}  # fmt: skip
"""The names of languages in the authority table of the Publications Office of the European Union."""
_FORMATS: Final = {".csv": "CSV", ".json": "JSON", ".jsonld": "JSON_LD", ".xlsx": "XLSX", ".ods": "ODS"}


def dcat(settings: Settings, langs: Sequence[str], files: Mapping[str, bytes]) -> list[Statement]:
    """The data set and one distribution a file. Addresses are relative to the package unless `url` is set."""
    base = _base(settings)
    return [Statement(*row) for row in _dataset(settings, langs, files, base)]


def _base(settings: Settings) -> str:
    return f"{settings.base_url.rstrip('/')}/" if settings.base_url else ""


def _dataset(
    settings: Settings, langs: Sequence[str], files: Mapping[str, bytes], base: str
) -> Iterator[tuple[Iri, Iri, Iri | Literal]]:
    me, publisher = Iri(f"{base}#dataset"), Iri(f"{base}#publisher")
    yield me, Iri(TYPE), Iri(f"{DCAT}Dataset")
    for lang in langs:
        yield me, Iri(f"{DCT}title"), Literal(settings.title[lang], lang)
        yield me, Iri(f"{DCT}description"), Literal(settings.description[lang] or settings.title[lang], lang)
        for word in settings.keywords[lang]:
            yield me, Iri(f"{DCAT}keyword"), Literal(word, lang)
        if lang in _LANGUAGES:
            yield me, Iri(f"{DCT}language"), _language(lang)
    if settings.identifier:
        yield me, Iri(f"{DCT}identifier"), Literal(settings.identifier)
    if settings.version:
        yield me, Iri(f"{DCAT}version"), Literal(settings.version)
    if settings.date:
        yield me, Iri(f"{DCT}issued"), Literal(settings.date, type="date")
    yield me, Iri(f"{DCAT}theme"), Iri(f"{_EU}data-theme/GOVE")
    if settings.base_url:
        yield me, Iri(f"{DCAT}landingPage"), Iri(settings.base_url)
    yield me, Iri(f"{DCT}publisher"), publisher
    yield publisher, Iri(TYPE), Iri(f"{FOAF}Agent")
    for lang in langs:
        yield publisher, Iri(f"{FOAF}name"), Literal(settings.publisher[lang] or settings.id, lang)
    for path in sorted(files):
        yield me, Iri(f"{DCAT}distribution"), Iri(f"{base}{path}#distribution")
        yield from _distribution(settings, path, files[path], base)


def _distribution(
    settings: Settings, path: str, data: bytes, base: str
) -> Iterator[tuple[Iri, Iri, Iri | Literal]]:
    me, checksum = Iri(f"{base}{path}#distribution"), Iri(f"{base}{path}#checksum")
    ending, lang = PurePosixPath(path).suffix, path.split("/")[0]
    yield me, Iri(TYPE), Iri(f"{DCAT}Distribution")
    yield me, Iri(f"{DCT}title"), Literal(path)
    yield me, Iri(f"{DCAT}accessURL"), Iri(base + path)
    yield me, Iri(f"{DCAT}downloadURL"), Iri(base + path)
    yield me, Iri(f"{DCT}format"), Iri(f"{_EU}file-type/{_FORMATS[ending]}")
    media = f"https://www.iana.org/assignments/media-types/{MEDIA[ending]}"
    yield me, Iri(f"{DCAT}mediaType"), Iri(media)
    yield me, Iri(f"{DCAT}byteSize"), Literal(str(len(data)), type="nonNegativeInteger")
    if settings.licence.url:
        yield me, Iri(f"{DCT}license"), Iri(settings.licence.url)
    if lang in _LANGUAGES:
        yield me, Iri(f"{DCT}language"), _language(lang)
    yield me, Iri(f"{SPDX}checksum"), checksum
    yield checksum, Iri(TYPE), Iri(f"{SPDX}Checksum")
    yield checksum, Iri(f"{SPDX}algorithm"), Iri(f"{SPDX}checksumAlgorithm_sha256")
    yield checksum, Iri(f"{SPDX}checksumValue"), Literal(hashlib.sha256(data).hexdigest(), type="hexBinary")


def _language(lang: str) -> Iri:
    return Iri(f"{_EU}language/{_LANGUAGES[lang]}")


def schema_org(
    settings: Settings, langs: Sequence[str], files: Mapping[str, bytes], years: tuple[int, int] | None
) -> dict[str, Any]:
    """A `Dataset` of schema.org, with a `DataDownload` a file. `years`: first and last year covered."""
    base = _base(settings)

    def both(text: Any) -> list[dict[str, str]]:
        return [{"@language": lang, "@value": text[lang]} for lang in langs if text[lang]]

    data: dict[str, Any] = {
        "@context": {"@vocab": "https://schema.org/"},
        "@id": f"{base}#dataset",
        "@type": "Dataset",
        "name": both(settings.title),
        "description": both(settings.description) or both(settings.title),
        "identifier": settings.identifier,
        "version": settings.version,
        "datePublished": settings.date,
        "inLanguage": list(langs),
        "keywords": [
            {"@language": lang, "@value": word} for lang in langs for word in settings.keywords[lang]
        ],
        "license": {"@id": settings.licence.url} if settings.licence.url else "",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": both(settings.publisher)},
        "temporalCoverage": f"{years[0]}/{years[1]}" if years else "",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": path,
                "contentUrl": {"@id": base + path},
                "encodingFormat": MEDIA[PurePosixPath(path).suffix],
                "sha256": hashlib.sha256(files[path]).hexdigest(),
            }
            for path in sorted(files)
        ],
    }
    return {key: value for key, value in data.items() if value not in ("", [])}
