"""The site: an index, a page a part, views of the inventory, search, and what these pages need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from markupsafe import Markup

from reportgen.document import nodes as n
from reportgen.editions.html import definitions, facing, overviews, search, sharecard, sharing, views
from reportgen.editions.html.citing import cite
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.datasets import FOLDER, data_files, plain_csv
from reportgen.editions.html.navigation import (
    Frame,
    NavGroup,
    NavLink,
    breadcrumb,
    card,
    grouped,
    menu,
    neighbours,
    on_this_page,
    section_title,
    without_groups,
)
from reportgen.editions.html.page import Page
from reportgen.editions.html.parts import part_markup
from reportgen.editions.html.structure import Section, Structure, shown, structure_of
from reportgen.editions.html.styling import (
    font_files,
    icon_files,
    image_files,
    image_name,
    script_files,
    style_sheet,
)
from reportgen.editions.html.summaries import full_title, long_date, summary_of
from reportgen.editions.html.templates import Templates
from reportgen.project import Assets

_INVENTORY_CSV: Final = f"{FOLDER}/inventory.csv"
_SKIPPED: Final = ("404", "search")
"""Pages that are no answer to a search elsewhere."""


def write_site(
    document: n.Document,
    assets: Assets,
    other_language: n.Document | None = None,
    downloads: tuple[str, ...] = ("pdf", "docx"),
    more: tuple[tuple[str, str], ...] = (),
    beside: str = "",
) -> dict[str, bytes]:
    """The files of `build/<lang>/html/`: path -> bytes. Pages work from disk, without network or script.

    `other_language` is the same report in its other language: pages link to each other. `downloads` are the
    editions that stand beside the site (`../report.pdf`, or `beside` for `report`). `more`: pages beside
    these, by address and title, linked from the foot.
    """
    site = _Site(structure_of(shown(document)), assets, other_language, downloads, more, beside)
    texts = dict(site.pages())
    files = {f"{stem}.html": text.encode() for stem, text in texts.items()}
    files["assets/report.css"] = style_sheet(assets).encode()
    files.update({f"assets/fonts/{name}": data for name, data in font_files(assets).items()})
    files.update({f"assets/icons/{name}": data for name, data in icon_files(assets).items()})
    files.update({f"assets/scripts/{name}": data for name, data in script_files(assets).items()})
    files[sharecard.FILE] = sharecard.share_card(document, assets)
    files[definitions.FILE] = definitions.definitions_file(site.document)
    files.update(search.search_files(site.document))
    files.update(data_files(site.document))
    if views.view_stems(site.document):
        files[_INVENTORY_CSV] = plain_csv(views.inventory_table(site.structure))
    files.update({f"assets/images/{name}": data for name, data in image_files(document).items()})
    meta = document.meta
    if meta.base_url:
        stems = [stem for stem in texts if stem not in _SKIPPED]
        other = other_language.lang if other_language else ""
        files["sitemap.xml"] = sharing.sitemap(meta, stems, site.there, other)
        files["feed.xml"] = sharing.feed(meta)
    return files


def write_page(
    document: n.Document, assets: Assets, stem: str, other_language: n.Document | None = None
) -> bytes | None:
    """The page of the part `stem` as it stands in the site; None when there is no such part."""
    site = _Site(structure_of(shown(document)), assets, other_language, (), ())
    for section in site.structure.sections:
        for part in section.parts:
            if part.id == stem:
                return site.part_page(part).encode()
    return None


class _Site:
    def __init__(
        self,
        structure: Structure,
        assets: Assets,
        other: n.Document | None,
        downloads: tuple[str, ...],
        more: tuple[tuple[str, str], ...],
        beside: str = "",
    ) -> None:
        self.structure = structure
        self.document = structure.document
        self.meta = self.document.meta
        self.other = shown(other) if other else None
        self.downloads = downloads
        self.more = more
        self.templates = Templates(assets, self.document.words)
        self.suffix = ".proof" if self.meta.profile == "proof" else ""
        self.beside = beside or f"report{self.suffix}"
        self.there = self._stems_of(self.other) if self.other else frozenset()

    def pages(self) -> Iterator[tuple[str, str]]:
        """Stem and text of every page."""
        for page in self._bodies():
            text = self._render(page)
            yield page.stem, sharing.absolute(text, self.meta) if page.kind == "lost" else text

    def _bodies(self) -> Iterator[Page]:
        yield self._home()
        for section in self.structure.sections:
            if section.page:
                yield self._section(section)
            yield from (self._part(part) for part in section.parts)
        yield from self._views()
        if self.other is not None:
            there = structure_of(self.other)
            for part in self.document.parts:
                if facing.can_face(part, self.other):
                    yield self._facing(part, there)
        yield self._search()
        yield self._all()
        yield self._statement()
        yield self._lost()

    def part_page(self, part: n.Part) -> str:
        """The text of the page of one part."""
        return self._render(self._part(part))

    # ---- bodies

    def _home(self) -> Page:
        cards = [
            {
                "title": section_title(section, self.document),
                "href": f"{section.page}.html" if section.page else "",
                "kind": section.kind,
                "count": len(section.parts),
                # Fiches are many: their list stands for them.
                "parts": [card(part, self.document) for part in section.parts if part.kind != "fiche"],
                "summary": summary_of(section.divider) if section.divider else "",
            }
            for section in self.structure.sections
        ]
        body = self.templates.render(
            "home.html.j2",
            meta=self.meta,
            date=self._date(),
            sections=cards,
            downloads=self._downloads(),
            imprint=self._markup(self.meta.imprint),
            views=views.view_links(self.document),
        )
        chapters = tuple(
            NavLink(full_title(part, self.document.words), f"{part.id}.html")
            for part in self.document.parts
            if part.kind == "chapter"
        )
        facts = sharing.report_facts(self.document, chapters, self.other)
        return Page("index", self.meta.title, self.meta.description, "home", body, facts=(facts,))

    def _section(self, section: Section) -> Page:
        title = section_title(section, self.document)
        context = self._context(section.divider or section.parts[0], section.page)
        body = self.templates.render(
            "section.html.j2",
            title=title,
            intro=self._intro(section, context),
            kind=section.kind,
            groups=grouped(section, self.document),
            views=views.view_links(self.document) if section.kind == "fiche" else (),
        )
        summary = summary_of(section.divider) if section.divider else title
        return Page(section.page, title, summary or title, "section", body)

    def _intro(self, section: Section, context: BlockContext) -> Markup:
        if section.divider is None:
            return Markup("")
        return Markup(part_markup(without_groups(section.divider, section), context, title=False))

    def _part(self, part: n.Part) -> Page:
        context = self._context(part, part.id)
        previous, following = neighbours(self.structure, part.id)
        body = self.templates.render(
            "part.html.j2",
            part=part,
            content=Markup(part_markup(part, context)),
            previous=previous,
            following=following,
        )
        title = full_title(part, self.document.words)
        outline = on_this_page(part.blocks, context)
        beside = facing.facing_stem(part.id) if facing.can_face(part, self.other) else ""
        summary = summary_of(part) or title
        return Page(
            part.id, title, summary, part.kind, body, outline, part.landscape, cited=True, facing=beside
        )

    def _views(self) -> Iterator[Page]:
        for stem in views.view_stems(self.document):
            if stem == views.LIST:
                page = views.list_page(self.structure, self.templates)
                facts = sharing.dataset_facts(self.document, page.title, page.description, _INVENTORY_CSV)
                yield replace(page, facts=(facts,))
            elif stem in views.INDEXES:
                yield views.index_page(stem, self.structure, self.templates)
            else:
                make = overviews.map_page if stem == "map" else overviews.timeline_page
                context = self._context(n.Part(stem, "annex", (), ()), stem)
                yield make(self.structure, self.templates, context)

    def _facing(self, part: n.Part, there: Structure) -> Page:
        stem = facing.facing_stem(part.id)
        twin = next(p for p in there.document.parts if p.id == part.id)
        # Each column links to its own site, as this page is in neither reading order.
        here = self._context(part, stem)
        beside = BlockContext(
            there.document,
            twin,
            href=facing.from_site(partial(there.address, page=stem), self._other_site()),
            resource_url=here.resource_url,
        )
        body = self.templates.render(
            "facing.html.j2",
            title=full_title(part, self.document.words),
            back=f"{part.id}.html",
            rows=facing.rows_of(part, twin, here, beside),
            lang=self.document.lang,
            other_lang=there.document.lang,
        )
        words = self.document.words["html.facing"]
        title = f"{full_title(part, self.document.words)} – {words}"
        trail = breadcrumb(self.structure, part.id, full_title(part, self.document.words))[1:]
        trail = tuple(replace(link, current=False) for link in trail)
        return Page(stem, title, title, "facing", body, wide=True, trail=trail)

    def _search(self) -> Page:
        words = self.document.words
        title = words["html.search"]
        all_ = NavGroup(
            words["html.contents.name"],
            (NavLink(words["html.home"], "index.html"), NavLink(words["html.all"], "all.html")),
        )
        groups = [all_]
        if links := views.view_links(self.document):
            groups.append(NavGroup(words["html.group.fiche"], links))
        for section in self.structure.sections:
            parts = [part for part in section.parts if part.kind != "fiche"]
            if parts:
                named = tuple(NavLink(full_title(part, words), f"{part.id}.html") for part in parts)
                groups.append(NavGroup(section_title(section, self.document), named))
        body = self.templates.render("search.html.j2", title=title, meta=self.meta, groups=groups)
        return Page("search", title, words["html.search.label"], "search", body, scripts=("search.js",))

    def _statement(self) -> Page:
        title = self.document.words["html.statement"]
        template = f"statement.{self.document.lang}.html.j2"
        body = self.templates.render(template, title=title, meta=self.meta, date=self._date())
        return Page("accessibility", title, f"{title} – {self.meta.title}", "statement", body)

    def _lost(self) -> Page:
        words = self.document.words
        links = (
            NavLink(words["html.home"], "index.html"),
            NavLink(words["html.search"], "search.html"),
            NavLink(words["html.all"], "all.html"),
        )
        body = self.templates.render("404.html.j2", title=words["html.lost"], links=links)
        return Page("404", words["html.lost"], words["html.lost.text"], "lost", body)

    def _all(self) -> Page:
        href = self.structure.anchor
        sections = [
            {
                "id": part.id,
                "kind": part.kind,
                "landscape": part.landscape,
                "content": Markup(
                    part_markup(part, replace(self._context(part, "all"), href=href, heading_shift=1))
                ),
                "title": full_title(part, self.document.words),
            }
            for part in self.document.parts
        ]
        word = self.document.words["html.all"]
        body = self.templates.render("all.html.j2", title=word, meta=self.meta, parts=sections)
        return Page("all", word, f"{word} – {self.meta.title}", "all", body)

    # ---- around the body

    def _render(self, page: Page) -> str:
        trail = breadcrumb(self.structure, page.stem, page.title, page.trail)
        address = sharing.page_url(self.meta, page.stem)
        frame = Frame(
            crumbs=trail,
            menu=menu(self.structure, page.stem, views.view_links(self.document, page.stem)),
        )
        return self.templates.render(
            "page.html.j2",
            page=page,
            body=Markup(page.body),
            onpage=Markup(page.onpage),
            frame=frame,
            meta=self.meta,
            lang=self.document.lang,
            date=self._date(),
            other=self._twin(page.stem),
            more=self.more,
            downloads=self._downloads(),
            address=address,
            card=sharing.site_url(self.meta) + sharecard.FILE,
            feed="feed.xml" if self.meta.base_url else "",
            linked_data=Markup(sharing.linked_data(self.meta, trail, page.facts)),
            cited=cite(self.document, page.title, page.stem, address) if page.cited else None,
        )

    def _context(self, part: n.Part, page: str) -> BlockContext:
        return BlockContext(
            self.document,
            part,
            href=partial(self.structure.address, page=page),
            data_url=lambda label: f"{FOLDER}/{label}.csv",
            resource_url=lambda name: f"assets/images/{image_name(name)}",
        )

    def _markup(self, blocks: n.Blocks) -> Markup:
        part = n.Part("imprint", "front", (), blocks)
        return Markup(part_markup(part, self._context(part, "index"), title=False))

    def _date(self) -> str:
        return long_date(self.meta.date, self.document.lang, self.document.words)

    def _downloads(self) -> list[dict[str, str]]:
        return [{"href": f"../{self.beside}.{kind}", "format": kind.upper()} for kind in self.downloads]

    def _other_site(self) -> str:
        return f"../../{self.other.lang}/html{self.suffix}/" if self.other else ""

    def _twin(self, stem: str) -> dict[str, str] | None:
        """The same page in the other language, or its index where there is no such page."""
        if self.other is None:
            return None
        lang = self.other.lang
        target = stem if stem in self.there else "index"
        address = sharing.page_url(self.meta, target, lang)
        return {"lang": lang, "href": f"{self._other_site()}{target}.html", "address": address}

    def _stems_of(self, document: n.Document) -> frozenset[str]:
        """The pages that the site of another document has."""
        faced = (facing.facing_stem(p.id) for p in document.parts if facing.can_face(p, self.document))
        own = ("index", "all", "search", "accessibility", "404", *views.view_stems(document), *faced)
        return frozenset({*own, *structure_of(document).pages})
