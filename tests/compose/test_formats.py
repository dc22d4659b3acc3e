"""Numbers, amounts, dates and periods as each language prints them."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import pytest

from reportgen.compose import formats
from reportgen.inventory import UNKNOWN, PartialDate
from reportgen.inventory.types import parse_date
from reportgen.words import words_for

FR, EN = words_for("fr"), words_for("en")


def date(text: str) -> PartialDate:
    found = parse_date(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1932881, "1\u202f932\u202f881", "1,932,881"),
        (3.14159, "3,1", "3.1"),
        (12.0, "12", "12"),
        (-1500, "\u22121\u202f500", "\u22121,500"),
        (UNKNOWN, "inconnu", "unknown"),
    ],
)
def test_numbers(value: float, french: str, english: str) -> None:
    assert formats.number(value, "fr", FR) == french
    assert formats.number(value, "en", EN) == english


def test_percentages_and_amounts() -> None:
    assert formats.percent(1 / 3, "fr", FR) == "33\u00a0%"
    assert formats.percent(1 / 3, "en", EN) == "33%"
    assert formats.euros(12000000, "fr", FR) == "12\u202f000\u202f000\u00a0€"
    assert formats.euros(12000000, "en", EN) == "€12,000,000"
    assert formats.euros(UNKNOWN, "fr", FR) == "inconnu"


def test_small_numbers_in_letters() -> None:
    assert formats.in_words(4, "fr", FR) == "quatre"
    assert formats.in_words(16, "en", EN) == "sixteen"
    assert formats.in_words(17, "fr", FR) == "17"


@pytest.mark.parametrize(
    ("iso", "french", "english"),
    [
        ("2019", "2019", "2019"),
        ("2019-08", "août 2019", "August 2019"),
        ("2019-01-01", "1er\u00a0janvier 2019", "1\u00a0January 2019"),
        ("2019-01-15", "15\u00a0janvier 2019", "15\u00a0January 2019"),
        ("ongoing", "en cours", "ongoing"),
        ("unknown", "date inconnue", "date unknown"),
    ],
)
def test_dates_are_as_precise_as_known(iso: str, french: str, english: str) -> None:
    assert formats.date(date(iso), "fr", FR) == french
    assert formats.date(date(iso), "en", EN) == english


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        ("2019-01-15", "2019-03-15", "du 15\u00a0janvier au 15\u00a0mars 2019", "15\u00a0January to 15\u00a0March 2019"),
        ("2019-01-15", "2020-03-15", "du 15\u00a0janvier 2019 au 15\u00a0mars 2020", "15\u00a0January 2019 to 15\u00a0March 2020"),
        ("2019-04", "2019-10", "d’avril à octobre 2019", "April to October 2019"),
        ("2019-03-01", "2019-03-15", "du 1er au 15\u00a0mars 2019", "1 to 15\u00a0March 2019"),
        ("2019-03-02", "2019-07", "du 2\u00a0mars à juillet 2019", "2\u00a0March to July 2019"),
        ("2019-03", "2020-01-05", "de mars 2019 au 5\u00a0janvier 2020", "March 2019 to 5\u00a0January 2020"),
        ("2015", "2018", "2015–2018", "2015–2018"),
        ("2015", "ongoing", "depuis 2015, en cours", "since 2015, ongoing"),
        ("2015-02-01", "unknown", "commencée le 1er\u00a0février 2015, fin inconnue", "began on 1\u00a0February 2015, end unknown"),
        ("unknown", "2018", "terminée en 2018, début inconnu", "ended in 2018, start unknown"),
        ("unknown", "unknown", "dates inconnues", "dates unknown"),
        ("unknown", "ongoing", "en cours, début inconnu", "ongoing, start unknown"),
        ("2019-05-02", "2019-05-02", "le 2\u00a0mai 2019", "2\u00a0May 2019"),
    ],
)  # fmt: skip
def test_periods(start: str, end: str, french: str, english: str) -> None:
    assert formats.period(date(start), date(end), "fr", FR) == french
    assert formats.period(date(start), date(end), "en", EN) == english


def test_lists_in_a_sentence() -> None:
    assert formats.join(["a", "b", "c"], FR) == "a, b et c"
    assert formats.join(["a", "b"], EN) == "a and b"
    assert formats.join([], FR) == ""
