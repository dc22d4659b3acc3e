"""Replacing the text of a unit in a Markdown file. The rest of the file stays as it is, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from reportgen.document.units import Unit
from reportgen.translation.exchange.codes import Coded, decode, encode
from reportgen.translation.exchange.sentences import sentences_of

_STARTS_BLOCK: Final = re.compile(r"(?:[-+*>#|]|\d+[.)])\s|:{3}|~{3}|`{3}|Table:|:\s")
_PROSE: Final = frozenset({"paragraph", "item", "definition", "footnote"})


class NotPlacedError(Exception):
    """The place of a text in its file can't be told for certain; the message says why."""


class Place(NamedTuple):
    """Offsets of a text in a file, and what each further line of it begins with."""

    start: int
    end: int
    prefix: str


def put_text(file: str, edits: Iterable[tuple[Unit, str]]) -> str:
    """The file with the text of each unit replaced. Raises NotPlacedError."""
    changes = [(locate(file, unit), unit, text) for unit, text in edits]
    for place, unit, text in sorted(changes, key=lambda change: change[0].start, reverse=True):
        several = "\n" in unit.text.strip() and unit.kind in _PROSE
        file = file[: place.start] + laid_out(text, several, place.prefix, unit.lang) + file[place.end :]
    return file


def locate(file: str, unit: Unit) -> Place:
    """Where the text of a unit stands in its file. Raises NotPlacedError."""
    lines = file.split("\n")
    row, col = unit.origin.line - 1, unit.origin.col - 1
    if row >= len(lines):
        raise NotPlacedError(str(unit.origin))
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    texts = unit.text.split("\n")
    at = starts[row] + col
    if file[at : at + 1] in "\"'" and file.startswith(texts[0], at + 1) and not file.startswith(texts[0], at):
        at += 1
    if not file.startswith(texts[0], at):
        # An alternative text or an option stands further on in the line of its block.
        found = lines[row].find(texts[0], col)
        if found < 0 or lines[row].find(texts[0], found + 1) >= 0:
            raise NotPlacedError(str(unit.origin))
        at = starts[row] + found
    end = at + len(texts[0])
    prefix = re.sub(r"[^\s>]", " ", lines[row][:col])
    for number, text in enumerate(texts[1:], start=row + 1):
        if number >= len(lines) or not lines[number].endswith(text):
            raise NotPlacedError(str(unit.origin))
        if number == row + 1:
            prefix = lines[number][: len(lines[number]) - len(text)]
        end = starts[number] + len(lines[number])
    return Place(at, end, prefix)


def laid_out(text: str, several: bool, prefix: str, lang: str) -> str:
    """The text on one line, or with `several` one sentence a line, as it was before."""
    if "\n" in text:
        return text.replace("\n", f"\n{prefix}")
    return one_a_line(text, lang, f"\n{prefix}") if several else text


def one_a_line(text: str, lang: str, between: str = "\n") -> str:
    """The text with `between` between its sentences, unless one would then begin a list or another block."""
    coded = encode(text)
    parts: list[str] = []
    space = ""
    for sentence in sentences_of(coded, lang):
        made = decode(Coded(sentence.items, coded.codes))
        if parts:
            parts.append(space if _STARTS_BLOCK.match(made) else between)
        parts.append(made)
        space = sentence.after
    return "".join(parts)
