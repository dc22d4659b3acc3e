"""Pipe tables: a header row, a line of dashes, body rows (GitHub Flavored Markdown, section 4.10).

Two differences: backslashes count in pairs before `|`, so that `\\\\|` is a backslash and a new cell; and
cells beyond the last column are kept in `meta["extra"]`, to be reported instead of lost.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from reportgen.document.markdown.places import Stretch

_DELIMITERS: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE: Final = re.compile(r"(?<!\\)(\\*)\|")
# Bounds what short rows can be made to grow into (the same bound as markdown-it's own rule).
MAX_PADDED_CELLS: Final = 0x10000


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent:
        return False
    if state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    delimiters = _line(state, start + 1)
    if ("|" not in delimiters and ":" not in delimiters) or not _DELIMITERS.match(delimiters):
        return False
    if "|" not in (header := _line(state, start)):
        return False
    aligns = [_align(cell) for cell in delimiters.strip().strip("|").split("|")]
    cells = split_row(header, _at(state, start))
    if silent:
        return len(cells) == len(aligns)
    if len(cells) != len(aligns):
        return _report_mismatch(state, start, len(cells), len(aligns))
    opening = state.push("table_open", "", 1)
    opening.meta = {"aligns": aligns, "at": _at(state, start)}
    _push_row(state, start, cells, len(aligns))
    old_parent, state.parentType = state.parentType, "table"
    line, padded = start + 2, 0
    while line < end and _goes_on(state, line, end):
        cells = split_row(_line(state, line), _at(state, line))
        padded += max(0, len(aligns) - len(cells))
        if padded > MAX_PADDED_CELLS:
            break
        _push_row(state, line, cells, len(aligns))
        line += 1
    state.parentType = old_parent
    state.push("table_close", "", -1)
    opening.map = [start, line]
    state.line = line
    return True


class Cell(NamedTuple):
    """The content of a cell, the places of its stretches, and its source (with `\\\\|` as typed)."""

    content: str
    places: tuple[Stretch, ...]
    source: str


def split_row(text: str, at: int) -> list[Cell]:
    """The cells of a line that stands at offset `at`, each with the places of its content."""
    edges = [-1] if not text.lstrip().startswith("|") else []
    edges += [hit.end() - 1 for hit in _PIPE.finditer(text) if len(hit[1]) % 2 == 0]
    if len(edges) == 1 or text[edges[-1] + 1 :].strip():
        edges.append(len(text))
    return [_cell(text, left + 1, right, at) for left, right in pairwise(edges)]


def _cell(text: str, left: int, right: int, at: int) -> Cell:
    raw = text[left:right]
    content = mdTrim(raw)
    left += raw.index(content) if content else 0
    parts: list[str] = []
    places: list[Stretch] = [(0, at + left)]
    done = length = 0
    for hit in _PIPE.finditer(content):
        parts.append(content[done : hit.end() - 2])
        length += len(parts[-1])
        done = hit.end() - 1
        places.append((length, at + left + done))
    parts.append(content[done:])
    return Cell("".join(parts), tuple(places), content)


def _push_row(state: StateBlock, line: int, cells: list[Cell], columns: int) -> None:
    row = state.push("tr_open", "", 1)
    row.map = [line, line + 1]
    row.meta = {"given": len(cells), "extra": cells[columns:]}
    for cell in cells[:columns]:
        token = state.push("inline", "", 0)
        token.map, token.content, token.children = [line, line + 1], cell.content, []
        token.meta.update(places=cell.places, source=cell.source)
    state.push("tr_close", "", -1)


def _report_mismatch(state: StateBlock, start: int, header: int, dashes: int) -> bool:
    """Not a table; a token without lines remembers why."""
    token = state.push("mismatch", "", 0)
    token.meta = {
        "at": _at(state, start + 1),
        "code": "MD020",
        "params": {"header": header, "dashes": dashes},
    }
    return False


def _goes_on(state: StateBlock, line: int, end: int) -> bool:
    if state.sCount[line] < state.blkIndent or state.is_code_block(line) or not mdTrim(_line(state, line)):
        return False
    return not any(ends(state, line, end, True) for ends in state.md.block.ruler.getRules("blockquote"))


def _at(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _line(state: StateBlock, line: int) -> str:
    return state.src[_at(state, line) : state.eMarks[line]]


def _align(cell: str) -> str:
    cell = cell.strip()
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get(
        (cell.startswith(":"), cell.endswith(":")), ""
    )
