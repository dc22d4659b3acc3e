"""Walking and rewriting a tree without knowing each node type."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from reportgen.document import nodes as n

T = TypeVar("T")
C = TypeVar("C")
Node = n.Inline | n.Block

_HOLDERS = (
    n.Inline,
    n.Block,
    n.Footnote,
    n.ContentsEntry,
    n.IndexEntry,
    n.IndexGroup,
    n.Part,
)

_WALKED = (*_HOLDERS, n.Document)

# Declared types of fields that never hold a node; a field of any other type is looked into.
_NO_NODES = re.compile(
    r"(tuple\[)*(str|int|float|bool|bytes|dict|Literal|Align|Attrs|RefForm|PartKind|LabelKind|Meta"
    r"|Span|Unit|RefTarget|CiteItem|Series|Facet|Release)\b"
)

# What is printed above the rest, though declared below it.
_FIRST: dict[type, str] = {n.Table: "caption", n.Callout: "title", n.Contents: "title"}


def _find_fields(cls: type) -> tuple[str, ...]:
    """Fields that may hold nodes, in reading order: nodes, tuples of them, or tuples of tuples of them."""
    names = [f.name for f in dataclasses.fields(cls) if not _NO_NODES.match(str(f.type))]
    first = _FIRST.get(cls, "")
    return tuple(sorted(names, key=lambda name: name != first))


_child_fields: Callable[[Any], tuple[str, ...]] = cache(_find_fields)


def children(node: Any) -> Iterator[Any]:
    """The nodes directly inside `node`, in reading order."""
    for name in _child_fields(type(node)):
        yield from _flatten(getattr(node, name))


def _flatten(value: Any) -> Iterator[Any]:
    if isinstance(value, _HOLDERS):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _flatten(item)


def walk(node: Any) -> Iterator[Any]:
    """`node` and everything inside it, in reading order. Accepts a node, a part, a document, or a tuple."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            waiting.extend(reversed(current))
        elif isinstance(current, _WALKED):
            yield current
            fields = _child_fields(type(current))
            waiting.extend(getattr(current, name) for name in reversed(fields))


Replace = Callable[[Any], Any]


def rewrite(node: T, replace: Replace) -> T:
    """A copy of `node` in which `replace` has been applied to every node inside it, innermost first.

    `replace` returns the node itself to keep it, another node, a tuple of nodes to put in its place
    (in a sequence), or None to drop it. Unchanged subtrees are shared, not copied.
    """
    changes: dict[str, Any] = {}
    for name in _child_fields(type(node)):
        old = getattr(node, name)
        new = _rewrite_value(old, replace)
        if new is not old:
            changes[name] = new
    return dataclasses.replace(node, **changes) if changes else node  # type: ignore[type-var]


def _rewrite_value(value: Any, replace: Replace) -> Any:
    if isinstance(value, _HOLDERS):
        return replace(rewrite(value, replace))
    return _over(value, lambda item: _rewrite_value(item, replace))


def _over(value: Any, change: Replace) -> Any:
    """`value` with `change` applied to its items when it is a tuple: spliced, dropped, or kept."""
    if not isinstance(value, tuple) or not value:
        return value
    result: list[Any] = []
    changed = False
    for item in value:
        new = change(item)
        if new is item:
            result.append(item)
            continue
        changed = True
        if isinstance(item, _HOLDERS) and isinstance(new, tuple):
            result.extend(new)
        elif new is not None:
            result.append(new)
    return tuple(result) if changed else value


Enter = Callable[[Any, C], C]
Leave = Callable[[Any, C], Any]


def transform(node: T, context: C, enter: Enter[C], leave: Leave[C]) -> T:
    """Like `rewrite`, for what depends on where a node stands (its language, the list it is in).

    `enter(node, context)` gives the context in force inside `node`, before anything there is seen;
    `leave(node, context)`, called after, returns what takes its place, as `replace` does in `rewrite`.
    Both receive the context in force around `node`. `node` itself is entered, and is not replaced.
    """
    inner = enter(node, context)
    changes: dict[str, Any] = {}
    for name in _child_fields(type(node)):
        old = getattr(node, name)
        new = _transform_value(old, inner, enter, leave)
        if new is not old:
            changes[name] = new
    return dataclasses.replace(node, **changes) if changes else node  # type: ignore[type-var]


def _transform_value(value: Any, context: C, enter: Enter[C], leave: Leave[C]) -> Any:
    if isinstance(value, _HOLDERS):
        return leave(transform(value, context, enter, leave), context)
    return _over(value, lambda item: _transform_value(item, context, enter, leave))


def plain_text(content: Any) -> str:
    """The text a reader sees in `content`, without markup; breaks become spaces."""
    parts: list[str] = []
    _collect(content, parts)
    return "".join(parts)


def _collect(content: Any, parts: list[str]) -> None:
    if isinstance(content, n.Block) and parts and parts[-1] != "\n":
        parts.append("\n")
    if isinstance(content, tuple):
        for item in content:
            _collect_item(item, parts)
    elif isinstance(content, n.Text | n.Code | n.CodeBlock | n.Abbreviation):
        parts.append(content.text)
    elif isinstance(content, n.SoftBreak | n.LineBreak):
        parts.append(" ")
    elif isinstance(content, n.Image):
        parts.append(content.alt)
    elif isinstance(content, n.CrossRef):
        parts.append(content.before + content.number)
        _collect(content.title, parts)
    elif isinstance(content, n.NoteRef):
        return
    else:
        for child in children(content):
            _collect_item(child, parts)


def _collect_item(item: Any, parts: list[str]) -> None:
    _collect(item, parts)
    if isinstance(item, n.Block) and parts and parts[-1] != "\n":
        parts.append("\n")
