"""Headings and titles of parts, numbered by Word's lists, by a SEQ field, or in text where neither can."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.editions.docx import fields
from reportgen.editions.docx.emit import change_bar, emit, own_language
from reportgen.editions.docx.inlines import write_inlines
from reportgen.editions.docx.ooxml import Pieces, run, text_run, w
from reportgen.editions.docx.plan import LABEL_SPACE, HeadingPlan
from reportgen.editions.docx.state import Flow, Place, twips
from reportgen.editions.docx.styles import style_id

_DIVIDER_SPACE: Final = 4000
"""Twips above the title of a divider page."""


def write_heading(node: n.Heading, place: Place, flow: Flow) -> None:
    """Add a heading inside a part."""
    bar = change_bar(node.attrs.classes, place.work)
    _write(node, node.children, node.attrs.id, place, flow, bar)


def write_title(part: n.Part, place: Place, flow: Flow) -> None:
    """Add the title of a part."""
    plan = place.work.plan.headings[id(part)]
    more: dict[str, Any] = {}
    if plan.direct is not None and not plan.typed:
        # A title without a number in the margin begins there.
        more |= {"left": place.base - twips(place.work.styles.headings.hang), "hanging": 0}
    if part.kind == "divider":
        more["before"] = _DIVIDER_SPACE
    if any(isinstance(block, n.Index) for block in part.blocks):
        # Where columns follow, LibreOffice forgets that the section begins on a new page.
        more["page_break"] = True
    _write(part, part.title, part.id, place, flow, more)


def _write(
    node: n.Part | n.Heading, title: n.Inlines, label: str, place: Place, flow: Flow, more: dict[str, Any]
) -> None:
    work = place.work
    plan = work.plan.headings[id(node)]
    names = [work.bookmarks.name(label)] if label in work.plan.emitted else []
    text = write_inlines(title, replace(place.here, quiet=True), place.form)
    if plan.sequence or plan.typed:
        flow.lead += _number(plan, node.number, names, place)
    else:
        text = work.bookmarks.around(names, text)
    direct: dict[str, Any] = {}
    if plan.direct is not None:
        direct["numbered"] = plan.direct
        if plan.direct.num == 0 or plan.sequence:
            direct |= {"left": place.base, "hanging": 0}
    content = [*fields.index_marks(label, work), *text]
    emit(flow, place, plan.style, content, unit=node.unit or place.unit, more=direct | more)


def _number(plan: HeadingPlan, number: str, names: list[str], place: Place) -> Pieces:
    """« Fiche 12 » before the title, or a number that no list can show."""
    work = place.work
    if plan.typed:
        return [*work.bookmarks.around(names, [text_run(number, place.form)]), run(place.form, w("tab"))]
    form = replace(own_language(place).form, style=style_id("RG Heading Label"))
    counted = work.bookmarks.around(names, fields.sequence(plan.sequence, number, work, form))
    return [text_run(f"{plan.sequence}\u00a0", form), *counted, text_run(LABEL_SPACE, place.form)]
