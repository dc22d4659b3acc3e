"""Lists that passes make: contents (of the report, figures, tables, fiches) and the index."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.inlines import cross_link, write_inlines, write_label
from reportgen.editions.html.markup import element, escape, hidden


def write_contents(block: n.Contents, ctx: BlockContext) -> str:
    """A named navigation with nested lists; on paper each line ends with its page number."""
    title = write_inlines(block.title, ctx)
    heading_id = f"contents-{ctx.part.id}-{block.kind}" if title else None
    level = min(6, 2 + ctx.heading_shift)
    heading = element(f"h{level}", title, id=heading_id) + "\n" if title else ""
    inside = heading + nest(block.entries, ctx)
    if not inside:
        return ""
    name = None if title else f"{plain_text(ctx.part.title)} ({block.kind})"
    return element(
        "nav", inside, class_=f"contents contents-{block.kind}", aria_labelledby=heading_id, aria_label=name
    )


def nest(entries: Sequence[n.ContentsEntry], ctx: BlockContext) -> str:
    """Entries as lists in lists, by level. A first level deeper than the next ones counts as theirs."""
    if not entries:
        return ""
    top = min(entry.level for entry in entries)
    items: list[str] = []
    position = 0
    while position < len(entries):
        end = position + 1
        while end < len(entries) and entries[end].level > top:
            end += 1
        head, rest = entries[position], entries[position + 1 : end]
        if head.level > top:
            head, rest = entries[position], ()
            end = position + 1
        below = nest(rest, ctx)
        items.append(element("li", _entry(head, ctx) + (f"\n{below}\n" if below else ""), class_=_kind(head)))
        position = end
    return element("ul", "\n" + "\n".join(items) + "\n", class_="rg-bare")


def _kind(entry: n.ContentsEntry) -> str:
    return f"toc-{entry.level}" + (f" toc-{entry.kind}" if entry.kind.isalpha() else "")


def _entry(entry: n.ContentsEntry, ctx: BlockContext) -> str:
    label = "\u00a0".join(piece for piece in (entry.before, entry.number) if piece)
    number = element("span", escape(label), class_="toc-number") + " " if label else ""
    inside = number + element("span", write_label(entry.title, ctx), class_="toc-title")
    if ctx.page_slot is not None:
        inside += '<span class="toc-leader"></span>'
        inside += element("span", ctx.page_slot(entry.target), class_="toc-page")
    href = ctx.href(entry.target)
    return element("a" if href else "span", inside, href=href or None, data_target=entry.target)


def write_index(block: n.Index, ctx: BlockContext) -> str:
    """The index: a heading a letter, terms with the paragraphs (on paper: the pages) where they stand."""
    groups = "\n".join(_group(group, ctx) for group in block.groups)
    return element("div", f"\n{groups}\n", class_="index-groups") if groups else ""


def _group(group: n.IndexGroup, ctx: BlockContext) -> str:
    level = min(6, 2 + ctx.heading_shift)
    return element(
        "div",
        element(f"h{level}", escape(group.letter), class_="index-letter")
        + "\n"
        + _entries(group.entries, "", ctx),
        class_="index-group",
    )


def _entries(entries: tuple[n.IndexEntry, ...], above: str, ctx: BlockContext) -> str:
    return element(
        "ul", "\n".join(_index_entry(entry, above, ctx) for entry in entries), class_="rg-bare index"
    )


def _index_entry(entry: n.IndexEntry, above: str, ctx: BlockContext) -> str:
    name = above + plain_text(entry.term)
    refs = ", ".join(_index_ref(ref, name, ctx) for ref in entry.refs)
    inside = element("span", write_inlines(entry.term, ctx), class_="index-term")
    inside += f" {refs}" if refs else ""
    if entry.children:
        inside += "\n" + _entries(entry.children, f"{name}, ", ctx)
    return element("li", inside)


def _index_ref(ref: n.CrossRef, name: str, ctx: BlockContext) -> str:
    if ctx.page_slot is not None:
        return cross_link(ref, ctx.page_slot(ref.target), ctx)
    shown = escape(ref.before + ref.number) or write_label(ref.title, ctx)
    return cross_link(ref, hidden(f"{name}, ") + shown, ctx)
