"""Fills lists of contents, figures, tables and fiches from the numbers and titles in the tree."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import partial
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, transform, walk
from reportgen.memo import Memo
from reportgen.resolve.context import PassContext
from reportgen.resolve.numbering import WITH_SECTIONS, Where, enter_flow
from reportgen.resolve.ref_words import Words
from reportgen.resolve.tree import bare_title, fill_generated

KINDS = ("toc", "figures", "tables", "fiches", "todos")
DEFAULT_DEPTH = 2


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document with each `Generated` of these kinds replaced by `Contents`; an empty list by nothing.

    The depth of a `toc` (1 parts only, 2 sections, 3 subsections) is its argument or its attribute `depth`;
    its title, if any, the attribute `title`. Class `.unlisted` keeps a part or a heading out.
    """
    made: dict[tuple[str, int], tuple[n.ContentsEntry, ...]] = {}

    def entries(kind: str, depth: int) -> tuple[n.ContentsEntry, ...]:
        if (kind, depth) not in made:
            made[kind, depth] = tuple(_entries(document, kind, depth, context))
        return made[kind, depth]

    def fill(node: n.Generated, _: n.Part) -> n.Block | None:
        lines = entries(node.kind, _depth(node))
        title = node.attrs.get("title")
        if not lines:
            return None
        return n.Contents(
            node.kind, lines, (n.Text(title),) if title else (), attrs=node.attrs, span=node.span
        )

    return fill_generated(document, KINDS, fill, context.kinds, context.memo)


def _depth(node: n.Generated) -> int:
    wanted = node.argument or node.attrs.get("depth")
    return int(wanted) if wanted.isdecimal() else DEFAULT_DEPTH


def _entries(document: n.Document, kind: str, depth: int, context: PassContext) -> Iterator[n.ContentsEntry]:
    words, memo = context.words, context.memo
    if kind == "toc":
        yield from _toc(document, depth, words, memo)
    elif kind == "fiches":
        yield from (_part_entry(part, 1, words) for part in document.parts if part.kind == "fiche")
    elif kind == "todos":
        for part in document.parts:
            yield from memo.of("open points", (part,), _todos)
    else:
        make = partial(_floats, kind=kind, words=words)
        for part in document.parts:
            yield from memo.of(kind, (part,), make)


def _toc(document: n.Document, depth: int, words: Words, memo: Memo) -> Iterator[n.ContentsEntry]:
    under_divider = False
    for part in document.parts:
        under_divider = part.kind == "divider" or (under_divider and part.kind == "fiche")
        if "unlisted" in part.attrs.classes or memo.of("holds contents", (part,), _holds_toc):
            continue
        # Fiches go one step in when a divider page opens them: they are many, and of one kind.
        yield _part_entry(part, 2 if under_divider and part.kind == "fiche" else 1, words)
        if part.kind in WITH_SECTIONS:
            yield from memo.of(f"sections {depth}", (part,), partial(_sections, depth=depth))


def _holds_toc(part: n.Part) -> bool:
    """A front page made to hold the contents isn't one of its lines."""
    return part.kind == "front" and any(
        isinstance(block, n.Generated) and block.kind == "toc" for block in part.blocks
    )


def _part_entry(part: n.Part, level: int, words: Words) -> n.ContentsEntry:
    before = words[f"contents.{part.kind}"] if part.kind in ("annex", "fiche") and part.number else ""
    return n.ContentsEntry(part.id, level, part.number, bare_title(part.title), before, part.kind)


def _sections(part: n.Part, depth: int) -> list[n.ContentsEntry]:
    found: list[n.ContentsEntry] = []

    def leave(node: Any, where: Where) -> Any:
        if (
            where == "flow"
            and isinstance(node, n.Heading)
            and node.level <= depth
            and "unlisted" not in node.attrs.classes
        ):
            title = bare_title(node.children)
            found.append(n.ContentsEntry(node.attrs.id, node.level, node.number, title, "", "section"))
        return node

    outermost: Where = "flow"
    transform(dataclasses.replace(part, notes=()), outermost, enter_flow, leave)
    return found


def _todos(part: n.Part) -> tuple[n.ContentsEntry, ...]:
    """Open points: each with its own words, after the title of the part that it stands in."""
    found: list[n.ContentsEntry] = []
    for node in walk(part.blocks):
        if isinstance(node, n.Callout) and node.kind == "todo" and node.attrs.id:
            texts = (block.children for block in node.children if isinstance(block, n.Paragraph))
            own = node.title or next(texts, ())
            where = part.short_title or plain_text(part.title)
            head = n.Strong((n.Text(f"{part.number} {where}".strip()),))
            title = (head, n.Text(" – "), *bare_title(own))
            number = node.attrs.id.rpartition("-")[2]
            found.append(n.ContentsEntry(node.attrs.id, 1, number, title, "", "section"))
    return tuple(found)


def _floats(part: n.Part, kind: str, words: Words) -> tuple[n.ContentsEntry, ...]:
    wanted, word = (n.Figure, "contents.figure") if kind == "figures" else (n.Table, "contents.table")
    return tuple(
        n.ContentsEntry(
            *(node.attrs.id, 1, node.number, bare_title(node.caption), words[word], kind.removesuffix("s"))
        )
        for node in walk(part.blocks)
        if isinstance(node, wanted) and node.number
    )
