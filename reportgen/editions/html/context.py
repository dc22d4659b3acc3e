"""What the block writer knows besides the block: document, part, medium, and where labels and images are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from reportgen.document.nodes import Attrs, Document, Label, Part
from reportgen.memo import Memo

Href = Callable[[str], str]
_CLASS: Final = re.compile(r"[a-z][a-z0-9-]*\Z")


@dataclass(frozen=True, slots=True)
class BlockContext:
    """The surroundings of a block.

    `href` gives the address of a label or anchor, "" when there is none; `resource_url` the address of an
    image; `page_slot` (print only) the HTML of the page number of a label;
    `data_url` (site only) the address of the data of a chart by its label. `edition` filters Only blocks.
    `notes`: "endnotes" leaves notes to `write_notes`, "footnotes" writes each at its first call.
    `heading_shift` is added to heading levels. `linking` is off where links may not be (inside a link).
    `memo` knows what was made of the same nodes for other pages.
    """

    document: Document
    part: Part
    href: Href
    resource_url: Callable[[str], str]
    medium: Literal["screen", "print"] = "screen"
    edition: str = "html"
    page_slot: Callable[[str], str] | None = None
    data_url: Callable[[str], str] | None = None
    notes: Literal["endnotes", "footnotes"] = "endnotes"
    heading_shift: int = 0
    paragraph_numbers: bool = True
    linking: bool = True
    memo: Memo = field(default_factory=Memo)

    @property
    def screen(self) -> bool:
        return self.medium == "screen"

    def word(self, key: str, **values: str) -> str:
        """A word the engine prints, with its `{names}` filled."""
        return self.document.words[key].format_map(values) if values else self.document.words[key]

    def label(self, id_: str) -> Label | None:
        return self.document.labels.get(id_)

    def unlinked(self) -> BlockContext:
        """The same without links, note calls and anchors."""
        return replace(self, linking=False) if self.linking else self


def paragraph_id(number: str) -> str:
    """`par-2-14` for paragraph 2.14."""
    return "par-" + number.replace(".", "-")


def note_prefix(part: Part) -> str:
    """What stands before a note number to make it unique in the report: "2.", "F31.", "A."."""
    if not part.number:
        return ""
    return f"F{part.number}." if part.kind == "fiche" else f"{part.number}."


def note_id(part: Part, note: str) -> str:
    return f"fn-{part.id}-{_fragment(note)}"


def call_id(part: Part, note: str, occurrence: int) -> str:
    return f"fnref-{part.id}-{_fragment(note)}-{occurrence}"


def _fragment(text: str) -> str:
    """`text` as a piece of an id: spaces and signs are written as their code."""
    return re.sub(r"[^\w-]", lambda match: f".{ord(match[0]):x}", text)


def class_names(attrs: Attrs, *more: str) -> str | None:
    """The classes of a block: its own well-formed ones (page furniture, `rg-…`, excepted), then `more`."""
    own = [c for c in attrs.classes if _CLASS.match(c) and not c.startswith("rg-")]
    return " ".join([*own, *(c for c in more if c)]) or None
