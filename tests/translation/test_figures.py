"""Figures of two languages: what is the same, and what is not."""

from __future__ import annotations

import pytest

from reportgen.translation.figures import figure_faults

SAME = [
    ("5,4 M€ en 2023", "€5.4 million in 2023"),
    ("3,2 Md€", "€3.2 billion"),
    ("3 milliards d’euros", "€3 billion"),
    ("12 000 personnes", "12,000 people"),
    ("1 932 884 contributions", "1,932,884 contributions"),
    ("30,5 % des voix", "30.5% of votes"),
    ("le 1er janvier 2024", "1 January 2024"),
    ("le 14 juillet 2023", "July 14, 2023"),
    ("en mars 2024", "in March 2024"),
    ("au XXIe siècle", "in the 21st century"),
    ("à 9 h 30", "at 9:30"),
    ("2 ministères", "two ministries"),
    ("trois ministères", "3 ministries"),
    ("décret n° 2021-1109", "Decree No 2021-1109"),
    ("article L. 2121-29", "Article L. 2121-29"),
    ("de 2019 à 2022", "2019–2022"),
    ("les années 1990", "the 1990s"),
    ("12 millions d’habitants", "12 million inhabitants"),
    ("67 millions", "67 million"),
    ("voir https://ex.org/2023/12", "see https://ex.org/2024/1"),
]
DIFFERENT = [
    ("5,4 M€", "€5.4 billion", "amount"),
    ("5,4 M€", "€4.5 million", "amount"),
    ("12 000 personnes", "12.000 people", "number"),
    ("1 234 voix", "1,324 votes", "number"),
    ("31 décembre 2023", "30 December 2023", "date"),
    ("mars 2024", "May 2024", "date"),
    ("n° 2021-1109", "No 2021-1190", "law"),
    ("30 %", "3%", "number"),
    ("150 citoyens et 30 élus", "150 citizens", "number"),
    ("des citoyens", "150 citizens", "number"),
    ("12 millions", "12 thousand", "number"),
    ("à 9 h 30", "at 9:15", "time"),
]


@pytest.mark.parametrize(("french", "english"), SAME)
def test_the_same_figures_in_two_habits(french: str, english: str) -> None:
    assert figure_faults(french, english, ("fr", "en")) == []


@pytest.mark.parametrize(("french", "english", "kind"), DIFFERENT)
def test_a_wrong_figure_is_found(french: str, english: str, kind: str) -> None:
    faults = figure_faults(french, english, ("fr", "en"))
    assert [fault[0] for fault in faults][:1] == [kind]
