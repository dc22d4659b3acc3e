"""Whether every footnote came out: the typesetter drops or misplaces some in rare places, without a word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from weasyprint.formatting_structure import boxes

NOTE_CLASS: Final = "footnote"

_IGNORED: Final = re.compile(r"[\s\u00ad\u2010\u2011\u200b\u2060-]+")


@dataclass(slots=True)
class _Note:
    """A footnote: its text, what of it was found, and the pages of its call and of its text."""

    text: str
    found: list[str] = field(default_factory=list)
    call: int = -1
    pages: list[int] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether its text is there once, at the foot of the page of its call or of the next one."""
        near = all(self.call <= page <= self.call + 1 for page in self.pages)
        return near and _bare("".join(self.found)) == self.text


def lost_notes(document: Any) -> tuple[str, ...]:
    """Ids of the footnotes that did not come out whole, in document order."""
    notes: dict[str, _Note] = {}
    owner: dict[Any, _Note] = {}
    for element in document._html.etree_element.iter():
        if isinstance(element.tag, str) and NOTE_CLASS in element.get("class", "").split():
            note = _Note(_bare("".join(element.itertext())))
            notes[element.get("id", "")] = note
            owner.update(dict.fromkeys(element.iter(), note))
    if notes:
        for index, page in enumerate(document.pages):
            for area in page._page_box.children:
                _collect(area, index, owner)
    return tuple(id_ for id_, note in notes.items() if not note.whole)


def _collect(area: Any, page: int, owner: dict[Any, _Note]) -> None:
    at_foot = isinstance(area, boxes.FootnoteAreaBox)
    for box in area.descendants(placeholders=True):
        note = owner.get(box.element)
        if note is None:
            continue
        if box.element_tag.endswith("::footnote-call"):
            note.call = page
        elif at_foot and not box.element_tag.endswith("::footnote-marker"):
            note.pages.append(page)
            if isinstance(box, boxes.TextBox):
                note.found.append(box.text)


def _bare(text: str) -> str:
    """Text without spaces and hyphens: line breaking changes both."""
    return _IGNORED.sub("", text)
