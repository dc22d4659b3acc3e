"""The endnotes of a part: each with one way back for each call (DPUB-ARIA doc-endnotes, doc-backlink)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.html.context import BlockContext, call_id, note_id, note_prefix
from reportgen.editions.html.inlines import write_inlines
from reportgen.editions.html.markup import element, escape, hidden

WriteBlocks = Callable[[n.Blocks, BlockContext], str]


def write_notes(ctx: BlockContext, write: WriteBlocks) -> str:
    """The section of notes of `ctx.part`, "" when it has none."""
    if not ctx.part.notes:
        return ""
    calls = _calls(ctx)
    notes = sorted((note for note in ctx.part.notes if note.id in calls), key=lambda note: note.number)
    if not notes:
        return ""
    title_id = f"notes-{ctx.part.id}"
    level = min(6, 2 + ctx.heading_shift)
    name = hidden(f" ({_place(ctx)})") if ctx.heading_shift else ""
    heading = element(f"h{level}", escape(ctx.word("html.notes")) + name, id=title_id)
    items = "\n".join(_note(note, calls[note.id], ctx, write) for note in notes)
    body = element("ol", f"\n{items}\n")
    return element(
        "section", f"{heading}\n{body}", class_="endnotes", role="doc-endnotes", aria_labelledby=title_id
    )


def _place(ctx: BlockContext) -> str:
    return note_prefix(ctx.part).rstrip(".") or ctx.part.id


def _calls(ctx: BlockContext) -> dict[str, list[int]]:
    """The occurrences of calls to each note in what this edition shows of the part."""
    found: dict[str, list[int]] = {}
    for node in _shown((*ctx.part.title, *ctx.part.blocks, *ctx.part.notes), ctx.edition):
        if isinstance(node, n.NoteRef) and node.number:
            found.setdefault(node.note, []).append(node.occurrence)
    return found


def _shown(node: Any, edition: str) -> Iterator[Any]:
    def skip(inner: Any) -> bool:
        return isinstance(inner, n.Only) and edition not in inner.editions

    return walk(node, skip)


def _note(note: n.Footnote, calls: list[int], ctx: BlockContext, write: WriteBlocks) -> str:
    back = "".join(_backlink(note, occurrence, len(calls) > 1, ctx) for occurrence in calls)
    last = note.blocks[-1] if note.blocks else None
    if isinstance(last, n.Paragraph):
        inside = write(note.blocks[:-1], ctx)
        inside += element("p", f"{write_inlines(last.children, ctx)}{back}", lang=last.attrs.lang or None)
    else:
        inside = write(note.blocks, ctx) + element("p", back)
    return element("li", inside, id=note_id(ctx.part, note.id), value=note.number)


def _backlink(note: n.Footnote, occurrence: int, several: bool, ctx: BlockContext) -> str:
    name = ctx.word("html.note.back", number=f"{note_prefix(ctx.part)}{note.number}")
    if several:
        name = f"{name} ({ctx.word('html.note.call', number=str(occurrence))})"
    arrow = '<span aria-hidden="true">\u2191</span>'
    href = f"#{call_id(ctx.part, note.id, occurrence)}"
    return " " + element("a", arrow + hidden(name), href=href, role="doc-backlink")
