"""One part of a document resolved by itself, with the very result it has in the whole.

The passes look across parts for numbers, labels, references, citations, lists and the index; they look at
running text only inside a part. So the other parts are reduced to what is seen from outside, which is little.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.walk import transform

# What other parts see of a paragraph: marks, calls, references, and the words that the index lists.
_SEEN: Final = (
    n.Reference, n.Citation, n.Anchor, n.NoteRef, n.Styled, n.CrossRef, n.InternalLink, n.Link, n.Image,
)  # fmt: skip


@dataclass(slots=True)
class Outlines:
    """Parts reduced to what others see of them, each reduced once."""

    _made: dict[int, tuple[n.Part, n.Part]] = field(default_factory=dict)

    def of(self, part: n.Part) -> n.Part:
        known = self._made.get(id(part))
        if known is None:
            known = self._made[id(part)] = (part, transform(part, False, _enter, _reduced))
        return known[1]

    def keep(self, parts: tuple[n.Part, ...]) -> None:
        """Forget the parts that are not among `parts` any more."""
        kept = {id(part) for part in parts}
        self._made = {key: value for key, value in self._made.items() if key in kept}


def around(document: n.Document, part_id: str, outlines: Outlines) -> n.Document:
    """The composed document with every part but `part_id` reduced: quicker to resolve."""
    parts = tuple(part if part.id == part_id else outlines.of(part) for part in document.parts)
    return dataclasses.replace(document, parts=parts)


def _enter(node: Any, in_figure: bool) -> bool:
    # An annex may print the data of every figure.
    return in_figure or isinstance(node, n.Figure)


def _reduced(node: Any, in_figure: bool) -> Any:
    if isinstance(node, n.Paragraph) and not in_figure:
        kept = tuple(item for inline in node.children for item in _outline(inline))
        return dataclasses.replace(node, children=kept)
    return node


def _outline(inline: n.Inline) -> n.Inlines:
    if isinstance(inline, _SEEN):
        return (inline,)
    if isinstance(inline, n.Emph | n.Strong | n.Strike | n.Superscript | n.Subscript):
        return tuple(item for child in inline.children for item in _outline(child))
    return ()
