"""The PDF edition of a document: a tagged, paginated book (PDF/UA-1 and PDF/A-3a)."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace

from reportgen.cache import Ledger, NoStore, Store
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.editions.pdf.assembly import Binding, assemble
from reportgen.editions.pdf.assembly.faces import union
from reportgen.editions.pdf.assembly.metadata import About
from reportgen.editions.pdf.assembly.stock import Stock
from reportgen.editions.pdf.datafiles import data_files
from reportgen.editions.pdf.findings import report_findings
from reportgen.editions.pdf.furniture import dress, furniture_items
from reportgen.editions.pdf.jobs import Job, NoFontError, Style
from reportgen.editions.pdf.memory import Finished, recall, remember, result_key
from reportgen.editions.pdf.pagemap import PageMap, map_of
from reportgen.editions.pdf.press import Press
from reportgen.editions.pdf.printed import is_reference_id
from reportgen.editions.pdf.rendered import Bookmark
from reportgen.editions.pdf.rounds import Settled, settle
from reportgen.editions.pdf.sheets import Book
from reportgen.editions.pdf.shelf import Shelf
from reportgen.editions.pdf.shell import FOLDER, Shell
from reportgen.editions.pdf.style import STYLE_SHEET, style_of
from reportgen.editions.pdf.workers import Progress, Workshop
from reportgen.project import Assets
from reportgen.work import Crew, Spread, crew_for

STYLE = Span(STYLE_SHEET)


@dataclass(frozen=True, slots=True)
class PdfResult:
    """The file, the printed page number of each label, the whole page map, and what it took.

    `timings` are seconds of wall time by phase; `rounds` counts rounds of layout, `renders` the sheets that
    were laid out, not taken from the store. `jacket` is the cover sheet of a copy for a printer.
    """

    data: bytes
    pages: dict[str, str]
    page_count: int
    timings: dict[str, float] = field(default_factory=dict)
    rounds: int = 0
    renders: int = 0
    page_map: PageMap | None = None
    jacket: bytes = b""


def _silent(piece: str, done: int, total: int) -> None:
    return None


def write_pdf(
    document: n.Document,
    assets: Assets,
    *,
    diagnostics: Diagnostics | None = None,
    store: Store | None = None,
    workers: int | None = None,
    crew: Crew | None = None,
    progress: Progress | None = None,
    final: bool = False,
    page_map: PageMap | None = None,
    press: Press | None = None,
) -> PdfResult:
    """Set `document` as a PDF. The same document, assets and page map give the same bytes.

    `final` judges the file (see `gate`): what a draft may have is an error then. `page_map` is where
    everything stood last time: with it, a first build needs one round. `press` makes the copy for a
    printer: bleed, crop marks, chapters on right-hand pages, a cover apart; PDF/X-4 when it has a profile.
    `store` remembers laid-out sheets;
    `crew` lays sheets out; without one, `workers` processes do (None: one a processor).
    Findings (lost footnotes, characters without a glyph, page numbers that do not settle) go to
    `diagnostics`; so do a missing file of the style and a style without fonts, and then `data` is empty.
    """
    found = Diagnostics() if diagnostics is None else diagnostics
    try:
        with nullcontext(crew) if crew else crew_for(Spread(workers=workers)) as at_work, Shelf() as shelf:
            order = _Order(
                *(document, assets, found, store or NoStore(), at_work, progress or _silent, shelf),
                *(press, final),
            )
            return _write(order, page_map)
    except FileNotFoundError as error:
        found.add("PDF006", STYLE, name=error.args[0] if error.args else error)
    except NoFontError:
        found.add("PDF007", STYLE)
    return PdfResult(b"", {}, 0)


@dataclass(frozen=True, slots=True)
class _Order:
    document: n.Document
    assets: Assets
    found: Diagnostics
    store: Store
    crew: Crew
    progress: Progress
    shelf: Shelf
    press: Press | None
    final: bool


def _write(order: _Order, page_map: PageMap | None) -> PdfResult:
    document, assets, found, store = order.document, order.assets, order.found, order.store
    final = order.final
    timings: dict[str, float] = {}
    style = style_of(assets, "print" if order.press else document.meta.profile)
    if order.press:
        return _printed(order, style)
    with _timed(timings, "recall"):
        templates = {name: assets.text(name) for name in assets.names(FOLDER)}
        key = result_key(document, style, templates, page_map, str(final))
        known_result = recall(store, key)
    if known_result is not None:
        return PdfResult(
            known_result.data,
            known_result.pages,
            known_result.page_count,
            timings,
            page_map=known_result.page_map,
        )
    before = len(found)
    ledger = (
        None
        if isinstance(store, NoStore)
        else Ledger(store, ("sheets", document.lang, document.meta.profile))
    )
    book = Book(document, Shell(document, assets), ledger=ledger)
    fits = page_map.fits if page_map else None
    stock = Stock()
    workshop = Workshop(
        *(style, store, order.crew, order.progress, fits, order.shelf, ledger, stock.take),
        again=(document.lang, document.meta.profile),
    )
    made = _make(order, book, workshop, timings, page_map, stock)
    if final:
        # Loaded late, like what a printer needs: a draft is not judged.
        from reportgen.editions.pdf.gate import judge

        with _timed(timings, "gate"):
            judge(made.data, made.settled.jobs, found)
    result = Finished(made.data, made.numbers, made.page_count, made.page_map)
    if ledger:
        ledger.save()
    if len(found) == before:
        remember(store, key, result)
    return PdfResult(
        *(made.data, made.numbers, made.page_count, timings, made.settled.rounds, workshop.rendered),
        page_map=made.page_map,
    )


def _printed(order: _Order, style: Style) -> PdfResult:
    """The copy for a printer, and its cover sheet."""
    from reportgen.editions.pdf.gate import judge
    from reportgen.editions.pdf.press.finishing import for_press, report_pictures
    from reportgen.editions.pdf.press.jacket import jacket

    press = order.press or Press()
    timings: dict[str, float] = {}
    shell = Shell(order.document, order.assets)
    book = Book(order.document, shell, press=True)
    about = _about(order.document.meta)
    workshop = Workshop(style, order.store, order.crew, order.progress, shelf=order.shelf)
    made = _make(order, book, workshop, timings, None, Stock())
    cover = jacket(shell, workshop, about, press.spine(made.page_count)) if book.has_cover else b""
    with _timed(timings, "gate"):
        if order.final:
            judge(made.data, made.settled.jobs, order.found)
        report_pictures(made.data, order.document, order.found)
    data = made.data
    if press.profile:
        with _timed(timings, "press"):
            data, cover = (
                for_press(file, press, about, order.found) if file else file for file in (data, cover)
            )
    return PdfResult(
        *(data, made.numbers, made.page_count, timings, made.settled.rounds, workshop.rendered),
        page_map=made.page_map,
        jacket=cover,
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """A file before anything judges it."""

    data: bytes
    settled: Settled
    numbers: dict[str, str]
    page_count: int
    page_map: PageMap


def _make(
    order: _Order,
    book: Book,
    workshop: Workshop,
    timings: dict[str, float],
    page_map: PageMap | None,
    stock: Stock,
) -> _Made:
    """Lay `book` out and put it together; what went wrong goes to the findings of `order`."""
    document = order.document

    def furniture_of(settled: Settled) -> Job:
        return _furniture_job(book, furniture_items(book, dress(book, settled)))

    with _timed(timings, "layout"):
        # Without a store, what is rendered beside is not found again.
        beside = None if isinstance(order.store, NoStore) else furniture_of
        settled = settle(book, workshop.render, page_map, beside)
        pages = dress(book, settled)
        numbered = len(pages) > 1
        furniture = workshop.render([_furniture_job(book, furniture_items(book, pages))])[0]
    with _timed(timings, "fonts"):
        faces = union((*settled.rendered, furniture))
        pack = workshop.fonts(faces)
    fits = workshop.fits(settled.jobs, settled.rendered)
    if not order.final:
        settled = replace(settled, jobs=())
    book.forget()
    if not order.press:
        workshop.rest()
    with _timed(timings, "assembly"):
        binding = Binding(
            sheets=settled.rendered,
            furniture=furniture,
            dressing=tuple(page.ids(numbered=numbered) for page in pages),
            labels=settled.pages.labels,
            text_of=settled.pages.label,
            places=_places(settled),
            outline=tuple(_outline(book, settled)),
            faces=faces,
            font_pack=pack,
            about=_about(document.meta),
            files=data_files(document, book.memo),
            blanks=settled.blanks,
            press=book.press,
        )
        data, dead = assemble(binding, stock)
    report_findings(book, settled, dead, order.found, final=order.final)
    numbers = {id_: settled.pages.label(id_) for id_ in document.labels if id_ in settled.pages.place}
    kept = map_of(book, settled.pages, _counts(settled), fits)
    return _Made(data, settled, numbers, len(pages), kept)


@contextmanager
def _timed(timings: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    timings[name] = time.perf_counter() - start


def _counts(settled: Settled) -> list[int]:
    return [sheet.page_count + blank for sheet, blank in zip(settled.rendered, settled.blanks, strict=True)]


def _furniture_job(book: Book, items: list[Mapping[str, str]]) -> Job:
    body = book.shell.furniture(items) or "<p></p>"
    return Job("furniture", book.shell.page(body, ""), {}, tagged=False)


def _places(settled: Settled) -> dict[str, tuple[int, float]]:
    """Page index and height of each id that a link may lead to."""
    places: dict[str, tuple[int, float]] = {}
    for start, sheet in zip(settled.starts, settled.rendered, strict=True):
        for id_, (page, _, top) in sheet.anchors.items():
            if not is_reference_id(id_):
                places.setdefault(id_, (start + page, top))
    return places


def _outline(book: Book, settled: Settled) -> list[Bookmark]:
    """Parts, with their headings below them; fiches go below the divider that opens them."""
    outline: list[Bookmark] = []
    divider = False
    for sheet, start, rendered in zip(book.sheets, settled.starts, settled.rendered, strict=True):
        entries = [_shifted(bookmark, start) for bookmark in rendered.bookmarks]
        kind = sheet.part.kind if sheet.part else "front"
        if kind == "fiche" and divider:
            outline[-1] = replace(outline[-1], children=(*outline[-1].children, *entries))
        else:
            outline += entries
            divider = kind == "divider" and bool(entries)
    return outline


def _shifted(bookmark: Bookmark, start: int) -> Bookmark:
    children = tuple(_shifted(child, start) for child in bookmark.children)
    return replace(bookmark, page=bookmark.page + start, children=children)


def _about(meta: n.Meta) -> About:
    return About(
        title=meta.title,
        lang=meta.lang,
        authors=meta.authors or ((meta.publisher,) if meta.publisher else ()),
        publisher=meta.publisher,
        description=meta.description or meta.subtitle,
        keywords=meta.keywords,
        licence=meta.licence,
        licence_url=meta.licence_url,
        identifier=meta.identifier,
        date=meta.date,
        version=meta.version,
    )
