"""How full the pages of a sheet are, and what stands alone at their edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

SPILL: Final = 0.12
"""A last page that is less full than this holds only what could not be got onto the one before."""
WHITE: Final = 0.72
"""A page before a figure that is less full than this shows a gap."""
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


def figures_after_gaps(pages: Sequence[Any]) -> list[Any]:
    """The HTML elements of figures that start a page because the one before had too little room left."""
    found = []
    for before, page in pairwise(pages):
        first = next((box for child in page._page_box.children for box in _blocks(child)), None)
        if first is not None and first.element_tag == "figure" and fill(before) < WHITE:
            found.append(first.element)
    return found


def whiteness(pages: Sequence[Any]) -> float:
    """How much of the pages before figures that start a page is empty, in pages."""
    total = 0.0
    for before, page in pairwise(pages):
        first = next((box for child in page._page_box.children for box in _blocks(child)), None)
        if first is not None and first.element_tag == "figure":
            total += 1 - fill(before)
    return total


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
