"""`@fig-x` in running text: a reference. Any other word after `@` stays text (`@ministere`)."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from reportgen.document.markdown.inline.labels import KEY, LABEL, begins_word, is_label, lookalike
from reportgen.document.markdown.places import push, push_problem


def rule(state: StateInline, silent: bool) -> bool:
    at = state.pos
    if silent or state.src[at] != "@" or not begins_word(state.src, at):
        return False
    found = LABEL.match(state.src, at + 1, state.posMax)
    if found is None:
        return False
    if is_label(found[0]):
        push(state, "reference", at, found.end(), parts=((at, found[0]),)).content = state.src[
            at : found.end()
        ]
        state.pos = found.end()
        return True
    if meant := lookalike(found[0]):
        push_problem(state, at, found.end(), "MD041", label=found[0], suggestion=f"@{meant}")
        state.pos = found.end()
        return True
    key = KEY.match(state.src, at + 1, state.posMax)
    state.append_pending(state.src[at : key.end() if key else found.end()])
    state.pos = key.end() if key else found.end()
    return True
