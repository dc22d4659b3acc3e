"""A part as it is printed: references know their own place, the index is written with pages.

Rewrites nodes into nodes, so that the writer of HTML needs to know nothing of this.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any, Final, Literal

from reportgen.document import nodes as n
from reportgen.document.walk import transform, walk
from reportgen.editions.pdf.pages import Pages

Where = Literal["text", "quiet"]
"""`quiet`: where "(p. 45)" would be in the way: headings, tables, figures, lists of contents."""

_QUIET: Final = (n.Heading, n.Table, n.Figure, n.ContentsEntry, n.Index)
KEPT_ROWS: Final = 14
"""A table of no more rows than this stays on one page."""

Shows = Callable[[str, str], bool]
"""Whether the reference with this id of its own, to that target, shows a page number."""


def always(reference: str, target: str) -> bool:
    return True


def printed(part: n.Part, pages: Pages, shows: Shows = always) -> n.Part:
    """`part` with an anchor before each reference that may show a page, and its index written out.

    The reference number i of part `x` gets the id `at-x-i`, the same in every round.
    """
    rewriter = _Rewriter(part.id, pages, shows)
    outermost: Where = "text"
    return transform(part, outermost, _enter, rewriter.leave)


def references(part: n.Part) -> Iterator[tuple[str, str]]:
    """The (own id, target) of each reference of a part that `printed` has rewritten."""
    own = ""
    for node in walk(part):
        if isinstance(node, n.Anchor) and node.id.startswith(_prefix(part.id)):
            own = node.id
        elif isinstance(node, n.CrossRef) and own:
            yield own, node.target
            own = ""


def is_reference_id(id_: str) -> bool:
    """Whether an id only marks the place of a reference: nothing links to it."""
    return id_.startswith("at-")


def _prefix(part: str) -> str:
    return f"at-{part}-"


def _enter(node: Any, where: Where) -> Where:
    return "quiet" if isinstance(node, _QUIET) else where


class _Rewriter:
    def __init__(self, part: str, pages: Pages, shows: Shows) -> None:
        self.prefix = _prefix(part)
        self.pages = pages
        self.shows = shows
        self.count = 0

    def leave(self, node: Any, where: Where) -> Any:
        if isinstance(node, n.CrossRef):
            return self._reference(node, where)
        if isinstance(node, n.Index):
            return written_index(node, self.pages)
        if isinstance(node, n.Table) and len(node.head) + len(node.body) <= KEPT_ROWS:
            classes = (*node.attrs.classes, "keep")
            return dataclasses.replace(node, attrs=dataclasses.replace(node.attrs, classes=classes))
        return node

    def _reference(self, node: n.CrossRef, where: Where) -> Any:
        if node.form == "page" and not self.pages.knows(node.target):
            return dataclasses.replace(node, form="number")
        if node.form != "full":
            return node
        if where == "quiet":
            return dataclasses.replace(node, form="number")
        self.count += 1
        own = f"{self.prefix}{self.count}"
        if not self.shows(own, node.target):
            node = dataclasses.replace(node, form="number")
        return (n.Anchor(own), node)


def written_index(index: n.Index, pages: Pages) -> n.Div:
    """The index as lists: terms, then the pages where they stand, each a link."""
    groups = tuple(_group(group, pages) for group in index.groups)
    return n.Div(groups, attrs=n.Attrs(id=index.attrs.id, classes=("index",)))


def _group(group: n.IndexGroup, pages: Pages) -> n.Div:
    letter = n.Paragraph((n.Text(group.letter),), attrs=n.Attrs(classes=("index-letter",)))
    return n.Div((letter, _entries(group.entries, pages)), attrs=n.Attrs(classes=("index-group",)))


def _entries(entries: tuple[n.IndexEntry, ...], pages: Pages) -> n.List:
    return n.List(tuple(_entry(entry, pages) for entry in entries))


def _entry(entry: n.IndexEntry, pages: Pages) -> n.ListItem:
    line: n.Inlines = entry.term
    for target, text in pages.runs(ref.target for ref in entry.refs):
        line = (*line, n.Text(", "), n.InternalLink(target, (n.Text(text),)))
    blocks: n.Blocks = (n.Paragraph(line),)
    return n.ListItem((*blocks, _entries(entry.children, pages)) if entry.children else blocks)
