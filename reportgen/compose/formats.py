"""Numbers, sums and dates as each language prints them: its words say how (`reportgen.words.language`).

French: Lexique des règles typographiques en usage à l’Imprimerie nationale (thin space between thousands,
decimal comma, « 1er »). English: comma between thousands, decimal point, day before month.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from reportgen.inventory import PartialDate, Unknown
from reportgen.words import formats

Words = Mapping[str, str]

MAX_IN_WORDS: Final = 16


def number(value: float | Unknown, lang: str, words: Words, decimals: int | None = None) -> str:
    """A number with its thousands grouped; without `decimals`, at most one, and none when it is whole."""
    if isinstance(value, Unknown):
        return words["unknown"]
    if decimals is None:
        decimals = 0 if isinstance(value, int) or round(value, 1) == int(round(value, 1)) else 1
    return formats.decimal(value, decimals, words)


def percent(fraction: float, lang: str, words: Words, decimals: int = 0) -> str:
    """A fraction (0.34) as a percentage: 34 % in French, 34% in English."""
    text = number(round(100 * fraction, decimals), lang, words, decimals)
    return formats.with_unit(text, "%", words)


def euros(value: float | Unknown, lang: str, words: Words) -> str:
    """An amount in euros: 12 000 000 € in French, €12,000,000 in English."""
    if isinstance(value, Unknown):
        return words["unknown"]
    text = number(value, lang, words, 0 if float(value).is_integer() else 2)
    return formats.with_unit(text, "€", words)


def in_words(value: int, lang: str, words: Words) -> str:
    """A whole number in letters up to sixteen, in figures beyond."""
    return words[f"number.{value}"] if 0 <= value <= MAX_IN_WORDS else number(value, lang, words)


def date(value: PartialDate, lang: str, words: Words) -> str:
    """A date in words, as precise as it is: 15 janvier 2019, janvier 2019, 2019."""
    if not value.known:
        return words["ongoing"] if value.state == "ongoing" else words["unknown.date"]
    year, *rest = value.parts
    if not rest:
        return str(year)
    month = words[f"month.{rest[0]}"]
    if len(rest) == 1:
        return words["format.date.month"].format(month=month, year=year)
    return words["format.date"].format(day=formats.day(rest[1], words), month=month, year=year)


def _yearless(value: PartialDate, words: Words) -> str:
    """The first date of a period within one year, which its last date names."""
    month = words[f"month.{value.parts[1]}"]
    if len(value.parts) == 2:
        return month
    return words["format.date.yearless"].format(day=formats.day(value.parts[2], words), month=month)


def short_date(value: PartialDate, lang: str, words: Words) -> str:
    """A date for a table cell: 15/01/2019, 01/2019, 2019 in French; 2019-01-15, 2019-01, 2019 in English."""
    if not value.known:
        return words["ongoing"] if value.state == "ongoing" else words["unknown"]
    year, *rest = str(value).split("-")
    if not rest:
        return year
    key = "format.date.short" if len(rest) == 2 else "format.date.short.month"
    return words[key].format(year=year, month=rest[0], day=rest[-1])


def period(start: PartialDate, end: PartialDate, lang: str, words: Words) -> str:
    """From `start` to `end` in words, with what is unknown or ongoing said."""
    if not start.known and not end.known:
        return words["period.ongoing" if end.state == "ongoing" else "period.unknown"]
    first, last = date(start, lang, words), date(end, lang, words)
    if not start.known:
        return _said("until", end, last, words)
    if end.state == "ongoing":
        return _said("since", start, first, words)
    if not end.known:
        return _said("from", start, first, words)
    if start == end:
        return _said("on", start, first, words)
    if len(start.parts) == 1 == len(end.parts):
        return f"{first}–{last}"
    if start.year == end.year and min(len(start.parts), len(end.parts)) > 1:
        first = _yearless(start, words)
        if start.precision == "day" == end.precision and start.parts[1] == end.parts[1]:
            first = formats.day(start.parts[2], words)
    return f"{_said('start', start, first, words)} {_said('end', end, last, words)}"


def _said(kind: str, value: PartialDate, text: str, words: Words) -> str:
    key = f"period.{kind}"
    if value.precision != "day":
        vowel = f"{key}.vowel"
        key = vowel if vowel in words and text[0] in "ao" else f"{key}.month"
    return words[key].format(date=text)


def join(items: Sequence[str], words: Words) -> str:
    """A list in a sentence: a, b et c."""
    if len(items) < 2:
        return "".join(items)
    return words["list.comma"].join(items[:-1]) + words["list.and"] + items[-1]


def capital(text: str) -> str:
    """The text with a capital first letter; the rest as it is."""
    return text[:1].upper() + text[1:]


def years(value: PartialDate, *, first: bool) -> float | None:
    """A date in years: its first possible day, or the day after its last one; infinite when still to come."""
    if value.state == "ongoing":
        return math.inf
    if not value.known:
        return None
    year, month, day = value.first_day if first else value.last_day
    return round(year + (month - 1) / 12 + (day - (1 if first else 0)) / 372, 3)
