"""Markdown in, tree out: the public functions of the parser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from markdown_it.token import Token

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.blocks import Blocks, Footnote, Heading
from reportgen.document.characters import clean
from reportgen.document.front_matter import split_front_matter
from reportgen.document.inlines import NO_ATTRS, Attrs, Inlines, Text
from reportgen.document.linemap import LineMap, Segment
from reportgen.document.markdown import parser_for
from reportgen.document.markdown.syntax import DirectiveSyntax
from reportgen.document.reading.blocks import BlockReader
from reportgen.document.reading.context import Context, Leaf, Notes
from reportgen.document.reading.inlines import read_leaf
from reportgen.document.reading.nesting import nest
from reportgen.document.reading.notes import finished_notes
from reportgen.document.units import Unit, UnitFactory

NO_DIRECTIVES: Final[Mapping[str, DirectiveSyntax]] = {}


@dataclass(frozen=True, slots=True)
class Parsed:
    """One Markdown text as nodes.

    `title` is the first heading of level 1 (or `title` of the front matter), with its place, unit and
    attributes (`short` and `.landscape` of the front matter included); it is not in `blocks`. `notes` are
    the footnotes that are called, in order of first call.
    """

    title: Inlines | None
    attrs: Attrs
    blocks: Blocks
    notes: tuple[Footnote, ...] = ()
    front_matter: dict[str, object] = field(default_factory=dict)
    span: Span | None = None
    unit: Unit | None = None


def parse_markdown(
    text: str,
    *,
    origin: LineMap | str,
    container: str,
    lang: str,
    directives: Mapping[str, DirectiveSyntax] = NO_DIRECTIVES,
    diagnostics: Diagnostics,
    units: UnitFactory | None = None,
) -> Parsed:
    """The tree of a Markdown text in the dialect of `docs/syntax.md`.

    `origin` is the file that holds the text, or the map of a text made from fields. `container` and `lang`
    name its units; pass `units` when several texts make one container. Anything wrong is a finding with
    its place, and the text it concerns is kept: nothing is raised.
    """
    places = LineMap(origin) if isinstance(origin, str) else origin
    front_matter: dict[str, object] = {}
    text = clean(text, places, diagnostics)
    if text.startswith("---"):
        front_matter, text = split_front_matter(text, places.file, diagnostics)
    parser = parser_for(frozenset(directives.values()))
    context = Context(text, places, units or UnitFactory(container, lang), diagnostics, parser)
    tokens = parser.parse(text, context.env)
    context.notes = Notes(_defined_labels(tokens))
    reader = BlockReader(context)
    blocks = reader.read(nest(tokens))
    notes = finished_notes(context)
    if reader.title is not None:
        title, attrs, span, unit = _of_heading(reader.title)
    else:
        title, attrs, span, unit = _of_metadata(front_matter, context)
    return Parsed(title, _with_metadata(attrs, front_matter), blocks, notes, front_matter, span, unit)


_Title = tuple[Inlines | None, Attrs, Span | None, Unit | None]


def _of_heading(heading: Heading) -> _Title:
    return heading.children, heading.attrs, heading.span, heading.unit


def _of_metadata(front_matter: Mapping[str, object], context: Context) -> _Title:
    title = front_matter.get("title")
    if not isinstance(title, str) or not title:
        return None, NO_ATTRS, None, None
    span = context.places.at(1, 1)
    return (Text(title),), NO_ATTRS, span, context.units.make("title", title, span)


def _with_metadata(attrs: Attrs, front_matter: Mapping[str, object]) -> Attrs:
    """The attributes of the title, completed by `short_title` and `landscape` of the metadata."""
    short = front_matter.get("short_title")
    if isinstance(short, str) and not attrs.get("short"):
        attrs = replace(attrs, values=(*attrs.values, ("short", short)))
    if front_matter.get("landscape") is True and "landscape" not in attrs.classes:
        attrs = replace(attrs, classes=(*attrs.classes, "landscape"))
    return attrs


def _defined_labels(tokens: list[Token]) -> frozenset[str]:
    return frozenset(token.meta["label"] for token in tokens if token.type == "footnote_reference_open")


def parse_inline(
    text: str,
    *,
    origin: LineMap | str,
    container: str,
    lang: str,
    diagnostics: Diagnostics,
    units: UnitFactory | None = None,
) -> Inlines:
    """The inlines of a short field in Markdown: one paragraph, whatever its lines; no footnotes in it."""
    places = LineMap(origin) if isinstance(origin, str) else origin
    text = clean(text, places, diagnostics)
    parser = parser_for(frozenset())
    context = Context(text, places, units or UnitFactory(container, lang), diagnostics, parser)
    context.notes = Notes(allowed=False)
    content = text.strip()
    start = len(text) - len(text.lstrip())
    leaf = Leaf(content, ((0, start),))
    return read_leaf(leaf, context)


__all__ = [
    "DirectiveSyntax",
    "LineMap",
    "Parsed",
    "Segment",
    "parse_inline",
    "parse_markdown",
]
