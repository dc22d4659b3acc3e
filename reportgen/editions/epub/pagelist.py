"""The pages of the PDF in the book: a mark where each page begins, and the list that leads to the marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportgen.document import nodes as n

_ID = re.compile(r'<(p|h[1-6]|figure|table|section)\b[^>]*? id="([^"]+)"[^>]*>')
_SPAN = re.compile(r"<(p|h[1-6])\b")


@dataclass(frozen=True, slots=True)
class PageMark:
    """Page `number` of the PDF begins in the file of the part `part`, at `id`."""

    number: str
    part: str
    id: str


class PageMarks:
    """Marks given out in reading order: the first place known to stand on a page carries its mark."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = pages
        self._seen: set[str] = set()
        self.marks: list[PageMark] = []

    def mark(self, part: n.Part, markup: str, word: Callable[[str], str]) -> str:
        """`markup` of `part` with the marks that fall in it; `word` names a page for people who listen."""
        found = [(match, self._new(match[2])) for match in _ID.finditer(markup)]
        starts = [(match, number) for match, number in found if number]
        first = self._pages.get(part.id, "")
        pieces, at = [], 0
        if first and first not in self._seen:
            pieces.append(self._written(first, part, word, "div"))
        for match, number in starts:
            if number in self._seen:
                continue
            inside = _SPAN.match(match[0]) is not None
            place = match.end() if inside else match.start()
            pieces += [markup[at:place], self._written(number, part, word, "span" if inside else "div")]
            at = place
        return "".join([*pieces, markup[at:]])

    def _new(self, id_: str) -> str:
        number = self._pages.get(id_, "")
        return number if number not in self._seen else ""

    def _written(self, number: str, part: n.Part, word: Callable[[str], str], tag: str) -> str:
        self._seen.add(number)
        self.marks.append(PageMark(number, part.id, f"page-{number}"))
        return (
            f'<{tag} id="page-{number}" epub:type="pagebreak" role="doc-pagebreak"'
            f' aria-label="{word(number)}"></{tag}>'
        )
