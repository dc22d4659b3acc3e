"""Dates as precise as they are known, and the unknown, which is not zero."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inventory import UNKNOWN, PartialDate
from reportgen.inventory.types import NO_DATE, parse_date


def date(text: str) -> PartialDate:
    found = parse_date(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2019", "year"), ("2019-01", "month"), ("2019-01-15", "day"), ("2024-02-29", "day")],
)
def test_a_date_keeps_its_precision(text: str, precision: str) -> None:
    assert (date(text).precision, str(date(text))) == (precision, text)


@pytest.mark.parametrize(
    "text",
    [
        "2019-13",
        "2019-02-30",
        "2023-02-29",
        "19",
        "2019-1",
        "2019-01-15T10:00",
        "15/01/2019",
        "",
        " 2019",
        "0019",
    ],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    assert parse_date(text) is None


def test_parts_that_are_not_known_are_unknown() -> None:
    assert (date("2019-01").year, date("2019-01").month, date("2019-01").day) == (2019, 1, UNKNOWN)
    assert date("ongoing").year == "unknown"


def test_dates_sort_in_time_unknown_first_and_ongoing_last() -> None:
    texts = [
        "unknown",
        "2018-12-31",
        "2019",
        "2019-01",
        "2019-01-01",
        "2019-01-02",
        "2019-06",
        "2020",
        "ongoing",
    ]
    assert [str(d) for d in sorted(map(date, reversed(texts)), key=lambda d: d.sort_key)] == texts


def test_dates_compare_with_each_other_and_with_text() -> None:
    assert date("2019-06") > date("2019-01-15")
    assert date("2019-06") >= "2019" and date("2019-06") < "2019-07-01"
    assert date("2019") == "2019" and date("2019") != "2019-01"
    assert date("ongoing") == "ongoing" and date("ongoing") > "2026"
    assert not date("unknown") < "2026" and not date("unknown") > "2000"


def test_the_days_that_a_date_covers() -> None:
    assert (date("2019").first_day, date("2019").last_day) == ((2019, 1, 1), (2019, 12, 31))
    assert (date("2020-02").first_day, date("2020-02").last_day) == ((2020, 2, 1), (2020, 2, 29))
    assert date("2020-02-03").first_day == date("2020-02-03").last_day == (2020, 2, 3)


def test_a_date_that_is_not_given_is_false() -> None:
    assert not NO_DATE and not date("unknown")
    assert date("2019") and date("ongoing")


def test_the_unknown_is_never_less_nor_more_than_anything() -> None:
    assert not (UNKNOWN > 0 or UNKNOWN < 0 or UNKNOWN >= 0 or UNKNOWN <= 0 or UNKNOWN == 0)
    assert not (UNKNOWN > 10 or 10 > UNKNOWN)  # noqa: SIM300 - both sides are the point
    assert UNKNOWN == "unknown" and str(UNKNOWN) == "unknown" and not UNKNOWN


def test_they_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps((date("2019-01"), UNKNOWN))) == (date("2019-01"), UNKNOWN)


@given(st.dates(min_value=__import__("datetime").date(1000, 1, 1)), st.integers(1, 3))
def test_every_real_date_is_read_back(day: object, precision: int) -> None:
    text = "-".join(str(day).split("-")[:precision])
    found = date(text)
    assert str(found) == text
    assert found.first_day <= tuple(int(part) for part in str(day).split("-")) <= found.last_day
