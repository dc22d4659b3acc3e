"""The tree as a book: a document a part, in the blocks that the web edition writes."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.epub.charts import with_drawings
from reportgen.editions.epub.package import Leaf, archive, navigation, package
from reportgen.editions.epub.pagelist import PageMarks
from reportgen.editions.epub.xhtml import page, xhtml
from reportgen.editions.html.blocks import heading_id
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.markup import element, escape
from reportgen.editions.html.parts import part_markup
from reportgen.editions.html.structure import Structure, headings_of, shown, structure_of
from reportgen.editions.html.styling import image_name
from reportgen.editions.html.summaries import full_title
from reportgen.project import Assets
from reportgen.words.formats import date_in_words

_TYPES = {"front": "frontmatter", "chapter": "bodymatter", "fiche": "bodymatter", "annex": "backmatter"}
SHEET = "styles/epub.css"


def write_epub(document: n.Document, assets: Assets, pages: Mapping[str, str] | None = None) -> bytes:
    """The book of `document`. `pages`: the page numbers of the PDF by label, which the book marks."""
    structure = structure_of(with_drawings(shown(document)))
    document = structure.document
    words = document.words
    marks = PageMarks(pages or {})
    leaves = [Leaf("title.xhtml", document.meta.title)]
    files = {"book.css": assets.bytes(SHEET), "title.xhtml": _title_page(structure)}
    for part in document.parts:
        body = xhtml(part_markup(part, _context(structure, part)))
        body = marks.mark(part, body, lambda number: escape(words["epub.page"].format(number=number)))
        title = full_title(part, words)
        files[f"{part.id}.xhtml"] = page(
            title, document.lang, _section(body, part), _TYPES.get(part.kind, "")
        )
        leaves.append(Leaf(f"{part.id}.xhtml", title, tuple(_headings(part))))
    contents = navigation(leaves, marks.marks, words)
    files["nav.xhtml"] = page(words["html.contents"], document.lang, contents)
    for resource in document.resources.values():
        files[f"images/{image_name(resource.name)}"] = resource.data
    opf = package(document.meta, leaves, files, bool(marks.marks), words)
    return archive(opf, files)


def _section(body: str, part: n.Part) -> str:
    lang = f' lang="{part.attrs.lang}" xml:lang="{part.attrs.lang}"' if part.attrs.lang else ""
    return f'<section id="{part.id}" class="part part-{part.kind}"{lang}>\n{body}\n</section>'


def _headings(part: n.Part) -> list[tuple[str, str]]:
    """The first level of headings, which the contents of a reading program show."""
    if part.kind == "fiche":
        return []
    return [
        (heading_id(h), " ".join(filter(None, (h.number, plain_text(h.children)))))
        for h in headings_of(part.blocks)
        if h.level == 2
    ]


def _context(structure: Structure, part: n.Part) -> BlockContext:
    def href(label: str) -> str:
        return structure.address(label, part.id).replace(".html", ".xhtml", 1)

    return BlockContext(
        structure.document,
        part,
        href=href,
        resource_url=lambda name: f"images/{image_name(name)}",
    )


def _title_page(structure: Structure) -> bytes:
    document = structure.document
    meta, words = document.meta, document.words
    version = words["html.version"].format(version=meta.version) if meta.version else ""
    facts = (meta.publisher, version, date_in_words(meta.date, words))
    licence = (
        element("a", escape(meta.licence), href=meta.licence_url)
        if meta.licence_url
        else escape(meta.licence)
    )
    imprint = n.Part("imprint", "front", (), meta.imprint)
    lines = (
        element("h1", escape(meta.title)),
        meta.subtitle and element("p", escape(meta.subtitle), class_="subtitle"),
        element("p", escape(" · ".join(filter(None, facts)))),
        meta.notice and element("p", escape(meta.notice)),
        meta.licence and element("p", escape(words["html.licence"] + words["html.colon"]) + licence),
        part_markup(imprint, _context(structure, imprint), title=False),
    )
    body = element("section", "\n".join(filter(None, lines)), class_="title-page")
    return page(meta.title, meta.lang, xhtml(body), "titlepage")
