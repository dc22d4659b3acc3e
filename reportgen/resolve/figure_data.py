"""Fills `:::{figure-data}` with the data of each chart: one table a figure, named after it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from reportgen.document import nodes as n
from reportgen.document.blocks import DATA_OF_FIGURES
from reportgen.document.walk import walk
from reportgen.resolve.context import PassContext
from reportgen.resolve.tree import bare_title, fill_generated


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document with each `Generated` of this kind replaced by a `Div`; by nothing without charts.

    The tables have no number of their own: each is the data of a figure, and its caption leads there.
    """
    tables = tuple(_tables(document, context))

    def fill(node: n.Generated, _: n.Part) -> n.Block | None:
        if not tables:
            return None
        return n.Div(tables, attrs=n.Attrs(classes=(DATA_OF_FIGURES,)), span=node.span)

    return fill_generated(document, ("figure-data",), fill, context.kinds, context.memo)


def _tables(document: n.Document, context: PassContext) -> Iterator[n.Table]:
    word = context.words["contents.figure"]

    def charts(part: n.Part) -> tuple[tuple[n.Figure, n.Table], ...]:
        return tuple(
            (node, node.data)
            for node in walk(tuple(context.kinds.holders(part, n.Figure)))
            if isinstance(node, n.Figure) and node.data is not None and node.attrs.id
        )

    for part in document.parts:
        for node, data in context.memo.of("charts", (part,), charts):
            reference = n.CrossRef(node.attrs.id, f"{word}\u00a0", node.number)
            caption = (reference, n.Text(" – "), *bare_title(node.caption))
            attrs = n.Attrs(id=f"data-{node.attrs.id}", classes=("data",))
            yield dataclasses.replace(data, caption=caption, attrs=attrs, unit=None)
