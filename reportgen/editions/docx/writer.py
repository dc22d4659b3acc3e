"""From a resolved document to the bytes of a Word file: the order in which everything is written."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.cache import NoStore, Store
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.editions.docx.blocks import write_blocks
from reportgen.editions.docx.bookmarks import Bookmarks
from reportgen.editions.docx.contents import FICHES_BOOKMARK
from reportgen.editions.docx.embedding import add_font_table
from reportgen.editions.docx.emit import language
from reportgen.editions.docx.footnotes import Notes
from reportgen.editions.docx.front import write_front
from reportgen.editions.docx.headings import write_title
from reportgen.editions.docx.manifest import add_manifest
from reportgen.editions.docx.numbering import numbering_part
from reportgen.editions.docx.ooxml import Pieces, Xml, w, word_xml
from reportgen.editions.docx.package import Package, fill
from reportgen.editions.docx.pictures import Pictures
from reportgen.editions.docx.plan import make_plan
from reportgen.editions.docx.properties import set_properties, settings_part
from reportgen.editions.docx.sections import Section, Sections
from reportgen.editions.docx.state import Flow, Here, Place, Work
from reportgen.editions.docx.stylemap import load_style_map
from reportgen.editions.docx.styles import styles_part
from reportgen.project import Assets


def write_docx(
    document: n.Document,
    assets: Assets,
    pages: Mapping[str, str] | None = None,
    diagnostics: Diagnostics | None = None,
    store: Store | None = None,
) -> bytes:
    """The Word edition of a resolved document.

    `pages` are page labels by label id, as the PDF edition reports them: they become the cached results of
    page fields. Findings about styles and images (DOC…) go to `diagnostics`. `store` remembers the pictures
    of charts, the dearest part. The same document gives the same bytes. Raises TypeError for a node that a
    pass should have replaced.
    """
    found = diagnostics if diagnostics is not None else Diagnostics()
    package = Package()
    styles = load_style_map(assets, found)
    if document.meta.profile == "proof":
        styles = styles.for_notes()
    work = Work(make_plan(document), styles, package, Bookmarks(), pages or {}, found)
    work.notes = Notes(work, package.word_part("footnotes", "footnotes"))
    work.pictures = Pictures(work, NoStore() if store is None else store)
    work.write_blocks = write_blocks
    body = _body(work)
    fill(package.main, word_xml("document", body))
    notes = "".join(work.notes.story())
    fill(work.notes.part, word_xml("footnotes", notes))
    tag = document.words["language.tag"]
    package.word_part("styles", "styles", styles_part(work.styles, tag))
    package.word_part("numbering", "numbering", numbering_part(work.plan.numbering, work.styles))
    package.word_part("settings", "settings", settings_part(document.words, tag))
    # A converted note stays small; a report brings its fonts.
    add_font_table(package, work.styles, assets, embed=len(document.parts) > 1)
    set_properties(package, document.meta, tag)
    add_manifest(package, work.bookmarks, work.plan, (body, notes))
    return package.save()


def _body(work: Work) -> Xml:
    flow = Flow()
    sections = Sections(work, flow)
    work.turn_page, work.columns = sections.turn_page, sections.columns
    parts = work.document.parts
    if not parts:
        return w("body", w("p"), sections.finish())
    if len(parts) > 1:
        write_front(work.document.meta, _place(work, parts[0]), flow, sections)
    begun = False
    for part in parts:
        front = part.kind == "front" and not begun
        restart = not front and not begun and len(parts) > 1
        begun = begun or not front
        numbers = "lowerRoman" if front else "decimal"
        sections.open(Section(part, landscape=part.landscape, numbers=numbers, restart=restart))
        _part(part, work, flow)
        sections.close()
    last = sections.finish()
    return w("body", *_fiches_marked(work, flow.elements), last)


def _fiches_marked(work: Work, elements: Pieces) -> Pieces:
    """The body with a bookmark from the first fiche to the last, which a list of fiches gathers from."""
    starts = [work.starts[part.id] for part in work.document.parts if part.kind == "fiche"]
    if not starts or not work.plan.lists_fiches:
        return elements
    start, end = work.bookmarks.pair(FICHES_BOOKMARK)
    first, last = starts[0], starts[-1]
    return [*elements[:first], start, *elements[first : last + 1], end, *elements[last + 1 :]]


def _place(work: Work, part: n.Part) -> Place:
    width = work.styles.page.text_width(part.landscape)
    here = Here(work, part, work.package.main, width=width)
    return Place(here, work.plain, top=True)


def _part(part: n.Part, work: Work, flow: Flow) -> None:
    place = _place(work, part)
    work.reach(part.id)
    write_title(part, language(place, part.attrs.lang), flow)
    work.starts[part.id] = len(flow.elements) - 1
    write_blocks(part.blocks, language(place, part.attrs.lang), flow)
