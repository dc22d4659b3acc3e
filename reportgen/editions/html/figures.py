"""Figures: an image or a chart with its caption, and the data of a chart as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from reportgen.charts import chart_svg
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.html.context import BlockContext, class_names
from reportgen.editions.html.inlines import image
from reportgen.editions.html.markup import element, escape
from reportgen.editions.html.tables import caption_markup, caption_text

WIDE, NARROW, PRINT_WIDTH = 640, 320, 600
"""Widths of charts in CSS pixels."""

WriteTable = Callable[[n.Table, BlockContext], str]


def write_figure(figure: n.Figure, ctx: BlockContext, write_table: WriteTable) -> str:
    """The figure; on a screen a chart is followed by its data, folded."""
    name = caption_text("figure", figure.number, plain_text(figure.caption), ctx)
    content = (
        image(figure.content, ctx)
        if isinstance(figure.content, n.Image)
        else _chart(figure.content, name, ctx)
    )
    attrs = {
        "id": figure.attrs.id or None,
        "lang": figure.attrs.lang or None,
    }
    if not name:
        return element("div", content, class_=class_names(figure.attrs, "figure"), **attrs)
    caption = element("figcaption", caption_markup("figure", figure.number, figure.caption, ctx))
    kind = "figure-image" if isinstance(figure.content, n.Image) else "figure-chart"
    markup = element(
        "figure",
        f"{content}\n{caption}",
        role="figure",
        aria_label=name,
        class_=class_names(figure.attrs, kind),
        **attrs,
    )
    return markup + _data(figure, name, ctx, write_table)


def _chart(chart: n.Chart, title: str, ctx: BlockContext) -> str:
    """On a screen two drawings, of which the style sheet shows the one that fits; on paper one."""
    draw = partial(chart_svg, lang=ctx.document.lang, words=ctx.document.words)
    if not ctx.screen:
        return draw(chart, palette="print", width=PRINT_WIDTH, title=title)

    def drawn(chart: n.Chart) -> str:
        wide = draw(chart, palette="screen", width=WIDE, title=title)
        narrow = draw(chart, palette="screen", width=NARROW, narrow=True, title=title)
        return element("div", f"{wide}\n{narrow}", class_="chart-box")

    return ctx.memo.of("chart", (chart,), drawn, (ctx.document.lang, ctx.document.words, title))


def _data(figure: n.Figure, name: str, ctx: BlockContext, write_table: WriteTable) -> str:
    if not isinstance(figure.content, n.Chart) or figure.data is None or not ctx.screen:
        return ""
    title = ctx.word("html.figure.data", figure=name)
    table = replace(figure.data, caption=(n.Text(title),), number="")
    content = element("summary", escape(title)) + write_table(table, ctx)
    if ctx.data_url and figure.attrs.id:
        words = escape(ctx.word("html.figure.csv", figure=name))
        link = element("a", words, href=ctx.data_url(figure.attrs.id), download=f"{figure.attrs.id}.csv")
        content += element("p", link)
    return "\n" + element("details", content, class_="figure-data")
