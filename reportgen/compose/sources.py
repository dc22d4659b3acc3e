"""The sources of a fiche: its list keeps the numbers of the record; each is a label `<part>-s<n>`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import rewrite
from reportgen.inventory import LocalFiche

CLASS = "sources"


def numbered_sources(blocks: n.Blocks, fiche: LocalFiche, part_id: str) -> n.Blocks:
    """`blocks` with the list in the div `.sources` numbered and labelled as in the record."""

    def change(node: Any) -> Any:
        if isinstance(node, n.Div) and CLASS in node.attrs.classes:
            return dataclasses.replace(node, children=tuple(_lists(node.children, fiche, part_id)))
        return node

    return rewrite(n.Div(blocks), change).children


def _lists(blocks: n.Blocks, fiche: LocalFiche, part_id: str) -> Iterator[n.Block]:
    numbers = [source.n for source in fiche.sources]
    for block in blocks:
        if not isinstance(block, n.List) or len(block.items) != len(numbers):
            yield block
            continue
        items = [
            dataclasses.replace(item, attrs=dataclasses.replace(item.attrs, id=f"{part_id}-s{number}"))
            for item, number in zip(block.items, numbers, strict=True)
        ]
        start = 0
        for end in range(1, len(items) + 1):
            # A gap in the numbers begins a new list, so that each item keeps its own.
            if end == len(items) or numbers[end] != numbers[end - 1] + 1:
                run = tuple(items[start:end])
                yield dataclasses.replace(block, items=run, ordered=True, start=numbers[start])
                start = end
