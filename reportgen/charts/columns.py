"""Charts whose categories lie along the bottom: columns, and lines over time."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.charts.canvas import Canvas
from reportgen.charts.numbers import Words, format_number, ticks
from reportgen.charts.text import longest_word, text_width, wrap
from reportgen.document.nodes import Chart

HEIGHT, NARROW_HEIGHT = 260.0, 220.0
_LINES = 3


@dataclass(frozen=True, slots=True)
class _Frame:
    """The plot: `left` to `right`, `top` to `bottom`, for values `low` to `high` and `count` categories."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    count: int

    @property
    def band(self) -> float:
        return (self.right - self.left) / max(1, self.count)

    def x(self, index: int) -> float:
        return self.left + self.band * (index + 0.5)

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) * (self.bottom - self.top) / (self.high - self.low)


def fits_columns(chart: Chart, width: float, size: float) -> bool:
    """Whether the labels of `chart` fit below columns; otherwise rows show them better."""
    if _is_scale(chart):
        return len(chart.categories) * len(chart.series) * 6 <= width
    band = (width - 40) / max(1, len(chart.categories)) - 6
    return all(longest_word(c, size) <= band and len(wrap(c, band, size)) <= _LINES for c in chart.categories)


def draw_columns(chart: Chart, canvas: Canvas, width: float, top: float, words: Words, narrow: bool) -> float:
    """Draw `chart` below `top`; returns the height reached. Lines carry their names when there is room."""
    size = canvas.size
    short = chart.unit if len(chart.unit) <= 2 else ""
    marks = ticks(v for s in chart.series for v in s.values)
    left = max(text_width(format_number(m, words, short), size) for m in marks) + 8
    names = chart.kind == "line" and len(chart.series) > 1 and not narrow
    right = min(width * 0.3, max(text_width(s.name, size) for s in chart.series) + 12) if names else 4.0
    height = NARROW_HEIGHT if narrow else HEIGHT
    top += size
    frame = _Frame(left, width - right, top, top + height, marks[0], marks[-1], len(chart.categories))
    for mark in marks:
        y = frame.y(mark)
        canvas.line(left, y, frame.right, y, "axis" if mark == 0 else "grid")
        canvas.text(left - 8, y + size * 0.35, format_number(mark, words, short), "tick", "end")
    if chart.kind == "line":
        _draw_lines(chart, canvas, frame, words, short)
        if names:
            _names(chart, canvas, frame, width)
    else:
        _draw_bars(chart, canvas, frame, words, short)
    return _bottom_labels(chart, canvas, frame, width)


def _draw_bars(chart: Chart, canvas: Canvas, frame: _Frame, words: Words, unit: str) -> None:
    count = len(chart.series)
    thickness = min(48.0, (frame.band * 0.72 - 2 * (count - 1)) / count)
    total = count * thickness + 2 * (count - 1)
    shown = [[format_number(v, words, unit) for v in s.values] for s in chart.series]
    room = thickness + 2 if count > 1 else frame.band - 2
    labelled = all(text_width(text, canvas.size) <= room for row in shown for text in row)
    for s, series in enumerate(chart.series):
        for i, value in enumerate(series.values[: frame.count]):
            x = frame.x(i) - total / 2 + s * (thickness + 2)
            end, zero = frame.y(value or 0), frame.y(0)
            if value:
                canvas.bar(x, min(end, zero), thickness, abs(zero - end), s)
            if labelled and value != 0:
                y = end + canvas.size * 1.1 if (value or 0) < 0 else end - 5
                role = "tick" if value is None else "value"
                canvas.text(x + thickness / 2, y, shown[s][i], role, "middle")


def _draw_lines(chart: Chart, canvas: Canvas, frame: _Frame, words: Words, unit: str) -> None:
    for s, series in enumerate(chart.series):
        for run in _runs(series.values[: frame.count]):
            points = [(frame.x(i), frame.y(v)) for i, v in run]
            if len(points) > 1:
                canvas.polyline(points, s)
            for x, y in points:
                canvas.marker(x, y, s)
    if len(chart.series) > 1:
        return
    shown = [
        (i, v, format_number(v, words, unit)) for i, v in enumerate(chart.series[0].values) if v is not None
    ]
    if all(text_width(text, canvas.size) <= frame.band - 2 for _, _, text in shown):
        for k, (i, value, text) in enumerate(shown):
            before = shown[k - 1][1] if k else value
            after = shown[k + 1][1] if k + 1 < len(shown) else value
            _value_label(canvas, frame.x(i), frame.y(value), text, before - value, after - value)


def _value_label(canvas: Canvas, x: float, y: float, text: str, before: float, after: float) -> None:
    """The figure of a point, on the side where the line is not; `before` and `after`: how much higher."""
    if before >= 0 and after >= 0 and before + after > 0:
        canvas.text(x, y + canvas.size + 8, text, "value", "middle")
    elif after > 0:
        canvas.text(x + 3, y - 9, text, "value", "end")
    elif before > 0:
        canvas.text(x - 3, y - 9, text, "value", "start")
    else:
        canvas.text(x, y - 9, text, "value", "middle")


def _runs(values: tuple[float | None, ...]) -> list[list[tuple[int, float]]]:
    """Stretches of known values: a line is broken where a value is missing."""
    runs: list[list[tuple[int, float]]] = [[]]
    for i, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((i, value))
    return [run for run in runs if run]


def _names(chart: Chart, canvas: Canvas, frame: _Frame, width: float) -> None:
    """The name of each line at its end, moved apart where two would touch."""
    ends: list[tuple[float, list[str]]] = []
    left = frame.right - frame.band / 2 + 12
    for series in chart.series:
        last = next((v for v in reversed(series.values[: frame.count]) if v is not None), 0.0)
        ends.append((frame.y(last), wrap(series.name, width - left, canvas.size)))
    free = frame.top
    for y, lines in sorted(ends, key=lambda end: end[0]):
        height = len(lines) * canvas.line_height
        y = max(free, y - height / 2)
        canvas.lines(left, y + canvas.size * 0.9, lines, "value")
        free = y + height


def _is_scale(chart: Chart) -> bool:
    """Categories such as years: a reader can fill in the ones that are not written."""
    return all(c.replace("-", "").replace("/", "").isdigit() for c in chart.categories)


def _thinned(chart: Chart, band: float, size: float) -> list[tuple[int, str]]:
    """The labels that stand apart: all, or every 2nd, 5th, 10th…, of years the round ones."""
    widest = max(text_width(c, size) for c in chart.categories) + 8
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if s * band >= widest or s == 1000)
    rank = [int(c) if c.isdecimal() else i for i, c in enumerate(chart.categories)]
    return [(i, c) for i, c in enumerate(chart.categories) if rank[i] % step == 0]


def _bottom_labels(chart: Chart, canvas: Canvas, frame: _Frame, width: float) -> float:
    size, baseline = canvas.size, frame.bottom + canvas.line_height + 2
    if _is_scale(chart) or chart.kind == "line":
        for i, category in _thinned(chart, frame.band, size):
            canvas.tick(frame.x(i), baseline, category, width)
        return baseline + size * 0.4
    most = 1
    for i, category in enumerate(chart.categories):
        lines = wrap(category, frame.band - 6, size)
        most = max(most, len(lines))
        canvas.lines(frame.x(i), baseline, lines, "tick", "middle")
    return baseline + (most - 1) * canvas.line_height + size * 0.4
