"""What readers that are not ours find in each edition: references, text, the page of each target."""

from __future__ import annotations

import re
import subprocess
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A reference as a reader sees it: the label it leads to and the words shown."""

    target: str
    text: str

    def shows(self, number: str) -> bool:
        """Whether `number` is among the words; `F6` is fiche 6."""
        return number in {word.removeprefix("F") for word in re.findall(r"[\w.]*\w", self.text)}


def squeeze(text: str) -> str:
    """Text with every run of spaces, of any kind, as one space."""
    return re.sub(r"[\s\u00a0\u202f\u2009]+", " ", text.replace("\u00ad", "")).strip()


# ---- HTML


def html_references(page: Path) -> Iterator[Shown]:
    for link in html.parse(str(page)).getroot().iter("a"):
        if "xref" in (link.get("class") or "").split():
            yield Shown(link.get("data-target") or "", squeeze(link.text_content()))


def html_text(page: Path) -> str:
    return squeeze(html.parse(str(page)).getroot().text_content())


# ---- PDF


@dataclass(frozen=True, slots=True)
class Word:
    left: float
    bottom: float
    right: float
    top: float
    text: str


def pdf_words(path: Path) -> list[list[Word]]:
    """The words of each page with their boxes in points from the bottom left, as Poppler sees them."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "words.html"
        subprocess.run(["pdftotext", "-bbox", str(path), str(target)], check=True, capture_output=True)
        tree = html.document_fromstring(target.read_text(encoding="utf-8"))
    pages = []
    for page in tree.iter("page"):
        height = float(page.get("height") or 0)
        pages.append(
            [
                Word(
                    float(w.get("xmin") or 0),
                    height - float(w.get("ymax") or 0),
                    float(w.get("xmax") or 0),
                    height - float(w.get("ymin") or 0),
                    w.text or "",
                )
                for w in page.iter("word")
            ]
        )
    return pages


def pdf_links(path: Path) -> Iterator[tuple[int, Shown]]:
    """Page index and text under each internal link; the pieces of a link over two lines are one link."""
    words = pdf_words(path)
    with pikepdf.open(path) as pdf:
        for index, page in enumerate(pdf.pages):
            pieces: list[tuple[str, str, str]] = []
            for note in page.get("/Annots", []):
                if "/Dest" not in note:
                    continue
                target, spoken = str(note["/Dest"]), str(note.get("/Contents", ""))
                text = _under(words[index], [float(v) for v in note["/Rect"]])
                if pieces and pieces[-1][:2] == (target, spoken) and spoken != squeeze(pieces[-1][2]):
                    text = f"{pieces.pop()[2]} {text}"
                pieces.append((target, spoken, text))
            for target, _, text in pieces:
                yield index, Shown(target, squeeze(text))


def _under(words: list[Word], rect: list[float]) -> str:
    left, right = sorted(rect[::2])
    bottom, top = sorted(rect[1::2])
    found = [
        (w.left, w.text)
        for w in words
        if w.right > left + 0.5 and w.left < right - 0.5 and bottom < (w.bottom + w.top) / 2 < top
    ]
    return " ".join(text for _, text in sorted(found))


def pdf_destinations(path: Path) -> Mapping[str, int]:
    """Page index of every named destination."""
    with pikepdf.open(path) as pdf:
        index = {page.objgen: number for number, page in enumerate(pdf.pages)}
        tree = pikepdf.NameTree(pdf.Root.Names.Dests)
        found = {}
        for name, value in tree.items():
            array = value["/D"] if isinstance(value, pikepdf.Dictionary) else value
            found[str(name)] = index[array[0].objgen]
        return found


def pdf_page_labels(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [page.label for page in pdf.pages]


def pdf_text(path: Path) -> str:
    found = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True)
    # A letter whose accent the face draws apart is two characters, which mean the same as one.
    return squeeze(unicodedata.normalize("NFC", found.stdout.decode()))


# ---- DOCX


def docx_part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def docx_text(path: Path) -> str:
    """All text of the body and of the notes, without field instructions."""
    texts = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = docx_part(path, name)
        texts += ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
    return squeeze(" ".join(texts))
