"""The index: an INDEX field in two columns, its cached lines those of the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.document import nodes as n
from reportgen.editions.docx.emit import emit
from reportgen.editions.docx.inlines import write_inlines
from reportgen.editions.docx.ooxml import Pieces, field_begin, field_end, hyperlink, text_run
from reportgen.editions.docx.state import Flow, Here, Place

COLUMNS: Final = 2


def write_index(node: n.Index, place: Place, flow: Flow) -> None:
    """Add the index. Where pages are known, terms lead to pages; else to paragraphs and fiches.

    The field begins in the last paragraph before the columns and ends in the first one after them, as Word
    itself writes it: other readers know this form alone.
    """
    if not node.groups:
        return
    work = place.work
    locale = work.word("language.lcid")
    columns = work.columns if place.top else None
    shape = rf'\c "{COLUMNS}" ' if columns is not None else ""
    emit(flow, place, "Index 1", field_begin(rf'INDEX \h "A" \e ", " {shape}\z "{locale}"', place.form))
    if columns is not None:
        columns(COLUMNS)
    for group in node.groups:
        for style, line in _group(group):
            emit(flow, place, style, _content(line, place))
    if columns is not None:
        columns(1)
    emit(flow, place, "Index 1", [field_end(place.form)])
    flow.sealed = True


def _group(group: n.IndexGroup) -> Iterator[tuple[str, n.IndexEntry | str]]:
    yield "Index Heading", group.letter
    for entry in group.entries:
        yield from _entries(entry, 1)


def _entries(entry: n.IndexEntry, level: int) -> Iterator[tuple[str, n.IndexEntry]]:
    yield f"Index {min(level, 2)}", entry
    for child in entry.children:
        yield from _entries(child, level + 1)


def _content(line: n.IndexEntry | str, place: Place) -> Pieces:
    if isinstance(line, str):
        return [text_run(line, place.form)]
    content = write_inlines(line.term, place.here, place.form)
    for reference in _once(line.refs, place.here):
        content.append(text_run(", ", place.form))
        content += reference
    return content


def _once(references: tuple[n.CrossRef, ...], here: Here) -> list[Pieces]:
    """Each reference as a link, pages named once."""
    seen: set[str] = set()
    made: list[Pieces] = []
    form = here.work.plain
    for reference in references:
        page = here.work.pages.get(reference.target, "")
        if page and page in seen:
            continue
        seen.add(page)
        shown = [text_run(page or reference.before + reference.number, form)]
        if not page and not reference.number:
            shown = write_inlines(reference.title, here.unlinked(), form)
        anchor = here.work.target(reference.target)
        made.append([hyperlink(shown, anchor=anchor)] if anchor else shown)
    return made
