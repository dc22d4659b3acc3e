"""The picture that stands for the report where its address is shared (Open Graph, 1200 × 630 pixels)."""

from __future__ import annotations

import re
from typing import Final

from reportgen.charts.png import svg_to_png
from reportgen.charts.text import wrap
from reportgen.document import nodes as n
from reportgen.editions.html.markup import escape
from reportgen.editions.html.summaries import long_date
from reportgen.project import Assets

FILE: Final = "assets/card.png"
WIDTH: Final = 1200
HEIGHT: Final = 630
_LEFT: Final = 84
_INSIDE: Final = WIDTH - 2 * _LEFT
_TITLE_LINES: Final = 4
_COLOUR: Final = re.compile(r"--(band|on-band|on-band-muted):\s*(#[0-9a-fA-F]{6})\s*;")


def share_card(document: n.Document, assets: Assets) -> bytes:
    """The card as a PNG: publisher, title, subtitle, version and date, in the colours of the style sheet."""
    return svg_to_png(share_card_svg(document, assets), WIDTH)


def share_card_svg(document: n.Document, assets: Assets) -> str:
    meta = document.meta
    colours = {"band": "#0c3a4e", "on-band": "#ffffff", "on-band-muted": "#c6dde7"}
    # The first one in the file stands: later ones are of the dark theme.
    colours.update(reversed(_COLOUR.findall(assets.text("styles/tokens.css"))))
    date = long_date(meta.date, meta.lang, document.words)
    version = document.words["html.version"].format(version=meta.version) if meta.version else ""
    foot = " – ".join(text for text in (version, date) if text)
    size, lines = _fitted(meta.title)
    parts = [_line(meta.publisher, 96, 30, colours["on-band-muted"])]
    y = 96.0 + size * 1.25 + 20
    for line in lines:
        parts.append(_line(line, y, size, colours["on-band"], bold=True))
        y += size * 1.15
    y += 6
    room = int((HEIGHT - 110 - y) // 42) + 1
    for line in wrap(meta.subtitle, _INSIDE, 32)[: max(0, room)]:
        parts.append(_line(line, y, 32, colours["on-band-muted"]))
        y += 42
    parts.append(_line(foot, HEIGHT - 52, 28, colours["on-band"]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{colours["band"]}"/>'
        f'<rect width="20" height="{HEIGHT}" fill="{colours["on-band-muted"]}"/>{"".join(parts)}</svg>'
    )


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size in which the title takes four lines at most; the smallest, cut, when there is none."""
    for size in (68, 60, 52, 44):
        lines = wrap(title, _INSIDE, size)
        if len(lines) <= _TITLE_LINES:
            return size, lines
    return size, [*lines[: _TITLE_LINES - 1], f"{lines[_TITLE_LINES - 1]}…"]


def _line(text: str, y: float, size: int, colour: str, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{_LEFT}" y="{y:.0f}" font-size="{size}" fill="{colour}"{weight}>{escape(text)}</text>'
        if text
        else ""
    )
