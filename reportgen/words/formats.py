"""Numbers and dates as a language writes them: its words say how (`words/language.py`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

MINUS: Final = "\u2212"
CURRENCIES: Final = "€$£¥₣₤₱₹"
_DATE: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def decimal(value: float, decimals: int, words: Mapping[str, str]) -> str:
    """A number with its thousands grouped and that many decimals: 1 234,5 or 1,234.5."""
    whole, _, rest = f"{value:,.{decimals}f}".partition(".")
    few = len(whole.replace(",", "").lstrip("-")) < int(words["format.group.from"])
    whole = whole.replace(",", "" if few else words["format.group"]).replace("-", MINUS)
    return f"{whole}{words['format.decimal']}{rest}" if rest else whole


def with_unit(number: str, unit: str, words: Mapping[str, str]) -> str:
    """A number with a sign that joins it: 34 %, 34%, 12 €, €12."""
    key = "format.currency" if unit and unit in CURRENCIES else "format.unit"
    return words[key].format(number=number, unit=unit)


def day(number: int, words: Mapping[str, str]) -> str:
    """The number of a day in its month: 1er, 2, 3 in French."""
    return words["format.date.first"] if number == 1 else str(number)


def date_in_words(text: str, words: Mapping[str, str]) -> str:
    """An ISO date, as precise as it is, in words: « 23 novembre 2026 », « novembre 2026 ». Other text as it is."""
    match = _DATE.fullmatch(text)
    month = words.get(f"month.{int(match[2])}") if match else None
    if not match or not month:
        return text
    key = "format.date" if match[3] else "format.date.month"
    number = day(int(match[3]), words) if match[3] else ""
    return words[key].format(day=number, month=month, year=match[1]).replace("\u00a0", " ")


@lru_cache(maxsize=16)
def leading_article(articles: str) -> re.Pattern[str]:
    """What finds one of `articles`, parted by spaces (`l’ le la`), before a term; those with an apostrophe
    cling to it."""
    names = articles.replace("’", "'").split()
    elided = [re.escape(name[:-1]) + "['’]" for name in names if name.endswith("'")]
    whole = [re.escape(name) for name in names if not name.endswith("'")]
    choices = [*elided, *([rf"(?:{'|'.join(whole)})\s+"] if whole else [])]
    return re.compile(rf"^(?:{'|'.join(choices) or '(?!)'})", re.IGNORECASE)
