"""Charts of what began and ended when: a bar a row, from the first day to the last."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from reportgen.charts.canvas import Canvas
from reportgen.charts.numbers import ticks
from reportgen.charts.text import text_width, wrap
from reportgen.document.nodes import Chart

_BAR: Final = 12.0
_GAP: Final = 8.0
_LEAST: Final = 5.0
"""The width of the bar of a few days."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where years lie: `left` to `right` for the beginning of `low` to that of `high`."""

    left: float
    right: float
    low: float
    high: float

    def x(self, year: float) -> float:
        return self.left + (year - self.low) * (self.right - self.left) / (self.high - self.low)


def draw_timeline(chart: Chart, canvas: Canvas, width: float, top: float, narrow: bool) -> float:
    """Draw `chart` below `top`; returns the height reached. What goes on ends in a point at the edge."""
    size = canvas.size
    first, last = (_values(chart, number) for number in (0, 1))
    years = [v for v in (*first, *last) if v is not None and math.isfinite(v)]
    low = math.floor(min(years, default=2000.0))
    high = max(low + 1, math.ceil(max(years, default=2001.0) + (0.5 if math.inf in last else 0)))
    names = max((text_width(c, size) for c in chart.categories), default=0.0)
    room = 0.0 if narrow else min(width * 0.46, names)
    left, right = room + (12 if room else 0), width - 14

    axis = _Axis(left, right, low, high)
    marks = [low + mark for mark in ticks([0.0, float(high - low)], 4 if narrow else 7) if low + mark <= high]
    y = top
    for index, category in enumerate(chart.categories):
        lines = wrap(category, width if narrow else room, size)
        text = len(lines) * canvas.line_height
        height = text + _BAR + _GAP + 3 if narrow else max(text, _BAR) + _GAP
        middle = y + height - _GAP / 2 - _BAR / 2 if narrow else y + height / 2
        for mark in marks:
            canvas.line(axis.x(mark), middle - _BAR if narrow else y, axis.x(mark), y + height, "grid")
        if narrow:
            canvas.lines(0, y + _GAP / 2 + size * 0.9, lines)
        else:
            canvas.lines(room, y + (height - text) / 2 + size * 0.92, lines, anchor="end")
        _span(first[index], last[index], canvas, axis, middle)
        y += height
    baseline = y + canvas.line_height
    canvas.line(left, y, right, y, "axis")
    for mark in marks:
        canvas.tick(axis.x(mark), baseline, str(int(mark)), width)
    return baseline + size * 0.4


def _values(chart: Chart, number: int) -> tuple[float | None, ...]:
    """The values of a series, one a category; none is known in a series that is not there."""
    given = chart.series[number].values if number < len(chart.series) else ()
    return (*given, *(None,) * len(chart.categories))[: len(chart.categories)]


def _span(first: float | None, last: float | None, canvas: Canvas, axis: _Axis, middle: float) -> None:
    """A bar from `first` to `last`; a point where only one of them is known."""
    if first is None or last is None:
        known = last if first is None else first
        if known is not None and math.isfinite(known):
            canvas.marker(axis.x(known), middle, 0)
        return
    start = axis.x(first)
    end = axis.right if math.isinf(last) else axis.x(last)
    canvas.bar(start, middle - _BAR / 2, max(_LEAST, end - start), _BAR, 0)
    if math.isinf(last):
        canvas.arrow(end, middle, _BAR / 2 + 2, 0)
