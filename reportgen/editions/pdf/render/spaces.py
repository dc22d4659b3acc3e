"""Spaces between words that the eye sees as a new line or a new box, and that the text must have as well.

Layout drops the space where a line breaks, and boxes that stand side by side or below one another have none:
read as text, the words would run together (ISO 32000-1, 14.8.2.5: word breaks shall be explicit).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reportgen.editions.pdf.render.notes import NOTE_CLASS

IN_LINE: Final = frozenset(
    {
        *("a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark"),
        *("q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
    }
)
"""HTML elements whose text runs on with what stands around them."""


def add_spaces(pages: Sequence[Any]) -> None:
    """Set `space_due` on each text box of `pages` that must end with a space in the text."""
    flow, notes = _Run(), _Run()
    for page in pages:
        for area in page._page_box.children:
            run = notes if isinstance(area, boxes.FootnoteAreaBox) else flow
            for place in _texts(area, None, None):
                run.meet(place)


@dataclass(frozen=True, slots=True)
class _Place:
    """A text box, the HTML element whose words it continues, and the box in which its lines stand."""

    box: Any
    leaf: Any
    container: tuple[Any, str]


@dataclass(slots=True)
class _Run:
    """What was met last in reading order."""

    last: _Place | None = None
    due: bool = False

    def meet(self, place: _Place) -> None:
        box, last = place.box, self.last
        if box.element_tag.startswith("br"):
            self.due = True
            return
        if not box.text.strip():
            self.due |= bool(box.text) or getattr(box, "space_after", False)
            return
        if last is not None and last.leaf is place.leaf and not last.box.text[-1:].isspace():
            elsewhere = last.container != place.container
            if (elsewhere or self.due or getattr(box, "space_before", False)) and not box.text[:1].isspace():
                last.box.space_due = True
        self.last = place
        self.due = getattr(box, "space_after", False)


def _texts(box: Any, leaf: Any, container: Any) -> Iterator[_Place]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    tag = box.element_tag or ""
    if tag.endswith("marker"):
        return
    if isinstance(box, boxes.TextBox):
        yield _Place(box, leaf, container)
        return
    if box.element is not None and "::" not in tag and (tag not in IN_LINE or _is_note(box.element)):
        leaf = box.element
    if not isinstance(box, boxes.InlineBox | boxes.LineBox):
        container = (box.element, tag)
    for child in getattr(box, "children", ()):
        yield from _texts(child, leaf, container)


def _is_note(html: Any) -> bool:
    return NOTE_CLASS in html.get("class", "").split()
