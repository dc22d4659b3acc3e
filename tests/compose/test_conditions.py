"""Conditions of directives: what they choose, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest

from reportgen.compose.query import QueryError, parse_condition, parse_sort
from reportgen.compose.tools import ordered
from tests.compose.reports import scene

REPORT = scene()

DEBATE, CLIMATE, RENNES, TRAPS = (
    "grand-debat-national",
    "convention-citoyenne-climat",
    "budget-participatif-rennes",
    "champs-pieges",
)


def chosen(condition: str) -> set[str]:
    holds = parse_condition(condition, REPORT.fields)
    return {fiche.id for fiche in REPORT.fiches if holds(fiche)}


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ("method = participatory_budget", {RENNES}),
        ("method != other", {DEBATE, CLIMATE, RENNES}),
        ("form in (deliberative, representative)", {CLIMATE, TRAPS}),
        ("portfolio = cese or level = territorial", {CLIMATE, RENNES}),
        ("level = national and year >= 2019", {DEBATE, CLIMATE}),
        ("not (level = national)", {RENNES, TRAPS}),
        ("associated = transition-ecologique", {DEBATE, CLIMATE}),
        ("involved = premier-ministre", {DEBATE, CLIMATE, TRAPS}),
        ("lead.portfolio = cese", {CLIMATE}),
        ("tier = institution", {CLIMATE, RENNES}),
        ("start = 2019", {DEBATE, CLIMATE}),
        ("start = 2019-10", {CLIMATE}),
        ("start >= 2019-02 and start < 2020", {CLIMATE}),
        ("start = unknown", {TRAPS}),
        ("end = ongoing", {RENNES}),
        ("participants > 100", {DEBATE, CLIMATE}),
        ("participants = 1 500 000".replace(" 500 000", "500000"), {DEBATE}),
        ("contributions = 0", {RENNES}),
        ("cost_eur = known", {DEBATE, RENNES}),
        ("cost_eur = unknown", {CLIMATE, TRAPS}),
        ("keywords contains sort", {DEBATE, CLIMATE}),
        ('keywords = "tirage au sort"', {DEBATE, CLIMATE}),
        ("name contains « citoyenne »", {CLIMATE}),
        ("evaluation = known", {DEBATE}),
        ("pitfalls >= 2", {DEBATE}),
        ("gaps = known", {DEBATE, CLIMATE, RENNES, TRAPS}),
    ],
)
def test_conditions_choose(condition: str, ids: set[str]) -> None:
    assert chosen(condition) == ids


def test_the_unknown_is_neither_more_nor_less_than_a_number() -> None:
    assert chosen("participants > 0 or participants <= 0") == {DEBATE, CLIMATE}
    assert chosen("participants != 150") == {DEBATE}


@pytest.mark.parametrize(
    ("condition", "code", "offset", "suggestion"),
    [
        ("metod = petition", "CMP022", 0, "method"),
        ("level = national and fom = other", "CMP022", 21, "form"),
        ("method = petitions", "CMP024", 9, "petition"),
        ("portfolio = santé", "CMP024", 12, "sante"),
        ("method > petition", "CMP023", 9, ""),
        ("year = recent", "CMP025", 7, ""),
        ("start > hier", "CMP026", 8, ""),
        ("method petition", "CMP028", 7, ""),
        ("method =", "CMP027", 8, ""),
        ("method = petition form = other", "CMP021", 18, ""),
        ("(method = petition", "CMP027", 18, ""),
        ("method in petition", "CMP029", 10, ""),
        ("method = petition &", "CMP021", 18, ""),
        ('method = "petition', "CMP021", 9, ""),
        ("not " * 60 + "method = petition", "CMP020", 257, ""),
        ("x" * 3000, "CMP020", 0, ""),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(
    condition: str, code: str, offset: int, suggestion: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse_condition(condition, REPORT.fields)
    assert (caught.value.code, caught.value.offset, caught.value.suggestion) == (code, offset, suggestion)


def test_sorting_puts_the_unknown_last_both_ways() -> None:
    def order(keys: str) -> list[str]:
        return [fiche.id for fiche in ordered(REPORT.fiches, keys, REPORT)]

    assert order("start") == [RENNES, DEBATE, CLIMATE, TRAPS]
    assert order("-start") == [CLIMATE, DEBATE, RENNES, TRAPS]
    assert order("level, -participants")[:2] == [TRAPS, DEBATE]


def test_an_unknown_sort_key_is_told_at_its_place() -> None:
    with pytest.raises(QueryError) as caught:
        parse_sort("level, -strat", REPORT.fields)
    assert (caught.value.code, caught.value.offset, caught.value.suggestion) == ("CMP022", 8, "start")


def test_every_field_of_the_model_can_be_asked_for() -> None:
    from reportgen.inventory.fiche import Fiche

    assert set(Fiche.model_fields) <= set(REPORT.fields)
