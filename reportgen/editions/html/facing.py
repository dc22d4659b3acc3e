"""French and English face to face: the blocks of a part in two columns, paired where they say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any, Final

from markupsafe import Markup

from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.html.blocks import write_blocks, write_notes
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.markup import element, escape

_OWN: Final = re.compile(r' (id|aria-labelledby|headers)="([^"]+)"')
_LANDMARK: Final = re.compile(r' role="doc-endnotes" aria-labelledby="[^"]*"')
_CHANGED: Final = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
_LOCAL: Final = re.compile(r' href="#([^"]+)"')

Key = tuple[str, str]


def facing_stem(part_id: str) -> str:
    return f"facing-{part_id}"


def can_face(part: n.Part, other: n.Document | None) -> bool:
    """Whether a part has a page face to face: fiches and annexes, being lists of facts, have none."""
    return (
        other is not None and part.kind in ("front", "chapter") and any(p.id == part.id for p in other.parts)
    )


def rows_of(
    part: n.Part, other: n.Part, context: BlockContext, other_context: BlockContext
) -> list[tuple[Markup, Markup]]:
    """The markup of both columns, row by row, notes last; "" where one language has nothing.

    Ids of the second column begin with its language, so that they stay apart from those of the first.
    """
    lang = other_context.document.lang
    pairs = aligned(tuple(_opened(part.blocks)), tuple(_opened(other.blocks)))
    rows = [
        (Markup(_one(a, context) + _changes(b, context)), Markup(_beside(b, a, other_context)))
        for a, b in pairs
    ]
    notes = write_notes(context), _apart(write_notes(other_context), lang)
    if any(notes):
        # One landmark of that name is enough.
        rows.append((Markup(notes[0]), Markup(_LANDMARK.sub("", notes[1]))))
    return rows


def _one(block: n.Block | None, context: BlockContext) -> str:
    return write_blocks((block,), context) if block is not None else ""


def _beside(block: n.Block | None, other: n.Block | None, context: BlockContext) -> str:
    return _apart(_one(block, context), context.document.lang) + _changes(other, context)


def _changes(translation: n.Block | None, context: BlockContext) -> str:
    """Beside a translation that is out of date: what has changed in the text that it translates."""
    marked = "".join(_marked(node) for node in walk(translation)) if translation is not None else ""
    if not marked:
        return ""
    head = element("span", escape(context.word("html.facing.changed")), class_="rg-changes-head")
    return "\n" + element("p", f"{head} {marked}", class_="rg-changes")


def _marked(node: Any) -> str:
    changed = node.attrs.get("changed") if isinstance(node, n.Block) else ""
    return " ".join(
        escape(text) if not gone and not new else element("del" if gone else "ins", escape(gone or new))
        for text, gone, new in _runs(changed)
    )


def _runs(changed: str) -> Iterator[tuple[str, str, str]]:
    """Words that stayed, that are gone, that are new, from a text in which they are marked."""
    at = 0
    for found in _CHANGED.finditer(changed):
        yield changed[at : found.start()].strip(), "", ""
        yield "", found[1] or "", found[2] or ""
        at = found.end()
    yield changed[at:].strip(), "", ""


def _apart(markup: str, lang: str) -> str:
    def own(match: re.Match[str]) -> str:
        ids = " ".join(f"{lang}-{id_}" for id_ in match[2].split(" "))
        return f' {match[1]}="{ids}"'

    return _LOCAL.sub(lambda m: f' href="#{lang}-{m[1]}"', _OWN.sub(own, markup))


def aligned(
    left: tuple[n.Block, ...], right: tuple[n.Block, ...]
) -> Iterator[tuple[n.Block | None, n.Block | None]]:
    """Blocks in pairs: by paragraph number, label or kind; what has no counterpart stands alone."""
    keys = [[_key(block) for block in blocks] for blocks in (left, right)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        for step in range(max(b - a, d - c)):
            yield (
                left[a + step] if a + step < b else None,
                right[c + step] if c + step < d else None,
            )


def _key(block: n.Block) -> Key:
    if isinstance(block, n.Paragraph) and block.number:
        return ("paragraph", block.number)
    if isinstance(block, n.Heading):
        return ("heading", block.number or f"level {block.level}")
    if isinstance(block, n.Figure | n.Table) and block.attrs.id:
        return (type(block).__name__, block.attrs.id)
    return (type(block).__name__, "")


def _opened(blocks: n.Blocks) -> Iterator[n.Block]:
    """Blocks, those of plain divisions taken out of them, so that their paragraphs can be paired."""
    for block in blocks:
        if isinstance(block, n.Div) and not block.attrs.classes and not block.attrs.lang:
            yield from _opened(block.children)
        else:
            yield block


Address = Callable[[str], str]


def from_site(address: Address, site: str) -> Address:
    """Addresses of another site of the report, as seen from this one."""

    def found(label: str) -> str:
        href = address(label)
        return href if not href or href.startswith("#") else site + href

    return found
