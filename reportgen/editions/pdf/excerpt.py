"""One part as the whole book prints it, without setting the rest: its page numbers come from the page map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Final

from reportgen.cache import Store
from reportgen.document import nodes as n
from reportgen.editions.pdf.assembly import Binding, assemble
from reportgen.editions.pdf.assembly.faces import union
from reportgen.editions.pdf.edition import _about, _furniture_job
from reportgen.editions.pdf.furniture import PageDress, furniture_items, thumb_groups
from reportgen.editions.pdf.jobs import Job, Style
from reportgen.editions.pdf.pagemap import PageMap
from reportgen.editions.pdf.pages import Pages, page_labels
from reportgen.editions.pdf.printed import is_reference_id
from reportgen.editions.pdf.rendered import Rendered
from reportgen.editions.pdf.rounds import shown_references
from reportgen.editions.pdf.sheets import Book, Sheet
from reportgen.editions.pdf.shell import Shell
from reportgen.editions.pdf.style import style_of
from reportgen.editions.pdf.workers import Workshop
from reportgen.project import Assets
from reportgen.work import Crew

MAX_ROUNDS: Final = 4
NO_MAP: Final = PageMap(0, {}, {})


class PartPrinter:
    """Prints parts, one at a time. What setting needs (fonts, style sheets) is read once for all of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._style: Style | None = None
        self._workshop: Workshop | None = None

    def write(self, document: n.Document, part_id: str, assets: Assets, page_map: PageMap | None) -> bytes:
        """The PDF of one part of `document`.

        Its first page and the pages that it refers to have the numbers that `page_map` knows; a part that is
        not in it begins on page 1. Raises FileNotFoundError when the style lacks a file, KeyError when there
        is no such part.
        """
        part = next((part for part in document.parts if part.id == part_id), None)
        if part is None:
            raise KeyError(part_id)
        workshop = self._working(style_of(assets, document.meta.profile))
        book = Book(replace(document, parts=(part,)), Shell(document, assets))
        around = _Around.of(page_map or NO_MAP, part_id)
        rendered, pages = _settled(book, book.sheets[-1], around, workshop)
        group = thumb_groups(document).get(part_id, 0)
        dress = [
            PageDress(
                "verso" if number % 2 else "recto", "wide" if width > height else "tall", part, not at, group
            )
            for at, (number, (width, height)) in enumerate(
                zip(range(around.start, around.start + rendered.page_count), rendered.sizes, strict=True)
            )
        ]
        furniture = workshop.render([_furniture_job(book, furniture_items(book, dress))])[0]
        faces = union((rendered, furniture))
        anchors = {id_: at for id_, at in rendered.anchors.items() if not is_reference_id(id_)}
        binding = Binding(
            sheets=(rendered,),
            furniture=furniture,
            dressing=tuple(page.ids(numbered=True) for page in dress),
            labels=pages.labels[around.start : around.start + rendered.page_count],
            text_of=pages.label,
            places={id_: (page, top) for id_, (page, _, top) in anchors.items()},
            outline=tuple(rendered.bookmarks),
            faces=faces,
            font_pack=workshop.fonts(faces),
            about=_about(document.meta),
        )
        return assemble(binding)[0]

    def _working(self, style: Style) -> Workshop:
        if self._workshop is None or self._style != style:
            self._style, self._workshop = (
                style,
                Workshop(style, self._store, Crew(), lambda piece, done, total: None),
            )
        return self._workshop


@dataclass(frozen=True, slots=True)
class _Around:
    """Where the part stands in the book: the index of its first page, and that of what other parts hold.

    `front` is the number of pages with roman figures; `beside` the references on the page they lead to.
    """

    start: int = 0
    front: int = 0
    total: int = 0
    place: Mapping[str, int] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

    @classmethod
    def of(cls, page_map: PageMap, sheet: str) -> _Around:
        starts = dict(zip(page_map.sheets, accumulate(page_map.sheets.values(), initial=0), strict=False))
        place = {id_: starts[name] + page for id_, (name, page) in page_map.places().items()}
        total = sum(page_map.sheets.values())
        return cls(starts.get(sheet, 0), page_map.front, total, place, page_map.beside)

    def pages(self, own: Mapping[str, int], count: int) -> Pages:
        """The page map when the part has `count` pages and holds the places `own`."""
        total = max(self.total, self.start + count)
        front = min(self.front, total)
        return Pages(page_labels(front, total - front), {**self.place, **own})


def _settled(book: Book, sheet: Sheet, around: _Around, workshop: Workshop) -> tuple[Rendered, Pages]:
    """The part set so that the numbers in it agree with where its own places have come to stand."""
    beside = {
        own: around.place[to] for own, to in book.references if own in around.beside and to in around.place
    }
    pages = around.pages(beside, 1)
    job: Job | None = None
    rendered: Rendered | None = None
    for _ in range(MAX_ROUNDS):
        shown = frozenset(shown_references(book, pages))
        wanted = book.job(sheet, pages, lambda own, target: own in shown, imprint_alone=False)  # noqa: B023
        if rendered is not None and wanted == job:
            break
        job = wanted
        rendered = workshop.render([job])[0]
        own = {id_: around.start + page for id_, (page, _, _) in rendered.anchors.items()}
        pages = around.pages(own, rendered.page_count)
    assert rendered is not None
    return rendered, pages
