"""Blocks as HTML, one function a node: for web pages, and for the pages that become the PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.editions.html import figures, lists, notes, tables
from reportgen.editions.html.context import BlockContext, class_names, paragraph_id
from reportgen.editions.html.inlines import write_inlines
from reportgen.editions.html.markup import element, escape, hidden


def write_blocks(blocks: n.Blocks, ctx: BlockContext) -> str:
    """The HTML of `blocks`. Raises TypeError for a node that a pass should have replaced."""
    return "\n".join(piece for piece in (_write(block, ctx) for block in blocks) if piece)


def write_notes(ctx: BlockContext) -> str:
    """The endnotes of `ctx.part`, "" when it has none."""
    return notes.write_notes(ctx, write_blocks)


def _write(block: n.Block, ctx: BlockContext) -> str:
    writer = _WRITERS.get(type(block))
    if writer is None:
        raise TypeError(f"{type(block).__name__} should not reach an edition")
    return writer(block, ctx)


def heading_id(heading: n.Heading) -> str:
    """The id of a heading: its label, or one that follows from its text."""
    return heading.attrs.id or (heading.unit.id if heading.unit else "")


def _heading(node: n.Heading, ctx: BlockContext) -> str:
    level = min(6, node.level + ctx.heading_shift)
    id_ = heading_id(node) or None
    number = ""
    if node.number and ctx.screen and id_:
        name = hidden(f"{ctx.word('html.section')}\u00a0")
        number = element("a", name + escape(node.number), class_="secnum", href=f"#{id_}") + " "
    elif node.number:
        number = element("span", escape(node.number), class_="secnum") + " "
    inside = number + write_inlines(node.children, ctx)
    return element(f"h{level}", inside, id=id_, class_=class_names(node.attrs), lang=node.attrs.lang or None)


def _paragraph(node: n.Paragraph, ctx: BlockContext) -> str:
    inside = _stale(node, ctx) + write_inlines(node.children, ctx)
    own, numbered = node.attrs.id, paragraph_id(node.number) if node.number else ""
    if own and numbered and own != numbered:
        inside = element("span", id=own, class_="anchor") + inside
    id_ = numbered or own or None
    if numbered and ctx.paragraph_numbers:
        inside = _numbered(inside, node.number, numbered, ctx)
    return element(
        "p",
        inside,
        id=id_,
        class_=class_names(node.attrs, "numbered" if numbered else ""),
        lang=node.attrs.lang or None,
        data_unit=node.unit.id if node.unit and numbered and ctx.screen else None,
    )


def _numbered(inside: str, number: str, id_: str, ctx: BlockContext) -> str:
    if not ctx.screen:
        return element("span", escape(number), class_="parnum") + inside
    name = hidden(f"{ctx.word('html.paragraph')}\u00a0")
    return inside + " " + element("a", name + escape(number), class_="parnum", href=f"#{id_}")


def _stale(node: n.Block, ctx: BlockContext) -> str:
    if "stale" not in node.attrs.classes:
        return ""
    return element("span", escape(ctx.word("html.stale")), class_="notice-inline") + " "


def _list(node: n.List, ctx: BlockContext) -> str:
    items = "\n".join(_item(item, node.tight, ctx) for item in node.items)
    return element(
        "ol" if node.ordered else "ul",
        f"\n{items}\n",
        start=node.start if node.ordered and node.start != 1 else None,
        class_=class_names(node.attrs, "loose" if not node.tight else ""),
        id=node.attrs.id or None,
        lang=node.attrs.lang or None,
    )


def _item(item: n.ListItem, tight: bool, ctx: BlockContext) -> str:
    inside = _bare(item.children, ctx) if tight else write_blocks(item.children, ctx)
    return element(
        "li", inside, id=item.attrs.id or None, class_=class_names(item.attrs), lang=item.attrs.lang or None
    )


def _bare(blocks: n.Blocks, ctx: BlockContext) -> str:
    """Blocks whose first paragraph stands without `<p>`: a tight list item, a definition."""
    first = blocks[0] if blocks else None
    if not isinstance(first, n.Paragraph) or first.number or first.attrs.classes:
        return write_blocks(blocks, ctx)
    inside = write_inlines(first.children, ctx)
    if first.attrs.lang or first.attrs.id:
        inside = element("span", inside, id=first.attrs.id or None, lang=first.attrs.lang or None)
    rest = write_blocks(blocks[1:], ctx)
    return f"{inside}\n{rest}" if rest else inside


def _definitions(node: n.DefinitionList, ctx: BlockContext) -> str:
    items = "\n".join(_definition(item, ctx) for item in node.items)
    return element("dl", f"\n{items}\n", id=node.attrs.id or None, class_=class_names(node.attrs))


def _definition(item: n.DefinitionItem, ctx: BlockContext) -> str:
    term = write_inlines(item.term, ctx)
    if item.attrs.id.startswith("term-"):
        term = element("dfn", term)
    parts = [element("dt", term, id=item.attrs.id or None)]
    parts += [element("dd", _bare(definition, ctx)) for definition in item.definitions]
    return element("div", "".join(parts), class_=class_names(item.attrs), lang=item.attrs.lang or None)


def _callout(node: n.Callout, ctx: BlockContext) -> str:
    kind = element("span", escape(ctx.word(f"html.callout.{node.kind}")), class_="callout-kind")
    title = f"{kind}{escape(ctx.word('html.colon'))}{write_inlines(node.title, ctx)}" if node.title else kind
    return element(
        "aside",
        f"{element('p', title, class_='callout-title')}\n{write_blocks(node.children, ctx)}",
        role="note",
        class_=class_names(node.attrs, "callout", f"callout-{node.kind}"),
        id=node.attrs.id or None,
        lang=node.attrs.lang or None,
    )


def _quote(node: n.Quote, ctx: BlockContext) -> str:
    return element(
        "blockquote",
        f"\n{write_blocks(node.children, ctx)}\n",
        id=node.attrs.id or None,
        class_=class_names(node.attrs),
        lang=node.attrs.lang or None,
    )


def _code(node: n.CodeBlock, ctx: BlockContext) -> str:
    language = f"language-{node.language}" if node.language.isalnum() else None
    code = element("code", escape(node.text.rstrip("\n")), class_=language)
    return element("pre", code, id=node.attrs.id or None, class_=class_names(node.attrs))


def _div(node: n.Div, ctx: BlockContext) -> str:
    notice = ""
    if "untranslated" in node.attrs.classes:
        words = escape(ctx.word("html.untranslated"))
        notice = element("p", words, class_="notice", lang=ctx.document.lang) + "\n"
    elif "stale" in node.attrs.classes:
        notice = element("p", escape(ctx.word("html.stale")), class_="notice", lang=ctx.document.lang) + "\n"
    return element(
        "div",
        f"{notice}{write_blocks(node.children, ctx)}",
        id=node.attrs.id or None,
        class_=class_names(node.attrs),
        lang=node.attrs.lang or None,
    )


def _only(node: n.Only, ctx: BlockContext) -> str:
    return write_blocks(node.children, ctx) if ctx.edition in node.editions else ""


def _table(node: n.Table, ctx: BlockContext) -> str:
    return tables.write_table(node, ctx, write_blocks)


_WRITERS: Final[dict[type[n.Block], Callable[[Any, BlockContext], str]]] = {
    n.Heading: _heading,
    n.Paragraph: _paragraph,
    n.List: _list,
    n.DefinitionList: _definitions,
    n.Quote: _quote,
    n.CodeBlock: _code,
    n.Rule: lambda node, ctx: "<hr>",
    n.Table: _table,
    n.Figure: lambda node, ctx: figures.write_figure(node, ctx, _table),
    n.Callout: _callout,
    n.Div: _div,
    n.Only: _only,
    n.Contents: lists.write_contents,
    n.Index: lists.write_index,
}
