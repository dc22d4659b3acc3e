"""`content/pages.lock.json`: the page map of the PDF of each language, a file of the project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.editions.pdf import PageMap

NAME: Final = "content/pages.lock.json"
FORMAT: Final = 1


def read_page_lock(root: Path, diagnostics: Diagnostics) -> dict[str, PageMap]:
    """The page map of each language; none when there is no file.

    A file that cannot be read is a warning: pages are then found without it, in more rounds.
    """
    path = root / NAME
    if not path.is_file():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}")
        return {str(lang): PageMap.from_json(own) for lang, own in data["languages"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        diagnostics.add("PDF013", Span(NAME), name=NAME, reason=error)
        return {}


def page_lock(maps: Mapping[str, PageMap]) -> bytes:
    """The file for these languages: one line an id, so that a shift of pages can be reviewed."""
    languages = {lang: maps[lang].to_json() for lang in sorted(maps)}
    text = json.dumps({"format": FORMAT, "languages": languages}, ensure_ascii=False, indent=1)
    return text.encode() + b"\n"
