"""An image alone in its paragraph: a figure, whose caption is the text in brackets."""

from __future__ import annotations

from reportgen.document import blocks as b
from reportgen.document import inlines as n
from reportgen.document.reading.context import Context, Leaf
from reportgen.document.reading.images import read_source
from reportgen.document.reading.inlines import InlineReader, inline_forest
from reportgen.document.reading.nesting import Nest
from reportgen.document.walk import plain_text


def figure_of(item: Nest, leaf: Leaf, context: Context) -> b.Block | None:
    """The figure that a paragraph is, or None. A refused path leaves a paragraph with the caption."""
    parts = inline_forest(leaf, context)
    if (
        not parts
        or parts[0].type != "image"
        or any(p.type != "problem" or p.token.content for p in parts[1:])
    ):
        return None
    image, reader = parts[0], InlineReader(context, leaf)
    reader.read(parts[1:])
    meta = image.token.meta
    source = read_source(image.token, reader)
    inner = Leaf(meta["source"], ())
    at = leaf.offset(meta["at"] + 2)
    unit = context.unit("caption", inner, context.span(at)) if meta["source"] else None
    caption = reader.read(image.children)
    span = context.block_span(item.token)
    if source is None:
        return b.Paragraph(caption, span=span, unit=unit)
    alt = source.alt
    if alt is None:
        context.report("MD050", source.at)
        alt = plain_text(caption).strip()
    alt_unit = None
    if source.alt:
        alt_unit = context.unit("alt", Leaf(source.alt, ()), context.span(source.at))
    picture = n.Image(source.path, alt, meta["title"], unit=alt_unit)
    return b.Figure(picture, caption, attrs=source.attrs, span=span, unit=unit)
