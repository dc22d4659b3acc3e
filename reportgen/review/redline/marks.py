"""Writing tracked changes: runs, whole paragraphs, whole tables (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.editions.docx.elements import Element, Elements, w
from reportgen.review.redline.items import Item, W, deleted, joined

Kind = Literal["ins", "del", "moveTo", "moveFrom"]
_PLACES: Final = (W + "bookmarkStart", W + "bookmarkEnd", W + "commentRangeStart", W + "commentRangeEnd")


@dataclass(slots=True)
class Marker:
    """Makes change elements of one author and date, with ids that count up."""

    author: str
    date: str
    next: int = 500_000

    def change(self, kind: str, *content: Element) -> Element:
        self.next += 1
        return w(kind, *content, id=self.next, author=self.author, date=self.date)

    def runs(self, items: Sequence[Item], kind: Kind | None) -> Elements:
        """The elements of items: as they are, inserted, or deleted; those of one link stay in one link."""
        made: Elements = []
        at = 0
        while at < len(items):
            link, end = items[at].link, at
            while end < len(items) and items[end].link is link:
                end += 1
            content = self._content(items[at:end], kind)
            if link is not None and content:
                holder = copy.copy(link)
                del holder[:]
                holder.extend(content)
                content = [holder]
            made += content
            at = end
        return made

    def _content(self, items: Sequence[Item], kind: Kind | None) -> Elements:
        if kind is None:
            return joined([copy.deepcopy(one) for item in items for one in item.elements])
        gone = kind in ("del", "moveFrom")
        runs: Elements = []
        apart: Elements = []
        for item in items:
            if not item.key:
                if not gone:
                    apart += [copy.deepcopy(one) for one in item.elements]
                continue
            for one in item.elements:
                if one.tag in _PLACES:
                    if not gone:
                        apart.append(copy.deepcopy(one))
                elif kind == "del":
                    runs += deleted((one,))
                else:
                    runs.append(copy.deepcopy(one))
        runs = [one for one in runs if one.tag == W + "r"]
        return [*apart, self.change(kind, *joined(runs))] if runs else apart

    def paragraph(self, paragraph: Element, items: Sequence[Item], kind: Kind, name: str = "") -> Element:
        """A paragraph inserted or deleted as a whole, its mark too; `name` ties the two ends of a move."""
        made = w("p")
        old = paragraph.find(W + "pPr")
        properties = w("pPr") if old is None else copy.deepcopy(old)
        gone = kind in ("del", "moveFrom")
        if gone:
            for one in properties.findall(W + "sectPr"):
                properties.remove(one)
        self.mark(properties, kind)
        made.append(properties)
        content = self.runs(items, kind)
        if name:
            self.next += 1
            start = w(f"{kind}RangeStart", id=self.next, author=self.author, date=self.date, name=name)
            content = [start, *content, w(f"{kind}RangeEnd", id=self.next)]
        made.extend(content)
        return made

    def mark(self, properties: Element, kind: Kind) -> None:
        """Say of the paragraph mark, in its `w:pPr`, that it is inserted or deleted."""
        inner = properties.find(W + "rPr")
        if inner is None:
            inner = w("rPr")
            section = properties.find(W + "sectPr")
            if section is None:
                properties.append(inner)
            else:
                section.addprevious(inner)
        inner.insert(0, self.change(kind))

    def row(self, row: Element, kind: Kind) -> None:
        """Say of a table row that it is inserted or deleted."""
        properties = row.find(W + "trPr")
        if properties is None:
            properties = w("trPr")
            exception = row.find(W + "tblPrEx")
            row.insert(0 if exception is None else 1, properties)
        properties.append(self.change("ins" if kind in ("ins", "moveTo") else "del"))
