"""Lines nested deeper than anyone reads: kept as text and reported, where markdown-it would drop them."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_block import StateBlock

MAX_DEPTH: Final = 20


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < MAX_DEPTH or silent:
        return False
    line = start
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    line = max(line, start + 1)
    token = state.push("literal", "", 0)
    token.map = [start, line]
    token.content = state.getLines(start, line, state.blkIndent, False).strip()
    token.meta = {
        "at": state.bMarks[start] + state.tShift[start],
        "code": "MD013",
        "params": {"limit": MAX_DEPTH},
    }
    state.line = line
    return True
