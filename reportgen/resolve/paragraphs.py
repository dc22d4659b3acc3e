"""Gives paragraphs their human numbers: 2.14 in a chapter, F31.3 in a fiche, A.2 in an annex.

Only what is written counts: paragraphs made by later passes (back-links, bibliography) have no number.
The count is that of the document order, so two languages of the same structure get the same numbers.
"""

from __future__ import annotations

import dataclasses
from itertools import count
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import transform
from reportgen.resolve.context import PassContext
from reportgen.resolve.tree import is_aside, with_id

PREFIXES = {"chapter": "", "annex": "", "fiche": "F"}
UNCOUNTED = (n.Table, n.List, n.DefinitionList, n.Figure, n.Footnote)


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document whose paragraphs outside tables, lists, definitions and notes have a number and an id."""
    parts = (context.memo.of("paragraphs", (part,), _number) for part in document.parts)
    return dataclasses.replace(document, parts=tuple(parts))


def _number(part: n.Part) -> n.Part:
    if part.kind not in PREFIXES or not part.number:
        return part
    prefix = PREFIXES[part.kind] + part.number
    following = count(1)

    def leave(node: Any, counted: bool) -> Any:
        if not counted or not isinstance(node, n.Paragraph):
            return node
        number = f"{prefix}.{next(following)}"
        if not node.attrs.id:
            node = with_id(node, f"par-{number.replace('.', '-')}")
        return dataclasses.replace(node, number=number)

    return transform(part, True, _enter, leave)


def _enter(node: Any, counted: bool) -> bool:
    return counted and not isinstance(node, UNCOUNTED) and not is_aside(node)
