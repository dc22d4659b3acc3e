"""The fiche as flat tables, told from the model itself: spreadsheets, data and forms are made of them.

One row a fiche in `fiches`; a table of its own for each list of records (`follow_up`, `sources`…) and for
each list of free words (`keywords`). A field added to the model is a column here without any change.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema

from reportgen.inventory.fiche import Fiche
from reportgen.inventory.types import LangCode, Leaf, PartialDate, Unknown, Url

Kind = Literal["text", "inline", "block", "choice", "id", "date", "count", "number", "url", "lang"]
Scalar = str | int | None

FICHES: Final = "fiches"
LIST_SEPARATOR: Final = ";"
_LABELS: Final = {"selection_kind": "selection"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `path` leads to it in the fiche (or in the item of the list that the table holds).

    `many`: several values in one cell, joined by `;`. `values`: the closed list of a choice, whose names are
    the words `labels.<labels>.<value>`. `states`: what a date may be instead of a date. `translated`: differs
    by language. `max_length`: of the text, 0 for no bound.
    """

    name: str
    path: tuple[str, ...]
    kind: Kind
    many: bool = False
    required: bool = False
    values: tuple[str, ...] = ()
    labels: str = ""
    states: tuple[str, ...] = ()
    translated: bool = False
    max_length: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `field` is the list of the fiche that it holds, empty for the fiches themselves."""

    name: str
    field: str
    columns: tuple[Column, ...]

    @property
    def words(self) -> bool:
        """Whether it holds a list of words and not of records."""
        return bool(self.field) and self.columns[0].path == ()

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


def _made() -> tuple[Table, ...]:
    columns: list[Column] = []
    others: list[Table] = []
    for name, info in Fiche.model_fields.items():
        item = _item(info.annotation)
        if item is not None and isinstance(_bare(item), type) and issubclass(_bare(item), BaseModel):
            others.append(Table(name, name, tuple(_columns(_bare(item), (), ""))))
        elif item is not None and _text_leaf(item):
            word = _column(name.removesuffix("s"), (), item, required=True)
            others.append(Table(name, name, (word,)))
        else:
            columns += _of_field(name, info, (), "")
    return (Table(FICHES, "", tuple(columns)), *others)


def _columns(model: Any, path: tuple[str, ...], prefix: str) -> Iterator[Column]:
    for name, info in model.model_fields.items():
        yield from _of_field(name, info, path, prefix)


def _of_field(name: str, info: Any, path: tuple[str, ...], prefix: str) -> Iterator[Column]:
    bare = info.annotation
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        yield from _columns(bare, (*path, name), f"{prefix}{name}_")
        return
    item = _item(bare)
    annotated = item if item is not None else Annotated[(bare, *info.metadata)] if info.metadata else bare
    yield _column(prefix + name, (*path, name), annotated, required=info.is_required(), many=item is not None)


def _column(
    name: str, path: tuple[str, ...], annotated: Any, *, required: bool, many: bool = False
) -> Column:
    bare, notes = _bare(annotated), getattr(annotated, "__metadata__", ())
    leaf = _text_leaf(annotated)
    values = tuple(str(v) for v in _literals(bare) if v)
    limits = [getattr(note, "max_length", None) for note in notes]
    return Column(
        name,
        path,
        _kind(annotated, bare, leaf, values),
        many,
        required,
        values,
        _LABELS.get(name, name) if values else "",
        _states(notes) if bare is PartialDate else (),
        bool(leaf and leaf.translatable),
        next((limit for limit in limits if limit), 0),
    )


def _kind(annotated: Any, bare: Any, leaf: Leaf | None, values: tuple[str, ...]) -> Kind:
    if values:
        return "choice"
    if leaf:
        return "text" if leaf.kind == "plain" else leaf.kind
    if bare is PartialDate:
        return "date"
    if bare is int:
        return "number"
    if Unknown in get_args(bare):
        return "count"
    notes = list(getattr(annotated, "__metadata__", ()))
    if notes == list(_notes(Url)):
        return "url"
    return "lang" if notes == list(_notes(LangCode)) else "id"


def _notes(annotated: Any) -> tuple[Any, ...]:
    return tuple(annotated.__metadata__)


def _text_leaf(annotated: Any) -> Leaf | None:
    return next((n for n in getattr(annotated, "__metadata__", ()) if isinstance(n, Leaf)), None)


def _item(annotation: Any) -> Any:
    """The type of the items of a list; None when it is none."""
    return get_args(annotation)[0] if get_origin(annotation) is tuple else None


def _bare(annotated: Any) -> Any:
    return get_args(annotated)[0] if get_origin(annotated) is Annotated else annotated


def _literals(bare: Any) -> tuple[Any, ...]:
    if get_origin(bare) is Literal:
        return get_args(bare)
    if get_origin(bare) in {Union, types.UnionType}:
        return tuple(value for part in get_args(bare) for value in _literals(part))
    return ()


def _states(notes: tuple[Any, ...]) -> tuple[str, ...]:
    schemas = [note.json_schema for note in notes if isinstance(note, WithJsonSchema)]
    choices = [choice for schema in schemas if schema for choice in schema.get("anyOf", ())]
    return tuple(str(state) for choice in choices for state in choice.get("enum", ()))


TABLES: Final = _made()
"""The tables, that of the fiches first."""


def table(name: str) -> Table:
    """The table `name`. Raises KeyError."""
    return {t.name: t for t in TABLES}[name]


def row_of(record: Any, columns: tuple[Column, ...]) -> dict[str, Scalar]:
    """The cells of a record by column name: text, a whole number, or None when empty or unknown."""
    return {column.name: _cell(record, column) for column in columns}


def rows_of(fiche: Fiche, of: Table) -> list[dict[str, Scalar]]:
    """The rows of a fiche in `of`: its own row, or one for each item of the list."""
    items = getattr(fiche, of.field) if of.field else (fiche,)
    return [row_of(item, of.columns) for item in items]


def _cell(record: Any, column: Column) -> Scalar:
    value = record
    for step in column.path:
        value = getattr(value, step)
    if column.many:
        return LIST_SEPARATOR.join(str(item) for item in value) or None
    if isinstance(value, Unknown):
        return None
    if isinstance(value, int):
        return value
    return str(value) or None


def record_data(record: BaseModel) -> dict[str, Any]:
    """A record as plain data, in the order of the model; what is empty or at its default is left out."""
    made: dict[str, Any] = {}
    for name in _fields(record):
        value = _plain(getattr(record, name))
        if value in ("", [], {}, None):
            continue
        made[name] = value
    return made


def _fields(record: BaseModel) -> Mapping[str, Any]:
    return Fiche.model_fields if isinstance(record, Fiche) else type(record).model_fields


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return record_data(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Unknown):
        return "unknown"
    if isinstance(value, PartialDate):
        return str(value)
    return str(value) if isinstance(value, str) else value
