"""Views of the inventory: the list to filter, and lists by portfolio, method and year that need no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.html.navigation import Card, NavLink, card, section_title
from reportgen.editions.html.page import Page
from reportgen.editions.html.search import fold
from reportgen.editions.html.structure import Section, Structure
from reportgen.editions.html.summaries import capital
from reportgen.editions.html.templates import Templates

LIST: Final = "inventory"
FILTERS: Final = {
    "portfolio": "involved",
    "method": "method",
    "form": "form",
    "level": "level",
    "year": "year",
    "follow-up": "follow_up_status",
    "region": "region",
}
"""The filters of the list, as they stand in its address, with the facet that each asks."""
INDEXES: Final = {"by-portfolio": "portfolio", "by-method": "method", "by-year": "year"}
"""Pages with the filter by whose values they group."""
UNKNOWN: Final = "unknown"
_SHOWN: Final = ("portfolio", "method", "level", "dates")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, with how many fiches have it."""

    key: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A fiche in the list: its card, its values by filter, and its main facts in words."""

    card: Card
    values: dict[str, str]
    facts: tuple[str, ...]
    associated: bool = False


def fiches_of(structure: Structure) -> tuple[n.Part, ...]:
    """The fiches that are filed under something."""
    return tuple(part for part in structure.document.parts if part.kind == "fiche" and part.facets)


def fiche_section(structure: Structure) -> Section | None:
    return next((s for s in structure.sections if s.kind == "fiche" and s.page), None)


def view_stems(document: n.Document) -> tuple[str, ...]:
    """The stems of the views of `document`, in the order of their links."""
    fiches = [part for part in document.parts if part.kind == "fiche" and part.facets]
    if not fiches:
        return ()
    mapped = any(key for part in fiches for key, _ in part.facet("region"))
    dated = any(value is not None for part in fiches for value in part.period)
    return (LIST, *INDEXES, *(("map",) if mapped else ()), *(("timeline",) if dated else ()))


def view_links(document: n.Document, page: str = "") -> tuple[NavLink, ...]:
    """Links to the views, the current one marked."""
    return tuple(
        NavLink(document.words[f"html.view.{stem}"], f"{stem}.html", current=stem == page)
        for stem in view_stems(document)
    )


def trail_of(structure: Structure) -> tuple[NavLink, ...]:
    """What stands above a view in the breadcrumb: the page of the fiches."""
    section = fiche_section(structure)
    if section is None:
        return ()
    return (NavLink(section_title(section, structure.document), f"{section.page}.html"),)


def view_page(stem: str, template: str, structure: Structure, templates: Templates, **values: object) -> Page:
    """A view in its template, with the links to the others above it."""
    document = structure.document
    title = document.words[f"html.view.{stem}.title"]
    intro = document.words[f"html.view.{stem}.intro"].format(count=len(fiches_of(structure)))
    body = templates.render(
        template, title=title, intro=intro, views=view_links(document, stem), stem=stem, **values
    )
    scripts = ("list.js",) if stem == LIST else ()
    return Page(stem, title, intro, "view", body, trail=trail_of(structure), scripts=scripts)


def list_page(structure: Structure, templates: Templates) -> Page:
    """All fiches with the form that filters and sorts them, which a script shows."""
    fiches = fiches_of(structure)
    filters = [
        {"name": name, "label": structure.document.words[f"html.filter.{name}"], "choices": choices}
        for name, facet in FILTERS.items()
        if len(choices := choices_of(fiches, facet)) > 1
    ]
    rows = [_row(part, structure.document) for part in fiches]
    return view_page(LIST, "list.html.j2", structure, templates, filters=filters, rows=rows)


def index_page(stem: str, structure: Structure, templates: Templates) -> Page:
    """Fiches under each value of a filter, in alphabetical order, or in that of the years."""
    fiches, document = fiches_of(structure), structure.document
    facet = FILTERS[INDEXES[stem]]
    groups = [
        {
            "id": f"{INDEXES[stem]}-{choice.key}",
            "title": choice.words,
            "rows": [
                _row(part, document, associated=_only_associated(part, facet, choice.key))
                for part in fiches
                if choice.key in _keys(part, facet)
            ],
        }
        for choice in choices_of(fiches, facet)
    ]
    return view_page(stem, "groups.html.j2", structure, templates, groups=groups)


def choices_of(fiches: Iterable[n.Part], facet: str) -> list[Choice]:
    """The values of a facet among `fiches`, sorted by their words, the unknown last."""
    words: dict[str, str] = {}
    counts: dict[str, int] = {}
    for part in fiches:
        for key, text in part.facet(facet):
            words.setdefault(key or UNKNOWN, text)
            counts[key or UNKNOWN] = counts.get(key or UNKNOWN, 0) + 1
    order = sorted(words, key=lambda key: (key == UNKNOWN, fold(words[key])))
    return [Choice(key, capital(words[key]), counts[key]) for key in order]


def _row(part: n.Part, document: n.Document, associated: bool = False) -> Row:
    values = {name: " ".join(_keys(part, facet)) for name, facet in FILTERS.items()}
    facts = tuple(capital(text) for name in _SHOWN for _, text in part.facet(name)[:1])
    return Row(card(part, document), values, facts, associated)


def _keys(part: n.Part, facet: str) -> Sequence[str]:
    return [key or UNKNOWN for key, _ in part.facet(facet)]


def _only_associated(part: n.Part, facet: str, key: str) -> bool:
    return facet == "involved" and key not in {lead for lead, _ in part.facet("portfolio")}


def inventory_table(structure: Structure) -> n.Table:
    """The inventory as a table of plain cells, for its CSV file."""
    words = structure.document.words
    names = ("portfolio", "involved", "method", "family", "form", "level", "region", "year")
    heads = [words["fields.number"], words["fields.id"], words["fields.name"]]
    heads += [words[f"fields.{name}"] for name in (*names, "dates", "follow_up_status", "summary")]
    body = [
        [
            part.number,
            part.id.removeprefix("fiche-"),
            plain_text(part.title),
            *("; ".join(text for _, text in part.facet(f)) for f in (*names, "dates", "follow_up_status")),
            card(part, structure.document).summary,
        ]
        for part in fiches_of(structure)
    ]
    return n.Table((_cells(heads),), tuple(_cells(row) for row in body), len(heads))


def _cells(texts: Iterable[str]) -> n.Row:
    return n.Row(tuple(n.Cell((n.Paragraph((n.Text(text),)),)) for text in texts))
