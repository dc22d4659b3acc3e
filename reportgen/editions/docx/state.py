"""What the writers of one Word document share, and where a piece of it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from docx.opc.part import Part as OpcPart

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.units import Unit
from reportgen.editions.docx.bookmarks import Bookmarks
from reportgen.editions.docx.ooxml import (
    PLAIN,
    ParagraphFormat,
    Pieces,
    RunFormat,
    Xml,
    paragraph,
    w,
)
from reportgen.editions.docx.package import Package
from reportgen.editions.docx.plan import Plan
from reportgen.editions.docx.stylemap import ParagraphStyle, StyleMap
from reportgen.editions.docx.styles import style_id

if TYPE_CHECKING:
    from reportgen.editions.docx.footnotes import Notes
    from reportgen.editions.docx.pictures import Pictures

_TAGS = {
    "fr": "fr-FR", "en": "en-GB", "de": "de-DE", "es": "es-ES", "it": "it-IT", "pt": "pt-PT", "nl": "nl-NL",
    "da": "da-DK", "sv": "sv-SE", "fi": "fi-FI", "pl": "pl-PL", "el": "el-GR", "ro": "ro-RO", "et": "et-EE",
}  # fmt: skip


def language_tag(lang: str) -> str:
    """The tag that Word knows for a language: `fr-FR` for `fr`; other tags as they are."""
    return _TAGS.get(lang, lang)


@dataclass(slots=True)
class Work:
    """One document being written.

    `pages` are the page labels by label id, when they are known; `page` is that of the last label written.
    `starts` tells where in the body the title of each part stands, `sequences` the counts of SEQ fields.
    """

    plan: Plan
    styles: StyleMap
    package: Package
    bookmarks: Bookmarks
    pages: Mapping[str, str]
    diagnostics: Diagnostics
    notes: Notes = field(init=False)
    pictures: Pictures = field(init=False)
    write_blocks: Callable[[n.Blocks, Place, Flow], None] = field(init=False)
    turn_page: Callable[[bool], int] | None = None
    columns: Callable[[int], None] | None = None
    page: str = ""
    starts: dict[str, int] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    _looks: dict[str, ParagraphStyle] = field(default_factory=dict)

    @property
    def document(self) -> n.Document:
        return self.plan.document

    @property
    def plain(self) -> RunFormat:
        """Text in the language of the report."""
        return plain_form(self.document.lang)

    def word(self, key: str, **values: str) -> str:
        """A word the engine prints, with its `{names}` filled."""
        text = self.document.words[key]
        return text.format_map(values) if values else text

    def look(self, style: str) -> ParagraphStyle:
        """A paragraph style with what it takes from those it is based on."""
        if style not in self._looks:
            self._looks[style] = self.styles.inherited(style)
        return self._looks[style]

    def target(self, label: str) -> str:
        """The bookmark of a label that this document holds, "" for any other."""
        return self.bookmarks.name(label) if label in self.plan.emitted else ""

    def names(self, label: str) -> list[str]:
        """The bookmark of a label that something leads to, as a list of none or one."""
        if label and (label in self.plan.wanted or label in self.plan.terms):
            return [self.bookmarks.name(label)]
        return []

    def reach(self, label: str) -> None:
        """Note that writing has come to `label`, for the page it is on."""
        self.page = self.pages.get(label, self.page)


@dataclass(frozen=True, slots=True)
class Here:
    """Where inlines stand: the part of the report, the part of the package, and what may be written there.

    `width` is the room for pictures in twips. `quiet`: references show no pages (tables, captions, headings).
    """

    work: Work
    part: n.Part
    story: OpcPart
    linking: bool = True
    in_note: bool = False
    width: int = 9000
    quiet: bool = False

    def unlinked(self) -> Here:
        """The same without links, note calls and anchors."""
        return replace(self, linking=False) if self.linking else self


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand.

    `style` is the style of plain paragraphs; `left` the indent of what is around, in twips; `box` the style
    whose border and fill surround everything here; `depth` counts lists; `unit` belongs to the first
    paragraph; `top` is true where a section may begin.
    """

    here: Here
    form: RunFormat
    style: str = "Body Text"
    left: int = 0
    box: str = ""
    depth: int = 0
    align: str = ""
    unit: Unit | None = None
    top: bool = False
    contextual: bool | None = None

    @property
    def work(self) -> Work:
        return self.here.work

    @property
    def base(self) -> int:
        """The left edge of what is not written in the box's own style, in twips."""
        return self.left + (twips(self.work.look(self.box).left) if self.box else 0)

    @property
    def width(self) -> int:
        """The room for tables and pictures, in twips."""
        right = twips(self.work.look(self.box).right) if self.box else 0
        return max(1000, self.here.width - self.base - right)


def twips(points: float | None) -> int:
    return round((points or 0) * 20)


AFTER_TABLE: Final = 200
AFTER_BOX: Final = 160
AFTER_LIST: Final = 80
"""Twips between a table, a box or a list and what follows, when that keeps no greater distance itself."""


@dataclass(slots=True)
class Flow:
    """Blocks one after the other.

    `lead` stands before the content of the next paragraph, and `gap` twips above it.
    `sealed`: no section may end in the last paragraph: it stands in a frame, or ends a field of several
    paragraphs.
    """

    elements: Pieces = field(default_factory=list)
    lead: Pieces = field(default_factory=list)
    after_table: bool = False
    gap: int = 0
    sealed: bool = False

    def paragraph(self, form: ParagraphFormat, content: Pieces) -> None:
        """Add a paragraph."""
        self.after_table = self.sealed = False
        self.gap = 0
        if self.lead:
            content = [*self.lead, *content]
            self.lead = []
        self.elements.append(paragraph(form, content))

    def table(self, table: Xml) -> None:
        """Add a table; two tables in a row would become one in Word, so a paragraph parts them."""
        if self.after_table:
            spacer = w("pPr", w("spacing", before=0, after=0, line=160, lineRule="exact"))
            self.elements.append(w("p", spacer))
        self.elements.append(table)
        self.after_table = True
        self.gap = AFTER_TABLE

    def add(self, *elements: Xml) -> None:
        """Add what is neither (bookmark ends)."""
        self.elements.extend(elements)


def styled(name: str, **more: object) -> ParagraphFormat:
    """Direct formatting above the style called `name`."""
    return replace(ParagraphFormat(style=style_id(name)), **more)  # type: ignore[arg-type]


def plain_form(lang: str) -> RunFormat:
    return replace(PLAIN, lang=language_tag(lang))
