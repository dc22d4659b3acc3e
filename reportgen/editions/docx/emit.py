"""One paragraph, put where it stands: style, indent and box, and the bookmarks of label and unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.units import Unit
from reportgen.editions.docx.looks import MAX_BORDER_SPACE, borders, frame, shading
from reportgen.editions.docx.ooxml import ParagraphFormat, Pieces, border
from reportgen.editions.docx.state import Flow, Place, Work, language_tag, twips
from reportgen.editions.docx.styles import style_id

_NOTHING: Final[Mapping[str, Any]] = {}


def language(place: Place, lang: str) -> Place:
    """The place with another language for its text, "" for the same."""
    return replace(place, form=replace(place.form, lang=language_tag(lang))) if lang else place


def own_language(place: Place) -> Place:
    """The place in the language of the report: for words of the engine."""
    return language(place, place.work.document.lang)


def boxed(place: Place, style: str) -> Place:
    """Inside a box: plain paragraphs in the style of the box, others with its border and fill."""
    return replace(place, style=style, box=style, left=place.base if place.box else place.left)


def boxed_by_class(node: n.Block, place: Place) -> Place:
    """The place in the style of the node's class, if it has one; a box when the style has a border."""
    style = place.work.styles.class_style(node.attrs.classes)
    if not style:
        return place
    bordered = place.work.look(style).border_left is not None
    return boxed(place, style) if bordered else replace(place, style=style)


def emit(
    flow: Flow,
    place: Place,
    style: str,
    content: Pieces,
    *,
    unit: Unit | None = None,
    label: str = "",
    keep_next: bool = False,
    more: Mapping[str, Any] = _NOTHING,
) -> None:
    """Add a paragraph in `style`. `more` are values of `ParagraphFormat` that go before the computed ones."""
    work = place.work
    names = work.names(label)
    if unit is not None:
        names = [*names, work.bookmarks.unit(unit)]
    content = work.bookmarks.around(names, content)
    values: dict[str, Any] = {"style": style_id(style), "keep_next": keep_next}
    values |= _indents(place, style, work)
    if place.align:
        values["align"] = place.align
    look = work.look(style)
    if flow.gap > twips(look.before):
        values["before"] = flow.gap
    if look.frame is not None:
        values["frame"] = frame(look, work.styles)
    values |= more
    if place.box and (not style.startswith(place.box) or "left" in more):
        values |= _box(place, values, work)
    flow.paragraph(ParagraphFormat(**values), content)


def change_bar(classes: tuple[str, ...], work: Work) -> dict[str, Any]:
    """A bar in the right margin for a paragraph marked as changed, as values of `ParagraphFormat`."""
    if "changed" not in classes:
        return {}
    return {"borders": border("right", 1.5, 12, work.styles.colour("accent"))}


def _indents(place: Place, style: str, work: Work) -> dict[str, Any]:
    """The indent of the surroundings and of the style, added; nothing when the style says it all."""
    in_box_style = place.box and style.startswith(place.box)
    base = place.left if in_box_style else place.base
    if not base:
        return {}
    look = work.look(style)
    values: dict[str, Any] = {"left": base + twips(look.left)}
    if look.first_line:
        values["hanging"] = -twips(look.first_line)
    if place.box and not in_box_style:
        values["right"] = twips(work.look(place.box).right)
    return values


def _box(place: Place, values: dict[str, Any], work: Work) -> dict[str, Any]:
    """The border and fill of the box, the border drawn where the box has it."""
    look = work.look(place.box)
    made: dict[str, Any] = {}
    side = look.border_left
    if side is not None:
        drawn_at = (values.get("left") or 0) - (values.get("hanging") or 0)
        space = side.space + max(0, drawn_at - place.base) / 20
        moved = look.model_copy(
            update={"border_left": side.model_copy(update={"space": min(space, MAX_BORDER_SPACE)})}
        )
        made["borders"] = borders(moved, work.styles) + values.get("borders", "")
    if look.fill:
        made["shading"] = shading(look.fill, work.styles)
    return made
