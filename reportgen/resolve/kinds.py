"""Which types of node stand in a tree, so that a pass need not walk through what holds nothing for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from reportgen.document import nodes as n
from reportgen.document.walk import Enter, Leave, child_fields, over, walk

C = TypeVar("C")


@dataclass(slots=True)
class Kinds:
    """The types of node in each block, kept while the block is: most passes leave most blocks alone."""

    _seen: dict[int, tuple[object, frozenset[type]]] = field(default_factory=dict)
    _before: dict[int, tuple[object, frozenset[type]]] = field(default_factory=dict)

    def turn(self) -> None:
        """Begin another round: forget the nodes that the last one did not ask for."""
        self._before, self._seen = self._seen, {}

    def of(self, node: Any) -> frozenset[type]:
        """The types of `node` and of everything in it."""
        known = self._seen.get(id(node))
        if known is None:
            # The node is kept beside its types, so that no other can come to have its identity.
            known = self._before.get(id(node)) or (node, frozenset(map(type, walk(node))))
            self._seen[id(node)] = known
        return known[1]

    def has(self, part: n.Part, *wanted: type) -> bool:
        """Whether a node of one of these types stands in the title, blocks or notes of `part`."""
        return any(
            not self.of(item).isdisjoint(wanted)
            for name in child_fields(part)
            for item in _items(getattr(part, name))
        )

    def holders(self, part: n.Part, *wanted: type) -> list[Any]:
        """The nodes directly in `part` that hold or are one of these types, in reading order."""
        return [
            item
            for name in child_fields(part)
            for item in _items(getattr(part, name))
            if not self.of(item).isdisjoint(wanted)
        ]

    def transform(
        self, part: n.Part, wanted: tuple[type, ...], context: C, enter: Enter[C], leave: Leave[C]
    ) -> n.Part:
        """`walk.transform` for a pass that only changes nodes of the types `wanted`, and for which what
        holds none of them need not be seen."""

        def transformed(items: tuple[Any, ...], inner: C) -> tuple[Any, ...]:
            made: list[Any] = []
            same = True
            for item in items:
                if self.of(item).isdisjoint(wanted):
                    made.append(item)
                    continue
                new = over((item,), inner, enter, leave)
                same = same and len(new) == 1 and new[0] is item
                made.extend(new)
            return items if same else tuple(made)

        inner = enter(part, context)
        return _with_changes(part, lambda items: transformed(items, inner))


def _items(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _with_changes(part: n.Part, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> n.Part:
    title, blocks, notes = change(part.title), change(part.blocks), change(part.notes)
    if title is part.title and blocks is part.blocks and notes is part.notes:
        return part
    return dataclasses.replace(part, title=title, blocks=blocks, notes=notes)
