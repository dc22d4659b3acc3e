"""The site: an index, one page a part, lists of fiches, all on one page, and what these pages need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from reportgen.document import nodes as n
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.datasets import FOLDER, data_files
from reportgen.editions.html.navigation import (
    Frame,
    breadcrumb,
    card,
    grouped,
    menu,
    neighbours,
    on_this_page,
    section_title,
    without_groups,
)
from reportgen.editions.html.parts import part_markup
from reportgen.editions.html.structure import Section, Structure, shown, structure_of
from reportgen.editions.html.styling import font_files, icon_files, image_files, image_name, style_sheet
from reportgen.editions.html.summaries import full_title, long_date, summary_of
from reportgen.editions.html.templates import Templates
from reportgen.project import Assets


def write_site(
    document: n.Document,
    assets: Assets,
    other_language: n.Document | None = None,
    downloads: tuple[str, ...] = ("pdf", "docx"),
    more: tuple[tuple[str, str], ...] = (),
) -> dict[str, bytes]:
    """The files of `build/<lang>/html/`: path -> bytes. Pages work from disk, without network or script.

    `other_language` is the same report in its other language: pages link to each other. `downloads` are the
    editions that stand beside the site (`../report.pdf`). `more`: pages beside these,
    by address and title, linked from the foot.
    """
    site = _Site(structure_of(shown(document)), assets, other_language, downloads, more)
    files = {f"{name}.html": text.encode() for name, text in site.pages()}
    files["assets/report.css"] = style_sheet(assets).encode()
    files.update({f"assets/fonts/{name}": data for name, data in font_files(assets).items()})
    files.update({f"assets/icons/{name}": data for name, data in icon_files(assets).items()})
    files.update(data_files(site.document))
    files.update({f"assets/images/{name}": data for name, data in image_files(document).items()})
    return files


@dataclass(frozen=True, slots=True)
class _Page:
    """What the shell says around the body of a page."""

    stem: str
    title: str
    description: str
    kind: str
    body: str
    onpage: str = ""
    wide: bool = False


class _Site:
    def __init__(
        self,
        structure: Structure,
        assets: Assets,
        other: n.Document | None,
        downloads: tuple[str, ...],
        more: tuple[tuple[str, str], ...],
    ) -> None:
        self.structure = structure
        self.document = structure.document
        self.meta = self.document.meta
        self.other = other
        self.downloads = downloads
        self.more = more
        self.templates = Templates(assets, self.document.words)
        self.suffix = ".proof" if self.meta.profile == "proof" else ""
        self.there = self._stems(other) if other else frozenset()

    def pages(self) -> Iterator[tuple[str, str]]:
        """Stem and text of every page."""
        yield "index", self._render(self._home())
        for section in self.structure.sections:
            if section.page:
                yield section.page, self._render(self._section(section))
            for part in section.parts:
                yield part.id, self._render(self._part(part))
        yield "all", self._render(self._all())

    # ---- bodies

    def _home(self) -> _Page:
        cards = [
            {
                "title": section_title(section, self.document),
                "href": f"{section.page}.html" if section.page else "",
                "kind": section.kind,
                "count": len(section.parts),
                "parts": [card(part, self.document) for part in section.parts],
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
        )
        return _Page("index", self.meta.title, self.meta.description, "home", body)

    def _section(self, section: Section) -> _Page:
        title = section_title(section, self.document)
        context = self._context(section.divider or section.parts[0], section.page)
        body = self.templates.render(
            "section.html.j2",
            title=title,
            intro=self._intro(section, context),
            kind=section.kind,
            groups=grouped(section, self.document),
        )
        summary = summary_of(section.divider) if section.divider else title
        return _Page(section.page, title, summary or title, "section", body)

    def _intro(self, section: Section, context: BlockContext) -> Markup:
        if section.divider is None:
            return Markup("")
        return Markup(part_markup(without_groups(section.divider, section), context, title=False))

    def _part(self, part: n.Part) -> _Page:
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
        return _Page(part.id, title, summary_of(part) or title, part.kind, body, outline, part.landscape)

    def _all(self) -> _Page:
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
        return _Page("all", word, f"{word} – {self.meta.title}", "all", body)

    # ---- around the body

    def _render(self, page: _Page) -> str:
        frame = Frame(
            crumbs=breadcrumb(self.structure, page.stem, page.title),
            menu=menu(self.structure, page.stem),
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
        return [{"href": f"../report{self.suffix}.{kind}", "format": kind.upper()} for kind in self.downloads]

    def _twin(self, stem: str) -> dict[str, str] | None:
        """The same page in the other language, or its index where there is no such page."""
        if self.other is None:
            return None
        lang = self.other.lang
        target = stem if stem in self.there else "index"
        return {"lang": lang, "href": f"../../{lang}/html{self.suffix}/{target}.html"}

    @staticmethod
    def _stems(document: n.Document) -> frozenset[str]:
        return frozenset({"index", "all", *structure_of(document).pages})
