"""Pairs `:::` lines: an opening line with the closing one that belongs to it.

A closing line ends the innermost open fence with as many colons; failing that, the innermost one, if it
has fewer. What is still open inside a fence that ends was never closed: reported at its opening line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from markdown_it.token import Token

from reportgen.document.reading.context import Context
from reportgen.document.reading.nesting import Nest

MAX_DEPTH: Final = 12


@dataclass(slots=True)
class Fence:
    """An opening line with what stands between it and its closing line."""

    token: Token
    children: list[Nest | Fence] = field(default_factory=list)


def pair(items: Sequence[Nest], context: Context) -> list[Nest | Fence]:
    """`items` with every run between `:::` lines gathered in its fence."""
    root: list[Nest | Fence] = []
    stack: list[Fence] = []
    counts: Counter[int] = Counter()

    def inside() -> list[Nest | Fence]:
        return stack[-1].children if stack else root

    def close(line: int | None) -> None:
        fence = stack.pop()
        counts[fence.token.meta["count"]] -= 1
        if line is None:
            report_unclosed(fence.token, context)
        elif fence.token.map:
            fence.token.map[1] = line

    for item in items:
        if item.type == "colons":
            fence = Fence(item.token)
            if "options" in item.token.meta:
                inside().append(fence)
                if not item.token.meta["closed"]:
                    report_unclosed(item.token, context)
                continue
            if len(stack) < MAX_DEPTH:
                inside().append(fence)
            else:
                # Too deep: its content joins what is around it.
                fence.children = inside()
                context.report("MD013", item.token.meta["at"], limit=MAX_DEPTH)
            stack.append(fence)
            counts[item.token.meta["count"]] += 1
        elif item.type == "colons_close":
            count, line = item.token.meta["count"], (item.token.map or [0, 0])[1]
            if counts[count]:
                while stack[-1].token.meta["count"] != count:
                    close(None)
                close(line)
            elif stack and stack[-1].token.meta["count"] < count:
                close(line)
            else:
                context.report("MD015", item.token.meta["at"])
        else:
            inside().append(item)
    last = len(context.line_starts)
    while stack:
        if stack[-1].token.map:
            stack[-1].token.map[1] = max(stack[-1].token.map[1], min(last, _end_of(stack[-1])))
        close(None)
    return root


def _end_of(fence: Fence) -> int:
    ends = [child.token.map[1] for child in fence.children if child.token.map]
    return max(ends, default=0)


def report_unclosed(token: Token, context: Context) -> None:
    context.report("MD010", token.meta["at"], text=token.content[:40])
