"""The first page of a release: every edition in every language, the data, and how to check them."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportgen.document.direction import direction
from reportgen.editions.html.share_images import image_path
from reportgen.editions.html.templates import Templates
from reportgen.project import Assets, Settings
from reportgen.words import Words
from reportgen.words.formats import date_in_words

TEMPLATE: Final = "release.html.j2"
_EDITIONS: Final = (
    ("html/index.html", "html"),
    ("{stem}.pdf", "pdf"),
    ("{stem}.docx", "docx"),
    ("{stem}.epub", "epub"),
)
_FILES: Final = (
    ("notes.{lang}.html", "notes"),
    ("data/{lang}/inventory.xlsx", "xlsx"),
    ("data/{lang}/fiches.csv", "csv"),
    ("data/{lang}/inventory.json", "json"),
    ("data/datapackage.json", "package"),
    ("{bundle}", "bundle"),
    ("CITATION.cff", "citation"),
    ("manifest.json", "manifest"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the page; `about` says its size."""

    href: str
    text: str
    about: str = ""


def landing(
    settings: Settings,
    files: Mapping[str, bytes],
    words: Mapping[str, Words],
    pages: Mapping[str, int],
    *,
    stems: Mapping[str, str],
    bundle: str,
    later: Sequence[str],
    assets: Assets,
) -> bytes:
    """The page as HTML that needs no other file but the covers. `files`: all that the release holds by path;
    a file that is neither there nor made `later` has no link. `bundle` is the path of the bundle,
    `stems` the names of the editions of each language without their ending."""
    langs = sorted(settings.languages, key=lambda lang: lang != settings.source_language)
    editions = []
    for lang in langs:
        own = words[lang]
        edition: dict[str, Any] = {
            "lang": lang,
            "dir": direction(lang),
            "name": own[f"html.language.{lang}"],
            "title": settings.title[lang],
            "description": settings.description[lang] or settings.title[lang],
            "licence": settings.licence.name[lang],
            "line": _line(settings, lang, own),
            "card": f"{lang}/html/{image_path('index')}",
            "cover": f"{lang}/cover-small.png" if f"{lang}/cover-small.png" in files else "",
            "cover_height": _height(files.get(f"{lang}/cover-small.png", b"")),
            "links": list(_editions(lang, stems[lang], files, own, pages.get(lang, 0))),
            "more": own["release.more"],
            "files": list(_others(lang, files, own, bundle, later)),
        }
        editions.append(edition)
    text = Templates(assets, words[langs[0]]).render(
        TEMPLATE,
        editions=editions,
        version=settings.version,
        publisher=settings.publisher[langs[0]],
        licence_url=settings.licence.url,
        base_url=f"{settings.base_url.rstrip('/')}/" if settings.base_url else "",
    )
    return text.encode()


def _line(settings: Settings, lang: str, words: Words) -> str:
    version = words["html.version"].format(version=settings.version) if settings.version else ""
    date = date_in_words(settings.date, words)
    return " – ".join(
        text for text in (version, words["html.date"].format(date=date) if date else "") if text
    )


def _editions(lang: str, stem: str, files: Mapping[str, bytes], words: Words, pages: int) -> Iterator[Link]:
    for name, kind in _EDITIONS:
        path = f"{lang}/{name.format(stem=stem)}"
        if path not in files:
            continue
        about = [] if kind == "html" else [_size(len(files[path]), words)]
        if kind == "pdf" and pages:
            about.append(words["release.pages"].format(pages=pages))
        yield Link(path, words[f"release.edition.{kind}"], ", ".join(about))


def _others(
    lang: str, files: Mapping[str, bytes], words: Words, bundle: str, later: Sequence[str]
) -> Iterator[Link]:
    for pattern, kind in _FILES:
        path = pattern.format(lang=lang, bundle=bundle)
        if path in files:
            yield Link(path, words[f"release.file.{kind}"], _size(len(files[path]), words))
        elif path in later:
            yield Link(path, words[f"release.file.{kind}"])


def _size(size: int, words: Words) -> str:
    if size < 1_000_000:
        return words["release.kilobytes"].format(size=max(1, round(size / 1000)))
    return words["release.megabytes"].format(
        size=f"{size / 1_000_000:.1f}".replace(".", words["release.point"])
    )


def _height(png: bytes) -> int:
    """The height in the header of a PNG (its second section, bytes 20 to 23); 0 when there is none."""
    return int(struct.unpack(">I", png[20:24])[0]) if len(png) > 24 else 0
