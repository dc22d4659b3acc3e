"""`^[text]`: a footnote written where it is called."""

from __future__ import annotations

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from reportgen.document.markdown.places import push_pair


def rule(state: StateInline, silent: bool) -> bool:
    if silent or not state.src.startswith("^[", state.pos):
        return False
    at = state.pos
    end = parseLinkLabel(state, at + 1)
    if end < 0:
        return False
    push_pair(state, "note", (at + 2, end), at=at, end=end + 1, source=state.src[at + 2 : end])
    state.pos = end + 1
    return True
