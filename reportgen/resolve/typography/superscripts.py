"""FR-40: the letters of French ordinals and titles as superscripts (1er, XIXe, no 5, Mme), when rendering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_END = r"(?=[\s.,;:!?…)\]»’-]|$)"
_PATTERN: Final = re.compile(
    rf"\b(?:(?P<first>1(?P<first_up>ers?|res?))"
    rf"|(?:2)(?P<second_up>nde?s?)"
    rf"|(?:\d+|[IVXLC]{{2,}}|[VX])(?P<rank_up>es?){_END}"
    rf"|M(?P<title_up>mes?|lles?)(?=[\s\u00a0])"
    rf"|[Nn](?P<number_up>°)(?=[\s\u00a0\d]))(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Raised:
    """The characters `start` to `end` are raised, and shown as `text`."""

    start: int
    end: int
    text: str


def superscripts(text: str) -> Iterator[Raised]:
    """Where letters are raised in a French text already typeset."""
    for match in _PATTERN.finditer(text):
        name = next(name for name, value in match.groupdict().items() if value and name.endswith("_up"))
        start, end = match.span(name)
        yield Raised(start, end, "o" if name == "number_up" else match[name])
