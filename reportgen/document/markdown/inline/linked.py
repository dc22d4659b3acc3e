"""`[text](address "title"){lang=en}`: markdown-it's rule of links, then attributes for their text."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline, link

from reportgen.document.attributes import read_attributes
from reportgen.document.markdown.places import kept_place, push_unreadable

_link = kept_place(link)


def rule(state: StateInline, silent: bool) -> bool:
    count = len(state.tokens)
    if not _link(state, silent):
        return False
    at = state.pos
    if not state.src.startswith("{", at, state.posMax) or state.src.startswith("{{", at):
        return True
    found = read_attributes(state.src, at, state.posMax)
    if found is None:
        return True
    state.pos = found.end
    if silent:
        return True
    opening = next(token for token in state.tokens[count:] if token.type == "link_open")
    opening.meta.update(attrs=found.attrs, attrs_at=at)
    push_unreadable(state, at, found)
    return True
