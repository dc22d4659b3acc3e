"""The leaf types of records: kinds of text, dates as precise as known, the unknown, addresses."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from reportgen.yamlfile.shape import Placeholder

TextKind = Literal["plain", "inline", "block"]

UNUSABLE_ID: Final = "unusable"
"""Stands in for an id that was wrong, so that the rest of the record can still be checked."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Marks a text field: plain text, inline Markdown or block Markdown, and whether it is translated."""

    kind: TextKind
    translatable: bool = True


class Record(BaseModel):
    """A typed record: read-only, no unknown keys; a key with nothing after it (or "") counts as left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {k: v for k, v in data.items() if v not in (None, "") or k not in cls.model_fields}
        return data


class Unknown:
    """Not known, which is not zero: equal to "unknown", false, and never less or more than anything."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "unknown"

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unknown) or other == "unknown"

    def __hash__(self) -> int:
        return hash("unknown")

    def _never(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _never


UNKNOWN: Final = Unknown()

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, eq=False)
class PartialDate:
    """A date as precise as it is known (ISO 8601-1: 2019, 2019-01, 2019-01-15), or "ongoing", or "unknown".

    Sorts by its first day; ongoing sorts last and unknown first. Equal to, and comparable with, its ISO text,
    so that `start >= "2019-06"` can be asked; a comparison with the unknown is false.
    """

    parts: tuple[int, ...] = ()
    state: Literal["", "ongoing", "unknown"] = ""

    @property
    def precision(self) -> Literal["", "year", "month", "day"]:
        names: tuple[Literal["", "year", "month", "day"], ...] = ("", "year", "month", "day")
        return names[len(self.parts)]

    @property
    def known(self) -> bool:
        return bool(self.parts)

    @property
    def year(self) -> int | Unknown:
        return self.parts[0] if self.parts else UNKNOWN

    @property
    def month(self) -> int | Unknown:
        return self.parts[1] if len(self.parts) > 1 else UNKNOWN

    @property
    def day(self) -> int | Unknown:
        return self.parts[2] if len(self.parts) > 2 else UNKNOWN

    @property
    def first_day(self) -> tuple[int, int, int]:
        """The earliest day it can mean; (0, 1, 1) when unknown, (9999, 1, 1) when ongoing."""
        if not self.parts:
            return (9999 if self.state == "ongoing" else 0, 1, 1)
        year, month, day = (*self.parts, 1, 1)[:3]
        return (year, month, day)

    @property
    def last_day(self) -> tuple[int, int, int]:
        """The latest day it can mean; (9999, 12, 31) when unknown or ongoing."""
        if not self.parts:
            return (9999, 12, 31)
        year, month = (*self.parts, 12)[:2]
        day = self.parts[2] if len(self.parts) > 2 else calendar.monthrange(year, month)[1]
        return (year, month, day)

    def __str__(self) -> str:
        if not self.parts:
            return self.state
        return "-".join(f"{part:04}" if i == 0 else f"{part:02}" for i, part in enumerate(self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts) or self.state == "ongoing"

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, PartialDate | str) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))

    @property
    def sort_key(self) -> tuple[tuple[int, int, int], int]:
        """Its place in time: the first day, then the less precise before the more precise."""
        return self.first_day, len(self.parts)

    def _compare(self, other: object) -> int | None:
        """-1, 0 or 1; None when one of them is not known."""
        if isinstance(other, str):
            other = parse_date(other)
        if not isinstance(other, PartialDate) or "unknown" in {self.state, other.state}:
            return None
        mine, theirs = self.sort_key, other.sort_key
        return (mine > theirs) - (mine < theirs)

    def __lt__(self, other: object) -> bool:
        return self._compare(other) == -1

    def __le__(self, other: object) -> bool:
        return self._compare(other) in {-1, 0}

    def __gt__(self, other: object) -> bool:
        return self._compare(other) == 1

    def __ge__(self, other: object) -> bool:
        return self._compare(other) in {0, 1}


NO_DATE: Final = PartialDate()
UNKNOWN_DATE: Final = PartialDate(state="unknown")


def parse_date(value: object) -> PartialDate | None:
    """A date from its text (or from a bare year); None when it is not one."""
    if value == "ongoing":
        return PartialDate(state="ongoing")
    if value == "unknown":
        return UNKNOWN_DATE
    hit = _DATE.fullmatch(str(value)) if isinstance(value, str | int) else None
    if hit is None:
        return None
    parts = tuple(int(group) for group in hit.groups() if group)
    year, month, day = (*parts, 1, 1)[:3]
    if not (year >= 1000 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return PartialDate(parts)


def _date_of(*states: str) -> Any:
    def validator(value: Any) -> PartialDate:
        date = value if isinstance(value, PartialDate) else parse_date(value)
        if date is None or (date.state and date.state not in states):
            words = ", ".join(states)
            raise PydanticCustomError("INV001" if words else "INV002", "date", {"words": words})
        return date

    return validator


def _date_schema(*states: str) -> WithJsonSchema:
    written: dict[str, Any] = {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
    year: dict[str, Any] = {"type": "integer", "minimum": 1000, "maximum": 9999}
    choices: list[dict[str, Any]] = [written, year]
    if states:
        choices.append({"enum": list(states)})
    return WithJsonSchema({"anyOf": choices})


def _web_address(value: Any) -> str:
    """An absolute http or https address with a host (RFC 3986), or a finding."""
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "text")
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or any(char.isspace() for char in value):
        raise PydanticCustomError("INV003", "address", {})
    return value


def _count(value: Any) -> int | Unknown:
    if isinstance(value, Unknown) or value == "unknown":
        return UNKNOWN
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise PydanticCustomError("INV004", "figure", {})
    return value


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80),
    Placeholder(UNUSABLE_ID),
]
Plain = Annotated[str, StringConstraints(max_length=1_000), Placeholder("?"), Leaf("plain")]
Fixed = Annotated[str, StringConstraints(max_length=1_000), Placeholder("?"), Leaf("plain", False)]
Keyword = Annotated[str, StringConstraints(min_length=1, max_length=100), Placeholder("?"), Leaf("plain")]
InlineText = Annotated[str, StringConstraints(max_length=5_000), Placeholder("?"), Leaf("inline")]
BlockText = Annotated[str, StringConstraints(max_length=50_000), Placeholder("?"), Leaf("block")]
Url = Annotated[
    str,
    BeforeValidator(_web_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"}),
    Placeholder("https://example.org/"),
]
_AS_TEXT = PlainSerializer(str, return_type=str)
Date = Annotated[PartialDate, PlainValidator(_date_of()), _date_schema(), _AS_TEXT, Placeholder(UNKNOWN_DATE)]
StartDate = Annotated[
    PartialDate,
    PlainValidator(_date_of("unknown")),
    _date_schema("unknown"),
    _AS_TEXT,
    Placeholder(UNKNOWN_DATE),
]
EndDate = Annotated[
    PartialDate,
    PlainValidator(_date_of("ongoing", "unknown")),
    _date_schema("ongoing", "unknown"),
    _AS_TEXT,
    Placeholder(UNKNOWN_DATE),
]
Count = Annotated[
    int | Unknown,
    PlainValidator(_count),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"const": "unknown"}]}),
    PlainSerializer(lambda value: value if isinstance(value, int) else "unknown"),
    Placeholder(UNKNOWN),
]
LangCode = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$"), Placeholder("fr")]
Number = Annotated[int, Field(strict=True, ge=1, le=9_999), Placeholder(1)]
