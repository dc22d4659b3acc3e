"""Lists, numbered and not, and lists of definitions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.editions.docx.emit import boxed_by_class, emit, language
from reportgen.editions.docx.inlines import write_inlines
from reportgen.editions.docx.numbering import list_indent
from reportgen.editions.docx.ooxml import Numbered, Pieces, run, w
from reportgen.editions.docx.state import AFTER_LIST, Flow, Place, twips
from reportgen.editions.docx.styles import style_id

# Where items have Word's own list styles; elsewhere they look like what is around them.
_PROSE: Final = ("Body Text", "List Continue", "RG Definition")
_STYLED_DEPTHS: Final = 3


def write_list(node: n.List, place: Place, flow: Flow) -> None:
    """Add a list as a list of its own, which counts from its own start."""
    numbering = place.work.plan.numbering
    depth = place.depth
    place = boxed_by_class(node, place)
    style = place.style
    if not place.box and style in _PROSE:
        suffix = f" {min(depth + 1, _STYLED_DEPTHS)}" if depth else ""
        style = f"List {'Number' if node.ordered else 'Bullet'}{suffix}"
    numbered: Numbered | None = None
    if node.ordered or not place.work.look(style).plain_items:
        numbered = numbering.ordered(depth, node.start) if node.ordered else numbering.bullets(depth)
    for item in node.items:
        _item(item, language(place, item.attrs.lang), flow, style, numbered, node.tight)
    if not depth:
        flow.gap = max(flow.gap, AFTER_LIST)


def _item(
    item: n.ListItem, place: Place, flow: Flow, style: str, numbered: Numbered | None, tight: bool
) -> None:
    """The first paragraph carries the bullet or number; what follows stands below its text."""
    work = place.work
    own_style = style.startswith("List ")
    edge = place.base + list_indent(work.styles, place.depth)
    if numbered is None:
        edge = place.base + twips(work.look(style).left)
    first = item.children[0] if item.children else None
    unit = (first.unit if isinstance(first, n.Paragraph) else None) or item.unit or place.unit
    content: Pieces = []
    rest = item.children
    label = item.attrs.id
    if isinstance(first, n.Paragraph):
        spoken = language(place, first.attrs.lang)
        content = write_inlines(first.children, spoken.here, spoken.form)
        label = label or first.attrs.id
        rest = item.children[1:]
    more = _look(place, style, numbered, tight, edge)
    emit(flow, place, style, content, unit=unit, label=label, more=more)
    below = "List Continue" if own_style else style
    after = replace(place, style=below, left=edge - twips(work.look(below).left), unit=None)
    for block in rest:
        if isinstance(block, n.List):
            work.write_blocks((block,), replace(place, depth=place.depth + 1, unit=None), flow)
        else:
            work.write_blocks((block,), after, flow)


def _look(place: Place, style: str, numbered: Numbered | None, tight: bool, edge: int) -> dict[str, Any]:
    """What an item needs beyond its style."""
    more: dict[str, Any] = {}
    own_style = style.startswith("List ")
    carried = style.startswith("List Bullet") and place.depth < _STYLED_DEPTHS
    if numbered is not None and not carried:
        more["numbered"] = numbered
    if numbered is not None and (place.base or not own_style):
        more |= {"left": edge, "hanging": twips(place.work.styles.lists.hanging)}
    if not tight:
        more["contextual"] = False
    elif not own_style and numbered is not None:
        more |= {"contextual": True, "after": 60}
    if place.align:
        more["align"] = place.align
    return more


def write_definitions(node: n.DefinitionList, place: Place, flow: Flow) -> None:
    """Add terms and definitions: on two lines, or on one where the style runs them in."""
    place = boxed_by_class(node, place)
    write = _run_in if place.work.look(place.style).run_in else _definition
    for item in node.items:
        place.work.reach(item.attrs.id)
        write(item, language(place, item.attrs.lang), flow)


def _definition(item: n.DefinitionItem, place: Place, flow: Flow) -> None:
    term = write_inlines(item.term, place.here, place.form)
    own = f"{place.style} Term"
    style = own if own in place.work.styles.paragraphs else "RG Term"
    emit(flow, place, style, term, unit=item.unit, label=item.attrs.id)
    below = replace(place, unit=None)
    if place.style in _PROSE:
        below = replace(below, style="RG Definition")
    for definition in item.definitions:
        place.work.write_blocks(definition, below, flow)


def _run_in(item: n.DefinitionItem, place: Place, flow: Flow) -> None:
    """Term and definition on one line, definitions aligned by a tab."""
    work = place.work
    form = replace(place.form, style=style_id("RG Run-in Term"))
    term = write_inlines(item.term, place.here, form)
    names = work.names(item.attrs.id)
    if item.unit is not None:
        names = [*names, work.bookmarks.unit(item.unit)]
    flow.lead += [*work.bookmarks.around(names, term), run(place.form, w("tab"))]
    below = replace(place, unit=None)
    for definition in item.definitions:
        work.write_blocks(definition, below, flow)
    if flow.lead:
        emit(flow, below, place.style, [])
