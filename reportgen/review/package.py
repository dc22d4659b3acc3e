"""Opening a Word file that came from outside: bounded in size, no entities, nothing fetched."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from reportgen.diagnostics import Diagnostics, Span
from reportgen.editions.docx.ooxml import Element

MAX_FILE: Final = 200_000_000
MAX_ENTRIES: Final = 10_000
MAX_PART: Final = 150_000_000
MAX_TOTAL: Final = 600_000_000
_MAX_RATIO: Final = 250
_SMALL: Final = 5_000_000


@dataclass(slots=True)
class WordFile:
    """The parts of a Word file, read when asked for. `name` is how findings call it."""

    name: str
    archive: zipfile.ZipFile
    names: tuple[str, ...]
    _parsed: dict[str, Element | None] = field(default_factory=dict)

    def data(self, part: str) -> bytes:
        """The bytes of a part, at most MAX_PART; empty when there is none."""
        if part not in self.names:
            return b""
        with self.archive.open(part) as stream:
            return stream.read(MAX_PART)

    def xml(self, part: str) -> Element | None:
        """The root of a part; None when there is none or it is not XML."""
        if part not in self._parsed:
            self._parsed[part] = _parse(self.data(part))
        return self._parsed[part]

    def stories(self) -> list[tuple[str, Element]]:
        """The parts that hold running text, the body first."""
        order = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]
        furniture = sorted(
            name
            for name in self.names
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
        )
        found = [(name, self.xml(name)) for name in (*order, *furniture)]
        return [(name, root) for name, root in found if root is not None]


def open_word(data: bytes, name: str, diagnostics: Diagnostics) -> WordFile | None:
    """The file in `data`; None when it is not a Word file (REV001) or too large when unpacked (REV002)."""
    if len(data) > MAX_FILE:
        diagnostics.add("REV002", Span(name))
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        diagnostics.add("REV001", Span(name))
        return None
    if len(entries) > MAX_ENTRIES or sum(one.file_size for one in entries) > MAX_TOTAL:
        diagnostics.add("REV002", Span(name))
        return None
    for one in entries:
        swollen = one.file_size > _SMALL and one.file_size > _MAX_RATIO * max(1, one.compress_size)
        if one.file_size > MAX_PART or swollen:
            diagnostics.add("REV002", Span(name))
            return None
    word = WordFile(name, archive, tuple(one.filename for one in entries))
    try:
        body = word.xml("word/document.xml")
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, NotImplementedError):
        body = None
    if body is None:
        diagnostics.add("REV001", Span(name))
        return None
    return word


def _parse(data: bytes) -> Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser) if data else None
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is not None and root.getroottree().docinfo.internalDTD is not None:
        return None
    return root
