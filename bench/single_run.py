"""The PDF put together from sheets, against one run of stock WeasyPrint over the same print HTML.

Three steps in processes of their own: ours repairs WeasyPrint in its process, stock must not be repaired.

    python -m bench.single_run ours FOLDER [PAGES]    # FOLDER/ours.pdf, whole.html and its images
    python -m bench.single_run stock FOLDER [repaired]     # FOLDER/stock.pdf
    python -m bench.single_run compare FOLDER

Without PAGES it is the French report of this repository. Copy-fitting is off in ours: it lays one sheet out
in several ways, and one run has one way for all. Page numbers are the placeholders that ours fills in: what
one run makes of them is wrong, and would move lines. `repaired` gives one run the repair to line breaking
that ours has: without it, one run leaves the first word of some lines alone, and what follows moves.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from bench.finished import FinishedPdf, Word, bare
from bench.synthetic import synthetic_document
from reportgen.document.nodes import Document
from reportgen.project import Assets

ROOT: Final = Path(__file__).parents[1]
_BODY: Final = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_CONTINUED: Final = re.compile(r"(suite|continued)$")
_HEAD: Final = 20 * 72 / 25.4
_FOOT: Final = 19 * 72 / 25.4
"""Running heads stand above, folios below: points from the edges. One run has neither."""
_THUMB: Final = 9 * 72 / 25.4
"""The thumb index stands this near to the sides, which no text comes to. One run has none."""


def ours(folder: Path, pages: int) -> None:
    """The assembled PDF, and the jobs it was made of as one page of HTML."""
    from reportgen.cache import DirectoryStore
    from reportgen.editions.pdf import write_pdf
    from reportgen.editions.pdf.render import typeset
    from reportgen.editions.pdf.rounds import settle
    from reportgen.editions.pdf.sheets import Book
    from reportgen.editions.pdf.shell import Shell
    from reportgen.editions.pdf.style import style_of
    from reportgen.editions.pdf.workers import Workshop
    from reportgen.work import Crew

    typeset.FITTED = ()  # type: ignore[misc]
    document, assets = (synthetic_document(pages), Assets(None)) if pages else committed()
    store = DirectoryStore(folder / "store")
    book = Book(document, Shell(document, assets))
    workshop = Workshop(style_of(assets, document.meta.profile), store, Crew(), lambda *_: None)
    jobs = settle(book, workshop.render).jobs
    made = write_pdf(document, assets, store=store)
    (folder / "ours.pdf").write_bytes(made.data)
    bodies = [match[1] for job in jobs if (match := _BODY.search(job.html))]
    head = '<html lang="fr" class="notes-auto"><head><meta charset="utf-8"><title>x</title></head>'
    page = (
        f'<!DOCTYPE html>{head}<body class="profile-{document.meta.profile}">{"".join(bodies)}</body></html>'
    )
    (folder / "whole.html").write_text(page, encoding="utf-8")
    for job in jobs:
        for name, data in job.images.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def committed() -> tuple[Document, Assets]:
    """The French report of this repository."""
    from reportgen.diagnostics import Diagnostics
    from reportgen.pipeline.documents import load, make_documents
    from reportgen.pipeline.timings import Timings

    found, timings = Diagnostics(), Timings()
    loaded = load(ROOT, found, timings)
    if loaded is None:
        raise SystemExit("the report has errors")
    made = make_documents(loaded, loaded.project.languages, "draft", found, timings)
    return made["fr"], loaded.assets


def stock(folder: Path, *, repaired: bool) -> None:
    """The same HTML through WeasyPrint as it is installed, tagged."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    if repaired:
        from reportgen.editions.pdf.render import repairs

        repairs.install()

    fonts = FontConfiguration()
    style = weasyprint.CSS(filename=str(ROOT / "styles/print.css"), font_config=fonts)
    html = weasyprint.HTML(filename=str(folder / "whole.html"), base_url=f"{folder}/")
    html.write_pdf(
        folder / "stock.pdf",
        stylesheets=[style],
        font_config=fonts,
        presentational_hints=True,
        pdf_variant="pdf/ua-1",
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared, and the differences in words."""

    pages: tuple[int, int]
    lines: int
    moved: list[str]
    continued: int
    links: int
    other_links: list[str]
    outline: int
    other_outline: list[str]
    size: float


def compare(one: FinishedPdf, other: FinishedPdf) -> Compared:
    """Our file `one` against the single run `other`."""
    lines, moved = 0, []
    for index, (mine, theirs) in enumerate(zip(one.words, other.words, strict=False)):
        width, height = (float(side) for side in list(other.pdf.pages[index].mediabox)[2:])
        own, stock_lines = (_lines(words, width, height) for words in (mine, theirs))
        lines += len(stock_lines)
        for line, count in (stock_lines - own).items():
            moved += [f"page {index + 1}: only in one run, at {line[0]}: {line[1][:60]}"] * count
        for line, count in (own - stock_lines).items():
            moved += [f"page {index + 1}: only assembled, at {line[0]}: {line[1][:60]}"] * count
    inside = {(link.page, link.target) for link in one.links} | one.outside()
    theirs_inside = {(link.page, link.target) for link in other.links} | other.outside()
    outlines = zip_longest(one.outline(), other.outline())
    return Compared(
        (len(one.labels), len(other.labels)),
        lines,
        [text for text in moved if not _CONTINUED.search(text)],
        sum(bool(_CONTINUED.search(text)) for text in moved),
        len(inside),
        sorted(map(str, inside ^ theirs_inside)),
        len(one.outline()),
        [f"{a} / {b}" for a, b in outlines if a != b],
        one.path.stat().st_size / other.path.stat().st_size,
    )


def _lines(words: list[Word], width: float, height: float) -> Counter[tuple[int, str]]:
    """The lines of a page but for its furniture: (height in half points, letters with figures as 0)."""
    rows: dict[int, list[Word]] = {}
    for word in words:
        inside = _THUMB < word.left < width - _THUMB
        if inside and word.bottom > _FOOT and word.top < height - _HEAD:
            rows.setdefault(round(word.bottom * 2), []).append(word)
    return Counter(
        (row, re.sub(r"\d", "0", bare("".join(w.text for w in sorted(found, key=lambda w: w.left)))))
        for row, found in rows.items()
    )


def main() -> None:
    step, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    if step == "ours":
        ours(folder, int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    elif step == "stock":
        stock(folder, repaired="repaired" in sys.argv[3:])
    else:
        found = compare(FinishedPdf(folder / "ours.pdf"), FinishedPdf(folder / "stock.pdf"))
        print(f"pages: {found.pages[0]} assembled, {found.pages[1]} in one run")
        print(f"lines: {found.lines}, of which {len(found.moved)} differ", end="; ")
        print(f"{found.continued} say that a table goes on, in ours alone")
        print(f"links: {found.links}, of which {len(found.other_links)} differ")
        print(f"outline: {found.outline} entries, of which {len(found.other_outline)} differ")
        print(f"size: {found.size:.3f} of one run")
        for text in (*found.moved[:40], *found.other_links[:20], *found.other_outline[:20]):
            print(" ", text)
        (folder / "compared.json").write_text(
            json.dumps([*found.moved, *found.other_links, *found.other_outline], indent=1, ensure_ascii=False)
        )


if __name__ == "__main__":
    main()
