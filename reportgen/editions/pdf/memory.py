"""What may be remembered between builds, and under which key: never a wrong hit, at worst a miss."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from reportgen.cache import Store, content_key
from reportgen.document.late import LatePart
from reportgen.document.nodes import Document
from reportgen.document.packing import pack
from reportgen.editions.pdf.jobs import WEASYPRINT, Style
from reportgen.editions.pdf.pagemap import PageMap

_PACKAGE: Final = Path(__file__).parents[2]
_RENDERING: Final = ("editions/pdf/render", "editions/pdf/jobs.py", "editions/pdf/rendered.py")
FITTING: Final = ("editions/pdf/render/fitting.py", "editions/pdf/render/filling.py")
"""Our own code that chooses between layouts."""
_WHOLE: Final = ("document", "charts", "editions/html", "editions/pdf")


@cache
def code_key(names: tuple[str, ...] = _RENDERING) -> str:
    """A digest of our own code in these files and folders of the package: changed code remembers nothing."""
    total = hashlib.sha256(WEASYPRINT.encode())
    for name in names:
        path = _PACKAGE / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def style_key(style: Style) -> str:
    """A digest of style sheets and their files."""
    sheets = [part for pair in style.sheets for part in pair]
    files = [part for name in sorted(style.files) for part in (name, style.files[name])]
    return content_key([*sheets, *files])


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file, the printed page of each label, its number of pages and its page map."""

    data: bytes
    pages: dict[str, str]
    page_count: int
    page_map: PageMap


def result_key(
    document: Document, style: Style, templates: Mapping[str, str], page_map: PageMap | None, kind: str
) -> str:
    """The key of the finished file: all that can change a byte of it; `kind` says for what it was made."""
    shells = [part for name in sorted(templates) for part in (name, templates[name])]
    guess = json.dumps(page_map.to_json()) if page_map else ""
    parts = (part.mark if isinstance(part, LatePart) else pack(part) for part in document.parts)
    # Never read: two documents with the same bytes are the same document.
    rest = pack(replace(document, parts=()))
    return content_key(["pdf", code_key(_WHOLE), style_key(style), *shells, guess, kind, rest, *parts])


def remember(store: Store, key: str, result: Finished) -> None:
    """Keep a finished file that came out without a finding."""
    head = {"pages": result.pages, "page_count": result.page_count, "map": result.page_map.to_json()}
    store.put(key, json.dumps(head, separators=(",", ":")).encode() + b"\n" + result.data)


def recall(store: Store, key: str) -> Finished | None:
    """The finished file; None when it is not known or damaged."""
    stored = store.get(key)
    if stored is None:
        return None
    head, _, data = stored.partition(b"\n")
    try:
        known = json.loads(head)
        pages = {str(id_): str(number) for id_, number in known["pages"].items()}
        count = int(known["page_count"])
        page_map = PageMap.from_json(known["map"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Finished(data, pages, count, page_map) if data.startswith(b"%PDF-") else None
