"""What a Word story that this edition has written shows: its text, paragraphs and bookmarks.

The same as `flatten` reads from the finished file, for markup without tracked changes that comes from
`ooxml`: its spelling is known, so one expression finds all that counts, and no tree is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from reportgen.editions.docx.flatten import END, OBJECT
from reportgen.editions.docx.ooxml import Xml

_SEEN: Final = re.compile(
    '<w:t xml:space="preserve">(?P<text>[^<]*)<'
    '|<w:bookmarkStart w:id="(?P<start>[0-9]+)" w:name="(?P<name>[^"]*)"'
    '|<w:bookmarkEnd w:id="(?P<end>[0-9]+)"'
    '|<w:fldChar w:fldCharType="(?P<field>[a-z]+)"'
    "|<(?P<opened>w:p)[/>]|<(?P<closed>/w:p)>"
    "|<w:(?P<sign>tab|br|noBreakHyphen)/>"
    "|<w:(?P<object>drawing|pict|footnoteReference)[ />]"
)
_SIGNS: Final = {"tab": "\t", "br": " ", "noBreakHyphen": "\u2011"}
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&#13;", "\r"), ("&amp;", "&"))


@dataclass(slots=True)
class Shown:
    """The stories of a document as pieces of text. Bookmarks and paragraphs are ranges of pieces."""

    pieces: list[str] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    bookmarks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def text(self, start: int, end: int) -> str:
        """The text of a range; neighbouring computed things are one OBJECT."""
        made: list[str] = []
        for piece in self.pieces[start:end]:
            if piece != OBJECT or not made or made[-1] != OBJECT:
                made.append(piece)
        return "".join(made)


def add_story(shown: Shown, story: Xml) -> None:
    """Add the markup of a story (the body, the footnotes) to `shown`."""
    pieces = shown.pieces
    names: dict[str, tuple[str, int]] = {}
    fields: list[str] = []
    once = False  # whether the field has already been shown in this paragraph
    begun = 0
    for kind, value, name in _marks(story):
        if kind == "text" or kind == "sign" or kind == "object":
            if not fields:
                once = False
                if value or kind == "object":
                    pieces.append(value)
            elif "code" not in fields and (value or kind == "object"):
                if not once:
                    pieces.append(OBJECT)
                once = True
        elif kind == "start":
            names[value] = (name, len(pieces))
        elif kind == "end":
            label, start = names[value]
            shown.bookmarks.setdefault(label, (start, len(pieces)))
        elif kind == "field":
            if value == "begin":
                once = once and bool(fields)
                fields.append("code")
            elif value == "separate":
                fields[-1] = "result"
            else:
                fields.pop()
        elif kind == "opened":
            once, begun = False, len(pieces)
        else:
            shown.paragraphs.append((begun, len(pieces)))
            pieces.append(END)


def _marks(story: Xml) -> Iterator[tuple[str, str, str]]:
    """What `_SEEN` finds, as kind and value; an empty paragraph opens and closes."""
    for match in _SEEN.finditer(story):
        kind = match.lastgroup or ""
        value = match[kind]
        if kind == "text":
            if "&" in value:
                for entity, character in _ENTITIES:
                    value = value.replace(entity, character)
            yield kind, value, ""
        elif kind == "name":
            yield "start", match["start"], value
        elif kind == "sign":
            yield kind, _SIGNS[value], ""
        elif kind == "object":
            yield kind, OBJECT, ""
        else:
            yield kind, value, ""
            if kind == "opened" and story[match.end() - 1] == "/":
                yield "closed", value, ""
