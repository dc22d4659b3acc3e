"""`^superscript^` and `~subscript~`: no unescaped space inside, as in Pandoc."""

from __future__ import annotations

import re
from typing import Final

from markdown_it.rules_inline import StateInline

from reportgen.document.markdown.places import push_pair

_FORMS: Final = {
    "^": ("sup", re.compile(r"\^((?:\\.|[^\s\\^`<\[\]])+)\^", re.DOTALL)),
    "~": ("sub", re.compile(r"(?<!~)~((?:\\.|[^\s\\~`<\[\]])+)~(?!~)", re.DOTALL)),
}


def rule(state: StateInline, silent: bool) -> bool:
    form = _FORMS.get(state.src[state.pos])
    if form is None or silent:
        return False
    found = form[1].match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    push_pair(state, form[0], found.span(1))
    state.pos = found.end()
    return True
