"""Rules about what the tags mean to a person who listens: most are not asked for by PDF/UA-1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from reportgen.editions.pdf.checks.tags import Annotation, ReadBack, Tag

_LEADERS: Final = re.compile(r"[.\s_·…]+\Z")
_BLOCKS: Final = frozenset(["P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "TOCI"])


def _place(tag: Tag) -> str:
    page = tag.pages[0] + 1 if tag.pages else "?"
    return f"{tag.type}, page {page}: {tag.text[:40]}"


def _alternative(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("Figure", "Formula"):
        if tag.own("Alt") is None and tag.own("ActualText") is None:
            yield _place(tag)


def _said(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("Figure", "Formula"):
        if tag.own("Alt") is not None and not str(tag.own("Alt")).strip():
            yield _place(tag)


def _box(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("Figure"):
        box = tag.attribute("Layout", "BBox")
        if box is None or not _on_page(read, tag, [float(edge) for edge in box]):
            yield _place(tag)


def _on_page(read: ReadBack, tag: Tag, box: list[float]) -> bool:
    pages = tag.pages
    if len(box) != 4 or not pages:
        return False
    left, bottom, right, top = (float(edge) for edge in read.pdf.pages[pages[0]].mediabox)
    return left - 1 <= box[0] < box[2] <= right + 1 and bottom - 1 <= box[1] < box[3] <= top + 1


def _captions(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("Caption"):
        if tag.parent is None or tag.parent.type not in ("Figure", "Table", "L", "TOC", "Formula"):
            yield _place(tag)


def _empty(read: ReadBack) -> Iterator[str]:
    for tag in read.root.walk():
        if tag.type in _BLOCKS and not tag.text.strip() and not any(k.type == "Figure" for k in tag.walk()):
            yield _place(tag)


def _notes(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("Note"):
        words = "".join(kid.text for kid in tag.kids if not isinstance(kid, Annotation) and _is_text(kid))
        if not words.strip():
            yield _place(tag)


def _is_text(kid: Any) -> bool:
    return not (isinstance(kid, Tag) and kid.type == "Lbl")


def _calls(read: ReadBack) -> Iterator[str]:
    """A note follows the reference to it."""
    for tag in read.tags("Note"):
        around = tag.parent.tags if tag.parent else []
        position = around.index(tag)
        if position == 0 or around[position - 1].type != "Reference":
            yield _place(tag)


def _leaders(read: ReadBack) -> Iterator[str]:
    for tag in read.root.walk():
        if tag.text and not tag.tags and len(tag.text) > 1 and _LEADERS.match(tag.text) and "." in tag.text:
            yield _place(tag)


def _entries(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("TOCI"):
        if not any(below.type == "Link" for below in tag.walk()):
            yield _place(tag)


def _bodies(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("LI"):
        if not any(kid.type == "LBody" for kid in tag.tags):
            yield _place(tag)


def _heads(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("Table"):
        if not any(below.type == "TH" for below in tag.walk()):
            yield _place(tag)


def _captioned_first(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("Table"):
        places = [i for i, kid in enumerate(tag.tags) if kid.type == "Caption"]
        if places not in ([], [0], [len(tag.tags) - 1]):
            yield _place(tag)


def _expansions(read: ReadBack) -> Iterator[str]:
    for tag in read.root.walk():
        if tag.own("E") is not None and not str(tag.own("E")).strip():
            yield _place(tag)


RULES: Final = (
    ("13-004", "figures have an alternative", _alternative),
    ("R-FIG1", "the alternative of a figure says something", _said),
    ("R-FIG2", "figures say where they stand on the page", _box),
    ("R-FIG3", "captions stand in what they are captions of", _captions),
    ("R-TEXT1", "paragraphs, headings, captions and entries have a text", _empty),
    ("R-NOTE1", "notes have a text", _notes),
    ("R-NOTE2", "notes follow the reference to them", _calls),
    ("R-TOC1", "no element holds only leaders", _leaders),
    ("R-TOC2", "entries of contents are links", _entries),
    ("R-LIST1", "items of lists have a body", _bodies),
    ("R-TAB2", "tables have header cells", _heads),
    ("R-TAB3", "the caption of a table stands first or last in it", _captioned_first),
    ("R-ABBR1", "expansions of abbreviations say something", _expansions),
)
