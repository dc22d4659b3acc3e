"""What is new or changed in a document since an earlier draft: a class on each paragraph, for its margin."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.units import Unit
from reportgen.document.walk import rewrite, walk

CHANGED: Final = "changed"

Texts = Mapping[str, Counter[str]]
"""For each part, the hashes of its texts, each as often as it stands there."""


def texts_of(document: n.Document) -> Texts:
    """The texts of a finished document, to compare a later one with.

    By part and not by file, so that a paragraph that moves inside its part is no change.
    """
    return {part.id: Counter(unit.hash for unit in _units(part)) for part in document.parts}


def with_changes_marked(document: n.Document, before: Texts) -> tuple[n.Document, int]:
    """The document with the class `changed` on each block whose text `before` has not, and how many.

    A part that is new is marked as a whole. Titles, captions and cells belong to the block that holds them.
    """
    count = 0

    def marked(part: n.Part) -> n.Part:
        left = Counter(before.get(part.id, Counter()))

        def mark(node: Any) -> Any:
            nonlocal count
            unit = getattr(node, "unit", None)
            if not isinstance(unit, Unit) or not isinstance(node, n.Paragraph | n.Heading):
                return node
            if left[unit.hash] > 0:
                left[unit.hash] -= 1
                return node
            count += 1
            attrs = dataclasses.replace(node.attrs, classes=(*node.attrs.classes, CHANGED))
            return dataclasses.replace(node, attrs=attrs)

        return rewrite(part, mark)

    return dataclasses.replace(document, parts=tuple(map(marked, document.parts))), count


def _units(part: n.Part) -> Iterator[Unit]:
    for node in walk(part):
        if isinstance(node, n.Paragraph | n.Heading) and isinstance(node.unit, Unit):
            yield node.unit
