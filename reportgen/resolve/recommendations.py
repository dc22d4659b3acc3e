"""Says « Recommandation 3. » before the text of what is labelled `rec-…`, so that every edition prints it.

The label moves from the text to the number in these words: a link lands there, and Word can read it there.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeGuard

from reportgen.document import nodes as n

Recommendation = n.Div | n.Callout | n.Quote | n.Heading | n.ListItem | n.Paragraph
CLASS = "recommendation"


def is_recommendation(node: object) -> TypeGuard[Recommendation]:
    """Whether `node` is a text labelled `rec-…`."""
    return isinstance(node, Recommendation) and node.attrs.id.startswith("rec-")


def numbered(node: Recommendation, number: str, words: str) -> n.Block:
    """The recommendation with class `recommendation` and `words` before its text or title.

    `{number}` in `words` becomes a `Styled` with the attribute `number`, and the label, which leaves `node`.
    """
    classes = node.attrs.classes if CLASS in node.attrs.classes else (*node.attrs.classes, CLASS)
    changes: dict[str, Any] = {"attrs": dataclasses.replace(node.attrs, id="", classes=classes)}
    label = _label(node.attrs.id, number, words)
    if isinstance(node, n.Heading):
        changes |= {"number": "", "children": (*label, n.Text(" "), *node.children)}
    elif isinstance(node, n.Callout):
        changes["title"] = (*label, n.Text(" "), *node.title) if node.title else label
    elif isinstance(node, n.Paragraph):
        changes["children"] = _before_text(label, node.children)
    else:
        changes["children"] = _begin(node.children, label)
    return dataclasses.replace(node, **changes)


def number_in(node: object) -> str:
    """The number, when `node` is what `numbered` put there to show it; else an empty string."""
    return node.attrs.get("number") if isinstance(node, n.Styled) and CLASS in node.attrs.classes else ""


def title_of(node: object) -> n.Inlines:
    """The title of a numbered recommendation, without the words put before it; empty when it has none."""
    if isinstance(node, n.Div | n.Quote | n.ListItem):
        node = node.children[0] if node.children else None
    content = node.title if isinstance(node, n.Callout) else ()
    content = node.children if isinstance(node, n.Heading) else content
    places = [position for position, inline in enumerate(content) if number_in(inline)]
    # After the number come the end of its words and a space.
    return content[places[0] + 3 :] if places else ()


def _label(identifier: str, number: str, words: str) -> n.Inlines:
    before, _, after = words.partition("{number}")
    attrs = n.Attrs(id=identifier, classes=(CLASS,), values=(("number", number),))
    return (n.Text(before), n.Styled((n.Text(number),), attrs), n.Text(after))


def _before_text(label: n.Inlines, content: n.Inlines) -> n.Inlines:
    return (n.Strong(label), n.Text(" "), *content)


def _begin(blocks: n.Blocks, label: n.Inlines) -> n.Blocks:
    first = blocks[0] if blocks else None
    if isinstance(first, n.Heading):
        return (dataclasses.replace(first, children=(*label, n.Text(" "), *first.children)), *blocks[1:])
    if isinstance(first, n.Paragraph):
        return (dataclasses.replace(first, children=_before_text(label, first.children)), *blocks[1:])
    return (n.Paragraph((n.Strong(label),)), *blocks)
