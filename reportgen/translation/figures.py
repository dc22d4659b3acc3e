"""Figures in a text, read by the habits of its language, so that two languages can be compared.

Dates, amounts of money, numbers of laws and articles, times and plain numbers are told apart. Numbers written
in words count as figures only where the other language has the figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from reportgen.translation.habits import Habits, S, habits_of

Kind = Literal["date", "amount", "law", "time", "number"]

_CURRENCY: Final = rf"{S}*(?:€|d[’']euros|euros?\b)"
_ROMAN: Final = re.compile(r"\b([IVX]{1,5})e(?=\W)")
_VALUES: Final = {"I": 1, "V": 5, "X": 10}
_ADDRESS: Final = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+")
_LAW: Final = re.compile(
    rf"\b(?:[LRD]\*?\.?{S}?(\d+(?:-\d+)+|\d{{3,}}(?!\d)))|(?:\b[Nn]o?s?\.?|[Nn]°s?){S}*(\d+(?:-\d+)*)|\b((?:19|20)\d\d-(?!(?:19|20)?\d\d\b)\d+)\b"
)
_TIME: Final = re.compile(rf"\b(\d{{1,2}}){S}?h{S}?(\d\d)?\b")
Words = Mapping[str, Mapping[str, str]]
"""The words of languages that the engine does not speak by itself, by language."""


class Figure(NamedTuple):
    kind: Kind
    value: str
    text: str


def figures(text: str, lang: str, words: Words | None = None) -> list[Figure]:
    """The figures of a text in `lang` (one that is neither known nor in `words` is read as English)."""
    return _figures(text, habits_of(lang, (words or {}).get(lang)))


def _figures(text: str, habits: Habits) -> list[Figure]:
    return _Reader(_ADDRESS.sub(" ", text), habits).read()


def figure_faults(
    source: str, target: str, langs: tuple[str, str], words: Words | None = None
) -> list[tuple[Kind, str, str]]:
    """What differs: the kind, the figure of the source that is gone, and that of the target which is new.

    One of the two is empty when nothing stands for the other.
    """
    here, there = (habits_of(lang, (words or {}).get(lang)) for lang in langs)
    left, right = _figures(source, here), _figures(target, there)
    missing, added = _without(left, right), _without(right, left)
    missing = _without_words(missing, target, there)
    added = _without_words(added, source, here)
    faults: list[tuple[Kind, str, str]] = []
    for figure in missing:
        same = next((other for other in added if other.kind == figure.kind), None)
        if same:
            added.remove(same)
        faults.append((figure.kind, figure.text, same.text if same else ""))
    faults.extend((figure.kind, "", figure.text) for figure in added)
    return faults


def _without(these: list[Figure], those: list[Figure]) -> list[Figure]:
    """Figures that the other side has not, an amount counting as its number and a date as its parts."""
    left = Counter((figure.kind, figure.value) for figure in those)
    loose = Counter(part for figure in those for part in _parts(figure))
    found: list[Figure] = []
    for figure in these:
        if left[(figure.kind, figure.value)] > 0:
            left[(figure.kind, figure.value)] -= 1
            loose.subtract(_parts(figure))
            continue
        found.append(figure)
    rest: list[Figure] = []
    for figure in found:
        parts = Counter(_parts(figure))
        # The same figure said twice on one side is no other figure.
        said = all(loose[part] >= count for part, count in parts.items()) or any(
            (figure.kind, figure.value) == (other.kind, other.value) for other in those
        )
        if not (said and figure.kind in ("number", "time", "law", "date", "amount") and parts):
            rest.append(figure)
    return rest


def _parts(figure: Figure) -> list[str]:
    return (
        [part for part in figure.value.split("-") if part]
        if figure.kind in ("date", "time")
        else [figure.value]
    )


def _without_words(found: list[Figure], other: str, habits: Habits) -> list[Figure]:
    words = habits.numbers
    said = {
        str(words[word]) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", other.lower()) if word in words
    }
    return [figure for figure in found if figure.kind == "date" or figure.value not in said]


class _Reader:
    """Takes the figures out of a text one kind after the other, the most particular first."""

    def __init__(self, text: str, habits: Habits) -> None:
        self.text = text
        self.habits = habits
        self.found: list[Figure] = []

    def read(self) -> list[Figure]:
        habits = self.habits
        months, number = "|".join(habits.months), habits.number
        gap = rf"{S}+(?:(?:{habits.between}){S}+)?" if habits.between else rf"{S}+"
        self.take(
            r"\b(\d{4})-(\d\d)-(\d\d)\b", lambda m: Figure("date", f"{int(m[3])}-{int(m[2])}m-{m[1]}", m[0])
        )
        if habits.lang == "en":
            self.take(rf"\b({months}) (\d{{1,2}})(?:st|nd|rd|th)?, (\d{{4}})\b", self._date_us, re.I)
        self.take(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)?{gap}({months})\b(?:{gap}(\d{{4}}))?", self._date, re.I)
        self.take(rf"\b()({months}){gap}(\d{{4}})\b", self._date, re.I)
        self.take(_LAW.pattern, lambda m: Figure("law", m[1] or m[2] or m[3], m[0]))
        scale = habits.scale
        self.take(rf"(?:€{S}?)({number}){scale}?|({number}){scale}?{_CURRENCY}", self._amount)
        if habits.lang == "fr":
            self.take(_TIME.pattern, lambda m: Figure("time", f"{int(m[1])}h-{m[2] or '00'}", m[0]))
            self.take(_ROMAN.pattern, lambda m: Figure("number", str(_roman(m[1])), m[0]))
        else:
            self.take(r"\b(\d{1,2}):(\d\d)\b", lambda m: Figure("time", f"{int(m[1])}h-{m[2]}", m[0]))
        self.take(
            rf"({number}){scale}", lambda m: Figure("number", _scaled(m[1], m[2] or m[3], habits), m[0])
        )
        self.take(rf"({number})", lambda m: Figure("number", _scaled(m[1], "", habits), m[0]))
        return self.found

    def take(self, pattern: str, make: object, flags: int = 0) -> None:
        assert callable(make)
        spaces: list[tuple[int, int]] = []
        for match in re.finditer(pattern, self.text, flags):
            self.found.append(make(match))
            spaces.append(match.span())
        for start, end in reversed(spaces):
            self.text = f"{self.text[:start]} \ufffc {self.text[end:]}"

    def _date(self, match: re.Match[str]) -> Figure:
        month = self.habits.months.index(match[2].lower()) + 1
        day = str(int(match[1])) if match[1] else ""
        return Figure("date", "-".join(part for part in (day, f"{month}m", match[3] or "") if part), match[0])

    def _date_us(self, match: re.Match[str]) -> Figure:
        month = self.habits.months.index(match[1].lower()) + 1
        return Figure("date", f"{int(match[2])}-{month}m-{match[3]}", match[0])

    def _amount(self, match: re.Match[str]) -> Figure:
        number = match[1] or match[4]
        return Figure(
            "amount", _scaled(number, match[2] or match[3] or match[5] or match[6], self.habits), match[0]
        )


def _scaled(number: str, scale: str | None, habits: Habits) -> str:
    digits = _plain(re.sub(S, "", number), habits)
    value = Decimal(digits).scaleb(habits.scales.get((scale or "").lower(), 0))
    return format(value.normalize(), "f")


def _plain(digits: str, habits: Habits) -> str:
    """Digits with a point for decimals and nothing between thousands."""
    if habits.lang in ("fr", "en"):
        return digits.replace(",", ".") if habits.lang == "fr" else digits.replace(",", "")
    whole, _, rest = digits.partition(habits.decimal)
    whole = re.sub(r"\D", "", whole)
    return f"{whole}.{rest}" if rest else whole


def _roman(text: str) -> int:
    values = [_VALUES[char] for char in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def multiset(text: str, lang: str, words: Words | None = None) -> Counter[str]:
    """The figures of a text, to tell whether a change touched any."""
    return Counter(figure.value for figure in figures(text, lang, words))


def negations(text: str, lang: str, words: Words | None = None) -> Counter[str]:
    """The words of a text that deny."""
    habits = habits_of(lang, (words or {}).get(lang))
    return Counter(match[0] for match in re.finditer(habits.negations, text.lower()))
