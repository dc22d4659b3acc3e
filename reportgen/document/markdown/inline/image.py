"""`![text](address "title"){attributes}`: an image, its text parsed in place.

CommonMark 0.31.2, section 6.4. markdown-it's own rule parses the text apart, which loses its places and
the bound on nesting.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_inline import StateInline

from reportgen.document.attributes import Attributes, read_attributes
from reportgen.document.inlines import NO_ATTRS
from reportgen.document.markdown.places import push_pair, push_unreadable

_SPACES: Final = re.compile(r"[ \t\n]*")


class Target(NamedTuple):
    url: str
    title: str
    end: int


def rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("![", state.pos):
        return False
    at, maximum = state.pos, state.posMax
    label_end = parseLinkLabel(state, at + 1, False)
    if label_end < 0:
        return False
    target = _inline_target(state, label_end + 1) or _defined_target(state, at + 2, label_end)
    if target is None:
        return False
    if silent:
        state.pos = target.end
        return True
    found = _attributes(state, target.end, maximum)
    push_pair(
        state,
        "image",
        (at + 2, label_end),
        at=at,
        end=target.end,
        url=target.url,
        title=target.title,
        attrs=found.attrs,
        source=state.src[at + 2 : label_end],
    )
    push_unreadable(state, target.end, found)
    state.pos = found.end
    return True


def _attributes(state: StateInline, pos: int, stop: int) -> Attributes:
    found = None
    if state.src.startswith("{", pos, stop) and not state.src.startswith("{{", pos, stop):
        found = read_attributes(state.src, pos, stop)
    return found or Attributes(NO_ATTRS, pos)


def _inline_target(state: StateInline, pos: int) -> Target | None:
    text, stop = state.src, state.posMax
    if not text.startswith("(", pos, stop):
        return None
    pos = _skip(text, pos + 1, stop)
    url, title = "", ""
    destination = parseLinkDestination(text, pos, stop)
    if destination.ok:
        url, pos = destination.str, destination.pos
        start, pos = pos, _skip(text, pos, stop)
        found = parseLinkTitle(text, pos, stop)
        if pos > start and found.ok:
            title, pos = found.str, _skip(text, found.pos, stop)
    return Target(url, title, pos + 1) if text.startswith(")", pos, stop) else None


def _defined_target(state: StateInline, label_start: int, label_end: int) -> Target | None:
    """Full, collapsed or shortcut reference: `![text][label]`, `![text][]`, `![text]`."""
    label, end = state.src[label_start:label_end], label_end + 1
    if state.src.startswith("[", end, state.posMax):
        close = parseLinkLabel(state, end)
        if close >= 0:
            label, end = state.src[end + 1 : close] or label, close + 1
    found = state.env.get("references", {}).get(normalizeReference(label))
    return Target(found["href"], found["title"], end) if found else None


def _skip(text: str, pos: int, stop: int) -> int:
    found = _SPACES.match(text, pos, stop)
    return found.end() if found else pos
