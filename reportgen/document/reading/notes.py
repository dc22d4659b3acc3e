"""Footnotes: calls, notes written where they are called, definitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown_it.token import Token

from reportgen.document import inlines as n
from reportgen.document.blocks import Blocks, Footnote, Paragraph
from reportgen.document.reading.context import Context, Leaf
from reportgen.document.reading.nesting import Nest

if TYPE_CHECKING:
    from reportgen.document.reading.inlines import InlineReader


def read_note_call(token: Token, reader: InlineReader) -> n.Inline:
    """`[^x]`: a call, or its own text when there is no such note or no place for one."""
    context, label, at = reader.context, token.meta["label"], reader.offset(token)
    if _refused(context, at):
        return n.Text(token.content)
    if label not in context.notes.labels:
        context.report("MD080", at, context.suggest(label, context.notes.labels), label=label)
        return n.Text(token.content)
    return _call(label, at, context)


def read_inline_note(item: Nest, reader: InlineReader) -> n.Inline:
    """`^[text]`: a call and its note."""
    context, meta = reader.context, item.token.meta
    at = reader.offset(item.token)
    if _refused(context, at):
        return n.Text(f"^[{meta['source']}]")
    number = len(context.notes.defined) + 1
    while (label := f"inline-{number}") in context.notes.labels or label in context.notes.defined:
        number += 1
    start = reader.leaf.offset(meta["at"] + 2)
    context.notes.inside = True
    children = reader.read(item.children)
    context.notes.inside = False
    span = context.span(start)
    unit = context.unit("footnote", Leaf(meta["source"], ()), span)
    context.notes.defined[label] = Footnote(label, (Paragraph(children, span=span, unit=unit),), span=span)
    return _call(label, at, context)


def _refused(context: Context, at: int) -> bool:
    if context.notes.allowed and not context.notes.inside:
        return False
    context.report("MD084" if context.notes.inside else "MD083", at)
    return True


def _call(label: str, at: int, context: Context) -> n.NoteRef:
    context.notes.calls[label] = occurrence = context.notes.calls.get(label, 0) + 1
    return n.NoteRef(label, occurrence=occurrence, span=context.span(at))


def read_definition(item: Nest, context: Context, blocks: Callable[[], Blocks]) -> None:
    """`[^x]: text`: kept aside under its label. `blocks` reads what stands inside."""
    label, at = item.token.meta["label"], item.token.meta["at"]
    around, context.notes.inside = context.notes.inside, True
    content = blocks()
    context.notes.inside = around
    if label in context.notes.defined:
        first = context.notes.defined[label].span
        context.report("MD082", at, label=label, line=first.line if first else 0)
    else:
        context.notes.defined[label] = Footnote(label, content, span=context.block_span(item.token))


def finished_notes(context: Context) -> tuple[Footnote, ...]:
    """The notes that are called, in the order of their first calls; the others are reported."""
    notes = context.notes
    for label, note in notes.defined.items():
        if label not in notes.calls and note.span is not None:
            context.diagnostics.add("MD081", note.span, label=label)
    return tuple(
        Footnote(label, notes.defined[label].blocks, 0, calls, notes.defined[label].span)
        for label, calls in notes.calls.items()
        if label in notes.defined
    )
