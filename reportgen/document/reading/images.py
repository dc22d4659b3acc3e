"""Images in a line, and images alone in a paragraph: figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from reportgen.document import inlines as n
from reportgen.document.reading.addresses import judge_image
from reportgen.document.reading.attrs import checked, without
from reportgen.document.reading.context import Leaf
from reportgen.document.reading.nesting import Nest
from reportgen.document.walk import plain_text

if TYPE_CHECKING:
    from reportgen.document.reading.inlines import InlineReader


class Source(NamedTuple):
    """An image whose path may be used, with its attributes (without `alt`) and its `alt` if one is typed."""

    path: str
    attrs: n.Attrs
    alt: str | None
    at: int


def read_source(token: Token, reader: InlineReader) -> Source | None:
    """Path and attributes of an image token; None, and a finding, when its path is refused."""
    at = reader.offset(token)
    attrs = checked(token.meta["attrs"], at, reader.context)
    address = judge_image(token.meta["url"])
    if address.code:
        reader.context.report(address.code, at, path=address.shown)
        return None
    values = dict(attrs.values)
    alt = "" if "decorative" in attrs.classes else values.get("alt")
    return Source(address.url, without(attrs, "alt"), alt, at)


def read_image(item: Nest, reader: InlineReader) -> n.Inlines:
    """An image in a line: the text in brackets is what it says. A refused one leaves that text."""
    text = reader.inside_link().read(item.children)
    source = read_source(item.token, reader)
    if source is None:
        return text
    alt = plain_text(text).strip() if source.alt is None else source.alt
    if not alt and source.alt is None:
        reader.context.report("MD050", source.at)
    unit = None
    if alt:
        inside = Leaf(alt, ())
        unit = reader.context.unit("alt", inside, reader.context.span(source.at))
    return (n.Image(source.path, alt, item.token.meta["title"], source.attrs, unit),)
