"""Numbers as readers of each language write them, and the round values of an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from reportgen.words.formats import decimal, with_unit

Words = Mapping[str, str]


def format_number(value: float | None, words: Words, unit: str = "") -> str:
    """`1234.5` as "1 234,5" in French and "1,234.5" in English, with two decimals at most.

    A unit of one or two characters ("%", "€") is joined to it; None is "non connu", "not known".
    """
    if value is None:
        return words["chart.unknown"]
    value = round(value, 2) or 0.0
    decimals = next((count for count in (0, 1) if round(value, count) == value), 2)
    text = decimal(value, decimals, words)
    return with_unit(text, unit, words) if 0 < len(unit) <= 2 else text


def ticks(values: Iterable[float | None], wanted: int = 5) -> list[float]:
    """Round values, evenly spaced, that hold zero and all of `values`: about `wanted` of them."""
    known = [v for v in values if v is not None and math.isfinite(v)]
    low, high = min([0.0, *known]), max([0.0, *known])
    if high - low < 0.01:  # less than the decimals that are shown
        low, high = 0.0, 1.0
    step = _round_step((high - low) / max(1, wanted - 1), all(float(v).is_integer() for v in known))
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(i * step, 10) for i in range(first, last + 1)]


def decades(values: Iterable[float | None]) -> list[float]:
    """The powers of ten around all of `values` that are more than zero: the marks of a logarithmic axis."""
    positive = [v for v in values if v is not None and v > 0 and math.isfinite(v)]
    low = math.floor(math.log10(min(positive, default=1)))
    high = max(low + 1, math.ceil(math.log10(max(positive, default=10))))
    return [10.0**power for power in range(low, high + 1)]


def _round_step(raw: float, integers: bool) -> float:
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * 0.999)
    return max(1.0, math.ceil(step)) if integers and step < 10 else step


def known(values: Sequence[float | None]) -> list[float]:
    return [v for v in values if v is not None]
