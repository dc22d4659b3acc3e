"""A finished PDF as its readers see it: words with their places (Poppler), links and destinations (qpdf).

Nothing here knows how the file was made, nor any table of ours.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
from lxml import html

_NOT_LETTERS = re.compile(r"[\W_]+")


def squeeze(text: str) -> str:
    """Text with every run of spaces, of any kind, as one space."""
    return re.sub(r"[\s\u00a0\u202f\u2009]+", " ", text.replace("\u00ad", "")).strip()


def bare(text: str) -> str:
    """Letters and figures alone, small: what line breaks, hyphens and capitals do not change."""
    return _NOT_LETTERS.sub("", text.casefold())


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box in points from the bottom left of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An internal link, its pieces over several lines joined.

    `page` is an index, `target` a named destination, `text` the words under it, `inside` the type of the
    structure element that says what kind of link it is: `TOCI`, `Index`, or "".
    """

    page: int
    target: str
    text: str
    inside: str


class FinishedPdf:
    """What the file at `path` shows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pdf = pikepdf.open(path)

    @cached_property
    def labels(self) -> list[str]:
        """The printed number of each page."""
        return [page.label for page in self.pdf.pages]

    @cached_property
    def destinations(self) -> dict[str, int]:
        """Page index of every named destination."""
        index = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        found = {}
        for name, value in pikepdf.NameTree(self.pdf.Root.Names.Dests).items():
            place: Any = value["/D"] if isinstance(value, pikepdf.Dictionary) else value
            found[str(name)] = index[place[0].objgen]
        return found

    @cached_property
    def words(self) -> list[list[Word]]:
        """The words of each page, as Poppler finds them."""
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "words.html"
            subprocess.run(["pdftotext", "-bbox", self.path, target], check=True, capture_output=True)
            tree = html.document_fromstring(target.read_bytes().decode("utf-8"))
        return [
            [_word(w, float(page.get("height") or 0)) for w in page.iter("word")]
            for page in tree.iter("page")
        ]

    @cached_property
    def letters(self) -> list[str]:
        """Letters and figures of each page in one piece."""
        return [bare("".join(word.text for word in page)) for page in self.words]

    @cached_property
    def tokens(self) -> list[set[str]]:
        """Words of each page without punctuation at their ends."""
        return [{word.text.strip(".,;:()«»“”’") for word in page} for page in self.words]

    @cached_property
    def links(self) -> list[Link]:
        """The internal links in the order of the pages."""
        return list(self._links())

    def _links(self) -> Iterator[Link]:
        parents = self._parents()
        for index, page in enumerate(self.pdf.pages):
            pieces: list[tuple[str, str, str, str]] = []
            for note in page.get("/Annots", []):
                if "/Dest" not in note:
                    continue
                target, spoken = str(note["/Dest"]), str(note.get("/Contents", ""))
                text = under(self.words[index], [float(v) for v in note["/Rect"]])
                if pieces and pieces[-1][:2] == (target, spoken) and spoken != squeeze(pieces[-1][2]):
                    text = f"{pieces.pop()[2]} {text}"
                pieces.append((target, spoken, text, _kind(parents.get(int(note.get("/StructParent", -1))))))
            for target, _, text, inside in pieces:
                yield Link(index, target, squeeze(text), inside)

    def outside(self) -> set[tuple[int, str]]:
        """(page index, address) of the links that leave the file."""
        return {
            (index, str(note["/A"]["/URI"]))
            for index, page in enumerate(self.pdf.pages)
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note["/A"]
        }

    def outline(self) -> list[tuple[str, int]]:
        """(title, page index) of the entries of the outline, from the top down."""
        index = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        found: list[tuple[str, int]] = []
        with self.pdf.open_outline() as outline:
            waiting = list(reversed(outline.root))
            while waiting:
                item = waiting.pop()
                place: Any = item.destination or (item.action or {}).get("/D")
                found.append((item.title, index[place[0].objgen]))
                waiting += reversed(item.children)
        return found

    def _parents(self) -> dict[int, Any]:
        tree = self.pdf.Root.get("/StructTreeRoot")
        if tree is None or "/ParentTree" not in tree:
            return {}
        return dict(pikepdf.NumberTree(tree.ParentTree).items())


def _word(node: Any, height: float) -> Word:
    left, top, right, bottom = (float(node.get(k) or 0) for k in ("xmin", "ymin", "xmax", "ymax"))
    return Word(left, height - bottom, right, height - top, node.text or "")


def _kind(element: Any) -> str:
    for _ in range(50):
        if element is None or isinstance(element, pikepdf.Array):
            break
        kind = str(element.get("/S", ""))[1:]
        if kind in ("TOCI", "Index"):
            return kind
        element = element.get("/P")
    return ""


def under(words: list[Word], rect: list[float]) -> str:
    """The words that stand in a rectangle, line by line."""
    left, right = sorted(rect[::2])
    bottom, top = sorted(rect[1::2])
    found = [
        w
        for w in words
        if w.right > left + 0.5 and w.left < right - 0.5 and bottom < (w.bottom + w.top) / 2 < top
    ]
    lines: list[list[Word]] = []
    for word in sorted(found, key=lambda w: -(w.bottom + w.top)):
        if not lines or (word.bottom + word.top) / 2 < lines[-1][0].bottom:
            lines.append([])
        lines[-1].append(word)
    return " ".join(w.text for line in lines for w in sorted(line, key=lambda w: w.left))
