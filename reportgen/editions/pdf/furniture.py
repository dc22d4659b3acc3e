"""Running heads and folios: which there are, and which are laid over each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.pdf.rounds import Settled
from reportgen.editions.pdf.sheets import Book

Side = Literal["verso", "recto"]
Shape = Literal["tall", "wide"]


@dataclass(frozen=True, slots=True)
class PageDress:
    """What one page wears: its side, its shape, its part, whether it opens the part, and whether it is
    marked as a copy to be read."""

    side: Side
    shape: Shape
    part: n.Part | None
    opening: bool
    marked: bool = False

    def ids(self, *, numbered: bool) -> tuple[str, ...]:
        """Ids of the furniture over the page."""
        if self.part is None or not numbered:
            return ()
        folio = f"folio-{self.side}-{self.shape}"
        worn = (folio,) if self.opening else (self.head, folio)
        return (f"watermark-{self.shape}", *worn) if self.marked else worn

    @property
    def head(self) -> str:
        owner = "" if self.side == "verso" or self.part is None else f"-{self.part.id}"
        return f"head-{self.side}-{self.shape}{owner}"


def dress(book: Book, settled: Settled) -> list[PageDress]:
    """What each page of the report wears. The first page is a right-hand one."""
    found: list[PageDress] = []
    proof = book.document.meta.profile == "proof"
    for sheet, rendered, blank in zip(book.sheets, settled.rendered, settled.blanks, strict=True):
        for index, (width, height) in enumerate(rendered.sizes):
            side: Side = "verso" if len(found) % 2 else "recto"
            shape: Shape = "wide" if width > height else "tall"
            found.append(PageDress(side, shape, sheet.part, index == 0, proof))
        found += [PageDress("verso", "tall", None, False)] * blank
    return found


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
    if not page.opening:
        own = page.side == "recto"
        title = part.short_title or plain_text(part.title) if own else book.document.meta.title
        number = book.numbered(part) if own else ""
        yield page.head, {**base, "id": page.head, "kind": "head", "text": title, "number": number}
