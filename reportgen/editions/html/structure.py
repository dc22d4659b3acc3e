"""How a document becomes pages: sections of parts, the page of each id, and the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import rewrite, walk
from reportgen.editions.html.blocks import heading_id
from reportgen.editions.html.context import paragraph_id
from reportgen.memo import Memo

SECTION_PAGES = {"fiche": "fiches"}
"""File names of sections without a divider that deserve a page of their own, by kind of part."""


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that stand together: those after a divider, or neighbours of one kind.

    `page` is the id of the page that lists them, "" when there is none.
    """

    kind: n.PartKind
    parts: tuple[n.Part, ...]
    divider: n.Part | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """The sections of a document; `places` gives the page (the stem of its file name) of each id."""

    document: n.Document
    sections: tuple[Section, ...]
    places: dict[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[str, ...]:
        """The stems of all pages of parts and sections, in reading order."""
        return _pages(self.sections)

    def section_of(self, part_id: str) -> Section:
        return next(s for s in self.sections if part_id in _pages_of(s))

    def address(self, label: str, page: str) -> str:
        """The relative address of a label or anchor, as seen from `page`; "" when there is no such place."""
        home = self.places.get(label)
        if home is None:
            known = self.document.labels.get(label)
            return f"{known.part}.html" if known and known.part in self.places else ""
        if label == home:
            return f"{home}.html"
        return f"#{label}" if home == page else f"{home}.html#{label}"

    def anchor(self, label: str) -> str:
        """The address of a label on the page that holds everything."""
        if label in self.places:
            return f"#{label}"
        known = self.document.labels.get(label)
        return f"#{known.part}" if known and known.part in self.places else ""


def shown_structure(document: n.Document, memo: Memo) -> Structure:
    """The structure of what this edition shows of a document, made once for each document."""
    return memo.of("structure", (document,), lambda whole: structure_of(shown(whole, memo=memo), memo))


def structure_of(document: n.Document, memo: Memo | None = None) -> Structure:
    memo = memo or Memo()
    places: dict[str, str] = {}
    for part in document.parts:
        places[part.id] = part.id
    for part in document.parts:
        for id_ in memo.of("ids", (part,), _ids):
            places.setdefault(id_, part.id)
    return Structure(document, tuple(_sections(document.parts)), places)


def _sections(parts: Iterable[n.Part]) -> Iterator[Section]:
    divider: n.Part | None = None
    kind: n.PartKind | None = None
    run: list[n.Part] = []
    for part in parts:
        apart = part.kind == "divider" or (kind is not None and part.kind != kind and divider is None)
        if apart and (run or divider):
            yield _section(divider, run)
            divider, run = None, []
        if part.kind == "divider":
            divider, kind = part, None
        else:
            run.append(part)
            kind = part.kind
    if run or divider:
        yield _section(divider, run)


def _section(divider: n.Part | None, run: list[n.Part]) -> Section:
    kind: n.PartKind = run[0].kind if run else "divider"
    page = divider.id if divider else SECTION_PAGES.get(kind, "")
    return Section(kind, tuple(run), divider, page)


def pages_of(document: n.Document) -> tuple[str, ...]:
    """The stems of all pages of parts and sections of a document, in reading order."""
    return _pages(_sections(document.parts))


def _pages(sections: Iterable[Section]) -> tuple[str, ...]:
    return tuple(page for section in sections for page in _pages_of(section))


def _pages_of(section: Section) -> Iterator[str]:
    if section.page:
        yield section.page
    for part in section.parts:
        yield part.id


def _ids(part: n.Part) -> tuple[str, ...]:
    """The ids that the block writer gives to places in `part`."""
    return tuple(_found_ids(part))


def _found_ids(part: n.Part) -> Iterator[str]:
    for node in walk((*part.title, *part.blocks, *(block for note in part.notes for block in note.blocks))):
        if isinstance(node, n.Anchor):
            yield node.id
        elif isinstance(node, n.Heading):
            yield heading_id(node)
        elif isinstance(node, n.Block | n.Styled) and node.attrs.id:
            yield node.attrs.id
        if isinstance(node, n.Paragraph) and node.number:
            yield paragraph_id(node.number)


def headings_of(blocks: n.Blocks) -> Iterator[n.Heading]:
    """The headings that can be linked to, also those inside divs."""
    for block in blocks:
        if isinstance(block, n.Heading) and heading_id(block):
            yield block
        elif isinstance(block, n.Div):
            yield from headings_of(block.children)


def shown(document: n.Document, edition: str = "html", memo: Memo | None = None) -> n.Document:
    """The document without what other editions alone show."""

    def keep(node: Any) -> Any:
        if not isinstance(node, n.Only):
            return node
        return node.children if edition in node.editions else None

    def left(part: n.Part) -> n.Part:
        return rewrite(part, keep)

    memo = memo or Memo()
    parts = tuple(memo.of(f"shown {edition}", (part,), left) for part in document.parts)
    return replace(document, parts=parts)
