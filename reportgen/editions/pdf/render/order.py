"""Marks of lists are painted before their items, in the order in which they are read.

WeasyPrint 70.0 takes a mark that stands outside its item for a positioned box and paints those last (CSS 2.1,
appendix E, point 8). A mark overlaps nothing: the page looks the same, and readers that go by the order of
painting (copied text, reflow) find each mark with its item.
"""

from __future__ import annotations

from typing import Any

from weasyprint import stacking
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

_dispatch = stacking._dispatch


def install() -> None:
    """Put this order in place; doing so again changes nothing."""
    stacking._dispatch_children = _dispatch_children


def _dispatch_children(box: Any, page: Any, contexts: Any, blocks: Any, floats: Any, cells: Any) -> Any:
    """`_dispatch_children`, where marks of lists stay in the flow."""
    if not isinstance(box, boxes.ParentBox):
        return box
    children = []
    for child in box.children:
        mark = _mark(child)
        if mark is None:
            made = [_dispatch(child, page, contexts, blocks, floats, cells)]
        elif isinstance(box, boxes.LineBox | boxes.InlineBox):
            made = [_dispatch_children(line, page, contexts, blocks, floats, cells) for line in mark.children]
        else:
            made = [_in_flow(mark, page, contexts, blocks, floats, cells)]
        children += [each for each in made if each is not None]
    return box.copy_with_children(children)


def _mark(box: Any) -> Any:
    """The mark of a list that `box` is, if it holds lines and nothing makes a layer of it."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if not box.is_outside_marker or not all(isinstance(child, boxes.LineBox) for child in box.children):
        return None
    style = box.style
    layer = style["z_index"] != "auto" or style["opacity"] < 1 or style["transform"]
    return None if layer or style["overflow"] != "visible" else box


def _in_flow(mark: Any, page: Any, contexts: Any, blocks: Any, floats: Any, cells: Any) -> Any:
    """A mark beside blocks, as a block of the flow."""
    inner: dict[Any, Any] = {}
    block = _dispatch_children(mark, page, contexts, blocks, floats, inner)
    blocks.append(block)
    cells[block] = inner
    return block
