"""Finding words in the prose of a part and marking them, without touching what is not prose.

Prose is the text of paragraphs in the language of the report: not headings, captions, tables, terms, lists of
sources, cards; and in a paragraph not code, links, references or spans of another language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, transform
from reportgen.resolve.tree import attrs_of, is_aside

_NOT_PROSE = frozenset({"bibliography", "sources", "backlinks", "facts", "source"})
_SOURCE_ID = re.compile(r"-s\d+$")


@dataclass(frozen=True, slots=True)
class Mark:
    """Put `inlines` in the place of the characters `start` to `end` of a paragraph."""

    start: int
    end: int
    inlines: n.Inlines


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph as its reader sees it. `free` are the ranges of `text` that may be marked."""

    text: str
    free: tuple[tuple[int, int], ...]

    def is_free(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self.free)


Marks = Callable[[Prose], Iterable[Mark]]


@dataclass(frozen=True, slots=True)
class _Here:
    lang: str
    prose: bool = True


def mark_prose(part: n.Part, lang: str, marks: Marks) -> n.Part:
    """The part with the marks that `marks` gives for each paragraph of prose, called in reading order.

    Marks come in reading order, don't overlap, and lie in free ranges. What stands in one edition only is
    left alone, as its first uses would be missing in the others.
    """

    def enter(node: Any, here: _Here) -> _Here:
        if isinstance(node, n.Inline):
            return here
        prose = here.prose and not _shuts(node)
        inner = attrs_of(node).lang or here.lang
        return here if prose == here.prose and inner == here.lang else _Here(inner, prose)

    def leave(node: Any, here: _Here) -> Any:
        if not isinstance(node, n.Paragraph):
            return node
        inner = enter(node, here)
        if not inner.prose or inner.lang != lang:
            return node
        return _marked(node, lang, marks)

    return transform(part, _Here(lang), enter, leave)


def _shuts(node: Any) -> bool:
    if isinstance(node, n.Heading | n.Table | n.Figure | n.Only | n.Contents | n.Index) or is_aside(node):
        return True
    attrs = attrs_of(node)
    return not _NOT_PROSE.isdisjoint(attrs.classes) or bool(_SOURCE_ID.search(attrs.id))


def _marked(paragraph: n.Paragraph, lang: str, marks: Marks) -> n.Paragraph:
    leaves = list(_leaves(paragraph.children, lang, free=True))
    free: list[tuple[int, int]] = []
    offset = 0
    for text, may in leaves:
        if may:
            free.append((offset, offset + len(text)))
        offset += len(text)
    prose = Prose("".join(text for text, _ in leaves), tuple(free))
    found = [mark for mark in marks(prose) if prose.is_free(mark.start, mark.end)]
    if not found:
        return paragraph
    children, _ = _substituted(paragraph.children, lang, 0, found)
    return replace(paragraph, children=children)


def _opens(node: n.Inline, lang: str) -> bool:
    if isinstance(node, n.Styled):
        return node.attrs.lang in ("", lang)
    return isinstance(node, n.Emph | n.Strong)


def _leaves(inlines: n.Inlines, lang: str, free: bool) -> Iterator[tuple[str, bool]]:
    for node in inlines:
        if isinstance(node, n.Text):
            yield node.text, free
        elif isinstance(node, n.Emph | n.Strong | n.Styled):
            yield from _leaves(node.children, lang, free and _opens(node, lang))
        else:
            yield plain_text((node,)), False


def _substituted(inlines: n.Inlines, lang: str, offset: int, marks: list[Mark]) -> tuple[n.Inlines, int]:
    result: list[n.Inline] = []
    for node in inlines:
        if isinstance(node, n.Text):
            result.extend(_cut(node, offset, marks))
            offset += len(node.text)
        elif isinstance(node, n.Emph | n.Strong | n.Styled):
            children, offset = _substituted(node.children, lang, offset, marks)
            result.append(node if children == node.children else replace(node, children=children))
        else:
            result.append(node)
            offset += len(plain_text((node,)))
    return tuple(result), offset


def _cut(node: n.Text, offset: int, marks: list[Mark]) -> Iterator[n.Inline]:
    here = [mark for mark in marks if offset <= mark.start and mark.end <= offset + len(node.text)]
    if not here:
        yield node
        return
    start = 0
    for mark in here:
        if node.text[start : mark.start - offset]:
            yield n.Text(node.text[start : mark.start - offset])
        yield from mark.inlines
        start = mark.end - offset
    if node.text[start:]:
        yield n.Text(node.text[start:])
