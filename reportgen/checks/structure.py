"""Headings that skip a level, useless alternative texts and links, figures shown twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from reportgen.checks.context import CheckContext
from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from reportgen.resolve.tree import is_aside

_USELESS: Final = re.compile(
    r"(?:image|photo(?:graphie)?|picture|figure|schéma|illustration|logo|graphique|chart|alt|…|\.+|-+|\d+)"
    r"|.*\.(?:png|jpe?g|svg|gif|webp)",
    re.IGNORECASE,
)
_EMPTY_LINKS: Final = frozenset(
    {"ici", "cliquez ici", "lien", "ce lien", "en savoir plus", "lire la suite", "plus", "voir", "here",
     "click here", "link", "this link", "read more", "more", "see"}
)  # fmt: skip


def headings(context: CheckContext) -> None:
    """CHK010: a heading more than one level below the one before it. Cards and other asides don't count."""
    for document in context.documents.values():
        for part in document.parts:
            level = 1
            for heading in _headings(part.blocks):
                if heading.level > level + 1 and _typed(heading):
                    context.add("CHK010", _place(heading, part), "MD003", skipped=heading.level - level - 1)
                level = heading.level


def _headings(blocks: Any) -> Iterator[n.Heading]:
    for block in blocks:
        if isinstance(block, n.Heading):
            yield block
        elif isinstance(block, n.Only | n.Div) and not is_aside(block):
            yield from _headings(block.children)


def alternative_texts(context: CheckContext) -> None:
    """CHK011, CHK012: an image without alternative text (not `.decorative`), or a useless one."""
    for document in context.documents.values():
        for part in document.parts:
            here, silent = _place(part, part), False
            for node in walk(part):
                here = getattr(node, "span", None) or here
                if isinstance(node, n.Figure):
                    # A figure of one image carries the classes of the image.
                    silent = "decorative" in node.attrs.classes
                if not isinstance(node, n.Image):
                    continue
                silent, decorative = False, silent or "decorative" in node.attrs.classes
                if not node.alt and not decorative:
                    context.add("CHK011", here, "MD050", src=node.src)
                elif node.alt and (_USELESS.fullmatch(node.alt.strip()) or len(node.alt.strip()) < 5):
                    context.diagnostics.add("CHK012", here, alt=node.alt)


def link_texts(context: CheckContext) -> None:
    """CHK013: a link whose text means nothing to who hears a list of links."""
    for document in context.documents.values():
        for part in document.parts:
            here = _place(part, part)
            for node in walk(part):
                here = getattr(node, "span", None) or here
                if isinstance(node, n.Link) and plain_text(node.children).strip(" .").lower() in _EMPTY_LINKS:
                    context.diagnostics.add("CHK013", here, text=plain_text(node.children))


def same_figures(context: CheckContext) -> None:
    """CHK005: two figures with the same image or the same data."""
    for document in context.documents.values():
        first: dict[Any, Span] = {}
        for part in document.parts:
            for node in walk(part):
                if not isinstance(node, n.Figure) or not node.number:
                    continue
                content = node.content
                key = content.src if isinstance(content, n.Image) else content
                place = _place(node, part)
                if key in first and first[key] != place:
                    context.diagnostics.add("CHK005", place, first=first[key])
                first.setdefault(key, place)


def _typed(node: Any) -> bool:
    return node.span is not None and node.span.file.startswith("content/")


def _place(node: Any, part: n.Part) -> Span:
    place = getattr(node, "span", None) or part.span
    return place if isinstance(place, Span) else Span(part.id)
