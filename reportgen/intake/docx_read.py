"""Reading a filled Word form: a row of its tables names a field in its first cell, its last one holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from reportgen.diagnostics import Diagnostics, Span
from reportgen.intake.bounded import MAX_CELL, office_parts
from reportgen.intake.submission import PRACTICE_COLUMNS, Cell, Key, Practice, read_key, write_key
from reportgen.intake.values import clean_text
from reportgen.inventory.tables import FICHES
from reportgen.words import words_for

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_FIELDS: Final = 5_000


def read_docx_form(
    data: bytes, file: str, diagnostics: Diagnostics, further: Sequence[Mapping[str, str]] = ()
) -> list[Practice]:
    """The practice of a filled form (none after a finding). A text that is deleted as a tracked change is not
    read; one that is inserted is. `further` are words of languages that the engine does not speak itself."""
    place = Span(file)
    parts = office_parts(data, place, diagnostics)
    if parts is None:
        return []
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(parts["word/document.xml"], parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        diagnostics.add("INT001", place, reason=str(error)[:200])
        return []
    cells: dict[Key, Cell] = {}
    for number, (name, text) in enumerate(_fields(root, _Hints.of(further)), start=1):
        key = read_key(name)
        if number > MAX_FIELDS or key is None:
            continue
        where = Span(file, field=name)
        if key in cells and cells[key].text and text:
            diagnostics.add("INT014", where, name=write_key(key))
            continue
        if len(text) > MAX_CELL:
            diagnostics.add("INT008", where, length=len(text), limit=MAX_CELL)
            continue
        cells[key] = Cell(text, where)
    if not any(cell.text for cell in cells.values()):
        return []
    for column in PRACTICE_COLUMNS:
        cells.setdefault((FICHES, 0, column.name), Cell("", Span(file, field=column.name)))
    return [Practice(place, cells, {})]


@dataclass(frozen=True, slots=True)
class _Hints:
    """What an empty field shows, in every language."""

    choose: tuple[str, ...]
    fill: tuple[str, ...]

    @classmethod
    def of(cls, further: Sequence[Mapping[str, str]]) -> _Hints:
        spoken: list[Mapping[str, str]] = [words_for("fr"), words_for("en"), *further]
        return cls(
            tuple(words["intake.choose"] for words in spoken), tuple(words["intake.fill"] for words in spoken)
        )


def _fields(root: Any, hints: _Hints) -> Iterator[tuple[str, str]]:
    for row in root.iter(f"{_W}tr"):
        cells = row.findall(f"{_W}tc")
        tags = [tag.get(f"{_W}val", "") for tag in row.iter(f"{_W}tag")]
        names = [text.strip() for text in _text(cells[0]).split("\n")] if cells else []
        name = next((n for n in (*tags, *reversed(names)) if read_key(n)), "")
        if name and len(cells) > 1:
            yield name, _value(cells[-1], hints)


def _value(cell: Any, hints: _Hints) -> str:
    if next(cell.iter(f"{_W}showingPlcHdr"), None) is not None:
        return ""
    text = clean_text(_text(cell))
    if text in (*hints.choose, *hints.fill):
        return ""
    if next(cell.iter(f"{_W}dropDownList"), None) is not None:
        # LibreOffice 7.4 leaves the hint behind the value that was chosen.
        text = next((text.removesuffix(hint) for hint in hints.choose if text.endswith(hint)), text)
    return text


def _text(cell: Any) -> str:
    """The text of a cell: a line for each paragraph and each break."""
    lines = []
    for paragraph in cell.iter(f"{_W}p"):
        pieces = []
        for node in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}cr", f"{_W}tab"):
            if any(True for _ in node.iterancestors(f"{_W}tabs")):
                continue
            pieces.append(
                node.text or "" if node.tag == f"{_W}t" else "\t" if node.tag == f"{_W}tab" else "\n"
            )
        lines.append("".join(pieces))
    return "\n".join(lines)
