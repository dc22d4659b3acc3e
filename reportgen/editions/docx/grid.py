"""A table of the tree laid on a grid: where each cell stands, and how wide the columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text

# Twips a character takes in table text of 9 pt, and the room at the sides of a cell.
_CHARACTER: Final = 98
_PADDING: Final = 240
_LONGEST_WORD: Final = 26
_LONGEST_HEAD: Final = 16
_PREFERRED_LINE: Final = 42
# Shares of the width: from where on a table fills it, how much air a narrow one gets, and its least width.
_FILLS: Final = 0.75
_AIR: Final = 1.15
_NARROWEST: Final = 0.4


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a row: a cell that begins here, or the continuation of one from above, or nothing (`cell`
    None). `span` counts columns."""

    cell: n.Cell | None
    column: int
    span: int
    starts: bool
    continues: bool = False


def lay_out(rows: Sequence[n.Row], columns: int) -> list[list[Spot]]:
    """The spots of each row, from the first column to the last, without gaps or overlaps.

    Spans that leave the table or run into another cell are cut.
    """
    open_spans: dict[int, tuple[n.Cell, int, int]] = {}
    lines: list[list[Spot]] = []
    for index, row in enumerate(rows):
        cells = list(row.cells)
        line: list[Spot] = []
        column = 0
        while column < columns:
            if column in open_spans:
                cell, span, left = open_spans.pop(column)
                line.append(Spot(cell, column, span, False, True))
                if left > 1:
                    open_spans[column] = (cell, span, left - 1)
                column += span
                continue
            if not cells:
                line.append(Spot(None, column, 1, True))
                column += 1
                continue
            cell = cells.pop(0)
            span = _room(cell.colspan, column, columns, open_spans)
            line.append(Spot(cell, column, span, True))
            down = min(cell.rowspan, len(rows) - index)
            if down > 1:
                open_spans[column] = (cell, span, down - 1)
            column += span
        lines.append(line)
    return lines


def _room(
    wanted: int, column: int, columns: int, taken: dict[int, object] | dict[int, tuple[n.Cell, int, int]]
) -> int:
    span = 1
    while span < wanted and column + span < columns and column + span not in taken:
        span += 1
    return span


def column_widths(table: n.Table, columns: int, width: int) -> list[int]:
    """Widths in twips: those asked for, which fill `width`, or what the contents need, at most `width`."""
    if len(table.widths) == columns and sum(table.widths) > 0:
        return _exact(
            _wide_enough([width * share / sum(table.widths) for share in table.widths], table), width
        )
    shares = _needed(table, columns, width)
    return _exact(shares, round(min(width, sum(shares))))


def _wide_enough(widths: list[float], table: n.Table) -> list[float]:
    """Widths with room for the words of the head, taken from the widest column."""
    for spot in (spot for line in lay_out(table.head, len(widths)) for spot in line):
        if spot.cell is None or not spot.starts or spot.span > 1:
            continue
        words = plain_text(spot.cell.children).split()
        longest = max((min(len(word), _LONGEST_HEAD) for word in words), default=0)
        missing = longest * _CHARACTER + _PADDING - widths[spot.column]
        widest = max(range(len(widths)), key=lambda column: widths[column])
        if longest and 0 < missing < widths[widest] / 3 and widest != spot.column:
            widths[widest] -= missing
            widths[spot.column] += missing
    return widths


def _exact(shares: list[float], width: int) -> list[int]:
    total = sum(shares) or 1
    edges = [0]
    running = 0.0
    for share in shares:
        running += share
        edges.append(round(width * running / total))
    return [right - left for left, right in pairwise(edges)]


def _needed(table: n.Table, columns: int, width: int) -> list[float]:
    """The longest word of each column as its least width; the rest shared by the length of the texts."""
    least = [3.0] * columns
    wanted = [3.0] * columns
    for line in (*lay_out(table.head, columns), *lay_out(table.body, columns)):
        for spot in line:
            if spot.cell is None or not spot.starts or spot.span > 1:
                continue
            text = plain_text(spot.cell.children).strip()
            longest = max((len(word) for word in text.split()), default=1)
            least[spot.column] = max(least[spot.column], min(longest, _LONGEST_WORD))
            wanted[spot.column] = max(wanted[spot.column], min(len(text), _PREFERRED_LINE))
    floor = [size * _CHARACTER + _PADDING for size in least]
    spare = width - sum(floor)
    if spare <= 0:
        return floor
    more = [max(0.0, size * _CHARACTER + _PADDING - base) for size, base in zip(wanted, floor, strict=True)]
    if spare <= sum(more):
        return [base + spare * share / sum(more) for base, share in zip(floor, more, strict=True)]
    # A narrow table stays narrow, so that the eye can follow a row; a wide one fills the page.
    natural = sum(floor) + sum(more)
    total = width if natural > width * _FILLS else max(natural * _AIR, width * _NARROWEST)
    stretch = min(width, total) / natural
    return [(base + extra) * stretch for base, extra in zip(floor, more, strict=True)]
