"""Checks that links inside the report lead somewhere; one that doesn't becomes its text."""

from __future__ import annotations

import dataclasses
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import rewrite, walk
from reportgen.resolve.context import PassContext
from reportgen.resolve.references import nearest
from reportgen.resolve.tree import place_of


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document without dead `InternalLink`s, each reported (REF004). Runs when all labels are known."""
    labels = document.labels

    def dead(node: object) -> bool:
        return isinstance(node, n.InternalLink) and node.target not in labels

    def targets(part: n.Part) -> frozenset[str]:
        links = walk(tuple(context.kinds.holders(part, n.InternalLink)))
        return frozenset(node.target for node in links if isinstance(node, n.InternalLink))

    def checked(part: n.Part) -> n.Part:
        def unlink(node: Any) -> Any:
            if not dead(node):
                return node
            near = nearest(node.target, labels)
            context.diagnostics.add("REF004", place_of(node, part), suggestion=near, id=node.target)
            return node.children

        known = context.memo.of("targets", (part,), targets) <= labels.keys()
        return part if known else rewrite(part, unlink)

    return dataclasses.replace(document, parts=tuple(checked(part) for part in document.parts))
