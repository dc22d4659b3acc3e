"""`[text]{lang=en .class index="term"}`: a stretch of text with attributes."""

from __future__ import annotations

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from reportgen.document.attributes import read_attributes
from reportgen.document.markdown.places import push_pair, push_unreadable


def rule(state: StateInline, silent: bool) -> bool:
    # In validation a span is only its text: else markdown-it would not let a link hold one.
    if silent or state.src[state.pos] != "[":
        return False
    at, maximum = state.pos, state.posMax
    end = parseLinkLabel(state, at)
    if end < 0 or not state.src.startswith("{", end + 1) or state.src.startswith("{{", end + 1):
        return False
    found = read_attributes(state.src, end + 1, maximum)
    if found is None:
        return False
    push_pair(state, "styled", (at + 1, end), at=end + 1, end=found.end, attrs=found.attrs)
    push_unreadable(state, end + 1, found)
    state.pos = found.end
    return True
