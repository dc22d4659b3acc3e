"""The two languages face to face in one document for Word: a row for each pair of paragraphs.

Every paragraph keeps its own unit, so that a remark on either side comes back to the text of that language.
What Word would count or gather (numbers of captions, lists, contents) is text or left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, rewrite, walk
from reportgen.editions.html.facing import aligned

_WIDTHS: Final = (6, 47, 47)
_LEFT_OUT: Final = (n.Contents, n.Index, n.Rule, n.Generated)


def facing(source: n.Document, other: n.Document, words: dict[str, str]) -> n.Document:
    """Both documents as one, each part a table: number, `source`, `other`. `words` are those of its heads."""
    twins = {part.id: part for part in other.parts}
    parts = tuple(
        made for part in source.parts if (made := _part(part, twins.get(part.id), source, other, words))
    )
    title = f"{source.meta.title} – {words['review.facing']}"
    meta = replace(source.meta, title=title, profile="draft", imprint=())
    labels = {part.id: n.Label(part.id, part.kind, "", part.title, part.id) for part in parts}
    return replace(source, meta=meta, parts=parts, labels=labels, pairs={}, words=dict(words),
                   resources={**other.resources, **source.resources})  # fmt: skip


def _part(
    part: n.Part, twin: n.Part | None, source: n.Document, other: n.Document, words: dict[str, str]
) -> n.Part | None:
    left = _side(part, source.meta.lang, "", words)
    right = _side(twin, other.meta.lang, f"{other.meta.lang}-", words) if twin else ()
    rows = [
        _row(one, two, source.meta.lang, other.meta.lang)
        for one, two in aligned(left, right)
        if _has_unit(one) or _has_unit(two)
    ]
    if not rows:
        return None
    titles = (words["review.facing.number"], words[f"review.facing.{source.meta.lang}"],
              words[f"review.facing.{other.meta.lang}"])  # fmt: skip
    head = n.Row(tuple(n.Cell((n.Paragraph((n.Text(title),)),), header="col") for title in titles))
    name = f"{part.number} – " if part.number else ""
    heading = (n.Text(f"{name}{plain_text(part.title)}"),)
    table = n.Table((head,), tuple(rows), 3, widths=_WIDTHS)
    notes = _notes(part, "", source.meta.lang)
    if twin:
        notes += _notes(twin, f"{other.meta.lang}-", other.meta.lang)
    attrs = n.Attrs(classes=("unnumbered",))
    return n.Part(part.id, "chapter", heading, (table,), notes=notes, landscape=True, attrs=attrs)


def _side(part: n.Part, lang: str, prefix: str, words: dict[str, str]) -> n.Blocks:
    """One language of a part as the blocks of a column: its title, then everything, opened."""
    title = n.Paragraph((n.Strong(part.title),), unit=part.unit)
    opened = (block for block in _opened(part.blocks, lang, words) if not isinstance(block, _LEFT_OUT))
    return tuple(_bare(block, prefix) for block in (title, *opened))


def _opened(blocks: n.Blocks, lang: str, words: dict[str, str]) -> Iterator[n.Block]:
    """Blocks, one a row: divisions, quotes, callouts, lists are parted."""
    for block in blocks:
        if isinstance(block, n.Only):
            yield from _opened(block.children if "docx" in block.editions else (), lang, words)
        elif "untranslated" in block.attrs.classes:
            yield n.Paragraph((n.Emph((n.Text(words["review.facing.missing"]),)),))
        elif isinstance(block, n.Div | n.Quote):
            yield from _opened(block.children, lang, words)
        elif isinstance(block, n.Callout):
            if block.title:
                yield n.Paragraph((n.Strong(block.title),), unit=block.unit)
            yield from _opened(block.children, lang, words)
        elif isinstance(block, n.List):
            for number, item in enumerate(block.items, start=block.start):
                yield replace(block, items=(item,), start=number)
        elif isinstance(block, n.DefinitionList):
            for term in block.items:
                yield replace(block, items=(term,))
        elif isinstance(block, n.Table):
            yield from _cells(block, lang, words)
        elif isinstance(block, n.Figure):
            yield replace(block, data=None)
        elif isinstance(block, n.Heading):
            yield n.Paragraph((n.Strong(block.children),), unit=block.unit, attrs=block.attrs)
        else:
            yield block


def _cells(table: n.Table, lang: str, words: dict[str, str]) -> Iterator[n.Block]:
    """The caption of a table and each of its cells that is not empty: a table in a table is hard to read."""
    if table.caption:
        yield n.Paragraph((n.Strong(table.caption),), unit=table.unit)
    for row in (*table.head, *table.body):
        for cell in row.cells:
            if not plain_text(cell.children).strip():
                continue
            for number, block in enumerate(_opened(cell.children, lang, words)):
                yield replace(block, unit=block.unit or (cell.unit if number == 0 else None))


def _bare(block: n.Block, prefix: str) -> n.Block:
    """The block without what only a whole report has: labels, links inside it, numbers that Word counts."""
    bare = _without(prefix)
    made = bare(rewrite(block, bare))
    assert isinstance(made, n.Block)
    return made


def _without(prefix: str) -> Callable[[Any], Any]:
    def replaced(node: Any) -> Any:
        if isinstance(node, n.CrossRef):
            return node.title if not node.number and node.title else n.Text(f"{node.before}{node.number}")
        if isinstance(node, n.InternalLink):
            return node.children
        if isinstance(node, n.Anchor):
            return None
        if isinstance(node, n.NoteRef):
            return replace(node, note=prefix + node.note)
        if isinstance(node, n.Abbreviation):
            return replace(node, target="")
        changes: dict[str, Any] = {}
        if isinstance(node, n.Figure | n.Table) and node.number:
            changes["number"] = ""
        attrs = getattr(node, "attrs", None)
        if isinstance(attrs, n.Attrs) and attrs.id:
            changes["attrs"] = replace(attrs, id="")
        return replace(node, **changes) if changes else node

    return replaced


def _notes(part: n.Part, prefix: str, lang: str) -> tuple[n.Footnote, ...]:
    bare = _without(prefix)
    return tuple(
        replace(
            note,
            id=prefix + note.id,
            blocks=tuple(_in_language(bare(rewrite(block, bare)), lang) for block in note.blocks),
        )
        for note in part.notes
    )


def _in_language(block: n.Block, lang: str) -> n.Block:
    return block if block.attrs.lang else replace(block, attrs=replace(block.attrs, lang=lang))


def _row(one: n.Block | None, two: n.Block | None, lang: str, other: str) -> n.Row:
    number = next((b.number for b in (one, two) if isinstance(b, n.Paragraph) and b.number), "")
    return n.Row(
        (
            n.Cell((n.Paragraph((n.Text(number),)),) if number else ()),
            n.Cell((_unnumbered(one),) if one else (), attrs=n.Attrs(lang=lang)),
            n.Cell((_unnumbered(two),) if two else (), attrs=n.Attrs(lang=other)),
        )
    )


def _unnumbered(block: n.Block) -> n.Block:
    return replace(block, number="") if isinstance(block, n.Paragraph) else block


def _has_unit(block: n.Block | None) -> bool:
    return block is not None and any(getattr(node, "unit", None) is not None for node in walk(block))
