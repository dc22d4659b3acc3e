"""Running heads and folios: which there are, and which are laid over each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.pdf.rounds import Settled
from reportgen.editions.pdf.sheets import Book

THUMBS: Final = frozenset({"chapter", "fiche", "annex"})
FEWEST: Final = 3
MOST: Final = 16
"""How many marks the thumb index has at least and at most."""
ROOM: Final = 104
"""Letters of a running head: those of its part and of its title."""
SMALL: Final = 3
"""Letters of a word that a title which is cut does not end with."""

Side = Literal["verso", "recto"]
Shape = Literal["tall", "wide"]


@dataclass(frozen=True, slots=True)
class PageDress:
    """What one page wears: its side, its shape, its part, and whether it opens the part.

    `group` is its place in the thumb index, from 1; 0 when it has none. `marked`: a copy to be read.
    """

    side: Side
    shape: Shape
    part: n.Part | None
    opening: bool
    group: int = 0
    marked: bool = False

    def ids(self, *, numbered: bool) -> tuple[str, ...]:
        """Ids of the furniture over the page."""
        if self.part is None or not numbered:
            return ()
        folio = f"folio-{self.side}-{self.shape}"
        thumb = (self.thumb,) if self.group else ()
        worn = (*thumb, folio) if self.opening else (self.head, *thumb, folio)
        return (f"watermark-{self.shape}", *worn) if self.marked else worn

    @property
    def thumb(self) -> str:
        return f"thumb-{self.side}-{self.shape}-{self.group}"

    @property
    def head(self) -> str:
        owner = "" if self.side == "verso" or self.part is None else f"-{self.part.id}"
        return f"head-{self.side}-{self.shape}{owner}"


def dress(book: Book, settled: Settled) -> list[PageDress]:
    """What each page of the report wears. The first page is a right-hand one."""
    found: list[PageDress] = []
    groups = thumb_groups(book.document)
    proof = book.document.meta.profile == "proof"
    for sheet, rendered, blank in zip(book.sheets, settled.rendered, settled.blanks, strict=True):
        for index, (width, height) in enumerate(rendered.sizes):
            side: Side = "verso" if len(found) % 2 else "recto"
            shape: Shape = "wide" if width > height else "tall"
            group = groups.get(sheet.part.id, 0) if sheet.part else 0
            found.append(PageDress(side, shape, sheet.part, index == 0, group, proof))
        found += [PageDress("verso", "tall", None, False)] * blank
    return found


def thumb_groups(document: n.Document) -> dict[str, int]:
    """The place of each part in the thumb index: a chapter has one of its own, fiches and annexes share one.

    Empty when there are too few for an index, or more than have room.
    """
    groups: dict[str, int] = {}
    names: list[str] = []
    for part in document.parts:
        if part.kind in THUMBS:
            name = part.id if part.kind == "chapter" else part.kind
            if name not in names:
                names.append(name)
            groups[part.id] = names.index(name) + 1
    return groups if FEWEST <= len(names) <= MOST else {}


def furniture_items(book: Book, pages: Sequence[PageDress]) -> list[Mapping[str, str]]:
    """The furniture that `pages` need, for the template, each once."""
    items: dict[str, Mapping[str, str]] = {}
    for page in pages:
        for id_, item in _items(book, page):
            items.setdefault(id_, item)
    return [items[id_] for id_ in sorted(items)]


def _items(book: Book, page: PageDress) -> Iterator[tuple[str, Mapping[str, str]]]:
    part = page.part
    if part is None:
        return
    base = {"side": page.side, "shape": page.shape}
    folio = f"folio-{page.side}-{page.shape}"
    state = book.shell.state
    version = book.document.meta.version
    words = f"{state} {version}".strip() if state else ""
    if page.marked:
        # A proof is spoken of by its number and its day.
        words = ", ".join(text for text in (words, book.shell.date) if text)
        mark = f"watermark-{page.shape}"
        yield mark, {**base, "side": "verso", "id": mark, "kind": "watermark", "text": state}
    yield folio, {**base, "id": folio, "kind": "folio", "text": words}
    if page.group:
        mark = part.number if part.kind == "chapter" else book.document.words[f"pdf.thumb.{part.kind}"]
        yield (
            page.thumb,
            {**base, "id": page.thumb, "kind": "thumb", "text": mark, "place": str(page.group - 1)},
        )
    if not page.opening:
        own = page.side == "recto"
        title = part.short_title or plain_text(part.title) if own else book.document.meta.title
        number = book.numbered(part) if own else ""
        title = shortened(title, ROOM - len(number))
        yield page.head, {**base, "id": page.head, "kind": "head", "text": title, "number": number}


def shortened(title: str, room: int) -> str:
    """`title`, cut after a word of more than a few letters when it has more letters than `room`."""
    if len(title) <= room:
        return title
    words = title[: room - 1].rsplit(None, 1)[0].split()
    while len(words) > 1 and len(words[-1]) <= SMALL:
        words.pop()
    return f"{' '.join(words)}…"
