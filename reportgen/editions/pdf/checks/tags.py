"""The structure tree of a finished PDF as plain data: types, attributes, text, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary

from reportgen.editions.pdf.checks.text import Painted, TextReader

MOST_ELEMENTS: Final = 2_000_000
"""A tree that never ends is cut there."""


@dataclass(frozen=True, slots=True)
class Content:
    """A marked-content sequence of a page, with its text."""

    page: int
    mcid: int
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation that an element holds."""

    page: int
    objgen: tuple[int, int]


@dataclass(slots=True)
class Tag:
    """A structure element. `kids` are in reading order; `source` is its dictionary."""

    type: str
    source: Any
    parent: Tag | None = None
    kids: list[Tag | Content | Annotation] = field(default_factory=list)

    def walk(self) -> Iterator[Tag]:
        """This element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            tag = waiting.pop()
            yield tag
            waiting += [kid for kid in reversed(tag.kids) if isinstance(kid, Tag)]

    def contents(self) -> Iterator[Content]:
        """All marked content below, in reading order."""
        waiting: list[Tag | Content | Annotation] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Content):
                yield item
            elif isinstance(item, Tag):
                waiting += reversed(item.kids)

    @property
    def text(self) -> str:
        """The text below, in reading order, with nothing added."""
        return "".join(content.text for content in self.contents())

    @property
    def pages(self) -> list[int]:
        """Pages that the content stands on, each once, in reading order."""
        return list(dict.fromkeys(content.page for content in self.contents()))

    @property
    def tags(self) -> list[Tag]:
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def own(self, key: str) -> Any:
        """An entry of the element's dictionary, None when it has none."""
        return self.source.get(f"/{key}")

    def attribute(self, owner: str, key: str) -> Any:
        """An attribute object's entry (ISO 32000-1, 14.7.5), None when it has none."""
        attributes = self.source.get("/A")
        if attributes is None:
            return None
        for item in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(item, Dictionary) and str(item.get("/O", "")) == f"/{owner}":
                value = item.get(f"/{key}")
                if value is not None:
                    return value
        return None


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A finished PDF: `root` is an element without a type that holds those of the tree root."""

    pdf: pikepdf.Pdf
    root: Tag
    painted: tuple[Painted, ...]
    missing: tuple[tuple[int, int], ...] = ()
    """Content that the tree names and no page has: (page, mcid)."""

    def tags(self, *types: str) -> list[Tag]:
        """Elements of these types, in reading order."""
        return [tag for tag in self.root.walk() if tag.type in types]


def read_back(pdf: pikepdf.Pdf) -> ReadBack:
    """Read all pages of `pdf` and its structure tree; a file without one has an empty root."""
    reader = TextReader()
    painted = tuple(reader.page(page) for page in pdf.pages)
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    root = Tag("", Dictionary())
    missing: list[tuple[int, int]] = []
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is not None and "/K" in tree:
        _Tree(painted, numbers, missing).fill(root, tree.K)
    return ReadBack(pdf, root, painted, tuple(missing))


class _Tree:
    def __init__(
        self, painted: tuple[Painted, ...], numbers: dict[Any, int], missing: list[tuple[int, int]]
    ) -> None:
        self.painted = painted
        self.numbers = numbers
        self.missing = missing

    def fill(self, root: Tag, kids: Any) -> None:
        waiting: list[tuple[Tag, Any, Any]] = [(root, kids, None)]
        count = 0
        while waiting and count < MOST_ELEMENTS:
            parent, kids, page = waiting.pop()
            for kid in kids if isinstance(kids, Array) else [kids]:
                count += 1
                made = self._kid(parent, kid, page)
                if made is None:
                    continue
                parent.kids.append(made)
                if isinstance(made, Tag) and "/K" in made.source:
                    waiting.append((made, made.source.K, made.source.get("/Pg", page)))

    def _kid(self, parent: Tag, kid: Any, page: Any) -> Tag | Content | Annotation | None:
        if isinstance(kid, Dictionary):
            if "/MCID" in kid:
                return self._content(kid.get("/Pg", page), int(kid.MCID))
            if "/Obj" in kid:
                return Annotation(self._page(kid.get("/Pg", page)), kid.Obj.objgen)
            return Tag(str(kid.get("/S", "/"))[1:], kid, parent) if "/S" in kid else None
        return None if kid is None else self._content(page, int(kid))

    def _content(self, page: Any, mcid: int) -> Content:
        index = self._page(page)
        texts = self.painted[index].by_mcid if 0 <= index < len(self.painted) else {}
        if mcid not in texts:
            self.missing.append((index, mcid))
        return Content(index, mcid, texts.get(mcid, ""))

    def _page(self, page: Any) -> int:
        return -1 if page is None else self.numbers.get(page.objgen, -1)
