"""The editions as pieces of work, each of which any process can do: from trees and assets to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from reportgen.cache import Store
from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.document.nodes import Document
from reportgen.document.packing import pack, unpack
from reportgen.editions.pdf import PageMap, PdfResult, Press, write_pdf
from reportgen.memo import Memo
from reportgen.project import Assets, SealedAssets
from reportgen.work import Crew, Given, Work

if TYPE_CHECKING:
    from reportgen.editions.html import Site

BYTES_A_CHARACTER: Final = 8
"""Of a packed tree, for each character of its HTML."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a step gives: files by the ending of their name, a folder of files, findings, or a PDF."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    folder: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    pdf: PdfResult | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: `stems` name the files of a language; `known` is where pages began last time."""

    editions: Sequence[str]
    stems: Mapping[str, str]
    known: Mapping[str, PageMap]
    final: bool = False
    press: Press | None = None


class Pieces:
    """Makes the pieces of an order with a crew: here when they are small, elsewhere when they are not."""

    def __init__(self, order: Order, crew: Crew, documents: Mapping[str, Document], assets: Assets) -> None:
        self.order = order
        self.crew = crew
        self._documents = documents
        self._assets = assets
        self._given = {lang: _given_document(document) for lang, document in documents.items()}
        self._given_assets = Given(lambda: assets, lambda: _pack_assets(assets), _read_assets)
        self._begun: dict[tuple[str, str], Callable[[], Piece]] = {}
        self._many = False

    @contextmanager
    def making(self, steps: Sequence[tuple[str, str]]) -> Iterator[Callable[[str, str], Piece]]:
        """What waits for the piece of a language and an edition, one of `steps`.

        Where others do the work, all steps are under way at once; the PDF first, for its page numbers.
        """
        # A single step is not sent to another process, only to be waited for.
        self._many = len(steps) > 1
        with self.crew.together(len(steps), self._amount if self._many else 0) as start:
            for lang, edition in sorted(steps, key=lambda step: step[1] != "pdf"):
                self._begun[lang, edition] = start(partial(self._make, lang, edition))
            yield lambda lang, edition: self._begun[lang, edition]()

    @cached_property
    def _amount(self) -> int:
        """How large the documents are, in characters; nobody packs what one process does anyway."""
        given = self._given.values() if self.crew.count > 1 else ()
        return max((len(thing.data) for thing in given), default=0) // BYTES_A_CHARACTER

    def _make(self, lang: str, edition: str) -> Piece:
        if edition == "pdf":
            return self._pdf(lang)
        document = self._given[lang], self._given_assets
        if edition == "docx":
            return self._elsewhere(docx_piece, *document, plain=(self._pages(lang),))
        if edition == "epub":
            return self._elsewhere(epub_piece, *document, plain=(self._pages(lang),))
        # Pages of the web link to those of the other languages.
        others = [given for other, given in self._given.items() if other != lang]
        plain = tuple(self.order.editions), self.order.stems[lang].split("/")[-1]
        return self._elsewhere(web_piece, *document, *others, plain=plain)

    def _pdf(self, lang: str) -> Piece:
        """Put together here; its sheets are set by the crew."""
        order, found = self.order, Diagnostics()
        pdf = write_pdf(
            self._documents[lang],
            self._assets,
            diagnostics=found,
            store=self.crew.store,
            crew=self.crew,
            final=order.final,
            page_map=None if order.press else order.known.get(lang),
            press=order.press,
        )
        return Piece(findings=tuple(found.items), pdf=pdf)

    def _pages(self, lang: str) -> Mapping[str, str] | None:
        """The printed page of each label; without a PDF, of last time."""
        if (lang, "pdf") in self._begun:
            pdf = self._begun[lang, "pdf"]().pdf
            return pdf.pages if pdf else None
        known = self.order.known.get(lang)
        return known.pages if known else None

    def _elsewhere(self, function: Work, *given: Given, plain: tuple[Any, ...]) -> Piece:
        spread = self._many and self.crew.spreads(self._amount)
        files, folder, findings = unpack(self.crew.do(function, given, *plain, elsewhere=spread))
        return Piece(files, folder, findings)


def docx_piece(store: Store, document: Document, assets: Assets, pages: Mapping[str, str] | None) -> bytes:
    # Each edition is loaded where it is made: a build of one need not wait for the others.
    from reportgen.editions.docx import write_docx

    found = Diagnostics()
    data = write_docx(document, assets, pages, found, store)
    return pack(({"docx": data}, {}, tuple(found.items)))


def epub_piece(store: Store, document: Document, assets: Assets, pages: Mapping[str, str] | None) -> bytes:
    from reportgen.editions.epub import write_epub

    return pack(({"epub": write_epub(document, assets, pages)}, {}, ()))


def web_piece(store: Store, document: Document, assets: Assets, *rest: Any) -> bytes:
    from reportgen.editions.html import write_single

    *others, editions, beside = rest
    # What the pages of the site and the one-file edition share is written once.
    memo = Memo()
    site = site_of(document, others, assets, editions, memo, store, beside)
    files = dict(site.files())
    return pack(({"html": write_single(document, assets, memo)}, files, ()))


def site_of(
    document: Document,
    others: Sequence[Document],
    assets: Assets,
    editions: Sequence[str],
    memo: Memo | None = None,
    store: Store | None = None,
    beside: str = "",
) -> Site:
    """The site, offering the other editions that are made; that of a draft leads to the page of the work."""
    from reportgen.editions.html import Site
    from reportgen.pipeline.status import STATUS_PAGE

    downloads = ("pdf", "docx", *(("epub",) if "epub" in editions else ()), "html")
    draft = document.meta.profile == "draft"
    more = ((f"../{STATUS_PAGE}", document.words["status.title"]),) if draft else ()
    first, further = next(iter(others), None), tuple(others[1:])
    return Site(document, assets, first, downloads, more, memo, store, beside, further)


def _given_document(document: Document) -> Given:
    return Given(lambda: document, lambda: pack(document), unpack)


def _pack_assets(assets: Assets) -> bytes:
    sealed = assets.sealed()
    return pack((tuple(sorted(sealed.own)), sealed.seen))


def _read_assets(data: bytes) -> SealedAssets:
    own, files = unpack(data)
    return SealedAssets(own=frozenset(own), seen=files)
