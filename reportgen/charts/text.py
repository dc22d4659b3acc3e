"""How wide text is, and where its lines break, without a renderer."""

from __future__ import annotations

from reportgen.charts.widths import UNKNOWN, WIDTHS

_SLACK = 1.08  # a reader's fallback face may be wider than ours


def text_width(text: str, size: float) -> float:
    """The width of `text` set at `size`, in the unit of `size`; never less than it takes in our faces."""
    thousandths = sum(WIDTHS.get(c, 1000 if ord(c) >= 0x2E80 else UNKNOWN) for c in text)
    return thousandths * size * _SLACK / 1000


def wrap(text: str, width: float, size: float) -> list[str]:
    """`text` in lines no wider than `width`: broken at spaces, and inside a word only when it is wider."""
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        joined = f"{current} {word}" if current else word
        if text_width(joined, size) <= width:
            current = joined
            continue
        if current:
            lines.append(current)
        *full, current = _cut(word, width, size)
        lines += full
    return [*lines, current] if current else lines


def _cut(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def longest_word(text: str, size: float) -> float:
    return max((text_width(word, size) for word in text.split(" ")), default=0.0)
