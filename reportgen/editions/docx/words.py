"""Dates in words, as the cover and the foot of the pages show them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date


def shown_date(text: str, lang: str) -> str:
    """An ISO date, as precise as it is, in words: « 23 novembre 2026 », « novembre 2026 », « 2026 »."""
    pieces = text.split("-")
    locale = "fr" if lang == "fr" else "en_GB"
    try:
        numbers = [int(piece) for piece in pieces]
        if len(numbers) == 3:
            year, month, day = numbers
            return format_date(date(year, month, day), "long", locale=locale)
        if len(numbers) == 2:
            return format_date(date(numbers[0], numbers[1], 1), "MMMM y", locale=locale)
    except ValueError:
        pass
    return text
