"""`{{ expression }}`: a value computed from the records."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from reportgen.document.markdown.places import push, push_problem


def rule(state: StateInline, silent: bool) -> bool:
    at = state.pos
    if silent or not state.src.startswith("{{", at) or state.env.get("unclosed_in") is state.src:
        return False
    end = state.src.find("}}", at + 2, state.posMax)
    if end < 0:
        # One finding a paragraph, and no further search in it.
        state.env["unclosed_in"] = state.src
        push_problem(state, at, at + 2, "MD031")
        state.pos = at + 2
        return True
    expression = " ".join(state.src[at + 2 : end].split())
    push(state, "computed", at, end + 2, expression=expression).content = state.src[at : end + 2]
    state.pos = end + 2
    return True
