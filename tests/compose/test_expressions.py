"""Computed values: what they print in each language, and what is said of those that cannot be computed."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import pytest

from reportgen.compose.query import QueryError, evaluate
from tests.compose.reports import scene

FR, EN = scene("fr"), scene("en")


@pytest.mark.parametrize(
    ("expression", "french", "english"),
    [
        ("count(fiches)", "4", "4"),
        ('count(fiches, method="hybrid")', "1", "1"),
        ('count(fiches, method=["hybrid", "other"], level="national")', "1", "1"),
        ("count(fiches, cost_eur='known')", "2", "2"),
        ("count(fiches, where=\"year >= 2019 and form = deliberative\")", "1", "1"),
        ("count(fiches, year=2019)", "2", "2"),
        ("count(ministries)", "7", "7"),
        ('count(ministries, tier="core", led=0)', "3", "3"),
        ("count(sources)", "8", "8"),
        ("count(glossary) + count(acronyms)", "4", "4"),
        ('count_distinct(fiches, "lead.portfolio")', "3", "3"),
        ('share(fiches, form="participatory")', "50\u00a0%", "50%"),
        ('sum(fiches, "participants")', "1\u202f500\u202f150", "1,500,150"),
        ('euros(sum(fiches, "cost_eur"))', "15\u202f500\u202f000\u00a0€", "€15,500,000"),
        ('max(fiches, "participants")', "1\u202f500\u202f000", "1,500,000"),
        ('median(fiches, "cost_eur") / 2', "3\u202f875\u202f000", "3,875,000"),
        ('min(fiches, "start")', "2015", "2015"),
        ('min(fiches, "year")', "2015", "2015"),
        ('max(fiches, "start")', "4\u00a0octobre 2019", "4\u00a0October 2019"),
        ('sum(fiches, "participants", level="european")', "inconnu", "unknown"),
        ("words(count(fiches))", "quatre", "four"),
        ("100 * count(fiches, level='national') / count(fiches)", "50", "50"),
        ("10 / 4", "2,5", "2.5"),
        ("reference_year", "2024", "2024"),
        ("version", "0.3", "0.3"),
        ('list(fiches, level="national")', "Grand débat national et Convention citoyenne pour le climat", "Great National Debate and Citizens’ Convention on Climate"),
        ('list(fiches, "method", level="territorial")', "budget participatif", "participatory budget"),
        ("count(fiches, name=“Rennes”)", "0", "0"),
    ],
)  # fmt: skip
def test_values(expression: str, french: str, english: str) -> None:
    assert evaluate(expression, FR.frame) == french
    assert evaluate(expression, EN.frame) == english


@pytest.mark.parametrize(
    ("expression", "code", "offset", "suggestion"),
    [
        ("count(fiche)", "CMP033", 6, "fiches"),
        ("coun(fiches)", "CMP034", 0, "count"),
        ('count(fiches, metod="hybrid")', "CMP022", 14, "method"),
        ('count(fiches, method="hybride")', "CMP024", 21, "hybrid"),
        ('sum(fiches, "cout")', "CMP022", 13, ""),
        ('sum(fiches, "method")', "CMP042", 13, ""),
        ("sum(fiches)", "CMP039", 0, ""),
        ('count(fiches, where="metod = x")', "CMP022", 21, "method"),
        ("count(3)", "CMP041", 6, ""),
        ("count(fiches, 3)", "CMP040", 14, ""),
        ("words(fiches)", "CMP038", 6, ""),
        ("fiches", "CMP037", 0, ""),
        ("fiches + 1", "CMP037", 0, ""),
        ("1 / 0", "CMP035", 4, ""),
        ("1 +", "CMP031", 3, ""),
        ("", "CMP030", 0, ""),
        ("é + count(fiche)", "CMP033", 0, ""),
        ("'é' + count(fiche)", "CMP038", 0, ""),
        ("9 ** 9", "CMP032", 0, ""),
        ("10000000000 * 10000000000", "CMP036", 0, ""),
        ("__import__('os')", "CMP034", 0, ""),
        ("fiches.__class__", "CMP032", 0, ""),
        ("[x for x in fiches]", "CMP032", 0, ""),
        ("(lambda: 1)()", "CMP032", 0, ""),
        ("count(**fiches)", "CMP032", 8, ""),
        ("True", "CMP032", 0, ""),
        ("f'{1}'", "CMP032", 0, ""),
        ("((((" * 60, "CMP031", 0, ""),
        ("1" * 501, "CMP020", 0, ""),
        ("a = 1", "CMP031", 2, ""),
    ],
)
def test_what_cannot_be_computed_is_told_at_its_place(
    expression: str, code: str, offset: int, suggestion: str
) -> None:
    with pytest.raises(QueryError) as caught:
        evaluate(expression, FR.frame)
    found = caught.value
    assert (found.code, found.suggestion) == (code, suggestion)
    if code != "CMP031":
        assert found.offset == offset
