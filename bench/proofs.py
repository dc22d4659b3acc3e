"""Proofs about finished PDFs: every printed page number, every footnote, before and after all pages shift.

    python -m bench.proofs PAGES...      made-up reports of about so many pages, cold, then shifted
    python -m bench.proofs FILE.pdf...   the page numbers of finished files

Ends with 1 when a number is wrong or a note is lost.
"""

from __future__ import annotations

import dataclasses
import sys
import tempfile
import time
from pathlib import Path

from bench.finished import FinishedPdf, bare
from bench.numbers import check_numbers
from bench.synthetic import synthetic_document
from reportgen.cache import DirectoryStore
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.pdf import PdfResult, write_pdf
from reportgen.editions.pdf.checks.tags import Tag, read_back
from reportgen.project import Assets

ADDED = 40
"""Paragraphs put before everything else: more than two pages."""


def main() -> None:
    """Run the proofs that the command line asks for."""
    wrong = 0
    for asked in sys.argv[1:]:
        wrong += synthetic(int(asked)) if asked.isdigit() else numbers(Path(asked))
    raise SystemExit(1 if wrong else 0)


def numbers(path: Path) -> int:
    """Say how many numbers of the file were read; returns how many are wrong."""
    pdf = FinishedPdf(path)
    found = check_numbers(pdf)
    read = ", ".join(f"{count} × {kind}" for kind, count in sorted(found.read.items()))
    print(f"{path.name}: {len(pdf.labels)} pages; {read}; {len(found.wrong)} wrong", flush=True)
    for text in found.wrong[:20]:
        print("  ", text)
    return len(found.wrong)


def synthetic(pages: int) -> int:
    """A made-up report, then with text before its first chapter; returns how much is wrong."""
    document = synthetic_document(pages)
    with tempfile.TemporaryDirectory() as folder:
        store = DirectoryStore(Path(folder) / "store")
        wrong, before = _made(document, Path(folder) / f"{pages}-cold.pdf", store)
        more, after = _made(shifted(document), Path(folder) / f"{pages}-shifted.pdf", store, before)
    body = [id_ for id_, page in before.pages.items() if page.isdigit() and id_ != document.parts[0].id]
    moved = sum(before.pages[id_] != after.pages[id_] for id_ in body)
    print(f"  {moved} of {len(body)} labels of the body moved, {after.renders} sheets laid out again")
    return wrong + more


def _made(
    document: n.Document, path: Path, store: DirectoryStore, before: PdfResult | None = None
) -> tuple[int, PdfResult]:
    found = Diagnostics()
    start = time.perf_counter()
    known = before.page_map if before else None
    made = write_pdf(document, Assets(None), diagnostics=found, store=store, page_map=known)
    seconds = time.perf_counter() - start
    path.write_bytes(made.data)
    wrong = numbers(path)
    lost = lost_notes(document, FinishedPdf(path))
    notes = sum(len(part.notes) for part in document.parts)
    print(f"  {notes} notes, {len(lost)} lost; {made.rounds} rounds, {made.renders} sheets, {seconds:.0f} s")
    return wrong + len(lost) + sum(finding.code == "PDF003" for finding in found), made


def shifted(document: n.Document) -> n.Document:
    """`document` with some pages more in its first part: all that follows moves."""
    words = "Un paragraphe de plus, pour que tout ce qui suit change de page sans changer de texte. " * 3
    first = document.parts[0]
    added = tuple(n.Paragraph((n.Text(words),)) for _ in range(ADDED))
    first = dataclasses.replace(first, blocks=(*added, *first.blocks))
    return dataclasses.replace(document, parts=(first, *document.parts[1:]))


def lost_notes(document: n.Document, pdf: FinishedPdf) -> list[str]:
    """Notes whose text does not stand once, whole, on the page of its call or on the next one."""
    tags = read_back(pdf.pdf).tags("Note")
    waiting = [
        bare(plain_text(note.blocks))
        for part in document.parts
        for note in sorted(part.notes, key=lambda note: note.number)
    ]
    lost = [] if len(tags) == len(waiting) else [f"{len(waiting)} notes, {len(tags)} in the file"]
    for text, tag in zip(waiting, tags, strict=False):
        own = bare("".join(kid.text for kid in tag.kids if not (isinstance(kid, Tag) and kid.type == "Lbl")))
        call = _call_page(tag)
        if own != text or not all(call <= page <= call + 1 for page in tag.pages):
            lost.append(f"page {call + 1}: {text[:40]}")
    return lost


def _call_page(note: Tag) -> int:
    """The page of the reference that stands before a note."""
    above = note.parent.tags if note.parent else []
    return above[above.index(note) - 1].pages[0]


if __name__ == "__main__":
    main()
