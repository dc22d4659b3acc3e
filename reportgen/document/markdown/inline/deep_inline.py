"""Inlines nested deeper than anyone reads: the rest stays text and is reported."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_inline import StateInline

from reportgen.document.markdown.places import push_problem

MAX_DEPTH: Final = 20


def rule(state: StateInline, silent: bool) -> bool:
    if state.level < MAX_DEPTH or silent:
        return False
    push_problem(state, state.pos, state.posMax, "MD013", limit=MAX_DEPTH)
    state.pos = state.posMax
    return True
