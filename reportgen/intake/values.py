"""The text of a cell and the value it stands for: names of lists, dates as people write them, figures."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from reportgen.diagnostics import Diagnostics
from reportgen.intake.lists import Lists, fold, read_state, split_many, state_word
from reportgen.intake.submission import Cell
from reportgen.inventory.tables import Column, Scalar

_NUMERIC_DATE: Final = re.compile(r"(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})\Z")
_LONG_DATE: Final = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)? (?:de )?)?([^\W\d_]+) (?:de )?(\d{4})\Z")
_ISO_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(:00)?\Z")
_GROUPS: Final = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(\D|\Z))")
_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """The text of a cell without control characters, its lines ended by a line feed, accents composed."""
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Cn"})
    return "".join(kept).replace("\ufeff", "").strip()


def shown(column: Column, value: Scalar, lists: Lists, lang: str) -> str:
    """A value as a form shows it."""
    if value is None:
        return ""
    text = str(value)
    if column.kind == "date" and text in {"ongoing", "unknown"}:
        return state_word(text, lang, lists)
    if lists.listed(column):
        items = text.split(";") if column.many else [text]
        return " ; ".join(lists.name(column, item, lang) for item in items)
    return text.rstrip("\n") if column.kind == "block" else text


def read_value(column: Column, cell: Cell, lists: Lists, diagnostics: Diagnostics) -> Any:
    """The data that a cell stands for; None when it is empty. What cannot be read is left as it is, for the
    model to refuse at this cell; a name that is in no list is a finding here."""
    text = cell.text
    if not text:
        return None
    if lists.listed(column):
        items = split_many(text) if column.many else [text]
        codes = [_code(column, item, cell, lists, diagnostics) for item in items]
        return [code for code in codes if code] if column.many else codes[0]
    if column.many:
        return [_one(column, item, lists) for item in split_many(text)]
    return _one(column, text, lists)


def _code(column: Column, text: str, cell: Cell, lists: Lists, diagnostics: Diagnostics) -> str:
    code = lists.code(column, text)
    if code is None:
        diagnostics.add("INT010", cell.place, lists.near(column, text), value=text[:60])
        return ""
    return code


def _one(column: Column, text: str, lists: Lists) -> Any:
    if column.kind == "date":
        return _date(column, text, lists)
    if column.kind in {"count", "number"}:
        return _figure(column, text, lists)
    if column.kind == "block":
        return text + "\n"
    if column.kind == "lang":
        return text.lower()
    return text


def _date(column: Column, text: str, lists: Lists) -> str:
    state = read_state(text, lists)
    if state in column.states:
        return state
    if hit := _ISO_TIME.match(text):
        return hit[1]
    if hit := _NUMERIC_DATE.match(text):
        day, month, year = hit.groups()
        return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    hit = _LONG_DATE.match(fold(text))
    if hit and hit[2] in lists.months:
        return f"{hit[3]}-{lists.months[hit[2]]:02}" + (f"-{int(hit[1]):02}" if hit[1] else "")
    return text


def _figure(column: Column, text: str, lists: Lists) -> Any:
    if column.kind == "count" and read_state(text, lists) == "unknown":
        return "unknown"
    plain = _GROUPS.sub("", text)
    return int(plain) if re.fullmatch(r"[0-9]{1,15}", plain) else text
