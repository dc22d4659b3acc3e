"""A tree as an indented outline, for golden files and for looking at it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, Final

from reportgen.diagnostics import Span
from reportgen.document.inlines import Attrs, RefTarget, Text
from reportgen.document.nodes import Block, Footnote, Inline
from reportgen.document.parse import Parsed
from reportgen.document.units import Unit

# Long-winded in an outline: shown by `dump(node, places=True)` only.
_PLACES: Final = frozenset({"span", "unit", "option_spans"})


def dump(node: Any, places: bool = False) -> str:
    """An outline of a node, a parsed text, or a tuple of nodes: one line a node, children indented.

    Fields with their default value are left out. With `places`, each line says where the node stands
    and the kind of its unit.
    """
    return "".join(f"{line}\n" for line in _lines(node, 0, places))


def _lines(node: Any, depth: int, places: bool) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(node, tuple):
        for item in node:
            yield from _lines(item, depth, places)
        return
    if isinstance(node, Text):
        yield f"{pad}{node.text!r}"
        return
    words, inner = [type(node).__name__], []
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        if field.name in _PLACES:
            if places and isinstance(value, Span):
                words.append(f"@{value.line}:{value.col}" + (f"-{value.end_line}" if value.end_line else ""))
            if places and isinstance(value, Unit):
                words.append(f"<{value.kind}>")
        elif _holds_nodes(value):
            inner.append((field.name, value))
        elif field.name in ("targets", "items"):
            words += [_leading(item, places) for item in value]
        elif shown := _shown(field, value):
            words.append(shown)
    yield pad + " ".join(words)
    for name, value in inner:
        named = name not in ("children", "blocks", "items", "cells")
        if named:
            yield f"{pad}  {name}:"
        parts = value if isinstance(value, tuple) else (value,)
        for part in parts:
            if isinstance(part, tuple) and name == "definitions":
                yield f"{pad}    -"
                yield from _lines(part, depth + 3, places)
            else:
                yield from _lines(part, depth + (2 if named else 1), places)


def _holds_nodes(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and _holds_nodes(value[0])
    return isinstance(value, Block | Inline | Footnote | Parsed)


def _shown(field: dataclasses.Field[Any], value: Any) -> str:
    if isinstance(value, Attrs):
        return _attrs(value)
    if value in (field.default, (), None) and not (value == "" and field.default is dataclasses.MISSING):
        return ""
    if field.default_factory is not dataclasses.MISSING and not value:
        return ""
    return f"{field.name}={value!r}"


def _attrs(attrs: Attrs) -> str:
    words = [f"#{attrs.id}"] if attrs.id else []
    words += [f".{name}" for name in attrs.classes]
    words += [f"lang={attrs.lang}"] if attrs.lang else []
    words += [f'{key}="{value}"' for key, value in attrs.values]
    return "{" + " ".join(words) + "}" if words else ""


def _leading(item: Any, places: bool) -> str:
    """A target of a reference, or an item of a citation."""
    place = f"({item.span.line}:{item.span.col})" if places and item.span else ""
    if isinstance(item, RefTarget):
        return f"@{item.label}{place}"
    sign = "-@" if item.suppress_author else "@"
    words = (item.prefix, f"{sign}{item.key}{place}", f"[{item.locator}]" if item.locator else "")
    return " ".join(word for word in words if word) + ";"
