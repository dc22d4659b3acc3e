"""A flat run of tokens as a forest: each opening token with what stands before its closing one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from markdown_it.token import Token

MAX_DEPTH: Final = 30


@dataclass(slots=True)
class Nest:
    token: Token
    children: list[Nest] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The token's type without `_open`."""
        return self.token.type.removesuffix("_open")


def nest(tokens: Iterable[Token]) -> list[Nest]:
    """The forest of balanced tokens."""
    levels: list[list[Nest]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            levels.pop()
            continue
        levels[-1].append(Nest(token))
        if token.nesting > 0:
            levels.append(levels[-1][-1].children)
    return levels[0]


def nest_inlines(tokens: Iterable[Token]) -> tuple[list[Nest], bool]:
    """The forest of the tokens of one leaf, and whether it is cut: deeper pairs leave what they hold."""
    levels: list[list[Nest]] = [[]]
    cut = False
    for token in tokens:
        if token.nesting < 0:
            levels.pop()
        elif token.nesting > 0 and len(levels) > MAX_DEPTH:
            levels.append(levels[-1])
            cut = True
        else:
            levels[-1].append(Nest(token))
            if token.nesting > 0:
                levels.append(levels[-1][-1].children)
    return levels[0], cut
