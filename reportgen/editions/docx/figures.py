"""Figures: the picture, its caption below it, and the data of a chart as a table."""

from __future__ import annotations

from dataclasses import replace

from reportgen.charts import chart_summary
from reportgen.document import nodes as n
from reportgen.editions.docx.captions import caption_text, write_caption
from reportgen.editions.docx.emit import emit
from reportgen.editions.docx.ooxml import Pieces
from reportgen.editions.docx.state import Flow, Place
from reportgen.editions.docx.tables import add_table


def write_figure(node: n.Figure, place: Place, flow: Flow) -> None:
    """Add the figure; picture, caption and the first row of its data stay on one page."""
    captioned = bool(node.number or node.caption)
    room = replace(place.here, width=place.width)
    content: Pieces
    if isinstance(node.content, n.Image):
        content = place.work.pictures.block(node.content, room, place.form)
    else:
        content = place.work.pictures.chart(node.content, room, place.form)
    after = {} if captioned else {"after": 160}
    emit(flow, replace(place, align=""), "RG Figure", content, keep_next=captioned, more=after)
    # An annex may have the data of all charts: then they are not printed here as well.
    data = None if place.work.plan.data_apart else node.data
    write_caption("figure", node, place, flow, keep_next=data is not None)
    if data is not None and isinstance(node.content, n.Chart):
        figure = caption_text("figure", node.number, node.caption, place.work)
        title = place.work.word("html.figure.data", figure=figure)
        summary = chart_summary(node.content, place.work.document.lang, place.work.document.words)
        add_table(data, place, flow, title, summary, "RG Data Text")
