"""The functions of computed values. Each takes a `Call`; all but the formatting ones begin with a collection
and take conditions as `field="value"`, `field=["a", "b"]` and `where="…"`.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from reportgen.compose import formats
from reportgen.compose.query.conditions import Condition, comparison, find_field, parse_condition
from reportgen.compose.query.errors import QueryError
from reportgen.compose.query.fields import Collection, Field
from reportgen.compose.query.frame import Frame
from reportgen.diagnostics import suggest
from reportgen.inventory import UNKNOWN, PartialDate, Unknown


@dataclass(frozen=True, slots=True)
class Argument:
    """A value with the offset of its text, and of its name when it has one."""

    value: Any
    offset: int
    name_offset: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a function."""

    name: str
    offset: int
    positional: list[Argument]
    named: Mapping[str, Argument]
    frame: Frame

    def argument(self, index: int, wanted: str) -> Argument:
        if index >= len(self.positional):
            raise QueryError("CMP039", self.offset, function=self.name, wanted=wanted)
        return self.positional[index]

    def at_most(self, count: int, *, named: bool = False) -> None:
        """Refuse what the function does not take."""
        if len(self.positional) > count:
            raise QueryError("CMP040", self.positional[count].offset, function=self.name)
        for argument in self.named.values() if not named else ():
            raise QueryError("CMP040", argument.name_offset, function=self.name)

    def collection(self) -> Collection:
        argument = self.argument(0, "fiches")
        if not isinstance(argument.value, Collection):
            near = suggest(str(argument.value), self.frame.collections)
            raise QueryError("CMP041", argument.offset, near, function=self.name)
        return argument.value

    def selected(self) -> list[Any]:
        """The records of the collection that meet every condition given by name."""
        collection = self.collection()
        conditions = [self._condition(name, given, collection) for name, given in self.named.items()]
        return [item for item in collection.items if all(one(item) for one in conditions)]

    def _condition(self, name: str, given: Argument, collection: Collection) -> Condition:
        if name == "where":
            try:
                return parse_condition(str(given.value), collection.fields)
            except QueryError as error:
                error.offset += given.offset + 1
                raise
        field = find_field(name, given.name_offset, collection.fields)
        wanted = given.value if isinstance(given.value, list) else [given.value]
        for value in wanted:
            if not isinstance(value, str | int | float):
                raise QueryError("CMP038", given.offset)
        found = [comparison(field, "=", value, given.offset) for value in wanted]
        return lambda record: any(one(record) for one in found)

    def field(self, kinds: tuple[str, ...]) -> Field:
        argument = self.argument(1, "field")
        field = find_field(str(argument.value), argument.offset + 1, self.collection().fields)
        if field.kind not in kinds:
            raise QueryError("CMP042", argument.offset + 1, field=field.name, function=self.name)
        return field

    def numbers(self) -> list[float]:
        """The known values of the number field given second."""
        field = self.field(("number",))
        self.at_most(2, named=True)
        values = [field.get(record) for record in self.selected()]
        return [value for value in values if not isinstance(value, Unknown)]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A value already printed."""

    text: str


def _count(call: Call) -> int:
    call.at_most(1, named=True)
    return len(call.selected())


def _share(call: Call) -> Formatted:
    """The part of a collection that meets the conditions, as a percentage."""
    call.at_most(1, named=True)
    everything = len(call.collection().items)
    if not everything:
        return Formatted(call.frame.words["unknown"])
    return Formatted(formats.percent(len(call.selected()) / everything, call.frame.lang, call.frame.words))


def _of_numbers(reduce: Callable[[list[float]], float]) -> Callable[[Call], float | Unknown]:
    def run(call: Call) -> float | Unknown:
        values = call.numbers()
        return reduce(values) if values else UNKNOWN

    return run


def _first(call: Call) -> Any:
    """The least number or the first date; the unknown left out."""
    return _end_of_range(call, min)


def _last(call: Call) -> Any:
    """The greatest number or the last date; the unknown left out."""
    return _end_of_range(call, max)


def _end_of_range(call: Call, choose: Any) -> Any:
    if len(call.positional) > 1 and call.field(("number", "date")).kind == "date":
        call.at_most(2, named=True)
        dates = [value for record in call.selected() if (value := call.field(("date",)).get(record)).known]
        return choose(dates, key=lambda value: value.first_day) if dates else UNKNOWN
    value = _of_numbers(choose)(call)
    # A year is not grouped by thousands.
    is_year = call.field(("number",)).name.endswith("year") and not isinstance(value, Unknown)
    return Formatted(str(value)) if is_year else value


def _list(call: Call) -> list[str]:
    """The names of the records, or the values of a field, each once, in report order."""
    if len(call.positional) < 2:
        return [_name(record) for record in call.selected()]
    return [_label(call.field(_LISTED), value, call.frame) for value in _distinct(call)]


def _count_distinct(call: Call) -> int:
    """How many different values a field has."""
    return len(_distinct(call))


def _distinct(call: Call) -> list[str]:
    call.at_most(2, named=True)
    field = call.field(_LISTED)
    found: dict[str, None] = {}
    for record in call.selected():
        value = field.get(record)
        for item in value if isinstance(value, tuple) else (value,):
            if item != "" and not isinstance(item, Unknown):
                found[str(item)] = None
    return list(found)


def _name(record: Any) -> str:
    return next(
        str(getattr(record, key)) for key in ("name", "term", "acronym", "title") if hasattr(record, key)
    )


def _label(field: Field, value: str, frame: Frame) -> str:
    if field.kind == "portfolio":
        found = [p for p in frame.collections["ministries"].items if p.id == value]
        return str(found[0].name) if found else value
    return frame.words.get(f"labels.{field.labels}.{value}", value)


def _one_number(call: Call) -> Any:
    call.at_most(1)
    argument = call.argument(0, "1")
    if not isinstance(argument.value, int | float | Unknown):
        raise QueryError("CMP038", argument.offset)
    return argument.value


def _words(call: Call) -> Formatted | Unknown:
    value = _one_number(call)
    if isinstance(value, Unknown):
        return value
    if not isinstance(value, int):
        raise QueryError("CMP038", call.positional[0].offset)
    return Formatted(formats.in_words(value, call.frame.lang, call.frame.words))


def _euros(call: Call) -> Formatted:
    return Formatted(formats.euros(_one_number(call), call.frame.lang, call.frame.words))


def _round(call: Call) -> float | Unknown:
    value = _one_number(call)
    return value if isinstance(value, Unknown) else round(value)


def _percent(call: Call) -> Formatted:
    value = _one_number(call)
    if isinstance(value, Unknown):
        return Formatted(call.frame.words["unknown"])
    return Formatted(formats.percent(value, call.frame.lang, call.frame.words))


_LISTED: Final = ("enum", "portfolio", "text", "list", "number")

FUNCTIONS: Final[Mapping[str, Callable[[Call], Any]]] = {
    "count": _count,
    "count_distinct": _count_distinct,
    "share": _share,
    "sum": _of_numbers(sum),
    "mean": _of_numbers(statistics.fmean),
    "median": _of_numbers(statistics.median),
    "min": _first,
    "max": _last,
    "list": _list,
    "words": _words,
    "euros": _euros,
    "percent": _percent,
    "round": _round,
}


def shown(value: Any, frame: Frame, offset: int) -> str:
    """A value as print shows it. Raises QueryError for a collection, which has no print."""
    if isinstance(value, Formatted):
        return value.text
    if isinstance(value, Collection):
        raise QueryError("CMP037", offset, name=value.name)
    if isinstance(value, PartialDate):
        return formats.date(value, frame.lang, frame.words)
    if isinstance(value, list):
        return formats.join([shown(item, frame, offset) for item in value], frame.words)
    if isinstance(value, str):
        return value
    return formats.number(value, frame.lang, frame.words)
