"""Ways through the site: the menu, breadcrumbs, previous and next, this page's outline, cards of parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, rewrite, walk
from reportgen.editions.html.blocks import heading_id
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.lists import nest
from reportgen.editions.html.structure import Section, Structure, headings_of
from reportgen.editions.html.summaries import kicker, summary_of

_LONG = 24  # entries above which an outline shows its first level alone


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of a menu; `current` on the page it leads to."""

    title: str
    href: str
    number: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Links under a title; `link` when the title itself leads to a page."""

    title: str
    links: tuple[NavLink, ...]
    link: NavLink | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a part."""

    id: str
    kind: str
    number: str
    label: str
    title: str
    summary: str
    href: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardGroup:
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page."""

    crumbs: tuple[NavLink, ...] = ()
    menu: tuple[NavGroup, ...] = field(default_factory=tuple)


def section_title(section: Section, document: n.Document) -> str:
    if section.divider is not None:
        return plain_text(section.divider.title)
    return document.words[f"html.group.{section.kind}"]


def menu(structure: Structure, page: str, views: tuple[NavLink, ...] = ()) -> tuple[NavGroup, ...]:
    """The same groups on every page; fiches are many, so their list and its `views` stand for them."""
    groups = []
    for section in structure.sections:
        title = section_title(section, structure.document)
        link = NavLink(title, f"{section.page}.html", current=section.page == page) if section.page else None
        if section.kind == "fiche" and link is not None:
            inside = any(part.id == page for part in section.parts)
            count = str(len(section.parts))
            groups.append(NavGroup(title, views, NavLink(title, link.href, count, link.current or inside)))
            continue
        links = tuple(
            NavLink(_short(part), f"{part.id}.html", part.number, part.id == page) for part in section.parts
        )
        groups.append(NavGroup(title, links, link))
    return tuple(groups)


def _short(part: n.Part) -> str:
    return part.short_title or plain_text(part.title)


def breadcrumb(
    structure: Structure, page: str, title: str, trail: tuple[NavLink, ...] = ()
) -> tuple[NavLink, ...]:
    """From the first page to this one; none on the first page. `trail` stands between them when given."""
    words = structure.document.words
    if page == "index":
        return ()
    if not trail and page in structure.pages:
        section = structure.section_of(page)
        if section.page and section.page != page:
            trail = (NavLink(section_title(section, structure.document), f"{section.page}.html"),)
    home = NavLink(words["html.home"], "index.html")
    return (home, *trail, NavLink(title, f"{page}.html", current=True))


def neighbours(structure: Structure, page: str) -> tuple[NavLink | None, NavLink | None]:
    """The pages before and after a part, in reading order."""
    order = structure.pages
    at = order.index(page)
    before = _named(structure, order[at - 1]) if at else None
    after = _named(structure, order[at + 1]) if at + 1 < len(order) else None
    return before, after


def _named(structure: Structure, page: str) -> NavLink:
    part = next((part for part in structure.document.parts if part.id == page), None)
    if part is None:
        return NavLink(section_title(structure.section_of(page), structure.document), f"{page}.html")
    return NavLink(plain_text(part.title), f"{page}.html", kicker(part, structure.document.words))


def on_this_page(blocks: n.Blocks, ctx: BlockContext) -> str:
    """The outline of a page as nested lists, "" when it would hold a single line."""
    headings = [heading for heading in headings_of(blocks) if heading.level <= 3]
    if len(headings) > _LONG:
        headings = [heading for heading in headings if heading.level == 2]
    if len(headings) < 2:
        return ""
    entries = tuple(n.ContentsEntry(heading_id(h), h.level - 1, h.number, h.children) for h in headings)
    return nest(entries, ctx)


def card(part: n.Part, document: n.Document) -> Card:
    return Card(
        part.id,
        part.kind,
        part.number,
        kicker(part, document.words),
        plain_text(part.title),
        summary_of(part),
        f"{part.id}.html",
        part.keywords,
    )


def grouped(section: Section, document: n.Document) -> tuple[CardGroup, ...]:
    """The cards of a section, in groups as its divider or the attribute `group` of its parts says."""
    titles = _groups_in(section.divider) if section.divider else {}
    groups: dict[str, list[Card]] = {}
    for part in section.parts:
        title = part.attrs.get("group") or titles.get(part.id, "")
        groups.setdefault(title, []).append(card(part, document))
    return tuple(CardGroup(title, tuple(cards)) for title, cards in groups.items())


def _groups_in(divider: n.Part) -> dict[str, str]:
    """Part id -> term, from the definition lists of a divider whose definitions refer to parts."""
    return {
        node.target: plain_text(item.term)
        for item in walk(divider.blocks)
        if isinstance(item, n.DefinitionItem)
        for node in walk(item.definitions)
        if isinstance(node, n.CrossRef | n.InternalLink)
    }


def without_groups(divider: n.Part, section: Section) -> n.Part:
    """The divider without the lists that its page shows as cards."""
    ids = {part.id for part in section.parts}

    def keep(node: Any) -> Any:
        if isinstance(node, n.DefinitionList):
            targets = {t.target for t in walk(node) if isinstance(t, n.CrossRef | n.InternalLink)}
            return None if targets and targets <= ids else node
        return None if isinstance(node, n.Div) and not node.children else node

    return rewrite(divider, keep)
