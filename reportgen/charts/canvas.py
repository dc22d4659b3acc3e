"""The drawing surface of a chart: shapes by their part, painted by class (screen) or by colour (print)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from markupsafe import escape

from reportgen.charts.text import text_width

Palette = Literal["screen", "print"]
Anchor = Literal["start", "middle", "end"]

FONT: Final = "Source Sans 3"
INK, MUTED, GRID, AXIS, PAPER = "#1d2433", "#525b6b", "#d5dae2", "#6b7484", "#ffffff"
SERIES: Final = ("#1f4e8c", "#b5521b", "#2b7a57", "#77459c", "#80651a", "#566173")
"""Colours of series on paper: each at least 4.5:1 on white. On a screen: `--chart-1` … in tokens.css."""

TINTS: Final = (PAPER, "#dbe5f2", "#a9c2e0", "#1f4e8c")
"""Fillings of the tiles of a map, from none to many."""

_TEXT: Final = {
    "label": f'fill="{INK}"',
    "value": f'fill="{INK}" font-weight="600"',
    "tick": f'fill="{MUTED}"',
    "inside": f'fill="{INK}"',
    "reversed": f'fill="{PAPER}"',
}
_LINE: Final = {
    "grid": f'stroke="{GRID}" stroke-width="1"',
    "axis": f'stroke="{AXIS}" stroke-width="1"',
}


def f(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass(slots=True)
class Canvas:
    """Collects shapes. `size` is the type size in the units of the drawing."""

    palette: Palette
    size: float
    parts: list[str] = field(default_factory=list)

    @property
    def line_height(self) -> float:
        return self.size * 1.2

    def text(self, x: float, y: float, text: str, role: str = "label", anchor: Anchor = "start") -> None:
        """One line of text; `y` is its baseline."""
        paint = f'class="c-{role}"' if self.palette == "screen" else _TEXT[role]
        at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self.parts.append(f'<text x="{f(x)}" y="{f(y)}" {paint}{at}>{escape(text)}</text>')

    def tick(self, x: float, y: float, text: str, width: float) -> None:
        """A figure of an axis centred on `x`, moved so as to stay within 0 and `width`."""
        half = text_width(text, self.size) / 2
        if x < half:
            self.text(0, y, text, "tick")
        elif x > width - half:
            self.text(width, y, text, "tick", "end")
        else:
            self.text(x, y, text, "tick", "middle")

    def lines(
        self, x: float, y: float, lines: list[str], role: str = "label", anchor: Anchor = "start"
    ) -> None:
        for i, line in enumerate(lines):
            self.text(x, y + i * self.line_height, line, role, anchor)

    def line(self, x1: float, y1: float, x2: float, y2: float, role: str) -> None:
        paint = f'class="c-{role}"' if self.palette == "screen" else _LINE[role]
        self.parts.append(f'<path d="M{f(x1)} {f(y1)}L{f(x2)} {f(y2)}" {paint}/>')

    def bar(self, x: float, y: float, width: float, height: float, series: int) -> None:
        """A bar; each series has its own filling as well as its own colour."""
        style = series % 4
        if style == 0:
            self.parts.append(self._rect(x, y, width, height, self._fill(series)))
            return
        inset = min(0.75, width / 2, height / 2)
        box = (x + inset, y + inset, width - 2 * inset, height - 2 * inset)
        self.parts.append(self._rect(*box, self._hollow(series)))
        if style == 2:
            self._path(_hatch(*box), self._stroke(series, 1.5))
        elif style == 3:
            self._path(_stripes(*box), self._stroke(series, 1.5))

    def tile(self, x: float, y: float, width: float, height: float, level: int) -> None:
        """A tile of a map: `level` 0 is empty, then one of three tints, the last of them dark."""
        paint = (
            f'class="c-tile-{level}"'
            if self.palette == "screen"
            else f'fill="{TINTS[level]}" stroke="{AXIS}" stroke-width="1"'
        )
        self.parts.append(self._rect(x, y, width, height, paint))

    def arrow(self, x: float, y: float, half: float, series: int) -> None:
        """A point to the right, its base on `x`: what goes on beyond the drawing."""
        self._path(
            f"M{f(x)} {f(y - half)}l{f(half * 1.4)} {f(half)}l{f(-half * 1.4)} {f(half)}z", self._fill(series)
        )

    def marker(self, x: float, y: float, series: int, radius: float = 4.5) -> None:
        """A point: circle, square, triangle, diamond, each hollow the second time round."""
        r = radius
        shapes = (
            f'<circle cx="{f(x)}" cy="{f(y)}" r="{f(r)}" ',
            f'<path d="M{f(x - r)} {f(y - r)}h{f(2 * r)}v{f(2 * r)}h{f(-2 * r)}z" ',
            f'<path d="M{f(x)} {f(y - r * 1.2)}l{f(r * 1.2)} {f(r * 2.1)}h{f(-r * 2.4)}z" ',
            f'<path d="M{f(x)} {f(y - r * 1.3)}l{f(r * 1.3)} {f(r * 1.3)}l{f(-r * 1.3)} {f(r * 1.3)}'
            f'l{f(-r * 1.3)} {f(-r * 1.3)}z" ',
        )
        paint = self._fill(series) if series < 4 else self._hollow(series)
        self.parts.append(f"{shapes[series % 4]}{paint}/>")

    def polyline(self, points: list[tuple[float, float]], series: int) -> None:
        """A line through `points`, with its own dashes."""
        dashes = ("", "8 4", "2 4", "10 3 2 3", "5 3", "1 3")[series % 6]
        path = "M" + "L".join(f"{f(x)} {f(y)}" for x, y in points)
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._path(path, self._stroke(series, 2.5) + dash)

    def swatch(self, x: float, y: float, kind: str, series: int) -> None:
        """The sample of a series in a legend, 24 wide, centred on `y`."""
        if kind in ("bar", "column"):
            self.bar(x, y - 6, 24, 12, series)
            return
        if kind == "line":
            self.polyline([(x, y), (x + 24, y)], series)
        self.marker(x + 12, y, series)

    def _path(self, path: str, paint: str) -> None:
        if path:
            self.parts.append(f'<path d="{path}" {paint}/>')

    @staticmethod
    def _rect(x: float, y: float, width: float, height: float, paint: str) -> str:
        return f'<rect x="{f(x)}" y="{f(y)}" width="{f(width)}" height="{f(height)}" {paint}/>'

    def _fill(self, series: int) -> str:
        i = series % len(SERIES)
        return f'class="c-fill-{i + 1}"' if self.palette == "screen" else f'fill="{SERIES[i]}"'

    def _stroke(self, series: int, width: float) -> str:
        i = series % len(SERIES)
        paint = f'class="c-line-{i + 1}"' if self.palette == "screen" else f'fill="none" stroke="{SERIES[i]}"'
        return f'{paint} stroke-width="{f(width)}"'

    def _hollow(self, series: int) -> str:
        i = series % len(SERIES)
        if self.palette == "screen":
            return f'class="c-hollow-{i + 1}" stroke-width="1.5"'
        return f'fill="{PAPER}" stroke="{SERIES[i]}" stroke-width="1.5"'


def _hatch(x: float, y: float, width: float, height: float, step: float = 5) -> str:
    """Rising diagonals inside a box, as path data."""
    path, offset = "", step
    while offset < width + height:
        x1, y1 = x + max(0.0, offset - height), y + min(offset, height)
        x2, y2 = x + min(offset, width), y + max(0.0, offset - width)
        path += f"M{f(x1)} {f(y1)}L{f(x2)} {f(y2)}"
        offset += step
    return path


def _stripes(x: float, y: float, width: float, height: float, step: float = 4) -> str:
    """Lines along the short side of a box, as path data."""
    path, offset = "", step
    while offset < (width if width >= height else height):
        path += (
            f"M{f(x + offset)} {f(y)}v{f(height)}"
            if width >= height
            else f"M{f(x)} {f(y + offset)}h{f(width)}"
        )
        offset += step
    return path
