"""Opening a Word file that came from outside: bounded in size, no entities, nothing fetched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from reportgen.archive import DAMAGED
from reportgen.diagnostics import Diagnostics, Span
from reportgen.editions.docx.elements import Element

MAX_FILE: Final = 200_000_000
MAX_ENTRIES: Final = 10_000
MAX_PART: Final = 150_000_000
MAX_TOTAL: Final = 600_000_000
_MAX_RATIO: Final = 250
_SMALL: Final = 5_000_000
_STORIES: Final = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


@dataclass(slots=True)
class WordFile:
    """The parts of a Word file; what is no XML is read when asked for. `name` is how findings call it."""

    name: str
    archive: zipfile.ZipFile
    names: tuple[str, ...]
    _texts: dict[str, bytes]
    _parsed: dict[str, Element | None] = field(default_factory=dict)

    def data(self, part: str) -> bytes:
        """The bytes of a part, at most MAX_PART; empty when there is none, or when it is damaged."""
        if part in self._texts or part not in self.names:
            return self._texts.get(part, b"")
        try:
            return _read(self.archive, part)
        except DAMAGED:
            return b""

    def xml(self, part: str) -> Element | None:
        """The root of a part; None when there is none or it is not XML."""
        if part not in self._parsed:
            self._parsed[part] = _parse(self.data(part))
        return self._parsed[part]

    def stories(self) -> list[tuple[str, Element]]:
        """The parts that hold running text, the body first."""
        furniture = sorted(
            name
            for name in self.names
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
        )
        found = [(name, self.xml(name)) for name in (*_STORIES, *furniture)]
        return [(name, root) for name, root in found if root is not None]


def open_word(data: bytes, name: str, diagnostics: Diagnostics) -> WordFile | None:
    """The file in `data`; None when it is not a Word file (REV001) or too large when unpacked (REV002)."""
    if len(data) > MAX_FILE:
        diagnostics.add("REV002", Span(name))
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except DAMAGED:
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
    names = tuple(one.filename for one in entries)
    try:
        # A damaged part must not pass for one that is not there: its remarks would be lost without a word.
        texts = {part: _read(archive, part) for part in names if part.endswith((".xml", ".rels"))}
    except DAMAGED:
        diagnostics.add("REV001", Span(name))
        return None
    word = WordFile(name, archive, names, texts)
    if word.xml("word/document.xml") is None or any(word.xml(part) is None for part in _needed(names)):
        diagnostics.add("REV001", Span(name))
        return None
    return word


def _needed(names: Iterable[str]) -> Iterator[str]:
    """The parts that hold remarks: one that cannot be read makes the file unreadable."""
    return (name for name in names if name in _STORIES or name.startswith("word/comments"))


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as stream:
        return stream.read(MAX_PART)


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
