"""The cases that are measured. Each runs alone in a fresh process: `python -m bench.cases NAME PAGES FOLDER`.

A case prints one line of JSON: pages, seconds of wall time of what it measures, and notes.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.synthetic import synthetic_document
from reportgen.cache import DirectoryStore, NoStore, Store
from reportgen.document.nodes import Document
from reportgen.project import Assets

ROOT = Path(__file__).parents[1]
EDITED = "ch-1"
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_SLOT = re.compile(r'<span class="pn" data-slot="([^"]*)">[^<]*</span>')

Result = dict[str, Any]


def pdf(document: Document, store: Store | None = None, lock: Path | None = None) -> Result:
    """The PDF edition, on as many processes as there are processors; `lock` is a page map of last time."""
    from reportgen.editions.pdf import PageMap, write_pdf

    known = PageMap.from_json(json.loads(lock.read_text())) if lock else None
    start = time.perf_counter()
    made = write_pdf(document, Assets(None), store=store or NoStore(), page_map=known)
    seconds = time.perf_counter() - start
    if made.page_map and not lock:
        (folder_of(store) / "pages.json").write_text(json.dumps(made.page_map.to_json()))
    return {"pages": made.page_count, "seconds": seconds, "renders": made.renders, "bytes": len(made.data)}


def folder_of(store: Store | None) -> Path:
    assert isinstance(store, DirectoryStore)
    return store.root


def pdf_cold(pages: int, folder: Path) -> Result:
    return pdf(synthetic_document(pages), DirectoryStore(folder / "store"))


def pdf_locked(pages: int, folder: Path) -> Result:
    """Cold, with the page map that `pdf_cold` left."""
    return pdf(synthetic_document(pages), lock=folder / "store/pages.json")


def pdf_unchanged(pages: int, folder: Path) -> Result:
    """Again, with what `pdf_cold` remembered."""
    return pdf(synthetic_document(pages), DirectoryStore(folder / "store"))


def pdf_edited(pages: int, folder: Path) -> Result:
    """With one paragraph more in the first chapter."""
    return pdf(synthetic_document(pages, edit=EDITED), DirectoryStore(folder / "store"))


def one_render(pages: int, folder: Path) -> Result:
    """The same print HTML in one call of WeasyPrint (PDF/UA-1), which finds the page numbers itself."""
    html = whole_html(synthetic_document(pages))
    path = folder / "whole.html"
    path.write_text(html, encoding="utf-8")
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    start = time.perf_counter()
    fonts = FontConfiguration()
    style = weasyprint.CSS(filename=str(ROOT / "styles/print.css"), font_config=fonts)
    made = weasyprint.HTML(string=html, base_url=str(folder)).render(
        stylesheets=[style], font_config=fonts, presentational_hints=True, pdf_variant="pdf/ua-1"
    )
    data = made.write_pdf(pdf_variant="pdf/ua-1")
    seconds = time.perf_counter() - start
    return {"pages": len(made.pages), "seconds": seconds, "bytes": len(data)}


def whole_html(document: Document, assets: Assets | None = None) -> str:
    """All sheets in one page, with `target-counter` in the place of page numbers."""
    from reportgen.editions.pdf.pages import NOWHERE
    from reportgen.editions.pdf.printed import always
    from reportgen.editions.pdf.sheets import Book
    from reportgen.editions.pdf.shell import Shell

    book = Book(document, Shell(document, assets or Assets(None)))
    jobs = [book.job(sheet, NOWHERE, always, imprint_alone=False) for sheet in book.sheets]
    bodies = [match[1] for job in jobs if (match := _BODY.search(job.html))]
    body = _SLOT.sub(r'<span class="pn counted" data-to="#\1"></span>', "\n".join(bodies))
    css = ".counted::after { content: target-counter(attr(data-to), page) }"
    page = '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>x</title>'
    return f"{page}<style>{css}</style></head><body>{body}</body></html>"


def typst_cold(pages: int, folder: Path) -> Result:
    """Like content through Typst: tagged, with notes and references with page numbers."""
    return typst(pages, folder, warm=False)


def typst_warm(pages: int, folder: Path) -> Result:
    """Again in the same process, with one paragraph more."""
    return typst(pages, folder, warm=True)


def typst(pages: int, folder: Path, *, warm: bool) -> Result:
    import typst as engine

    from bench.typst_like import typst_source

    source, files = typst_source(synthetic_document(pages))
    for name, data in files.items():
        (folder / name).write_bytes(data)
    path = folder / "report.typ"
    path.write_text(source, encoding="utf-8")
    options = {"font_paths": [str(ROOT / "styles/fonts")], "ignore_system_fonts": True}
    start = time.perf_counter()
    compiler = engine.Compiler(str(path), root=str(folder), **options)
    made = compiler.compile()
    if warm:
        path.write_text(source.replace("\n\n", "\n\nUn paragraphe de plus.\n\n", 1), encoding="utf-8")
        start = time.perf_counter()
        made = compiler.compile(str(path))
    seconds = time.perf_counter() - start
    import pikepdf

    with pikepdf.open(io.BytesIO(made)) as pdf_file:
        count = len(pdf_file.pages)
    return {"pages": count, "seconds": seconds, "bytes": len(made)}


def html(pages: int, folder: Path) -> Result:
    """The web edition."""
    from reportgen.editions.html import write_site

    document = synthetic_document(pages)
    start = time.perf_counter()
    files = write_site(document, Assets(None), None)
    seconds = time.perf_counter() - start
    return {"pages": pages, "seconds": seconds, "bytes": sum(map(len, files.values()))}


def docx(pages: int, folder: Path) -> Result:
    """The Word edition."""
    from reportgen.editions.docx import write_docx

    document = synthetic_document(pages)
    start = time.perf_counter()
    data = write_docx(document, Assets(None), None)
    return {"pages": pages, "seconds": time.perf_counter() - start, "bytes": len(data)}


def committed(pages: int, folder: Path) -> Result:
    """The report of this repository, every edition in every language, through the pipeline."""
    from reportgen.pipeline.build import BuildRequest, build

    start = time.perf_counter()
    made = build(BuildRequest(ROOT, output=folder / "build", use_cache=False))
    seconds = time.perf_counter() - start
    phases = {name: round(value, 2) for name, value in made.timings.seconds.items()}
    return {"pages": sum(made.pages.values()), "seconds": seconds, "phases": phases, "ok": made.ok}


CASES: dict[str, Callable[[int, Path], Result]] = {
    case.__name__: case
    for case in (
        *(pdf_cold, pdf_locked, pdf_unchanged, pdf_edited, one_render, typst_cold, typst_warm),
        *(html, docx, committed),
    )
}


if __name__ == "__main__":
    name, count, where = sys.argv[1:4]
    result = CASES[name](int(count), Path(where))
    own = resource.getrusage(resource.RUSAGE_SELF)
    below = resource.getrusage(resource.RUSAGE_CHILDREN)
    result["cpu"] = own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime
    result["megabytes"] = max(own.ru_maxrss, below.ru_maxrss) / 1024
    print(json.dumps(result))
