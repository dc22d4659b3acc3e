"""The words « Tableau 3 (suite) » over the parts of a table on later pages: seen, not read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout

CONTINUED_ATTRIBUTE: Final = "data-continued"
"""On a table: what to print over its later parts."""
_ABOVE: Final = 3.0
"""CSS pixels between those words and the table."""


class ContinuedTables:
    """Draws the words; knows which tables earlier pages have begun."""

    def __init__(self) -> None:
        self._begun: set[Any] = set()

    def draw(self, page: Any, stream: Any) -> None:
        """Draw what is due on `page`, which has been painted, in the margin above each later part."""
        for table in _tables(page):
            words = table.element.get(CONTINUED_ATTRIBUTE)
            if table.element in self._begun and words:
                head = next((box for box in table.descendants() if isinstance(box, boxes.TextBox)), None)
                if head is not None:
                    _draw(words, head, table, stream)
            self._begun.add(table.element)


def _tables(page: Any) -> Iterator[Any]:
    for child in page._page_box.children:
        for box in child.descendants():
            if isinstance(box, boxes.TableBox) and box.element is not None:
                yield box


def _draw(words: str, like: Any, table: Any, stream: Any) -> None:
    """`words` in the face of the text `like`."""
    layout = create_layout(words, like.style, None, None, 0)
    box = like.copy()
    box.text = words
    box.pango_layout = layout
    box.element = None
    box.space_due = False
    box.position_x = table.position_x
    box.position_y = table.position_y - like.height - _ABOVE
    layout.deactivate()
    stream.begin_marked_content("Artifact")
    draw_text(stream, box, 0, "clip", "none")
    stream.end_marked_content()
