"""English rules (EN-01 to EN-27), in three house styles: `uk`, `eu` (Interinstitutional), `oecd`.

They differ in quotation marks (`oecd`: double outside), thousands (`uk`: comma, others: no-break space) and
the percent sign (`eu`: spaced). The numbers are those of the rule table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from reportgen.resolve.typography.pieces import DIGIT, Edit, Rule, rule

NB = "\u00a0"
SP = "[ \u00a0\u202f\u2009]"
LETTER = r"[^\W\d_]"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FIGURE = r"(?<![\w.,€])(\d+(?:\.\d+)?)"
UNITS = r"km²|m²|km|kg|ha|kWh|MWh|GWh|TWh|kW|MW|°C"
NUMBERED = (
    r"Articles?|Tables?|Figures?|Annex(?:es)?|Recommendations?|Chapters?|Sections?|[Ff]iches?"
    r"|figures?|tables?|chapters?|sections?|paragraphs?|pages?|pp?\."
)


def _year_range(match: re.Match[str]) -> Iterable[Edit]:
    first, last = match[1], match[2]
    # 2019-01 is a month, not a range that runs backwards.
    if len(last) == 4 or int(last) > int(first[2:]):
        yield Edit(match.end(1), match.start(2), "–")


def _dates(match: re.Match[str]) -> Iterable[Edit]:
    yield Edit(match.start(), match.end(), f"{match[2]}{NB}{match[1]} {match[3]}")


def _amount(scale: str) -> Rule:
    sign, word = scale.split("/")

    def edits(match: re.Match[str]) -> Iterable[Edit]:
        yield Edit(match.start(), match.start(), "€")
        yield Edit(match.end(1), match.end(), NB + word)

    return Rule("EN-08", re.compile(rf"{_FIGURE}{SP}*{sign}(?!\w)"), edits)


def _euros(match: re.Match[str]) -> Iterable[Edit]:
    yield Edit(match.start(), match.start(), "€")
    yield Edit(match.end(1), match.start(2), NB)
    yield Edit(match.end(2), match.end(), "")


def _thousands(separator: str) -> Rule:
    def edits(match: re.Match[str]) -> Iterable[Edit]:
        for place in re.finditer("[ \u00a0\u202f,]", match[0]):
            yield Edit(match.start() + place.start(), match.start() + place.end(), separator)

    return Rule("EN-06", re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?![\d,])"), edits)


@cache
def rules(profile: str) -> tuple[Rule, ...]:
    """The rules of a house style: `uk`, `eu` or `oecd`."""
    percent = NB + "%" if profile == "eu" else "%"
    return (
        rule("EN-01", rf"(?<=[\w)\]’”…%\ufffc]){SP}+([;:!?])(?=[\s)\]’”]|$)", r"\1", needs=";:!?"),
        *_BEFORE_NUMBERS,
        _thousands("," if profile == "uk" else NB),
        _amount("M€/million"),
        _amount("Md€/billion"),
        *_AFTER_NUMBERS,
        rule("EN-09", rf"(?<=\d){SP}*%", percent, needs="%"),
        rule("EN-09", rf"(?<=\d){SP}(?:per cent|percent)\b", percent, needs=DIGIT),
        *_REST,
    )


_BEFORE_NUMBERS: Final = (
    rule("EN-04", rf"(?<={LETTER})'(?={LETTER})", "’", needs="'"),
    rule("EN-04", r"(?<=[\ufffc”])'(?=s\b)", "’", needs="'"),
    rule("EN-04", r"(?<!\w)'(?=\d0s\b)", "’", needs="'"),
    rule("EN-04", r"(?<=s)'(?=[\s.,;:!?)]|$)", "’", needs="'"),
    rule("EN-05", rf"{SP}*(?<!\.)\.\.\.(?!\.)", "…", needs="."),
)
_AFTER_NUMBERS: Final = (
    rule("EN-08", rf"(€){SP}+(?=\d)", r"\1", needs=DIGIT),
    Rule(
        "EN-08",
        re.compile(rf"{_FIGURE}{SP}(million|billion){SP}(?:€|euros?)(?!\w)"),
        _euros,
        frozenset(DIGIT),
    ),
    rule("EN-08", rf"(?<=\d){SP}(million|billion|trillion)\b", NB + r"\1", needs=DIGIT),
)  # fmt: skip
_REST: Final = (
    Rule(
        "EN-10",
        re.compile(rf"\b({MONTHS}) (\d{{1,2}})(?:st|nd|rd|th)?, (\d{{4}})\b"),
        _dates,
        frozenset(DIGIT),
    ),
    rule("EN-10", rf"\b(\d{{1,2}})(?:st|nd|rd|th) (?=(?:{MONTHS})\b)", r"\1" + NB, needs=DIGIT),
    rule("EN-10", rf"\b(\d{{1,2}}){SP}(?=(?:{MONTHS})\b)", r"\1" + NB, needs=DIGIT),
    Rule("EN-12", re.compile(r"\b((?:19|20)\d\d)-((?:19|20)?\d\d)\b(?!-)"), _year_range, frozenset(DIGIT)),
    rule("EN-12", r"(\bpp\.[ \u00a0]?\d+)-(?=\d)", r"\1–", needs=DIGIT),
    rule("EN-12", rf"(?<=\S){SP}(?:--?|—){SP}(?=\S)", " – ", needs="-—"),
    rule("EN-13", r"\b(Mr|Mrs|Ms|Dr|Prof|St)\. ?(?=[A-ZÀ-Ý])", r"\1" + NB, needs="MDPS"),
    rule("EN-13", r"\b(Mr|Mrs|Ms|Dr|Prof) (?=[A-ZÀ-Ý])", r"\1" + NB, needs="MDPS"),
    rule("EN-14", rf"\b[Nn](?:°|º|o\.){SP}*(?=\d)", "No" + NB, needs=DIGIT),
    rule("EN-15", rf"(?<=\d) ?({UNITS})(?!\w)", NB + r"\1", needs=DIGIT),
    rule("EN-21", r"\b(?:eg|e\.g)\.?,? (?=\w)", "e.g. "),
    rule("EN-21", r"\b(?:ie|i\.e)\.?,? (?=\w)", "i.e. "),
    rule("EN-27", rf"\b({NUMBERED}) (?=\d)", r"\1" + NB, needs=DIGIT),
    rule("EN-27", r"\b(Annex(?:es)?) (?=[A-Z]\b)", r"\1" + NB),
    rule("EN-22", r"(?<=\S)  +(?=\S)", " "),
)
