"""Charts as images of the book: reading programs know no style of ours, so a drawing carries its colours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportgen.charts import chart_summary, chart_svg
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, rewrite

WIDTH = 600


def with_drawings(document: n.Document) -> n.Document:
    """The document whose charts are SVG images, each followed by the table of its data."""
    resources, words = dict(document.resources), document.words

    def drawn(node: Any) -> Any:
        if not isinstance(node, n.Figure) or not isinstance(node.content, n.Chart):
            return node
        chart, title = node.content, plain_text(node.caption)
        name = f"charts/{node.attrs.id or f'chart-{len(resources)}'}.svg"
        svg = chart_svg(chart, lang=document.lang, palette="print", width=WIDTH, title=title, words=words)
        resources[name] = n.Resource(name, svg.encode(), "image/svg+xml")
        alternative = chart.description or chart_summary(chart, document.lang, words)
        figure = replace(node, content=n.Image(name, alternative), data=None)
        if node.data is None:
            return figure
        caption = document.words["html.figure.data"].format(figure=title)
        return figure, replace(node.data, caption=(n.Text(caption),), number="", attrs=n.NO_ATTRS)

    parts = tuple(rewrite(part, drawn) for part in document.parts)
    return replace(document, parts=parts, resources=resources)
