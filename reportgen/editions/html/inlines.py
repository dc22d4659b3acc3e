"""Inlines as HTML, one function a node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.direction import direction
from reportgen.document.walk import walk
from reportgen.editions.html.context import BlockContext, call_id, note_id, note_prefix
from reportgen.editions.html.markup import element, escape, hidden, void

STYLES: Final = frozenset(
    {
        *("smallcaps", "nowrap", "mark", "unknown", "number", "badge", "muted", "detail"),
        *("untranslated", "stale", "unresolved"),
        *("diff-ins", "diff-del", "diff-moved", "diff-gone"),
    }
)
"""Classes a span may carry; others are left out."""

_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")


def write_inlines(inlines: n.Inlines, ctx: BlockContext) -> str:
    """The HTML of `inlines`. Raises TypeError for a node that a pass should have replaced."""
    return "".join(_write(inline, ctx) for inline in inlines)


def write_label(inlines: n.Inlines, ctx: BlockContext) -> str:
    """The HTML of `inlines` for a place that is a link already: no links, note calls or anchors."""
    return write_inlines(inlines, ctx.unlinked())


def _write(inline: n.Inline, ctx: BlockContext) -> str:
    writer = _WRITERS.get(type(inline))
    if writer is None:
        raise TypeError(f"{type(inline).__name__} should not reach an edition")
    return writer(inline, ctx)


def _wrap(tag: str) -> Callable[[Any, BlockContext], str]:
    return lambda node, ctx: f"<{tag}>{write_inlines(node.children, ctx)}</{tag}>"


def _link(node: n.Link, ctx: BlockContext) -> str:
    inside = write_label(node.children, ctx)
    if not ctx.linking or not node.url.lower().startswith(_SCHEMES):
        return inside
    return element("a", inside, href=node.url, title=node.title or None, class_="external")


def _image(node: n.Image, ctx: BlockContext) -> str:
    return image(node, ctx, "inline")


def image(node: n.Image, ctx: BlockContext, class_: str | None = None) -> str:
    """An `<img>` with its size, or its alternative as text when the image is missing."""
    resource = ctx.document.resources.get(node.src)
    if resource is None:
        return element("span", escape(node.alt or node.src), class_="missing")
    return void(
        "img",
        src=ctx.resource_url(node.src),
        alt=node.alt,
        width=resource.width or None,
        height=resource.height or None,
        class_=class_,
    )


def _styled(node: n.Styled, ctx: BlockContext) -> str:
    names = " ".join(c for c in node.attrs.classes if c in STYLES)
    return element(
        "span",
        write_inlines(node.children, ctx),
        id=(node.attrs.id or None) if ctx.linking else None,
        class_=names or None,
        lang=node.attrs.lang or None,
        # With a direction of its own the passage is set apart: signs around it stay where they are.
        dir="rtl" if direction(node.attrs.lang) == "rtl" else None,
    )


def _note_ref(node: n.NoteRef, ctx: BlockContext) -> str:
    if not ctx.linking:
        return ""
    if ctx.notes == "footnotes" and node.occurrence == 1:
        return _footnote(node, ctx)
    name = hidden(f"{ctx.word('html.note')}\u00a0{note_prefix(ctx.part)}")
    link = element(
        "a",
        f"{name}{node.number}",
        href=f"#{note_id(ctx.part, node.note)}",
        id=call_id(ctx.part, node.note, node.occurrence),
        role="doc-noteref",
    )
    return element("sup", link, class_="noteref")


def _footnote(node: n.NoteRef, ctx: BlockContext) -> str:
    """The note itself, in the line: a print style sheet moves it to the foot of the page."""
    note = next((note for note in ctx.part.notes if note.id == node.note), None)
    if note is None:
        return ""
    inside = " ".join(_in_line(block, ctx) for block in note.blocks)
    return element(
        "span", inside, class_="footnote", id=note_id(ctx.part, node.note), data_number=node.number
    )


def _in_line(block: n.Block, ctx: BlockContext) -> str:
    """A block of a footnote without block elements, which may not stand in a paragraph."""
    if isinstance(block, n.Paragraph):
        return element(
            "span", write_inlines(block.children, ctx), class_="note-par", lang=block.attrs.lang or None
        )
    paragraphs = [node for node in walk(block) if isinstance(node, n.Paragraph)]
    return " ".join(_in_line(paragraph, ctx) for paragraph in paragraphs)


def _cross_ref(node: n.CrossRef, ctx: BlockContext) -> str:
    shown = escape(node.before + node.number)
    if not node.number and node.title:
        shown += write_label(node.title, ctx)
    if ctx.page_slot is not None:
        shown = _with_page(node, shown, ctx, ctx.page_slot)
    return cross_link(node, shown, ctx)


def _with_page(node: n.CrossRef, shown: str, ctx: BlockContext, slot: Callable[[str], str]) -> str:
    page = f"{escape(ctx.word('html.page'))}{slot(node.target)}"
    if node.form == "page":
        return page
    if node.form == "number" or not ctx.document.meta.page_references:
        return shown
    return f'{shown} <span class="xref-page">({page})</span>'


def cross_link(node: n.CrossRef, shown: str, ctx: BlockContext) -> str:
    """`shown` as a link to the target of `node`, which tests and taggers can read back."""
    href = ctx.href(node.target) if ctx.linking else ""
    return element(
        "a" if href else "span",
        shown,
        href=href or None,
        class_="xref",
        data_target=node.target,
        data_number=node.number or None,
    )


def _internal_link(node: n.InternalLink, ctx: BlockContext) -> str:
    href = ctx.href(node.target) if ctx.linking else ""
    inside = write_label(node.children, ctx)
    if not href:
        return inside
    if node.role == "source" and ctx.screen:
        inside = hidden(f"{ctx.word('html.source')}\u00a0{note_prefix(ctx.part)}") + inside
    return element("a", inside, href=href, class_=f"link-{node.role}" if node.role.isalpha() else None)


def _anchor(node: n.Anchor, ctx: BlockContext) -> str:
    return element("span", id=node.id, class_="anchor") if ctx.linking else ""


def _abbreviation(node: n.Abbreviation, ctx: BlockContext) -> str:
    abbr = element("abbr", escape(node.text), title=node.expansion, lang=node.lang or None)
    href = ctx.href(node.target) if ctx.linking and node.target else ""
    return element("a", abbr, href=href, class_="link-acronym") if href else abbr


_WRITERS: Final[dict[type[n.Inline], Callable[[Any, BlockContext], str]]] = {
    n.Text: lambda node, ctx: escape(node.text),
    n.Emph: _wrap("em"),
    n.Strong: _wrap("strong"),
    n.Strike: _wrap("s"),
    n.Superscript: _wrap("sup"),
    n.Subscript: _wrap("sub"),
    n.Code: lambda node, ctx: element("code", escape(node.text)),
    n.SoftBreak: lambda node, ctx: "\n",
    n.LineBreak: lambda node, ctx: "<br>\n",
    n.Link: _link,
    n.Image: _image,
    n.Styled: _styled,
    n.NoteRef: _note_ref,
    n.CrossRef: _cross_ref,
    n.InternalLink: _internal_link,
    n.Anchor: _anchor,
    n.Abbreviation: _abbreviation,
}
