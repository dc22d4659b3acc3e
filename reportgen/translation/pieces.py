"""The units of a part in reading order, each with a key that says where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.units import Unit, UnitFactory
from reportgen.document.walk import walk

# Options of directives whose text is printed.
TEXT_OPTIONS: Final = ("title", "caption", "description", "alt", "categories", "unit")
_NOT_WORDS: Final = re.compile(
    r"`+[^`]*`+|\{\{.*?\}\}|\{[^{}]*\}|https?://\S+|\[[^\[\]]*@[^\[\]]*\](?!\()|(?<!\w)@[\w:-]+|\[\^[^\]]*\]"
)
_SHORT: Final = {"paragraph": "p", "item": "li", "heading": "h", "definition": "d"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit to translate. `key` tells a person where it is; `label` is the key when both languages share it.

    Labels come from ids (`tbl-families`), footnotes (`^note`) and fields (`pitfalls[p1].text`). Other keys
    begin with `~` and count within their section (`~sec-who/p2`): they move when text is inserted.
    """

    unit: Unit
    key: str
    label: str = ""


def has_words(text: str) -> bool:
    """Whether there is anything to translate in a text: references, code and figures are not."""
    return any(char.isalpha() for char in _NOT_WORDS.sub(" ", text))


def word_count(text: str) -> int:
    return len(re.findall(r"[^\W\d_][\w’'-]*", _NOT_WORDS.sub(" ", text)))


def pieces_of(part: n.Part) -> tuple[Piece, ...]:
    """The units of a part as parsed, in reading order: title, blocks, footnotes."""
    keys = _Keys(part)
    found = [Piece(part.unit, "title", "title")] if part.unit and has_words(part.unit.text) else []
    found.extend(keys.inside(translated(part.blocks)))
    for note in part.notes:
        # The text of a note written in its place belongs to the unit around it.
        if not note.id.startswith("inline-"):
            found.extend(keys.of_note(note))
    return tuple(found)


TODO: Final = "todo"
"""The directive whose texts are for those who write, in their own language."""


def translated(content: Any) -> Iterator[Any]:
    """Every node of `content`, but for what stands in open points."""
    left: set[int] = set()
    for node in walk(content):
        if id(node) in left:
            continue
        if isinstance(node, n.Directive) and node.name == TODO:
            left.update(id(inner) for inner in walk(node.children))
        yield node


def unit_ids(content: Any) -> Iterator[str]:
    """The ids of all units in `content`, those of directives included and those of open points not."""
    for node in translated(content):
        if isinstance(node, n.Directive):
            yield from (unit.id for _, unit in directive_units(node))
        elif (unit := getattr(node, "unit", None)) is not None:
            yield unit.id


def directive_units(directive: n.Directive) -> Iterator[tuple[str, Unit]]:
    """The texts among the options of a directive, as units of kind `option`, by option name."""
    places = dict(directive.option_spans)
    name = dict(directive.options).get("id") or f"{directive.name} {directive.argument}"
    for option, text in directive.options:
        if option in TEXT_OPTIONS and has_words(text):
            place = places.get(option) or directive.span or Span("")
            yield option, UnitFactory(f"{name}/{option}", "").make("option", text, place)


class _Keys:
    def __init__(self, part: n.Part) -> None:
        self.section = part.id
        self.counts: Counter[str] = Counter()

    def inside(self, nodes: Iterable[Any]) -> Iterator[Piece]:
        label = ""
        for node in nodes:
            if isinstance(node, n.Directive):
                identifier = dict(node.options).get("id", "")
                for option, text in directive_units(node):
                    yield self._piece(text, f"{identifier}/{option}" if identifier else "")
                continue
            if isinstance(node, n.Heading) and node.level <= 3:
                self.section = node.attrs.id or f"{self.section.split('~')[0]}~{self._count('section')}"
            if isinstance(node, n.Figure):
                label = node.attrs.id
            unit = None if isinstance(node, n.CodeBlock) else getattr(node, "unit", None)
            if not isinstance(unit, Unit) or not has_words(unit.text):
                continue
            if isinstance(node, n.Image):
                yield self._piece(unit, f"{label}/alt" if label else "")
            else:
                yield self._piece(unit, node.attrs.id)

    def of_note(self, note: n.Footnote) -> Iterator[Piece]:
        for position, piece in enumerate(self.inside(translated(note.blocks)), start=1):
            label = f"^{note.id}" + (f"/{position}" if position > 1 else "")
            yield Piece(piece.unit, label, label)

    def _piece(self, unit: Unit, label: str) -> Piece:
        if label:
            return Piece(unit, label, label)
        kind = _SHORT.get(unit.kind, unit.kind)
        return Piece(unit, f"~{self.section}/{self._count(kind)}")

    def _count(self, kind: str) -> str:
        place = f"{self.section}/{kind}"
        self.counts[place] += 1
        return f"{kind}{self.counts[place]}"
