"""Coded text as XML elements, and back: one walk for every dialect of XLIFF.

A dialect says which elements stand alone, hold text, open or close; the walk is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree

from reportgen.translation.exchange.codes import Code, Item, Mark
from reportgen.translation.exchange.xmlfile import XML, append_text, local

Role = Literal["pair", "alone", "open", "close", "through", "char"]
Describe = Callable[[Any, Code], None]
"""Gives an element the attributes that tell a translator what its code is."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """`alone` and `pair` are the elements that are written; `roles` are those that are understood.

    A closing element names the one it closes in the attribute `closes`.
    """

    namespace: str
    alone: str
    pair: str
    roles: Mapping[str, Role]
    closes: str


def fill(
    parent: Any, items: Iterable[Item], codes: Mapping[int, Code], dialect: Dialect, describe: Describe
) -> None:
    """Put text and codes into an element, after what it holds. What is opened in `items` is closed there."""
    parent.set(f"{XML}space", "preserve")
    open_elements = [parent]
    for item in items:
        here = open_elements[-1]
        if isinstance(item, str):
            append_text(here, item)
        elif item.side == "close":
            open_elements.pop()
        else:
            code = codes[item.id]
            name = dialect.alone if code.end is None else dialect.pair
            made = etree.SubElement(here, f"{{{dialect.namespace}}}{name}", id=str(code.id))
            describe(made, code)
            if code.end is not None:
                open_elements.append(made)


def items_of(parent: Any, dialect: Dialect) -> Iterator[Item]:
    """Text and marks of an element. What the dialect doesn't know becomes a mark of no code."""
    if parent.text:
        yield parent.text
    for child in parent:
        yield from _of_child(child, dialect)
        if child.tail:
            yield child.tail


def _of_child(child: Any, dialect: Dialect) -> Iterator[Item]:
    name, raw = local(child), child.get("id", "")
    role = dialect.roles.get(name)
    if role == "pair":
        yield Mark(number(raw), "open", raw)
        yield from items_of(child, dialect)
        yield Mark(number(raw), "close", raw)
    elif role == "alone":
        yield Mark(number(raw), "alone", raw)
    elif role == "open":
        yield Mark(number(raw), "open", raw)
    elif role == "close":
        raw = child.get(dialect.closes) or raw
        yield Mark(number(raw), "close", raw)
    elif role == "char":
        yield "\ufffd"
    elif role == "through":
        yield from items_of(child, dialect)
    elif name:
        yield Mark(0, "alone", f"<{name}>")


def number(raw: str) -> int:
    """The number of a code by its id; 0 when the id is none of ours."""
    return int(raw) if raw.isdecimal() and len(raw) < 6 else 0
