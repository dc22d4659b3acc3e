"""What can be found: each part cut at its headings, each piece a text with the place to which it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.blocks import DATA_OF_FIGURES
from reportgen.document.walk import plain_text
from reportgen.editions.html.blocks import heading_id
from reportgen.editions.html.context import note_id, paragraph_id

_SPACES: Final = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and the id of its place, "" when it has none of its own."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A section of a part: its heading and passages. `place` is "" for what stands before any heading."""

    place: str
    title: str
    passages: tuple[Passage, ...]


def sections_of(part: n.Part) -> Iterator[FoundIn]:
    """The sections of `part` in reading order, notes last; only what has text."""
    place, title = "", ""
    held: list[Passage] = []
    for block in _flat(part.blocks):
        if isinstance(block, n.Heading) and heading_id(block):
            if held:
                yield FoundIn(place, title, tuple(held))
            place, title, held = heading_id(block), _clean(plain_text(block.children)), []
            continue
        held += [passage for passage in _passages(block) if passage.text]
    held += [Passage(note_id(part, note.id), _clean(plain_text(note.blocks))) for note in part.notes]
    if held:
        yield FoundIn(place, title, tuple(held))


def _flat(blocks: n.Blocks) -> Iterator[n.Block]:
    for block in blocks:
        if isinstance(block, n.Div | n.Callout | n.Quote):
            if DATA_OF_FIGURES in block.attrs.classes:
                continue
            if isinstance(block, n.Callout) and block.title:
                yield n.Paragraph(block.title)
            yield from _flat(block.children)
        elif not isinstance(block, n.Contents | n.Index | n.Rule):
            yield block


def _passages(block: n.Block) -> Iterator[Passage]:
    if isinstance(block, n.Paragraph):
        place = paragraph_id(block.number) if block.number else block.attrs.id
        yield Passage(place, _clean(plain_text(block.children)))
    elif isinstance(block, n.Table):
        yield Passage(block.attrs.id, _clean(plain_text(block.caption)))
        for row in block.body:
            yield Passage(block.attrs.id, _joined(row.cells))
    elif isinstance(block, n.Figure):
        described = block.content.description if isinstance(block.content, n.Chart) else block.content.alt
        yield Passage(block.attrs.id, _clean(f"{plain_text(block.caption)} {described}"))
    elif isinstance(block, n.DefinitionList):
        for item in block.items:
            words = f"{plain_text(item.term)} – {_joined(item.definitions)}"
            yield Passage(item.attrs.id, _clean(words))
    elif isinstance(block, n.List):
        for entry in block.items:
            yield Passage(entry.attrs.id, _clean(plain_text(entry.children)))
    else:
        yield Passage(block.attrs.id, _clean(plain_text(block)))


def _joined(items: tuple[Any, ...]) -> str:
    return _clean(" · ".join(text for item in items if (text := _clean(plain_text(item)))))


def _clean(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
