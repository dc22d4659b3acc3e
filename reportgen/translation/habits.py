"""How a language writes figures, dates and denials, so that two languages can be compared.

French and English stand here; those of another language are read from its words (`translation.…`, `month.…`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from reportgen.translation.number_words import NUMBER_WORDS

S: Final = "[ \u00a0\u202f\u2009]"
_SCALES: Final = {
    "millier": 3, "milliers": 3, "mille": 3, "thousand": 3, "k": 3,
    "million": 6, "millions": 6, "m": 6, "milliard": 9, "milliards": 9, "md": 9, "billion": 9, "bn": 9,
}  # fmt: skip
_FRENCH_MONTHS: Final = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH_MONTHS: Final = (
    "january february march april may june july august september october november december"
)


@dataclass(frozen=True, slots=True)
class Habits:
    """What a reader of figures knows of a language.

    `number` and `scale` are patterns, `between` what may stand between the day, the month and the year.
    """

    lang: str
    months: tuple[str, ...]
    number: str
    scale: str
    decimal: str
    scales: Mapping[str, int] = field(hash=False)
    numbers: Mapping[str, int] = field(hash=False)
    negations: str
    between: str = ""


@cache
def _french() -> Habits:
    return Habits(
        "fr",
        tuple(_FRENCH_MONTHS.split()),
        rf"\d{{1,3}}(?:{S}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?",
        rf"(?:{S}*(milliers|mille|millions?|milliards?)\b|{S}*(k|M|Md)(?=€))",
        ",",
        _SCALES,
        NUMBER_WORDS["fr"],
        r"\bn[e’'](?=\W|\w)|\b(?:pas|sans|non|jamais|aucune?s?|rien|personne|ni|nulle?s?|sauf|hors|plus)\b",
    )


@cache
def _english() -> Habits:
    return Habits(
        "en",
        tuple(_ENGLISH_MONTHS.split()),
        rf"\d{{1,3}}(?:[,]\d{{3}}|{S}\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?",
        rf"(?:{S}*(thousand|million|billion|bn)\b|(k|m|bn)\b)",
        ".",
        _SCALES,
        NUMBER_WORDS["en"],
        r"\b(?:not?|never|none|nothing|nobody|without|neither|nor|cannot|except|unless)\b|n[’']t\b",
    )


def habits_of(lang: str, words: Mapping[str, str] | None = None) -> Habits:
    """The habits of a language; one that the engine does not speak, and without words, is read as English."""
    if lang == "fr":
        return _french()
    if lang == "en" or not words:
        return _english()
    return _read(
        lang,
        tuple(words[f"month.{number}"].lower() for number in range(1, 13)),
        words["format.decimal"],
        words["format.group"],
        words["translation.numbers"],
        words["translation.scales"],
        words["translation.negations"],
        words["format.date"],
    )


@lru_cache(maxsize=16)
def _read(
    lang: str,
    months: tuple[str, ...],
    decimal: str,
    group: str,
    numbers: str,
    scales: str,
    negations: str,
    date: str,
) -> Habits:
    point, grouping = re.escape(decimal), rf"(?:{re.escape(group)}|{S})"
    values = _values(scales)
    words = "|".join(sorted(map(re.escape, values), key=len, reverse=True))
    denials = "|".join(re.escape(word) for word in negations.lower().split())
    # « 3 de marzo de 2020 »: what stands between the parts of a date, as its pattern says.
    between = {piece.strip(" \u00a0") for piece in re.split(r"\{\w+\}", date)} - {""}
    return Habits(
        lang,
        months,
        rf"\d{{1,3}}(?:{grouping}\d{{3}})+(?!\d)(?:{point}\d+)?|\d+(?:{point}\d+)?",
        rf"(?:{S}*({words})\b|{S}*(k|M)(?=€))" if words else rf"(?:{S}*(k|m)()(?=€))",
        decimal,
        {"k": 3, "m": 6, **values},
        _by_word(numbers),
        rf"\b(?:{denials})\b" if denials else r"(?!)",
        "|".join(re.escape(piece) for piece in sorted(between)),
    )


def _values(text: str) -> dict[str, int]:
    """`mil=3 millón=6` as words with their values."""
    pairs = (item.partition("=") for item in text.lower().split())
    return {word: int(value) for word, _, value in pairs if value.isdigit()}


def _by_word(text: str) -> dict[str, int]:
    """`3=tres 3=tercero` as words with their values: one value has several words."""
    pairs = (item.partition("=") for item in text.lower().split())
    return {word: int(value) for value, _, word in pairs if value.isdigit() and word}
