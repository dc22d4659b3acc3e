"""Marks around inserted values while a template is rendered, and the places they give afterwards.

Each line of a value is put between private-use characters: U+E000, the number of the line in the register,
U+E001, the line, U+E002. Filters that indent or join lines leave them in order, so that the rendered text
without its marks still knows which field each stretch comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from reportgen.diagnostics import Span
from reportgen.document.linemap import LineMap, Segment
from reportgen.inventory import FieldText

_OPEN, _NUMBER_END, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKS: Final = re.compile("[\ue000-\ue002]")
_MARK: Final = re.compile("\ue000([0-9]+)\ue001|\ue002|[\ue000\ue001]")
_ESCAPE: Final = re.compile(r"\\[!-/:-@\[-`{-~]")

At = Callable[[int, int], Span]


class PlacedText(str):
    """A text with its place that is not a field of a record: an option of a directive, a title in settings.

    `kind` is plain, inline or block, as for `FieldText`; `at` gives the place of a line and column of it.
    """

    kind: str
    at: At | None

    def __new__(cls, text: str = "", kind: str = "plain", at: At | Span | None = None) -> PlacedText:
        made = super().__new__(cls, text)
        made.kind = kind
        made.at = _from(at) if isinstance(at, Span) else at
        return made


def _from(span: Span) -> At:
    def at(line: int, col: int) -> Span:
        shift = span.col - 1 if line == 1 else 0
        return Span(span.file, span.line + line - 1, col + shift, field=span.field)

    return at


def place_of(value: object) -> At | None:
    """How places in a value are found; None for a value that has no place."""
    if isinstance(value, FieldText):
        return value.map.at if value.map else None
    return value.at if isinstance(value, PlacedText) else None


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of an inserted value: where the value stands, which of its lines it is, and whether escapes
    were added to it."""

    at: At
    number: int
    escaped: bool


@dataclass(slots=True)
class Marks:
    """The register of one rendering."""

    lines: list[_Line] = field(default_factory=list)

    def around(self, text: str, value: object, *, escaped: bool) -> str:
        """`text`, made of `value` line for line, between marks."""
        at = place_of(value)
        if at is None:
            return text
        return "\n".join(
            self._line(line, at, number, escaped) for number, line in enumerate(text.split("\n"), 1)
        )

    def _line(self, text: str, at: At, number: int, escaped: bool) -> str:
        self.lines.append(_Line(at, number, escaped))
        return f"{_OPEN}{len(self.lines) - 1}{_NUMBER_END}{text}{_CLOSE}"

    def read(self, marked: str, file: str, fallback: Span) -> tuple[str, LineMap]:
        """The text without marks, and its map. `fallback` is the place of what the template itself wrote."""
        lines: list[str] = []
        segments: list[Segment] = []
        for row, content in enumerate(marked.split("\n"), start=1):
            clean, found = self._read_line(content)
            lines.append(clean)
            for start, end, number in found:
                target = _Target(self.lines[number], clean[start:end])
                segments.append(Segment(row, start + 1, row, end + 1, target))
        return "\n".join(lines), LineMap(file, tuple(segments), fallback)

    def _read_line(self, content: str) -> tuple[str, list[tuple[int, int, int]]]:
        """A line without marks, and the stretches in it: start, end (from 0), number in the register."""
        if not _MARKS.search(content):
            return content, []
        parts: list[str] = []
        stack: list[tuple[int, int]] = []
        found: list[tuple[int, int, int]] = []
        length = done = 0
        for hit in _MARK.finditer(content):
            parts.append(content[done : hit.start()])
            length += len(parts[-1])
            done = hit.end()
            if hit[1] is not None and int(hit[1]) < len(self.lines):
                stack.append((length, int(hit[1])))
            elif hit[0] == _CLOSE and stack:
                start, number = stack.pop()
                found.append((start, length, number))
        parts.append(content[done:])
        return "".join(parts), found


@dataclass(frozen=True, slots=True)
class _Target:
    """From a place in a stretch to the file: `text` is the stretch as it stands in the rendered text."""

    line: _Line
    text: str

    def __call__(self, row: int, col: int) -> Span:
        if self.line.escaped:
            col -= sum(hit.start() < col - 1 for hit in _ESCAPE.finditer(self.text))
        return self.line.at(self.line.number, col)


def without_marks(text: str) -> str:
    """A value in which nobody can have typed a mark."""
    return _MARKS.sub("\ufffd", text) if _MARKS.search(text) else text
