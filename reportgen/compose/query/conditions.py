"""Conditions and sort keys of directives: `where: method = petition and year >= 2019`, `sort: -start, name`.

    condition  = term { "or" term }
    term       = factor { "and" factor }
    factor     = "not" factor | "(" condition ")" | comparison
    comparison = field operator value | field "in" "(" value { "," value } ")"
    operator   = "=" "!=" "<" "<=" ">" ">=" "contains"

A value is a bare word (`sante`, `2019-06`, `known`) or a text in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from reportgen.compose.query.errors import QueryError
from reportgen.compose.query.fields import Field, is_known
from reportgen.diagnostics import suggest
from reportgen.inventory import PartialDate, Unknown
from reportgen.inventory.types import parse_date

Condition = Callable[[Any], bool]
Given = str | int | float

MAX_LENGTH: Final = 2_000
MAX_DEPTH: Final = 40

_TOKEN = re.compile(
    r"""\s*(?:(?P<quoted>"[^"]*"|'[^']*'|“[^”]*”|«[^»]*»)|(?P<op>!=|<=|>=|==|[=<>(),])|(?P<word>[^\s"'“”«»!=<>(),]+))"""
)
_OPERATORS: Final = ("=", "!=", "<", "<=", ">", ">=", "contains")
_ORDERED: Final = ("<", "<=", ">", ">=")
_KEYWORDS: Final = ("and", "or", "not", "in", "contains")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    offset: int
    quoted: bool = False


def parse_condition(text: str, fields: Mapping[str, Field]) -> Condition:
    """The condition as a function of a record. Raises QueryError."""
    if len(text) > MAX_LENGTH:
        raise QueryError("CMP020", 0, limit=MAX_LENGTH)
    parser = _Parser(_tokens(text), fields, len(text.rstrip()))
    condition = parser.alternatives()
    if (left := parser.peek()) is not None:
        raise QueryError("CMP021", left.offset, word=left.text)
    return condition


def parse_sort(text: str, fields: Mapping[str, Field]) -> tuple[tuple[Field, bool], ...]:
    """Sort keys with whether each is reversed: `-start, name`. Raises QueryError."""
    keys = []
    for hit in re.finditer(r"[^,\s][^,]*", text):
        name = hit[0].strip()
        falling = name.startswith("-")
        bare = name.lstrip("-+ ")
        keys.append((find_field(bare, hit.start() + name.index(bare or name), fields), falling))
    return tuple(keys)


def find_field(name: str, offset: int, fields: Mapping[str, Field]) -> Field:
    if name not in fields:
        raise QueryError("CMP022", offset, suggest(name, fields), name=name)
    return fields[name]


def comparison(field: Field, operator: str, wanted: Given, offset: int) -> Condition:
    """`field operator wanted` as a function of a record. Raises QueryError at `offset` for a wrong value."""
    operator = "=" if operator == "==" else operator
    if wanted in ("known", "unknown") and wanted not in field.values:
        if operator not in ("=", "!="):
            raise QueryError("CMP023", offset, operator=operator, field=field.name)
        expected = (wanted == "known") == (operator == "=")
        return lambda record: is_known(field.get(record)) == expected
    if field.kind in ("enum", "portfolio"):
        return _choice(field, operator, wanted, offset)
    if field.kind == "number":
        return _number(field, operator, wanted, offset)
    if field.kind == "date":
        return _date(field, operator, wanted, offset)
    return _text(field, operator, wanted, offset)


def _choice(field: Field, operator: str, wanted: Given, offset: int) -> Condition:
    if operator in _ORDERED:
        raise QueryError("CMP023", offset, operator=operator, field=field.name)
    if wanted not in field.values:
        raise QueryError("CMP024", offset, suggest(str(wanted), field.values), value=wanted, field=field.name)

    def holds(record: Any) -> bool:
        value = field.get(record)
        return wanted in value if isinstance(value, tuple) else value == wanted

    return holds if operator != "!=" else lambda record: not holds(record)


def _number(field: Field, operator: str, wanted: Given, offset: int) -> Condition:
    try:
        number = float(re.sub(r"[\s_\u00a0\u202f]", "", wanted)) if isinstance(wanted, str) else float(wanted)
    except ValueError:
        raise QueryError("CMP025", offset, value=wanted, field=field.name) from None
    if operator == "contains":
        raise QueryError("CMP023", offset, operator=operator, field=field.name)

    def holds(record: Any) -> bool:
        value = field.get(record)
        return not isinstance(value, Unknown) and _compare(value, operator, number)

    return holds


def _date(field: Field, operator: str, wanted: Given, offset: int) -> Condition:
    date = parse_date(wanted if isinstance(wanted, int) else str(wanted))
    if date is None or operator == "contains":
        raise QueryError("CMP026", offset, value=wanted, field=field.name)

    def holds(record: Any) -> bool:
        value: PartialDate = field.get(record)
        if operator in ("=", "!="):
            # 2019 means the whole year, 2019-06 the whole month.
            same = value.parts[: len(date.parts)] == date.parts and value.state == date.state
            return same == (operator == "=")
        return _compare(value, operator, date)

    return holds


def _text(field: Field, operator: str, wanted: Given, offset: int) -> Condition:
    if operator in _ORDERED:
        raise QueryError("CMP023", offset, operator=operator, field=field.name)
    needle = str(wanted).casefold()

    def holds(record: Any) -> bool:
        value = field.get(record)
        found = [item.casefold() for item in (value if isinstance(value, tuple) else (str(value),))]
        if operator == "contains":
            return any(needle in item for item in found)
        return (needle in found) == (operator == "=")

    return holds


def _compare(value: Any, operator: str, wanted: Any) -> bool:
    match operator:
        case "=":
            return bool(value == wanted)
        case "!=":
            return bool(value != wanted)
        case "<":
            return bool(value < wanted)
        case "<=":
            return bool(value <= wanted)
        case ">":
            return bool(value > wanted)
        case _:
            return bool(value >= wanted)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while text[at:].strip():
        hit = _TOKEN.match(text, at)
        if hit is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise QueryError("CMP021", start, word=text[start : start + 1])
        kind = hit.lastgroup or "word"
        content = hit[kind][1:-1].strip("\u00a0\u202f ") if kind == "quoted" else hit[kind]
        tokens.append(_Token(content, hit.start(kind), kind == "quoted"))
        at = hit.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[_Token], fields: Mapping[str, Field], end: int) -> None:
        self.tokens = tokens
        self.fields = fields
        self.at = 0
        self.end = end
        self.depth = 0

    def peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, wanted: str) -> _Token:
        token = self.peek()
        if token is None:
            raise QueryError("CMP027", self.end, wanted=wanted)
        self.at += 1
        return token

    def skip(self, *texts: str) -> bool:
        token = self.peek()
        if token is None or token.quoted or token.text not in texts:
            return False
        self.at += 1
        return True

    def alternatives(self) -> Condition:
        found = [self.term()]
        while self.skip("or"):
            found.append(self.term())
        return found[0] if len(found) == 1 else lambda record: any(one(record) for one in found)

    def term(self) -> Condition:
        found = [self.factor()]
        while self.skip("and"):
            found.append(self.factor())
        return found[0] if len(found) == 1 else lambda record: all(one(record) for one in found)

    def factor(self) -> Condition:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError("CMP020", self.end, limit=MAX_LENGTH)
        try:
            if self.skip("not"):
                inner = self.factor()
                return lambda record: not inner(record)
            if self.skip("("):
                inside = self.alternatives()
                self.close()
                return inside
            return self.comparison()
        finally:
            self.depth -= 1

    def comparison(self) -> Condition:
        name = self.take("field")
        field = find_field(name.text, name.offset, self.fields)
        if self.skip("in"):
            return self.among(field)
        operator = self.take("=")
        if operator.quoted or operator.text.replace("==", "=") not in _OPERATORS:
            near = suggest(operator.text, (*_OPERATORS, *_KEYWORDS))
            raise QueryError("CMP028", operator.offset, near, word=operator.text)
        value = self.take("value")
        return comparison(field, operator.text, value.text, value.offset)

    def among(self, field: Field) -> Condition:
        opening = self.take("(")
        if opening.text != "(":
            raise QueryError("CMP029", opening.offset)
        found: list[Condition] = []
        while not found or self.skip(","):
            value = self.take("value")
            found.append(comparison(field, "=", value.text, value.offset))
        self.close()
        return lambda record: any(one(record) for one in found)

    def close(self) -> None:
        token = self.take(")")
        if token.text != ")" or token.quoted:
            raise QueryError("CMP021", token.offset, word=token.text)
