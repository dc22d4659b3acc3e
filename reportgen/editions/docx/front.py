"""Cover, title page and imprint."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import Final

from reportgen.document import nodes as n
from reportgen.editions.docx.emit import emit
from reportgen.editions.docx.inlines import write_inlines
from reportgen.editions.docx.ooxml import Pieces, text_run
from reportgen.editions.docx.sections import Section, Sections
from reportgen.editions.docx.state import Flow, Place, Work, twips
from reportgen.editions.docx.stylemap import ParagraphStyle
from reportgen.words.formats import date_in_words

_POINTS_PER_MM: Final = 72 / 25.4
_EDGE: Final = 12
"""Millimetres of colour below the subtitle."""
_SIZE: Final = 10.5
# A letter and a line as shares of the size of the text.
_LETTER: Final = 0.53
_LINE: Final = 1.26


def write_front(meta: n.Meta, place: Place, flow: Flow, sections: Sections) -> None:
    """Add the cover and the title page with the imprint, each a section of its own."""
    sections.open(Section(cover=True))
    _cover(meta, place, flow)
    flow.sealed = True
    sections.close()
    sections.open(Section(numbers="lowerRoman", restart=True))
    _title_page(meta, place, flow)
    sections.close()


def _line(place: Place, flow: Flow, style: str, text: str, **more: int) -> None:
    if text:
        emit(flow, place, style, [text_run(text, place.form)], more=more)


def _cover(meta: n.Meta, place: Place, flow: Flow) -> None:
    _line(place, flow, "RG Cover Publisher", meta.publisher, **_closer(meta, place.work))
    _line(place, flow, "Title", meta.title)
    _line(place, flow, "RG Cover Subtitle", meta.subtitle)
    _line(place, flow, "RG Cover State", state(place))
    _line(place, flow, "RG Cover Foot", date_in_words(meta.date, place.work.document.words))
    _line(place, flow, "RG Cover Foot", _version(meta, place))


def _closer(meta: n.Meta, work: Work) -> dict[str, int]:
    """Less room above a title of many lines, so that the subtitle stays on the block of colour."""
    cover, page = work.styles.cover, work.styles.page
    room = (cover.block - cover.top - _EDGE) * _POINTS_PER_MM
    width = (page.width - cover.left - cover.right) * _POINTS_PER_MM
    first, title, subtitle = (
        work.look(name) for name in ("RG Cover Publisher", "Title", "RG Cover Subtitle")
    )
    taken = _height(meta.publisher, first, width) + _height(meta.title, title, width)
    over = taken + _height(meta.subtitle, subtitle, width) - room
    return {"after": max(0, twips((first.after or 0) - over))} if over > 0 else {}


def _height(text: str, look: ParagraphStyle, width: float) -> float:
    """Points that a paragraph takes, as near as the number of its letters tells."""
    size = look.size or _SIZE
    lines = len(textwrap.wrap(text, max(1, int(width / size / _LETTER))))
    return lines * size * (look.line or 1) * _LINE + (look.after or 0)


def state(place: Place) -> str:
    """What the copy is (« Projet »), "" for a release."""
    return place.work.word(f"pdf.state.{place.work.document.meta.profile}")


def _version(meta: n.Meta, place: Place) -> str:
    return place.work.word("pdf.version", version=meta.version) if meta.version else ""


def _title_page(meta: n.Meta, place: Place, flow: Flow) -> None:
    _line(place, flow, "RG Title Page", meta.title)
    _line(place, flow, "Subtitle", meta.subtitle)
    if meta.authors != (meta.publisher,):
        _line(place, flow, "RG Title Line", ", ".join(meta.authors))
    _line(place, flow, "Body Text", meta.description, before=300, after=400)
    for text in (
        meta.publisher,
        date_in_words(meta.date, place.work.document.words),
        _version(meta, place),
        state(place),
    ):
        _line(place, flow, "RG Title Line", text)
    _line(place, flow, "RG Notice", meta.notice, before=120)
    _imprint(meta, replace(place, style="RG Imprint"), flow)


def _imprint(meta: n.Meta, place: Place, flow: Flow) -> None:
    inside = Flow()
    place.work.write_blocks(meta.imprint, place, inside)
    if meta.licence:
        emit(inside, place, "RG Imprint", _licence(meta, place))
    if meta.identifier:
        _line(place, inside, "RG Imprint", f"{place.work.word('pdf.identifier')} {meta.identifier}")
    if inside.elements:
        emit(flow, place, "RG Rule", [], more={"before": 900})
        flow.add(*inside.elements)


def _licence(meta: n.Meta, place: Place) -> Pieces:
    name: n.Inlines = (n.Text(meta.licence),)
    if meta.licence_url:
        name = (n.Link(name, meta.licence_url),)
    return write_inlines((n.Text(f"{place.work.word('pdf.licence')} "), *name), place.here, place.form)
