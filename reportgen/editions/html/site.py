"""The site: an index, a page a part, views of the inventory, search, and what these pages need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial

from markupsafe import Markup

from reportgen.cache import Store
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.html import facing, overviews, share_images, sharing, views
from reportgen.editions.html.citing import cite
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.datasets import FOLDER
from reportgen.editions.html.files import INVENTORY_CSV, SKIPPED, Files, file_groups
from reportgen.editions.html.markup import element
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
from reportgen.editions.html.parts import part_below, part_markup
from reportgen.editions.html.policy import content_policy
from reportgen.editions.html.structure import Section, Structure, pages_of, shown_structure
from reportgen.editions.html.styling import image_name
from reportgen.editions.html.summaries import capital, full_title, kicker, summary_of
from reportgen.editions.html.templates import Templates, templates_key
from reportgen.editions.html.twins import Twin, site_of, twin_of
from reportgen.memo import Memo
from reportgen.project import Assets
from reportgen.words.formats import date_in_words


def write_site(
    document: n.Document,
    assets: Assets,
    other_language: n.Document | None = None,
    downloads: tuple[str, ...] = ("pdf", "docx"),
    more: tuple[tuple[str, str], ...] = (),
    store: Store | None = None,
    beside: str = "",
) -> dict[str, bytes]:
    """The files of `build/<lang>/html/`: path -> bytes. Pages work from disk, without network or script.

    `other_language` is the same report in its other language: pages link to each other. `downloads` are the
    editions that stand beside the site (`../report.pdf`, or `beside` for `report`). `more`: pages beside
    these, by address and title, linked from the foot. `store` keeps pictures from one build to the next.
    """
    return Site(document, assets, other_language, downloads, more, store=store, beside=beside).files()


class Site:
    """The site of a document: its pages and files one by one, as they are asked for, or all of them.

    Parameters as for `write_site`; with the `memo` of last time, what has not changed is not made again.
    `further`: the same report in languages beyond two; pages link to those, and face `other` alone.
    """

    def __init__(
        self,
        document: n.Document,
        assets: Assets,
        other: n.Document | None = None,
        downloads: tuple[str, ...] = ("pdf", "docx"),
        more: tuple[tuple[str, str], ...] = (),
        memo: Memo | None = None,
        store: Store | None = None,
        beside: str = "",
        further: tuple[n.Document, ...] = (),
    ) -> None:
        self.memo = memo = memo or Memo()
        self.store = store
        self.structure = shown_structure(document, memo)
        self.document = self.structure.document
        self.meta = self.document.meta
        self.other = other
        self.downloads = downloads
        self.more = more
        self.assets = assets
        words = self.document.words
        self.templates = memo.of(
            "templates", (), lambda: Templates(assets, words), (templates_key(assets), words)
        )
        self.suffix = ".proof" if self.meta.profile == "proof" else ""
        self.beside = beside or f"report{self.suffix}"
        others = (*filter(None, (other,)), *further)
        self.twins = [(document, self._stems_of(document)) for document in others]

    def files(self) -> dict[str, bytes]:
        """Everything: path -> bytes."""
        files: dict[str, bytes] = {}
        shared: list[Page] = []
        for stem, make in self._bodies.items():
            page = make()
            files[f"{stem}.html"] = self._text(page).encode()
            if stem not in SKIPPED:
                shared.append(replace(page, body="", onpage=""))
        for group in self._groups.values():
            files.update(group())
        if self.meta.base_url:
            files.update(share_images.share_images(shared, self.meta, self.assets, self.store))
        return files

    def file(self, path: str) -> bytes | None:
        """The file of this path, made alone; None when the site has none."""
        stem = path.removesuffix(".html")
        if stem in self._bodies and path.endswith(".html"):
            return self._text(self._bodies[stem]()).encode()
        if path.startswith(f"{share_images.FOLDER}/"):
            stem = path.removeprefix(f"{share_images.FOLDER}/").removesuffix(".png")
            pages = [self._bodies[stem]()] if stem in self._bodies and self.meta.base_url else []
            return dict(share_images.share_images(pages, self.meta, self.assets, self.store)).get(path)
        make = next((make for start, make in self._groups.items() if path.startswith(start)), None)
        return make().get(path) if make else None

    def _text(self, page: Page) -> str:
        text = self._render(page)
        return sharing.absolute(text, self.meta) if page.kind == "lost" else text

    @cached_property
    def _groups(self) -> dict[str, Callable[[], Files]]:
        return file_groups(self.structure, self.assets, tuple(self._bodies), self.twins)

    @cached_property
    def _bodies(self) -> dict[str, Callable[[], Page]]:
        """What makes the body of each page, by stem, in the order of the site."""
        makers: dict[str, Callable[[], Page]] = {"index": self._home}
        for section in self.structure.sections:
            if section.page:
                makers[section.page] = partial(self._section, section)
            makers.update({part.id: partial(self._part, part) for part in section.parts})
        makers.update({stem: partial(self._view, stem) for stem in views.view_stems(self.document)})
        if self.other is not None:
            for part in self.document.parts:
                if facing.can_face(part, self.other):
                    makers[facing.facing_stem(part.id)] = partial(self._facing, part)
        makers |= {"search": self._search, "all": self._all}
        return makers | {"accessibility": self._statement, "404": self._lost}

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

    def _view(self, stem: str) -> Page:
        if stem == views.LIST:
            page = views.list_page(self.structure, self.templates)
            facts = sharing.dataset_facts(self.document, page.title, page.description, INVENTORY_CSV)
            return replace(page, facts=(facts,))
        if stem in views.INDEXES:
            return views.index_page(stem, self.structure, self.templates)
        make = overviews.map_page if stem == "map" else overviews.timeline_page
        context = self._context(n.Part(stem, "annex", (), ()), stem)
        return make(self.structure, self.templates, context)

    @cached_property
    def _there(self) -> Structure:
        """The structure of the other language."""
        assert self.other is not None
        return shown_structure(self.other, self.memo)

    def _facing(self, part: n.Part) -> Page:
        there = self._there
        stem = facing.facing_stem(part.id)
        twin = next(p for p in there.document.parts if p.id == part.id)
        # Each column links to its own site, as this page is in neither reading order.
        here = self._context(part, stem)
        beside = BlockContext(
            there.document,
            twin,
            href=facing.from_site(partial(there.address, page=stem), self._other_site()),
            resource_url=here.resource_url,
            memo=self.memo,
        )
        body = self.templates.render(
            "facing.html.j2",
            kicker=kicker(part, self.document.words),
            title=plain_text(part.title),
            back=f"{part.id}.html",
            rows=facing.rows_of(part, twin, here, beside),
            lang=self.document.lang,
            other_lang=there.document.lang,
            names=[d.words["language.name"] for d in (self.document, there.document)],
        )
        words = self.document.words["html.facing"]
        title = f"{full_title(part, self.document.words)} – {words}"
        trail = breadcrumb(self.structure, part.id, full_title(part, self.document.words))[1:]
        trail = tuple(replace(link, current=False) for link in trail)
        return Page(stem, title, title, "facing", body, wide=True, trail=trail, crumb=capital(words))

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
        lang = self.document.lang
        # What the law asks is said in words that a lawyer has read: another language brings its own template.
        written = lang if self.assets.has(f"templates/html/statement.{lang}.html.j2") else "en"
        template = f"statement.{written}.html.j2"
        body = self.templates.render(template, title=title, meta=self.meta, date=self._date())
        if written != lang:
            body = element("div", body, lang=written)
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
        def below(part: n.Part) -> BlockContext:
            return replace(self._context(part, "all"), href=self.structure.anchor, heading_shift=1)

        sections = [
            {
                "id": part.id,
                "kind": part.kind,
                "landscape": part.landscape,
                "content": Markup(part_below(below(part), self.structure)),
                "title": full_title(part, self.document.words),
            }
            for part in self.document.parts
        ]
        word = self.document.words["html.all"]
        body = self.templates.render("all.html.j2", title=word, meta=self.meta, parts=sections)
        return Page("all", word, f"{word} – {self.meta.title}", "all", body)

    # ---- around the body

    def _render(self, page: Page) -> str:
        trail = breadcrumb(self.structure, page.stem, page.crumb or page.title, page.trail)
        address = sharing.page_url(self.meta, page.stem)
        frame = Frame(
            crumbs=trail,
            menu=menu(self.structure, page.stem, views.view_links(self.document, page.stem)),
        )
        linked = sharing.linked_data(self.meta, trail, page.facts)
        return self.templates.render(
            "page.html.j2",
            page=page,
            body=Markup(page.body),
            onpage=Markup(page.onpage),
            frame=frame,
            meta=self.meta,
            lang=self.document.lang,
            date=self._date(),
            twins=self._twins(page.stem),
            more=self.more,
            downloads=self._downloads(),
            address=address,
            image=sharing.file_url(self.meta, share_images.image_path(page.stem)),
            feed="feed.xml" if self.meta.base_url else "",
            linked_data=Markup(linked),
            policy=Markup(content_policy(linked)),
            cited=cite(self.document, page.title, page.stem, address) if page.cited else None,
        )

    def _context(self, part: n.Part, page: str) -> BlockContext:
        return BlockContext(
            self.document,
            part,
            href=partial(self.structure.address, page=page),
            data_url=lambda label: f"{FOLDER}/{label}.csv",
            resource_url=lambda name: f"assets/images/{image_name(name)}",
            memo=self.memo,
        )

    def _markup(self, blocks: n.Blocks) -> Markup:
        part = n.Part("imprint", "front", (), blocks)
        return Markup(part_markup(part, self._context(part, "index"), title=False))

    def _date(self) -> str:
        return date_in_words(self.meta.date, self.document.words)

    def _downloads(self) -> list[dict[str, str]]:
        single = self.document.words["html.download.single"]
        return [
            {"href": f"../{self.beside}.{kind}", "format": single if kind == "html" else kind.upper()}
            for kind in self.downloads
        ]

    def _other_site(self) -> str:
        return site_of(self.other, self.suffix) if self.other else ""

    def _twins(self, stem: str) -> tuple[Twin, ...]:
        """The same page in each other language."""
        return tuple(twin_of(stem, document, stems, self.meta, self.suffix) for document, stems in self.twins)

    def _stems_of(self, document: n.Document) -> frozenset[str]:
        """The pages that the site of another document has."""
        faced = (facing.facing_stem(p.id) for p in document.parts if facing.can_face(p, self.document))
        own = ("index", "all", "search", "accessibility", "404", *views.view_stems(document), *faced)
        return frozenset({*own, *pages_of(document)})
