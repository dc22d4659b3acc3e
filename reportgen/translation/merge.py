"""The part a reader gets: the translation, with the source text where a translation is missing.

What is missing stands in a `Div` with the language of the source and the class `untranslated` (a heading, a
list item or a cell carries them itself), after the translation of what precedes it. Blocks whose
source has changed carry the class `stale`, and what has changed in it as the value `changed`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

from reportgen.document import nodes as n
from reportgen.document.walk import rewrite, walk
from reportgen.translation.changes import marked_change
from reportgen.translation.exchange.codes import encode
from reportgen.translation.pieces import TODO, unit_ids
from reportgen.translation.siblings import Partners
from reportgen.translation.states import OUT_OF_DATE, PairedPart, PairedUnit, State

UNTRANSLATED: Final = "untranslated"
STALE: Final = "stale"
CHANGED: Final = "changed"
NOTE_PREFIX: Final = "source-"

B = TypeVar("B", bound=n.Block)
G = TypeVar("G", n.Div, n.Quote, n.Only, n.ListItem, n.Cell, n.Directive, n.Callout)


def merge_part(source: n.Part, target: n.Part | None, paired: PairedPart, lang: str = "fr") -> n.Part:
    """The part in the target language; `lang` is the language of `source`.

    Without a target the whole source part, marked. Both parts as parsed, as they were for `pair_part`.
    """
    filler = _Filler(paired, lang)
    if target is None:
        title: n.Inlines = (n.Styled(source.title, n.Attrs(lang=lang)),)
        attrs = _marked(source.attrs, lang)
        notes = tuple(_in_source_language(note, lang) for note in source.notes)
        return dataclasses.replace(
            source, title=title, attrs=attrs, blocks=filler.shown(source.blocks), notes=notes
        )
    blocks = filler.blocks(source.blocks, target.blocks)
    blocks = (*blocks, *filler.shown(filler.left_over(source.blocks)))
    blocks, added = _with_own_notes(blocks, source, target, lang)
    notes = (*(filler.note(note, source.notes) for note in target.notes), *added)
    part = dataclasses.replace(target, blocks=blocks, notes=notes)
    return rewrite(part, lambda node: _stale(node, paired))


def _marked(attrs: n.Attrs, lang: str, *classes: str) -> n.Attrs:
    wanted = tuple(name for name in (classes or (UNTRANSLATED,)) if name not in attrs.classes)
    return dataclasses.replace(attrs, lang=lang, classes=(*attrs.classes, *wanted))


def _stale(node: Any, paired: PairedPart) -> Any:
    if not isinstance(node, n.Block) or node.unit is None or STALE in node.attrs.classes:
        return node
    pair = paired.of_target.get(node.unit.id)
    if pair is None or pair.state not in OUT_OF_DATE or UNTRANSLATED in node.attrs.classes:
        return node
    values = (*node.attrs.values, (CHANGED, changed)) if (changed := _changed(pair)) else node.attrs.values
    return dataclasses.replace(
        node, attrs=dataclasses.replace(node.attrs, classes=(*node.attrs.classes, STALE), values=values)
    )


def _changed(pair: PairedUnit) -> str:
    """The source as it was translated and as it is, word by word; empty when the old text isn't known."""
    if pair.entry is None or not pair.entry.was or not pair.source:
        return ""
    old = " ".join(encode(text).plain for text in pair.entry.was)
    return marked_change(old, " ".join(encode(piece.unit.text).plain for piece in pair.source))


class _Filler:
    """Puts source content where the translation has none. `lang` is the language of the source."""

    def __init__(self, paired: PairedPart, lang: str) -> None:
        self.paired = paired
        self.lang = lang
        self.placed: set[str] = set()
        self._mergers: dict[type, Callable[[Any, Any], Any]] = {
            n.Div: self._children,
            n.Quote: self._children,
            n.Only: self._children,
            n.ListItem: self._children,
            n.Cell: self._children,
            n.Directive: self._children,
            n.Callout: self._callout,
            n.List: self._list,
            n.DefinitionList: self._definitions,
            n.DefinitionItem: self._definition,
            n.Table: self._table,
            n.Row: self._row,
            n.Figure: self._figure,
        }

    # ---- what is missing

    def is_missing(self, unit_id: str) -> bool:
        pair = self.paired.of_source.get(unit_id)
        return pair is not None and not pair.target

    def _is_kept(self, block: Any) -> bool:
        """Whether all of a block stays in the source language on purpose."""
        pairs = [self.paired.of_source.get(unit) for unit in unit_ids(block)]
        return bool(pairs) and all(pair is None or pair.state is State.SAME for pair in pairs)

    def shown(self, blocks: Iterable[n.Block]) -> n.Blocks:
        """Source blocks marked as such: one group for each run, headings by themselves."""
        result: list[n.Block] = []
        run: list[n.Block] = []

        def close() -> None:
            if run:
                kept = all(self._is_kept(block) for block in run)
                attrs = n.Attrs(lang=self.lang, classes=() if kept else (UNTRANSLATED,))
                result.append(n.Div(tuple(run), attrs=attrs, span=run[0].span))
                run.clear()

        for block in blocks:
            if isinstance(block, n.Directive) and block.name == TODO:
                # An open point is in the language of those who work on that text.
                continue
            self.placed.update(unit_ids(block))
            if isinstance(block, n.Heading):
                close()
                result.append(dataclasses.replace(block, attrs=_marked(block.attrs, self.lang)))
            else:
                run.append(block)
        close()
        return tuple(result)

    def left_over(self, blocks: n.Blocks) -> Iterator[n.Block]:
        """Source texts that found no place, because the translation is built otherwise."""
        for node in walk(blocks):
            if not isinstance(node, n.Paragraph | n.Heading) or node.unit is None:
                continue
            if self.is_missing(node.unit.id) and node.unit.id not in self.placed:
                yield node

    def _inlines(self, source: n.Inlines, target: n.Inlines, unit_id: str) -> n.Inlines:
        """A title or caption: the source's when the translation has none."""
        if target or not source or not self.is_missing(unit_id):
            return target
        self.placed.add(unit_id)
        return (n.Styled(source, n.Attrs(lang=self.lang, classes=(UNTRANSLATED,))),)

    # ---- sequences

    def blocks(self, source: n.Blocks, target: n.Blocks) -> n.Blocks:
        """Two sequences of blocks as one."""
        return tuple(self._sequence(source, target, self.shown))

    def _sequence(
        self, source: Sequence[B], target: Sequence[B], show: Callable[[list[B]], Iterable[n.Block]]
    ) -> tuple[Any, ...]:
        partners = Partners(source, target, self.paired)
        result: list[n.Block] = list(show(partners.before_all()))
        for there, block in enumerate(target):
            merged: Any = block
            for here in partners.of(there):
                merged = self.merged(source[here], merged)
            result.append(merged)
            result.extend(show(partners.after(there)))
        return tuple(result)

    def merged(self, source: n.Block, target: n.Block) -> n.Block:
        """A block and its translation as one."""
        merge = self._mergers.get(type(target)) if type(source) is type(target) else None
        if merge is None or not any(self.is_missing(unit) for unit in unit_ids(source)):
            return target
        block: n.Block = merge(source, target)
        return block

    # ---- one kind of block each

    def _children(self, source: G, target: G) -> G:
        return dataclasses.replace(target, children=self.blocks(source.children, target.children))

    def _callout(self, source: n.Callout, target: n.Callout) -> n.Callout:
        title = self._inlines(source.title, target.title, source.unit.id if source.unit else "")
        return dataclasses.replace(self._children(source, target), title=title)

    def _marks(self, blocks: list[B]) -> list[B]:
        for block in blocks:
            self.placed.update(unit_ids(block))
        return [dataclasses.replace(block, attrs=_marked(block.attrs, self.lang)) for block in blocks]

    def _list(self, source: n.List, target: n.List) -> n.List:
        return dataclasses.replace(target, items=self._sequence(source.items, target.items, self._marks))

    def _definitions(self, source: n.DefinitionList, target: n.DefinitionList) -> n.DefinitionList:
        return dataclasses.replace(target, items=self._sequence(source.items, target.items, self._marks))

    def _definition(self, source: n.DefinitionItem, target: n.DefinitionItem) -> n.DefinitionItem:
        if len(source.definitions) != len(target.definitions):
            both = self.blocks(sum(source.definitions, ()), sum(target.definitions, ()))
            return dataclasses.replace(target, definitions=(both,))
        pairs = zip(source.definitions, target.definitions, strict=True)
        return dataclasses.replace(target, definitions=tuple(self.blocks(a, b) for a, b in pairs))

    def _table(self, source: n.Table, target: n.Table) -> n.Table:
        caption = self._inlines(source.caption, target.caption, source.unit.id if source.unit else "")
        target = dataclasses.replace(target, caption=caption)
        if _shape(source) == _shape(target):
            pairs = zip(source.head + source.body, target.head + target.body, strict=True)
            rows = tuple(self._row(first, second) for first, second in pairs)
        elif source.columns == target.columns and not _joins(source) and not _joins(target):
            head = tuple(self._row(a, b) for a, b in zip(source.head, target.head, strict=False))
            rows = (*head, *self._sequence(source.body, target.body, self._rows))
        else:
            return target
        return dataclasses.replace(target, head=rows[: len(target.head)], body=rows[len(target.head) :])

    def _row(self, source: n.Row, target: n.Row) -> n.Row:
        if len(source.cells) != len(target.cells):
            return target
        pairs = zip(source.cells, target.cells, strict=True)
        return dataclasses.replace(target, cells=tuple(self._cell(a, b) for a, b in pairs))

    def _rows(self, rows: list[n.Row]) -> list[n.Row]:
        return [dataclasses.replace(row, cells=tuple(map(self._own_cell, row.cells))) for row in rows]

    def _cell(self, source: n.Cell, target: n.Cell) -> n.Cell:
        if not target.children and any(self.is_missing(unit) for unit in unit_ids(source)):
            return self._own_cell(source)
        return target

    def _own_cell(self, cell: n.Cell) -> n.Cell:
        """A source cell. Its words say their language too: not every edition asks the cell."""
        if not any(self.is_missing(unit) for unit in unit_ids(cell)):
            return cell
        (marked,) = self._marks([cell])

        def spoken(node: Any) -> Any:
            if not isinstance(node, n.Paragraph):
                return node
            return dataclasses.replace(node, children=(n.Styled(node.children, n.Attrs(lang=self.lang)),))

        return rewrite(marked, spoken)

    def _figure(self, source: n.Figure, target: n.Figure) -> n.Figure:
        caption = self._inlines(source.caption, target.caption, source.unit.id if source.unit else "")
        return dataclasses.replace(target, caption=caption)

    def note(self, target: n.Footnote, notes: tuple[n.Footnote, ...]) -> n.Footnote:
        """A footnote with what its translation lacks."""
        source = next((note for note in notes if note.id == target.id), None)
        if source is None or target.id.startswith("inline-"):
            return target
        if not any(self.is_missing(unit) for block in source.blocks for unit in unit_ids(block)):
            return target
        return dataclasses.replace(target, blocks=self.blocks(source.blocks, target.blocks))


def _shape(table: n.Table) -> tuple[tuple[int, ...], ...]:
    return (
        (len(table.head), len(table.body)),
        *(tuple(cell.colspan * 100 + cell.rowspan for cell in row.cells) for row in table.head + table.body),
    )


def _joins(table: n.Table) -> bool:
    return any(cell.colspan > 1 or cell.rowspan > 1 for row in table.head + table.body for cell in row.cells)


# ---- footnotes called from source blocks


def _in_source_language(note: n.Footnote, lang: str) -> n.Footnote:
    group = n.Div(note.blocks, attrs=n.Attrs(lang=lang, classes=(UNTRANSLATED,)))
    return dataclasses.replace(note, blocks=(group,))


def _with_own_notes(
    blocks: n.Blocks, source: n.Part, target: n.Part, lang: str
) -> tuple[n.Blocks, tuple[n.Footnote, ...]]:
    """Source text keeps the notes it calls; one without a name gets one, as the translation has its own."""
    known = {note.id: note for note in source.notes}
    own = {note.id for note in target.notes}
    # Nodes are shared, not copied, so that those of the source can still be told.
    of_source = {id(node) for node in walk(source.blocks) if isinstance(node, n.NoteRef)}
    added: dict[str, n.Footnote] = {}

    def rename(node: Any) -> Any:
        if not isinstance(node, n.NoteRef) or id(node) not in of_source or node.note not in known:
            return node
        named = not node.note.startswith("inline-")
        if named and node.note in own:
            return node
        name = node.note if named else NOTE_PREFIX + node.note
        note = known[node.note]
        added[name] = dataclasses.replace(_in_source_language(note, lang), id=name)
        return dataclasses.replace(node, note=name)

    return rewrite(n.Div(blocks), rename).children, tuple(added.values())
