"""The source numbers that texts cite: `[@s2]`, `[voir @s2, p. 4 ; @s3]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CODE = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_BRACKETS = re.compile(r"(?<!\\)\[([^\[\]]*)\](?!\()")
_SOURCE = re.compile(r"(?<![\w\\@.])@s([0-9]+)(?![\w-])")


class Cited(NamedTuple):
    """A call of source `number`, at `line` and `col` of the text, from 1."""

    number: int
    line: int
    col: int


def cited_sources(text: str) -> Iterator[Cited]:
    """The calls of numbered sources in a Markdown text, code left out."""
    visible = _CODE.sub(lambda hit: re.sub(r"[^\n]", " ", hit[0]), text)
    for group in _BRACKETS.finditer(visible):
        for hit in _SOURCE.finditer(group[1]):
            start = group.start(1) + hit.start()
            line = visible.count("\n", 0, start) + 1
            yield Cited(int(hit[1][:9]), line, start - visible.rfind("\n", 0, start))
