"""How full the pages of a sheet are, and what stands alone at their edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

SPILL: Final = 0.2
"""A last page that is less full than this holds only what could not be got onto the one before."""
STRAGGLERS: Final = 0.45
"""A last page that is less full than this, with the end of what closes a fiche, shows it cut."""
BACKLINKS: Final = "backlinks"
CLOSING: Final = frozenset({"related", BACKLINKS, "sources"})
"""Classes of what closes a fiche."""
WHITE: Final = 0.72
"""A page before a figure or a table that is less full than this shows a gap."""
MOVABLE: Final = frozenset({"figure", "table"})
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def fill(page: Any) -> float:
    """The part of the height of a page's text area that is used, from 0 to 1; notes at the foot count."""
    area = page._page_box
    top, height = area.content_box_y(), area.height
    used = 0.0
    for child in area.children:
        bottom = max((box.position_y + _height(box) for box in _drawn(child)), default=top)
        if isinstance(child, boxes.FootnoteAreaBox):
            used += child.margin_height() if child.children else 0.0
        else:
            used += max(0.0, bottom - top)
    return float(min(1.0, used / height)) if height else 1.0


def _height(box: Any) -> float:
    return float(box.height) if isinstance(box.height, int | float) else 0.0


def _drawn(box: Any) -> Iterator[Any]:
    """Lines and pictures in the flow below `box`."""
    if isinstance(box, AbsolutePlaceholder) or not box.is_in_normal_flow():
        return
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _drawn(child)


def spills(pages: Sequence[Any]) -> bool:
    """Whether the last of several pages holds only a few lines."""
    return len(pages) > 1 and fill(pages[-1]) < SPILL


def straggles(pages: Sequence[Any]) -> bool:
    """Whether the last of several pages holds little, and begins within what closes a fiche.

    Where it is cited goes with what stands before: a page that begins with it begins within.
    """
    if len(pages) < 2 or fill(pages[-1]) > STRAGGLERS:
        return False
    first = next(_closing(pages[-1]), None)
    if first is None:
        return False
    cut = any(before is first for before in _closing(pages[-2]))
    return cut or (BACKLINKS in _classes(first) and _begins(pages[-1], first))


def _closing(page: Any) -> Iterator[Any]:
    """The HTML elements on this page that close a fiche, in their order."""
    for area in page._page_box.children:
        for box in area.descendants():
            if box.element is not None and CLOSING & _classes(box.element):
                yield box.element


def _classes(html: Any) -> frozenset[str]:
    return frozenset((html.get("class") or "").split())


def _begins(page: Any, html: Any) -> bool:
    """Whether the first block of `page` is that of `html`."""
    first = next((box for child in page._page_box.children for box in _blocks(child)), None)
    return first is not None and first.element is html


def moved_over(pages: Sequence[Any]) -> list[Any]:
    """The HTML elements of figures and tables that start a page, the one before having too little room."""
    return [box.element for before, box in _openers(pages) if fill(before) < WHITE]


def whiteness(pages: Sequence[Any]) -> float:
    """How empty the pages before figures and tables are: in squares, one large gap being worse than two."""
    return sum((1 - fill(before)) ** 2 for before, _ in _openers(pages))


def _openers(pages: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """(page before, box) of each figure or table that starts a page, and was not begun before."""
    for before, page in pairwise(pages):
        first = next((box for child in page._page_box.children for box in _blocks(child)), None)
        if first is not None and first.element_tag in MOVABLE:
            last = [box.element for child in before._page_box.children for box in _blocks(child)][-1:]
            if last != [first.element]:
                yield before, first


_FRAMES: Final = frozenset({"html", "body", "section", "div", "main", "article"})


def _blocks(box: Any) -> Iterator[Any]:
    """The blocks of a page below sections and divisions, in the flow."""
    if isinstance(box, AbsolutePlaceholder | boxes.FootnoteAreaBox) or not box.is_in_normal_flow():
        return
    if box.element_tag in _FRAMES and not isinstance(box, boxes.LineBox) and box.children:
        for child in box.children:
            yield from _blocks(child)
    elif not isinstance(box, boxes.MarginBox):
        yield box


def lonely(pages: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    """What stands alone at the foot of a page, as (kind, words): heading, caption or header of a table."""
    found = []
    for page in pages[:-1]:
        last = None
        for child in page._page_box.children:
            for box in _blocks(child):
                last = box
        if last is None:
            continue
        kind = _alone(last)
        if kind:
            words = " ".join(box.text for box in last.descendants() if isinstance(box, boxes.TextBox))
            found.append((kind, words[:80]))
    return tuple(found)


def _alone(box: Any) -> str:
    if box.element_tag in HEADINGS:
        return "heading"
    if box.element_tag == "table":
        tags = [below.element_tag for below in box.descendants() if below.element is not None]
        if "tr" not in tags:
            return "caption"
        groups = [below for below in box.descendants() if below.element_tag == "thead"]
        if groups and "tbody" not in tags:
            return "header"
    return ""
