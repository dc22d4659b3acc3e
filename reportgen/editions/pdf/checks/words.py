"""Whether every word of the source is in the tags of the file: words counted on both sides."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from reportgen.editions.pdf.checks.tags import Content, ReadBack, Tag

_WORD: Final = re.compile(r"\w+")
_HYPHENS: Final = str.maketrans({"\u00ad": "", "\u2010": "-", "\u2011": "-"})
_HIDDEN: Final = frozenset({"vh", "pn", "anchor"})
"""Classes of what is not printed, or is printed as a number that is only known at the end."""
_APART: Final = frozenset({"footnote", "noteref", "note-par"})
"""Classes of what stands in a line of the source and apart in the tags."""
_NOT_TEXT: Final = frozenset({"head", "script", "style", "{http://www.w3.org/2000/svg}svg", "svg"})
_IN_LINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "code",
        "dfn",
        "em",
        "i",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
_RUN_ON: Final = frozenset({"Span", "Link", "Code", "Quote"})
"""Elements whose text runs on with what stands around them: all others end a word."""


def source_words(page: str) -> Counter[str]:
    """The words that a page of print HTML says, page numbers and drawings aside."""
    return _count("".join(_said(html.document_fromstring(page))))


def _said(node: Any) -> Iterator[str]:
    apart = node.tag not in _IN_LINE or bool(_APART & _classes(node))
    if isinstance(node.tag, str) and node.tag not in _NOT_TEXT and not _HIDDEN & _classes(node):
        yield " " if apart else ""
        yield node.text or ""
        for child in node:
            yield from _said(child)
            yield child.tail or ""
    yield " " if apart else ""


def _classes(node: etree._Element) -> frozenset[str]:
    return frozenset((node.get("class") or "").split())


def tagged_words(read: ReadBack) -> Counter[str]:
    """The words that the tags of a file say, in any order."""
    return _count("".join(_spoken(read.root)))


def _spoken(tag: Tag) -> Iterator[str]:
    apart = "" if tag.type in _RUN_ON else " "
    yield apart
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _spoken(kid)
        elif isinstance(kid, Content):
            yield kid.text
    yield apart


def _count(text: str) -> Counter[str]:
    # A letter and its accent may be typed as two characters; a file says them as one.
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text).translate(_HYPHENS)))
