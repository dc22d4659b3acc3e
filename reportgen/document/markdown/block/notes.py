"""Footnote definitions `[^x]: text`: the rule of the footnote plugin, left in place, with its position."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from mdit_py_plugins.footnote.index import footnote_def


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    count, at = len(state.tokens), state.bMarks[start] + state.tShift[start]
    if not footnote_def(state, start, end, silent):
        return False
    if not silent:
        state.tokens[count].meta["at"] = at
    return True
