"""The page map as it is kept between builds: a first guess, nearly always right, and a record to review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import accumulate
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.pdf.jobs import Variant
from reportgen.editions.pdf.pages import Pages, page_labels
from reportgen.editions.pdf.rendered import variant_of
from reportgen.editions.pdf.sheets import Book


@dataclass(frozen=True, slots=True)
class Fit:
    """The layout that came out best for a sheet, after several were tried.

    `sheet` is a digest of the sheet that it holds for: what has changed since is fitted again.
    """

    sheet: str
    variant: Variant


Fits = tuple[Fit, ...]
"""Of one sheet, the last one first; at most MAX_FITS."""
MAX_FITS: Final = 2


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where everything stood in one language.

    `sheets` gives the number of pages of each sheet, in order; `front` how many pages have roman numbers;
    `pages` the printed number of each id that something leads to; `beside` the references (by their own
    ids) that stand on the page that they lead to, and so show no page number; `fits` the layouts of the
    sheets, by name, that took more than one: the last ones found, as a draft and a release differ.
    """

    front: int
    sheets: Mapping[str, int]
    pages: Mapping[str, str]
    beside: tuple[str, ...] = ()
    fits: Mapping[str, Fits] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "front": self.front,
            "sheets": dict(self.sheets),
            "pages": dict(self.pages),
            "beside": list(self.beside),
            "fits": {name: [asdict(fit) for fit in fits] for name, fits in self.fits.items()},
        }

    @classmethod
    def from_json(cls, data: Any) -> PageMap:
        """The inverse of `to_json`.

        Raises ValueError, KeyError, TypeError or AttributeError when `data` is no page map.
        """
        return cls(
            int(data["front"]),
            {str(name): int(count) for name, count in data["sheets"].items()},
            {str(id_): str(page) for id_, page in data["pages"].items()},
            tuple(str(own) for own in data["beside"]),
            {str(name): _fits(fits) for name, fits in data.get("fits", {}).items()},
        )

    def places(self) -> dict[str, tuple[str, int]]:
        """The sheet of each id and its page in the sheet, from 0."""
        labels = page_labels(self.front, max(0, sum(self.sheets.values()) - self.front))
        index = {label: position for position, label in enumerate(labels)}
        found: dict[str, tuple[str, int]] = {}
        starts = list(zip(accumulate(self.sheets.values(), initial=0), self.sheets, strict=False))
        for id_, label in self.pages.items():
            page = index.get(label)
            if page is not None:
                start, name = max(entry for entry in starts if entry[0] <= page)
                found[id_] = (name, page - start)
        return found


def _fits(data: Any) -> Fits:
    """Those of a sheet; a file of an earlier version has one alone."""
    rows = data if isinstance(data, list) else [data]
    return tuple(Fit(str(row["sheet"]), variant_of(row["variant"])) for row in rows[:MAX_FITS])


def map_of(book: Book, pages: Pages, counts: Sequence[int], fits: Mapping[str, Fits]) -> PageMap:
    """The page map of sheets of `counts` pages, ids in the order of the pages."""
    wanted, place = _wanted(book), pages.place
    ids = sorted((id_ for id_ in place if id_ in wanted), key=lambda id_: (place[id_], id_))
    return PageMap(
        sum(not label.isdigit() for label in pages.labels),
        {sheet.name: count for sheet, count in zip(book.sheets, counts, strict=True)},
        {id_: pages.label(id_) for id_ in ids},
        tuple(own for own, target in book.references if pages.together(own, target)),
        dict(sorted(fits.items())),
    )


def _wanted(book: Book) -> set[str]:
    """Ids whose page something shows: labels, and what references, contents and the index lead to."""
    parts = book.document.parts
    found = set(book.document.labels) | {part.id for part in parts}
    return found.union(*(book.memo.of("targets", (part,), _targets) for part in parts))


def _targets(part: n.Part) -> frozenset[str]:
    return frozenset(node.target for node in walk(part) if isinstance(node, n.CrossRef | n.ContentsEntry))
