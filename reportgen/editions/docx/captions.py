"""Captions of figures and tables: « Tableau 2 – Titre », the number a SEQ field that references read."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.docx import fields
from reportgen.editions.docx.emit import emit, language
from reportgen.editions.docx.inlines import write_inlines
from reportgen.editions.docx.ooxml import text_run
from reportgen.editions.docx.state import Flow, Place, Work
from reportgen.editions.docx.styles import style_id

Kind = Literal["figure", "table"]
DASH = " – "
_BELOW = 100
_AFTER = 260
"""Twips between a figure and its caption, and between that and the text."""


def caption_text(kind: Kind, number: str, caption: n.Inlines, work: Work) -> str:
    """The caption as it reads, as a list of figures repeats it."""
    label = f"{work.word(f'contents.{kind}')}\u00a0{number}" if number else ""
    return DASH.join(piece for piece in (label, plain_text(caption)) if piece)


def write_caption(
    kind: Kind, node: n.Figure | n.Table, place: Place, flow: Flow, *, keep_next: bool = False
) -> None:
    """Add the caption paragraph; nothing when there is neither a number nor a caption."""
    work = place.work
    label = node.attrs.id
    if not node.number and not node.caption:
        flow.lead += work.bookmarks.around(work.names(label), ())
        return
    if node.number:
        own = language(place, work.document.lang).form
        form = replace(own, style=style_id("RG Caption Label"))
        word = work.word(f"contents.{kind}")
        number = fields.sequence(word, node.number, work, form)
        names = [work.bookmarks.name(label)] if label else []
        flow.lead += [text_run(f"{word}\u00a0", form), *work.bookmarks.around(names, number)]
        if node.caption:
            flow.lead.append(text_run(DASH, own))
        label = ""
    content = write_inlines(node.caption, replace(place.here, quiet=True), place.form)
    unit = node.unit if node.caption else None
    # The style has the distances of a caption above a table; that of a figure stands below it.
    near = {"before": _BELOW, **({} if keep_next else {"after": _AFTER})} if kind == "figure" else {}
    emit(
        flow,
        replace(place, align=""),
        "Caption",
        content,
        unit=unit,
        label=label,
        keep_next=keep_next,
        more=near,
    )
