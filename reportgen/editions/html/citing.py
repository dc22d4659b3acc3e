"""How to cite a page: in words, as BibTeX and as CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from reportgen.document import nodes as n
from reportgen.words.formats import date_in_words


@dataclass(frozen=True, slots=True)
class Cited:
    text: str
    bibtex: str
    csl: str


def cite(document: n.Document, title: str, stem: str, address: str) -> Cited:
    """The ways to cite the page `title`; `address` is "" when it is not published anywhere yet."""
    meta, words = document.meta, document.words
    quoted = f"{words['ref.open']}{title}{words['ref.close']}"
    version = words["html.version"].format(version=meta.version).lower() if meta.version else ""
    date = date_in_words(meta.date, words)
    who = ", ".join(meta.authors) or meta.publisher
    pieces = [who, quoted, meta.title, *([meta.identifier] if meta.identifier else []), version, date]
    text = ", ".join(piece for piece in pieces if piece) + "."
    return Cited(
        f"{text} {address}".strip(), _bibtex(document, title, stem, address), _csl(meta, title, address)
    )


def _bibtex(document: n.Document, title: str, stem: str, address: str) -> str:
    meta = document.meta
    fields = {
        "author": " and ".join(f"{{{name}}}" for name in meta.authors or (meta.publisher,) if name),
        "title": title,
        "booktitle": meta.title,
        "institution": meta.publisher,
        "number": meta.identifier,
        "edition": meta.version,
        "date": meta.date,
        "url": address,
        "langid": document.words["language.bibtex"],
    }
    lines = [f"  {name} = {{{_braced(value)}}}," for name, value in fields.items() if value]
    key = re.sub(r"[^a-z0-9-]", "", f"{meta.id}-{stem}")
    return "\n".join([f"@inbook{{{key},", *lines, "}"])


def _braced(text: str) -> str:
    """Text with the signs that TeX reads as commands made harmless."""
    return re.sub(r"([&%$#_])", r"\\\1", text.replace("\\", " "))


def _csl(meta: n.Meta, title: str, address: str) -> str:
    date = [int(piece) for piece in meta.date.split("-")] if re.fullmatch(r"[\d-]+", meta.date) else []
    item: dict[str, Any] = {
        "type": "chapter",
        "title": title,
        "container-title": meta.title,
        "author": [{"literal": name} for name in meta.authors],
        "publisher": meta.publisher,
        "number": meta.identifier,
        "version": meta.version,
        "issued": {"date-parts": [date]} if date else None,
        "URL": address,
        "language": meta.lang,
    }
    return json.dumps({k: v for k, v in item.items() if v}, ensure_ascii=False, indent=1)
