"""`[^x]`: a call to the footnote defined as `[^x]: …`."""

from __future__ import annotations

import re
from typing import Final

from markdown_it.rules_inline import StateInline

from reportgen.document.markdown.places import push

_CALL: Final = re.compile(r"\[\^([^\s\[\]^]+)\]")


def rule(state: StateInline, silent: bool) -> bool:
    if silent or not state.src.startswith("[^", state.pos):
        return False
    found = _CALL.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    push(state, "note_call", state.pos, found.end(), label=found[1]).content = found[0]
    state.pos = found.end()
    return True
