"""A unit cut into its sentences for tools that work on sentences, and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reportgen.translation.exchange.codes import Coded, Item, Mark
from reportgen.translation.exchange.srx import CODE, breaks

_READS: Final = {"ref": "Ref", "calc": "0"}
"""How codes that stand alone read to the rules, by type; what breaks a line keeps sentences together.

OmegaT garbles segments that begin with such a code.
"""
_FEW: Final = 1
"""Words of a sentence that two languages may well share: a name, a number in letters."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its items, and the space between it and the next one."""

    items: tuple[Item, ...]
    after: str = ""


class Segment(NamedTuple):
    """A sentence of the source with its translation (None: there is none)."""

    source: Sentence
    target: Sentence | None = None


def sentences_of(coded: Coded, lang: str) -> tuple[Sentence, ...]:
    """The sentences of a text. One is never cut inside a pair of codes. Joined, they are the text."""
    places = [place for place in breaks(_read(coded), lang) if place not in _inside(coded)]
    if not places:
        return (Sentence(coded.items),)
    return tuple(_cut(coded, places))


def segments_of(source: Coded, target: Coded | None, langs: tuple[str, str]) -> tuple[Segment, ...]:
    """Source and translation sentence by sentence; as one when they don't go together that way.

    They do when both have as many sentences, and each has the codes of the other.
    """
    cut = sentences_of(source, langs[0])
    if len(cut) > 1 and target is None:
        return tuple(Segment(one) for one in cut)
    if len(cut) > 1 and target is not None:
        there = sentences_of(target, langs[1])
        if len(there) == len(cut) and [_marks(one) for one in cut] == [_marks(one) for one in there]:
            return tuple(Segment(*both) for both in zip(cut, there, strict=True))
    whole = Sentence(target.items) if target is not None else None
    return (Segment(Sentence(source.items), whole),)


def joined(cut: Sequence[Sentence]) -> tuple[Item, ...]:
    """The items of sentences put together."""
    items: list[Item] = []
    for one in cut:
        for item in (*one.items, one.after):
            if isinstance(item, str) and items and isinstance(items[-1], str):
                items[-1] += item
            elif item != "":
                items.append(item)
    return tuple(items)


def untranslated(source: Sequence[Item], target: Sequence[Item]) -> bool:
    """Whether a sentence came back empty, or as a copy of its source of more than a word."""
    words = _words(source)
    return bool(words) and (not _words(target) or (len(words) > _FEW and words == _words(target)))


def text_of(items: Sequence[Item]) -> str:
    """The words of a sentence, for a message."""
    return " ".join("".join(item for item in items if isinstance(item, str)).split())


def _words(items: Sequence[Item]) -> list[str]:
    return re.findall(r"[^\W\d_]+", " ".join(item for item in items if isinstance(item, str)))


def _marks(one: Sentence) -> set[int]:
    return {item.id for item in one.items if isinstance(item, Mark)}


def _sound(coded: Coded, item: Item) -> str:
    if isinstance(item, str):
        return item
    code = coded.codes.get(item.id)
    return _READS.get(code.type if code else "", CODE) if item.side == "alone" else ""


def _read(coded: Coded) -> str:
    return "".join(_sound(coded, item) for item in coded.items)


def _inside(coded: Coded) -> set[int]:
    """The offsets that stand within a pair of codes; its ends are outside."""
    found: set[int] = set()
    at = depth = start = 0
    for item in coded.items:
        if isinstance(item, Mark) and item.side != "alone":
            depth += 1 if item.side == "open" else -1
            if depth == 1 and item.side == "open":
                start = at
            elif depth == 0:
                found.update(range(start + 1, at))
        at += len(_sound(coded, item))
    return found


def _cut(coded: Coded, places: Sequence[int]) -> Iterator[Sentence]:
    """The text cut at offsets of how it reads; a place at the end of a pair comes after its closing mark."""
    ends = list(places)
    items: list[Item] = []
    at = 0
    for item in coded.items:
        if isinstance(item, Mark):
            items.append(item)
            at += len(_sound(coded, item))
            continue
        start = 0
        while ends and ends[0] < at + len(item):
            end = ends.pop(0) - at
            space = re.compile(r"\s*").match(item, end)
            assert space is not None
            head = item[start:end]
            yield Sentence((*items, head) if head else tuple(items), space[0])
            items, start = [], space.end()
        if item[start:]:
            items.append(item[start:])
        at += len(item)
    if items:
        yield Sentence(tuple(items))
