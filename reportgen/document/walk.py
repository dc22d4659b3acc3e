"""Walking and rewriting a tree without knowing each node type."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, Literal, TypeVar

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


class _Fields(dict[type, tuple[str, ...] | None]):
    """The fields of each class that hold nodes; None for a class that is not walked into."""

    def __init__(self, classes: tuple[type, ...]) -> None:
        super().__init__()
        self.classes = classes

    def __missing__(self, cls: type) -> tuple[str, ...] | None:
        found = _find_fields(cls) if issubclass(cls, self.classes) else None
        self[cls] = found
        return found


# Looked up for every node of every pass: a dictionary by class is several times cheaper than isinstance.
_HELD: Final = _Fields(_HOLDERS)
_WALKED: Final = _Fields((*_HOLDERS, n.Document))


def child_fields(node: Any) -> tuple[str, ...]:
    """The names of the fields of `node` that may hold nodes, in reading order."""
    return _WALKED[type(node)] or ()


def children(node: Any) -> Iterator[Any]:
    """The nodes directly inside `node`, in reading order."""
    for name in child_fields(node):
        yield from _flatten(getattr(node, name))


def _flatten(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for item in value:
            yield from _flatten(item)
    elif _HELD[type(value)] is not None:
        yield value


def walk(node: Any, skip: Callable[[Any], bool] | None = None) -> Iterator[Any]:
    """`node` and everything inside it, in reading order. Accepts a node, a part, a document, or a tuple.

    What `skip` says yes to is left out, with everything inside it.
    """
    waiting = [node]
    pop, extend, fields_of = waiting.pop, waiting.extend, _WALKED
    while waiting:
        current = pop()
        cls = type(current)
        if cls is tuple:
            extend(current[::-1])
            continue
        fields = fields_of[cls]
        if fields is None or (skip is not None and skip(current)):
            continue
        yield current
        for name in reversed(fields):
            value = getattr(current, name)
            if value:
                waiting.append(value)


Replace = Callable[[Any], Any]


def rewrite(node: T, replace: Replace) -> T:
    """A copy of `node` in which `replace` has been applied to every node inside it, innermost first.

    `replace` returns the node itself to keep it, another node, a tuple of nodes to put in its place
    (in a sequence), or None to drop it. Unchanged subtrees are shared, not copied.
    """
    return transform(node, None, _no_context, lambda inner, _: replace(inner))


def _no_context(node: Any, context: None) -> None:
    return None


Enter = Callable[[Any, C], C]
Leave = Callable[[Any, C], Any]


def transform(node: T, context: C, enter: Enter[C], leave: Leave[C]) -> T:
    """Like `rewrite`, for what depends on where a node stands (its language, the list it is in).

    `enter(node, context)` gives the context in force inside `node`, before anything there is seen (it is not
    called for a node that can hold none); `leave(node, context)`, called after, returns what takes its place,
    as `replace` does in `rewrite`. Both receive the context in force around `node`. `node` itself is entered,
    and is not replaced.
    """
    fields = _WALKED[type(node)]
    if not fields:
        return node
    inner = enter(node, context)
    changes: dict[str, Any] = {}
    for name in fields:
        old = getattr(node, name)
        if old.__class__ is tuple:
            new = over(old, inner, enter, leave) if old else old
        elif _HELD[type(old)] is not None:
            new = leave(transform(old, inner, enter, leave), inner)
        else:
            continue
        if new is not old:
            changes[name] = new
    return dataclasses.replace(node, **changes) if changes else node  # type: ignore[type-var]


def over(items: tuple[Any, ...], context: C, enter: Enter[C], leave: Leave[C]) -> tuple[Any, ...]:
    """`items` with each node in them transformed: spliced, dropped, or kept."""
    result: list[Any] | None = None
    for index, item in enumerate(items):
        if item.__class__ is tuple:
            new: Any = over(item, context, enter, leave)
            spliced = False
        else:
            fields = _HELD[type(item)]
            if fields is None:
                new = item
            else:
                new = leave(transform(item, context, enter, leave) if fields else item, context)
            spliced = new.__class__ is tuple
        if result is None:
            if new is item:
                continue
            result = list(items[:index])
        if spliced and new is not item:
            result.extend(new)
        elif new is not None:
            result.append(new)
    return items if result is None else tuple(result)


Way = Literal["text", "space", "alt", "cross", "inside", ""]
"""How the text of a node is read."""

_WAYS: Final[tuple[tuple[tuple[type, ...], Way], ...]] = (
    ((n.Text, n.Code, n.CodeBlock, n.Abbreviation), "text"),
    ((n.SoftBreak, n.LineBreak), "space"),
    ((n.Image,), "alt"),
    ((n.CrossRef,), "cross"),
    ((n.NoteRef,), ""),
)


class _Texts(dict[type, tuple[Way, bool]]):
    """How the text of each class is read, and whether it stands on lines of its own."""

    def __missing__(self, cls: type) -> tuple[Way, bool]:
        way = next((way for classes, way in _WAYS if issubclass(cls, classes)), None)
        if way is None:
            way = "inside" if _WALKED[cls] else ""
        found = self[cls] = (way, issubclass(cls, n.Block))
        return found


_TEXTS: Final = _Texts()


def plain_text(content: Any) -> str:
    """The text a reader sees in `content`, without markup; breaks become spaces."""
    parts: list[str] = []
    _collect(content, parts)
    return "".join(parts)


def _collect(content: Any, parts: list[str]) -> bool:
    """Add the text of `content` to `parts`; whether it stands on lines of its own."""
    if content.__class__ is tuple:
        for item in content:
            if _collect(item, parts) and parts and parts[-1] != "\n":
                parts.append("\n")
        return False
    way, block = _TEXTS[content.__class__]
    if block and parts and parts[-1] != "\n":
        parts.append("\n")
    if way == "text":
        parts.append(content.text)
    elif way == "inside":
        for name in child_fields(content):
            value = getattr(content, name)
            if value and _collect(value, parts) and parts and parts[-1] != "\n":
                parts.append("\n")
    elif way == "space":
        parts.append(" ")
    elif way == "alt":
        parts.append(content.alt)
    elif way == "cross":
        parts.append(content.before + content.number)
        _collect(content.title, parts)
    return block
