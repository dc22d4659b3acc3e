"""A whole part: its title, blocks and notes."""

from __future__ import annotations

from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.html.blocks import write_blocks, write_notes
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.inlines import write_inlines
from reportgen.editions.html.markup import element, escape
from reportgen.editions.html.summaries import kicker


def part_markup(part: n.Part, ctx: BlockContext, title: bool = True) -> str:
    """Title, blocks and endnotes of `part`; shifted, the title has an id for its section."""
    pieces = (part_title(part, ctx) if title else "", write_blocks(part.blocks, ctx), write_notes(ctx))
    return "\n".join(piece for piece in pieces if piece)


def part_below(ctx: BlockContext, structure: object) -> str:
    """The part of `ctx` on a page of many, where labels are found by `structure`: written once for all such.

    Parts with figures are not: each of these pages has its own way to pictures and data.
    """

    def write(part: n.Part, _: object) -> str:
        return part_markup(part, ctx)

    def pictured(part: n.Part) -> bool:
        return any(isinstance(node, n.Figure | n.Image) for node in walk(part))

    if ctx.memo.of("pictured", (ctx.part,), pictured):
        return part_markup(ctx.part, ctx)
    return ctx.memo.of("part below", (ctx.part, structure), write, ctx.heading_shift)


def part_title(part: n.Part, ctx: BlockContext) -> str:
    """The title as `<h1>` (or below, as `heading_shift` says), after "Chapitre 2"."""
    above = kicker(part, ctx.document.words)
    dash = '<span class="vh"> – </span>'
    label = element("span", escape(above) + dash, class_="kicker") if above else ""
    level = min(6, 1 + ctx.heading_shift)
    id_ = f"{part.id}-title" if ctx.heading_shift else None
    return element(f"h{level}", label + write_inlines(part.title, ctx), id=id_, class_="part-title")
