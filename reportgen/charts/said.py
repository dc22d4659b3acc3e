"""The values of a chart in words."""

from __future__ import annotations

import re
from typing import Final

from reportgen.charts.numbers import Words

_YEAR: Final = re.compile(r"[12]\d{3}")


def said(category: str, value: str, words: Words) -> str:
    """A value with what it is of: “Petitions 5”, but “5 in 2021”, as two numbers in a row say nothing."""
    if _YEAR.fullmatch(category):
        return words["chart.in-year"].format(value=value, year=category)
    return f"{category} {value}"
