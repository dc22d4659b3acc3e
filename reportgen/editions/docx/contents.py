"""Lists of contents, figures, tables and fiches: TOC fields whose cached lines are those of the document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.editions.docx import fields
from reportgen.editions.docx.captions import DASH
from reportgen.editions.docx.emit import emit
from reportgen.editions.docx.inlines import write_inlines
from reportgen.editions.docx.ooxml import (
    Pieces,
    Xml,
    field_begin,
    field_end,
    hyperlink,
    quoted,
    run,
    text_run,
    w,
)
from reportgen.editions.docx.own_contents import NEW_PAGE
from reportgen.editions.docx.state import Flow, Place, Work, twips
from reportgen.editions.docx.styles import style_id

FICHES_BOOKMARK: Final = "_Toc_fiches"
_WORDS: Final = {"figures": "contents.figure", "tables": "contents.table"}
_LEADER: Final = "RG Contents Leader"
_PAGE: Final = "RG Contents Page"
_CHARACTER: Final = 5.6
"""Points that a character of a label such as « Fiche 12 » takes."""


def write_contents(node: n.Contents, place: Place, flow: Flow) -> None:
    """Add the title and the list; nothing for an empty list."""
    work = place.work
    entries = [entry for entry in node.entries if entry.target in work.plan.emitted]
    if not entries:
        return
    inside = Flow()
    if node.title:
        title = write_inlines(node.title, place.here.unlinked(), place.form)
        turns = {"page_break": True} if NEW_PAGE in node.attrs.classes else {}
        emit(inside, place, "TOC Heading", title, more=turns)
    # Word has no field for open points: their list is plain, with links and page numbers.
    plain = node.kind == "todos"
    start = [] if plain else field_begin(_instruction(node.kind, entries, work), place.form)
    for position, entry in enumerate(entries):
        content = [*start, *_line(entry, node.kind, place)]
        start = []
        if position == len(entries) - 1 and not plain:
            content.append(field_end(place.form))
        emit(
            inside,
            replace(place, align=""),
            _style(entry, node.kind),
            content,
            more=_indent(entry, node.kind, work),
        )
    if node.kind == "toc":
        flow.add(_gallery(inside.elements))
    else:
        flow.add(*inside.elements)
    flow.after_table = False
    flow.gap = 0
    flow.sealed = True


def _instruction(kind: str, entries: list[n.ContentsEntry], work: Work) -> str:
    r"""`\h` makes links, `\z` hides page numbers on a screen of web layout.

    There is no `\u`: outline levels would also gather the headings that the contents leave out.
    """
    if kind in _WORDS:
        return rf"TOC \h \z \c {quoted(fields.sequence_name(work.word(_WORDS[kind])))}"
    if kind == "fiches":
        level = min(work.plan.levels.get(entry.target, 1) for entry in entries)
        return rf'TOC \o "{level}-{level}" \h \z \b {FICHES_BOOKMARK}'
    return rf'TOC \o "1-{max(entry.level for entry in entries)}" \h \z'


def _style(entry: n.ContentsEntry, kind: str) -> str:
    return f"TOC {min(3, max(1, entry.level))}" if kind == "toc" else "Table of Figures"


def _label(entry: n.ContentsEntry) -> str:
    return "\u00a0".join(piece for piece in (entry.before, entry.number) if piece)


def _indent(entry: n.ContentsEntry, kind: str, work: Work) -> dict[str, Any]:
    """Room for a label wider than a number, so that the title and its second line stand clear of it."""
    if kind in _WORDS or not entry.before:
        return {}
    look = work.look(_style(entry, kind))
    edge = twips((look.left or 0) + (look.first_line or 0))
    wide = twips(max(48.0, len(_label(entry)) * _CHARACTER + 8))
    return {"left": edge + wide, "hanging": wide, "tabs": (("left", edge + wide),)}


def _line(entry: n.ContentsEntry, kind: str, place: Place) -> Pieces:
    here, form = place.here, place.form
    label = _label(entry)
    content: Pieces = []
    if label and kind in _WORDS:
        content.append(text_run(label + (DASH if entry.title else ""), form))
    elif label:
        content += [text_run(label, form), run(form, w("tab"))]
    content += write_inlines(entry.title, here.unlinked(), form)
    anchor = here.work.target(entry.target)
    page = here.work.pages.get(entry.target, "")
    leader, number = (replace(form, style=style_id(name)) for name in (_LEADER, _PAGE))
    content += [run(leader, w("tab")), *fields.page_of(anchor, page, number)]
    return [hyperlink(content, anchor=anchor)]


def _gallery(content: Pieces) -> Xml:
    """The block that gives the contents its « update » handle in Word."""
    part = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w("sdt", w("sdtPr", part), w("sdtContent", *content))
