"""Keeping the place of what rules find: markdown-it itself keeps lines only, and none inside a paragraph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reportgen.document.attributes import Attributes
from reportgen.document.inlines import NO_ATTRS

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

Stretch = tuple[int, int]
"""An offset in the content of an inline token, and the offset in the whole text that it comes from."""

_TAKES_PLACE: Final = frozenset({"link_open", "html_inline", "text_special"})


def placed(rule: BlockRule) -> BlockRule:
    """`rule`, with `meta["places"]` on the inline tokens it makes: where each line of content comes from."""

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for index in range(count, len(state.tokens)):
            token = state.tokens[index]
            if token.type == "inline" and "places" not in token.meta:
                token.meta["places"] = _stretches(state, token, state.tokens[index - 1])
        return True

    return run


def _stretches(state: StateBlock, token: Token, opening: Token) -> tuple[Stretch, ...]:
    first, last = token.map or [0, 0]
    starts = [state.bMarks[line] + state.tShift[line] for line in range(first, max(last, first + 1))]
    if opening.markup.startswith("#"):
        starts[0] += len(opening.markup)
    # Whitespace that only trimming removes (a line of no-break spaces) has no content line.
    while len(starts) > 1 and not state.src[starts[0] : starts[1]].strip(MD_TRIM_CHARS):
        starts.pop(0)
    text = state.src
    while starts[0] < len(text) and text[starts[0]] in MD_TRIM_CHARS and text[starts[0]] != "\n":
        starts[0] += 1
    stretches: list[Stretch] = []
    offset = 0
    for start, line in zip(starts, token.content.split("\n"), strict=False):
        stretches.append((offset + len(line) - len(line.lstrip(" \t")), start))
        offset += len(line) + 1
    return tuple(stretches)


def kept_place(rule: InlineRule) -> InlineRule:
    """`rule`, with `meta["at"]` and `meta["end"]` on the token it makes: its offsets in the content."""

    def run(state: StateInline, silent: bool) -> bool:
        at, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[count:]:
                if token.type in _TAKES_PLACE and "at" not in token.meta:
                    token.meta["at"], token.meta["end"] = at, state.pos
                    break
        return True

    return run


def push(state: StateInline, kind: str, at: int, end: int, **meta: object) -> Token:
    """Push a token without content of its own, with its place."""
    token = state.push(kind, "", 0)
    token.meta = {"at": at, "end": end, **meta}
    return token


def push_problem(state: StateInline, at: int, end: int, code: str, **params: object) -> None:
    """Push what cannot be read as text, with the finding to report about it."""
    token = push(state, "problem", at, end, code=code, params=params)
    token.content = state.src[at:end]


def push_unreadable(state: StateInline, at: int, found: Attributes) -> None:
    """Push a finding about attributes; their text too when none of them could be read."""
    if found.error:
        push_problem(state, at, found.end, "MD030", text=found.error)
        if found.attrs != NO_ATTRS:
            state.tokens[-1].content = ""


def push_pair(state: StateInline, kind: str, inner: Stretch, **meta: object) -> Token:
    """Push `kind`_open, the inlines between the two offsets of `inner`, and `kind`_close."""
    maximum = state.posMax
    opening = state.push(f"{kind}_open", "", 1)
    opening.meta.update(meta)
    state.pos, state.posMax = inner
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", "", -1)
    state.posMax = maximum
    return opening
