"""Walking the text fields of a record, with the kind of each and its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from reportgen.diagnostics import Span
from reportgen.inventory.types import Leaf, TextKind
from reportgen.yamlfile import Loc, TextMap


class FieldText(str):
    """A text field of a record in one language: a string that knows its kind and its place.

    `kind` plain must be escaped in Markdown; inline and block are Markdown. `path` names the field
    (`pitfalls[p1].text`), `lang` the language it is written in, `fallback` that another one was asked for.
    `map` translates places in the text into places in the file.
    """

    kind: TextKind
    path: str
    lang: str
    fallback: bool
    map: TextMap | None

    def __new__(
        cls,
        text: str = "",
        kind: TextKind = "plain",
        path: str = "",
        lang: str = "fr",
        fallback: bool = False,
        map: TextMap | None = None,
    ) -> FieldText:
        made = super().__new__(cls, text)
        made.kind, made.path, made.lang, made.fallback, made.map = kind, path, lang, fallback, map
        return made

    @property
    def span(self) -> Span | None:
        return self.map.span if self.map else None


class LeafText(NamedTuple):
    """A translatable text: its path by item ids, its kind, the text, its place."""

    path: str
    kind: TextKind
    text: str
    span: Span


class FoundLeaf(NamedTuple):
    loc: Loc
    leaf: Leaf
    text: str


def marker(info: FieldInfo) -> Leaf | None:
    """The text marker of a field, or of the items of a list field."""
    for found in info.metadata:
        if isinstance(found, Leaf):
            return found
    for argument in get_args(info.annotation):
        for found in getattr(argument, "__metadata__", ()):
            if isinstance(found, Leaf):
                return found
    return None


@cache
def markers(model: type[BaseModel]) -> tuple[tuple[str, Leaf | None], ...]:
    """The fields of a model with the text marker of each."""
    return tuple((name, marker(info)) for name, info in model.model_fields.items())


def leaves(record: BaseModel, at: Loc = ()) -> Iterator[FoundLeaf]:
    """Every text field of the record that is filled, in the order of the model; list items one by one."""
    for name, found in markers(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            if found and value:
                yield FoundLeaf((*at, name), found, value)
        elif isinstance(value, BaseModel):
            yield from leaves(value, (*at, name))
        elif isinstance(value, tuple):
            for position, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from leaves(item, (*at, name, position))
                elif found and isinstance(item, str):
                    yield FoundLeaf((*at, name, position), found, item)
