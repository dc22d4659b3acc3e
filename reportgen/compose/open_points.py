"""The list of open points of a proof: every `:::{todo}` of the report, numbered, in a part of its own."""

from __future__ import annotations

import dataclasses
from itertools import count
from typing import Any, Final

from reportgen.compose.scene import Scene
from reportgen.document import nodes as n
from reportgen.document.walk import rewrite, walk

PART: Final = "front-open-points"


def with_open_points(parts: tuple[n.Part, ...], scene: Scene) -> tuple[n.Part, ...]:
    """The parts of a proof, its open points with labels, and their list after the front matter.

    Without an open point, and in other profiles, the parts as they are.
    """
    if scene.profile != "proof" or not any(_is_point(node) for part in parts for node in walk(part.blocks)):
        return parts
    following = count(1)

    def label(node: Any) -> Any:
        if not _is_point(node):
            return node
        number = next(following)
        return dataclasses.replace(node, attrs=dataclasses.replace(node.attrs, id=f"todo-{number}"))

    labelled = tuple(rewrite(part, label) for part in parts)
    listed = n.Part(
        PART, "front", (n.Text(scene.words["todo.list"]),), (n.Generated("todos"),), span=parts[0].span
    )
    front = sum(part.kind == "front" for part in parts)
    return (*labelled[:front], listed, *labelled[front:])


def _is_point(node: Any) -> bool:
    return isinstance(node, n.Callout) and node.kind == "todo"
