"""Putting new blocks into a translated chapter, with the block of the source as their skeleton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.units import Unit
from reportgen.document.walk import walk
from reportgen.translation.pieces import directive_units, has_words
from reportgen.translation.states import PairedPart
from reportgen.translation.writing.chapter import NotPlacedError, put_text


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of a file that come or go together: a block, an item, a row. Brothers have the same `level`."""

    first: int
    last: int
    units: tuple[Unit, ...]
    level: str
    children: tuple[Chunk, ...] = ()


def chunks_of(part: n.Part) -> tuple[Chunk, ...]:
    """The blocks of a part with their lines, title and footnotes included."""
    found = list(_chunks(part.blocks, "block"))
    if part.unit and part.span:
        found.insert(0, Chunk(part.unit.origin.line, part.unit.origin.line, (part.unit,), "title"))
    found.extend(
        _chunk(note.blocks, note.span.line, note.span.end_line or note.span.line, "note", ())
        for note in part.notes
        if note.span and not note.id.startswith("inline-")
    )
    return tuple(chunk for chunk in found if chunk.units)


def _chunks(blocks: Iterable[Any], level: str) -> Iterator[Chunk]:
    for block in blocks:
        span = block.span
        if span is None:
            continue
        inner: tuple[Chunk, ...] = ()
        if isinstance(block, n.List):
            inner = tuple(_chunks(block.items, "item"))
        elif isinstance(block, n.DefinitionList):
            inner = tuple(_chunks(block.items, "definition"))
        elif isinstance(block, n.Table):
            inner = (*_rows(block.head, 1), *_rows(block.body))
        elif isinstance(block, n.Callout | n.Div | n.Only | n.Quote | n.ListItem):
            inner = tuple(_chunks(block.children, "block"))
        yield _chunk(block, span.line, span.end_line or span.line, level, inner)


def _rows(rows: Iterable[n.Row], more: int = 0) -> Iterator[Chunk]:
    """Rows by their lines; `more`: the line of dashes belongs to the row above it."""
    for row in rows:
        units = tuple(_units(row))
        if units:
            yield Chunk(units[0].origin.line, units[0].origin.line + more, units, "row")


def _chunk(content: Any, first: int, last: int, level: str, inner: tuple[Chunk, ...]) -> Chunk:
    units = tuple(_units(content))
    lines = [first, last, *(unit.origin.line for unit in units), *(unit.origin.end_line for unit in units)]
    used = [line for line in lines if line]
    return Chunk(min(used), max(used), units, level, inner)


def _units(content: Any) -> Iterator[Unit]:
    for node in walk((content,)):
        if isinstance(node, n.Directive):
            yield from (unit for _, unit in directive_units(node))
        unit = getattr(node, "unit", None)
        if isinstance(unit, Unit) and not isinstance(node, n.CodeBlock) and has_words(unit.text):
            yield unit


def inserted(
    source_file: str,
    target_file: str | None,
    source: n.Part,
    target: n.Part | None,
    paired: PairedPart,
    texts: Mapping[str, str],
) -> tuple[str, frozenset[str]]:
    """The target file with new blocks, and the ids of the source units that found no place.

    `texts` are the translations of units without one, by the id of the source unit. A block whose texts are
    not all there is not put in. Without a target file, one is made of the blocks that are translated whole.
    """
    if target_file is None or target is None:
        try:
            return _made(source_file, source, texts)
        except NotPlacedError:
            return "", frozenset(texts)
    places = _Places(target, paired)
    changes: list[tuple[int, bool, str]] = []
    done: set[str] = set()
    for chunk, siblings in _whole(chunks_of(source), texts):
        at = places.beside(chunk, siblings)
        if at is None:
            continue
        try:
            text = _translated(source_file, chunk, texts)
        except NotPlacedError:
            continue
        spaced = chunk.level in ("block", "note", "title") or _is_spaced(source_file, chunk)
        changes.append((at, spaced, text))
        done.update(unit.id for unit in chunk.units)
    lines = target_file.split("\n")
    for at, spaced, text in sorted(_joined(changes), key=lambda change: change[0], reverse=True):
        lines[at:at] = ["", *text.split("\n")] if spaced and at else text.split("\n")
        end = at + len(text.split("\n")) + (1 if spaced and at else 0)
        if spaced and end < len(lines) and lines[end].strip():
            lines.insert(end, "")
    return "\n".join(lines), frozenset(texts.keys() - done)


def _joined(changes: Sequence[tuple[int, bool, str]]) -> list[tuple[int, bool, str]]:
    """Changes at one place joined in their order, so that each place is written once."""
    joined: dict[int, tuple[bool, str]] = {}
    for at, spaced, text in changes:
        if at in joined:
            between = "\n\n" if spaced or joined[at][0] else "\n"
            joined[at] = (spaced or joined[at][0], joined[at][1] + between + text)
        else:
            joined[at] = (spaced, text)
    return [(at, spaced, text) for at, (spaced, text) in joined.items()]


def _whole(
    chunks: Sequence[Chunk], texts: Mapping[str, str]
) -> Iterator[tuple[Chunk, tuple[Sequence[Chunk], int]]]:
    """The largest chunks all of whose texts are given, each with its siblings and its position among them."""
    for position, chunk in enumerate(chunks):
        given = [unit.id in texts for unit in chunk.units]
        if given and all(given):
            yield chunk, (chunks, position)
        elif any(given):
            yield from _whole(chunk.children, texts)


def _translated(file: str, chunk: Chunk, texts: Mapping[str, str]) -> str:
    before = file.split("\n")
    whole = put_text(file, [(unit, texts[unit.id]) for unit in chunk.units])
    after = whole.split("\n")
    return "\n".join(after[chunk.first - 1 : len(after) - (len(before) - chunk.last)])


def _is_spaced(file: str, chunk: Chunk) -> bool:
    lines = file.split("\n")
    return chunk.first > 1 and not lines[chunk.first - 2].strip()


class _Places:
    """Where the partners of source chunks stand in the target."""

    def __init__(self, target: n.Part, paired: PairedPart) -> None:
        self.paired = paired
        self.home: dict[tuple[str, str], Chunk] = {}
        self._index(chunks_of(target))
        self.last = max((chunk.last for chunk in chunks_of(target) if chunk.level == "block"), default=0)

    def _index(self, chunks: Sequence[Chunk]) -> None:
        for chunk in chunks:
            for unit in chunk.units:
                # The innermost chunk of a level is the one beside which another is put.
                self.home[(chunk.level, unit.id)] = chunk
            self._index(chunk.children)

    def beside(self, chunk: Chunk, among: tuple[Sequence[Chunk], int]) -> int | None:
        """The index of the line to put a chunk at: after its nearest brother before, or before the next."""
        siblings, position = among
        for other in reversed(siblings[:position]):
            partner = self._partner(other)
            if partner is not None:
                return partner.last
        for other in siblings[position + 1 :]:
            partner = self._partner(other)
            if partner is not None:
                return partner.first - 1
        return self.last if chunk.level in ("block", "note") else None

    def _partner(self, chunk: Chunk) -> Chunk | None:
        for unit in reversed(chunk.units):
            pair = self.paired.of_source.get(unit.id)
            for piece in reversed(pair.target) if pair else ():
                home = self.home.get((chunk.level, piece.unit.id))
                if home is not None:
                    return home
        return None


def _made(source_file: str, source: n.Part, texts: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """A new file: the source with its texts replaced, without the blocks that are not translated whole."""
    chunks = chunks_of(source)
    if source.unit and source.unit.id not in texts:
        return "", frozenset(texts)
    gone: list[tuple[int, int]] = []
    kept: list[Unit] = []
    for chunk in chunks:
        if all(unit.id in texts for unit in chunk.units):
            kept.extend(chunk.units)
        else:
            gone.append((chunk.first, chunk.last))
    lines: list[str | None] = list(source_file.split("\n"))
    for first, last in gone:
        for row in range(first - 1, last):
            lines[row] = None
        if last < len(lines) and lines[last] == "":
            lines[last] = None
    text = _replaced_between(source_file, lines, kept, texts)
    return text, frozenset(texts.keys() - {unit.id for unit in kept})


def _replaced_between(
    file: str, lines: Sequence[str | None], units: Sequence[Unit], texts: Mapping[str, str]
) -> str:
    # Units are replaced line by line from the end, so that the lines before keep their numbers.
    kept = list(lines)
    for unit in sorted(units, key=lambda one: (one.origin.line, one.origin.col), reverse=True):
        whole = put_text(file, [(unit, texts[unit.id])]).split("\n")
        old = file.split("\n")
        first, grown = unit.origin.line - 1, len(whole) - len(old)
        last = max(unit.origin.end_line, unit.origin.line)
        kept[first:last] = whole[first : last + grown]
        file = "\n".join(whole)
    return "\n".join(line for line in kept if line is not None)
