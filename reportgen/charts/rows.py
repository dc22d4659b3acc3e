"""Charts whose categories are rows: horizontal bars, and dots on a line."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reportgen.charts.canvas import Canvas
from reportgen.charts.numbers import Words, decades, format_number, known, ticks
from reportgen.charts.text import text_width, wrap
from reportgen.document.nodes import Chart

BAR, GAP, ROW_GAP = 18.0, 2.0, 12.0
MANY = 8
"""Rows from which on they stand closer, or the chart fills a page."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values lie: `left` to `right` for `low` to `high`."""

    left: float
    right: float
    low: float
    high: float
    log: bool = False

    def x(self, value: float) -> float:
        if self.log:
            share = math.log10(max(value, self.low) / self.low) / math.log10(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)


def draw_rows(chart: Chart, canvas: Canvas, width: float, top: float, words: Words, narrow: bool) -> float:
    """Draw `chart` below `top`; returns the height reached. `narrow` puts labels above their bars."""
    size = canvas.size
    unit = chart.unit if len(chart.unit) <= 2 else ""
    log, values = chart.scale == "log", [v for s in chart.series for v in s.values]
    marks = decades(values) if log else ticks(values, 4 if narrow else 6)
    shown = [format_number(v, words, unit) for s in chart.series for v in (*s.values, 0)]
    value_room = 12 + max(text_width(text, size) for text in shown)
    room = 0.0 if narrow else min(width * 0.4, _label_width(chart, size))
    left = room + (10 if room else 0) + (value_room if marks[0] < 0 else 0)
    frame = _Frame(left, width - value_room, marks[0], marks[-1], log)
    y, axis = top, marks[0] if log else 0
    for index, category in enumerate(chart.categories):
        row = _Row(
            chart, index, wrap(category, width if narrow else room, size), y, narrow, canvas.line_height
        )
        for mark in marks:
            grid_top = row.start - 3 if narrow else y
            canvas.line(
                frame.x(mark), grid_top, frame.x(mark), row.bottom, "axis" if mark in (0, axis) else "grid"
            )
        _label(row, canvas, room)
        _values(row, canvas, frame, words, unit)
        y = row.bottom
    baseline = y + canvas.line_height
    for mark in _that_fit(marks, frame, size, words, unit):
        canvas.tick(frame.x(mark), baseline, format_number(mark, words, unit), width)
    return baseline + size * 0.4


@dataclass(frozen=True, slots=True)
class _Row:
    """A category: the lines of its label, and where it stands."""

    chart: Chart
    index: int
    lines: list[str]
    top: float
    narrow: bool
    line_height: float

    @property
    def text_height(self) -> float:
        return len(self.lines) * self.line_height

    @property
    def bar(self) -> float:
        return BAR if self.roomy else BAR * 0.72

    @property
    def gap(self) -> float:
        return ROW_GAP if self.roomy else ROW_GAP / 2

    @property
    def roomy(self) -> bool:
        return len(self.chart.categories) < MANY

    @property
    def bars(self) -> float:
        return self.bar if self.chart.kind == "dot" else len(self.chart.series) * (self.bar + GAP) - GAP

    @property
    def height(self) -> float:
        if self.narrow:
            return self.text_height + 3 + self.bars + self.gap
        return max(self.text_height, self.bars) + self.gap

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def start(self) -> float:
        """The top of the bars."""
        if self.narrow:
            return self.bottom - self.bars - self.gap / 2
        return self.top + (self.height - self.bars) / 2

    @property
    def values(self) -> list[float | None]:
        return [s.values[self.index] if self.index < len(s.values) else None for s in self.chart.series]


def _label_width(chart: Chart, size: float) -> float:
    return max((text_width(c, size) for c in chart.categories), default=0.0)


def _label(row: _Row, canvas: Canvas, room: float) -> None:
    if row.narrow:
        canvas.lines(0, row.top + row.gap / 2 + canvas.size * 0.9, row.lines)
    else:
        first = row.top + (row.height - row.text_height) / 2 + canvas.size * 0.92
        canvas.lines(room, first, row.lines, anchor="end")


def _values(row: _Row, canvas: Canvas, frame: _Frame, words: Words, unit: str) -> None:
    if row.chart.kind == "dot":
        _dots(row.values, canvas, frame, row.start + row.bar / 2, words, unit)
        return
    for s, value in enumerate(row.values):
        _bar(value, s, canvas, frame, row, words, unit)


def _bar(
    value: float | None, series: int, canvas: Canvas, frame: _Frame, row: _Row, words: Words, unit: str
) -> None:
    y = row.start + series * (row.bar + GAP)
    zero, end = frame.x(0), frame.x(value or 0)
    if value:
        canvas.bar(min(zero, end), y, abs(end - zero), row.bar, series)
    back = value is not None and value < 0
    shown = format_number(value, words, unit)
    canvas.text(
        end - 6 if back else end + 6, y + row.bar / 2 + canvas.size * 0.35, shown,
        "tick" if value is None else "value", "end" if back else "start",
    )  # fmt: skip


def _dots(
    values: list[float | None], canvas: Canvas, frame: _Frame, y: float, words: Words, unit: str
) -> None:
    there = known(values)
    baseline = y + canvas.size * 0.35
    if not there:
        canvas.text(frame.x(0) + 6, baseline, format_number(None, words), "tick")
        return
    if len(there) > 1:
        canvas.line(frame.x(min(there)), y, frame.x(max(there)), y, "axis")
    for series, value in enumerate(values):
        if value is not None:
            canvas.marker(frame.x(value), y, series, 5.5)
    canvas.text(frame.x(max(there)) + 10, baseline, format_number(max(there), words, unit), "value")
    low = format_number(min(there), words, unit)
    if min(there) < max(there) and frame.x(min(there)) - 10 - text_width(low, canvas.size) > frame.left:
        canvas.text(frame.x(min(there)) - 10, baseline, low, "value", "end")


def _that_fit(marks: list[float], frame: _Frame, size: float, words: Words, unit: str) -> list[float]:
    """The marks whose figures stand apart: all, or every second one, and so on."""
    widest = max(text_width(format_number(mark, words, unit), size) for mark in marks) + 8
    apart = abs(frame.x(marks[1]) - frame.x(marks[0])) if len(marks) > 1 else widest
    step = 1
    while apart * step < widest and step < len(marks):
        step += 1
    return [mark for i, mark in enumerate(marks) if i % step == 0]
