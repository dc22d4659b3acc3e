"""`Table: caption {#tbl-x}`: a paragraph that a table beside it takes; it ends a table above it."""

from __future__ import annotations

import re
from typing import Final

from markdown_it.rules_block import StateBlock, paragraph

START: Final = re.compile(r"Table:(?=[ \t{\n]|$)[ \t]*")


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    if not START.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]):
        return False
    if silent:
        return state.parentType == "table"
    count = len(state.tokens)
    paragraph(state, start, end, silent)
    state.tokens[count].meta["caption"] = True
    return True
