"""Sections: page size, columns, page numbers, headers and footers, and where notes begin to count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from docx.opc.part import Part as OpcPart

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.docx import fields
from reportgen.editions.docx.ooxml import (
    TWIPS_PER_MM,
    ParagraphFormat,
    Pieces,
    RunFormat,
    Xml,
    closing_section,
    is_paragraph,
    node,
    paragraph,
    run,
    text_run,
    w,
    word_xml,
)
from reportgen.editions.docx.ooxml import (
    field as make_field,
)
from reportgen.editions.docx.package import fill
from reportgen.editions.docx.plan import LABEL_SPACE
from reportgen.editions.docx.state import Flow, Work
from reportgen.editions.docx.styles import UNLISTED, style_id
from reportgen.editions.docx.watermark import watermark
from reportgen.words.formats import date_in_words


@dataclass(frozen=True, slots=True)
class Section:
    """What a section looks like. `running` is the part whose title its pages carry; None for bare pages.

    `numbers` is the format of page numbers; `restart` starts them at 1. `opening` leaves the header out of
    the first page. `cover` has margins and a block of colour of its own.
    """

    running: n.Part | None = None
    landscape: bool = False
    columns: int = 1
    continuous: bool = False
    opening: bool = True
    numbers: str = "decimal"
    restart: bool = False
    cover: bool = False


@dataclass(slots=True)
class Sections:
    """Cuts the flow of the body into sections: `open` says what comes, `close` ends it."""

    work: Work
    flow: Flow
    _section: Section = field(default_factory=Section)
    _begun: int = 0
    _parts: dict[bytes, str] = field(default_factory=dict)
    _last: Xml = ""
    _open: Xml = ""
    _added: bool = False

    def open(self, section: Section) -> None:
        self._section = section
        self._begun = len(self.flow.elements)
        self.work.notes.begin_section()

    def close(self) -> None:
        """End the section, in its last paragraph; a section without content leaves no trace."""
        if len(self.flow.elements) == self._begun:
            return
        self._last = self._properties(self._section)
        elements = self.flow.elements
        self._added = self.flow.sealed or not is_paragraph(elements[-1])
        if self._added:
            elements.append(w("p", _tiny()))
        self._open = elements[-1]
        elements[-1] = closing_section(self._open, self._last)
        self.flow.after_table = self.flow.sealed = False
        self.flow.gap = 0

    def turn_page(self, landscape: bool) -> int:
        """Go on in a section of the other orientation; returns its text width in twips."""
        self.close()
        self.open(replace(self._section, landscape=landscape, opening=False, restart=False, continuous=False))
        return self.work.styles.page.text_width(landscape)

    def columns(self, count: int) -> None:
        """Go on on the same page in `count` columns."""
        self.close()
        self.open(replace(self._section, columns=count, opening=False, restart=False, continuous=True))

    def finish(self) -> Xml:
        """The properties of the last section, taken out of its paragraph: they belong to the body."""
        if not self._last:
            return self._properties(self._section)
        elements = self.flow.elements
        elements[-1] = self._open
        if self._added and len(elements) > 1 and is_paragraph(elements[-2]):
            elements.pop()
        return self._last

    def _properties(self, section: Section) -> Xml:
        """`w:sectPr` (17.6.17), children in the order of the schema."""
        start = self.work.notes.start
        notes = None
        if start:
            notes = w("footnotePr", w("numStart", val=start), w("numRestart", val="eachSect"))
        return w(
            "sectPr",
            *self._furniture(section),
            notes,
            w("type", val="continuous" if section.continuous else "nextPage"),
            *self._page(section),
            w("pgNumType", fmt=section.numbers, start=1 if section.restart else None),
            w("cols", num=section.columns if section.columns > 1 else None, space=567),
            w("titlePg") if section.opening and section.running is not None else None,
        )

    def _page(self, section: Section) -> Pieces:
        page, cover = self.work.styles.page, self.work.styles.cover
        width, height = (_mm(page.width), _mm(page.height))
        if section.landscape:
            width, height = height, width
        top, left, right = page.top, page.margin_left(section.landscape), page.right
        if section.cover:
            top, left, right = cover.top, cover.left, cover.right
        margins = {"top": top, "right": right, "bottom": page.bottom, "left": left}
        furniture = {"header": page.header, "footer": page.footer, "gutter": 0.0}
        return [
            w("pgSz", w=width, h=height, orient="landscape" if section.landscape else None),
            w("pgMar", **{side: _mm(length) for side, length in (margins | furniture).items()}),
        ]

    def _furniture(self, section: Section) -> Pieces:
        """References to headers and footers; bare pages get empty ones, or they would repeat those before.

        A continuous section inherits them: LibreOffice would print its own beside those of the page.
        """
        if section.continuous:
            return []
        if section.running is None:
            block = [self.work.pictures.cover_block] if section.cover else []
            return [
                self._reference("header", "default", block),
                self._reference("footer", "default", [_empty]),
            ]
        part, width = section.running, self.work.styles.page.text_width(section.landscape)
        mark = [watermark(self.work)] if self.work.document.meta.profile == "proof" else []
        references = [self._reference("header", "default", [lambda story: self._header(part, width), *mark])]
        if section.opening:
            references.append(self._reference("header", "first", [_empty, *mark]))
        uses = ("default", "first") if section.opening else ("default",)
        folio = self._footer(section, width)
        return [*references, *(self._reference("footer", use, [lambda story: folio]) for use in uses)]

    def _reference(self, kind: str, use: str, content: Sequence[Furniture]) -> Xml:
        """A reference to a header or footer; equal ones are one part."""
        name = f"{kind}{len(self._parts) + 1}"
        story = self.work.package.part(f"/word/{name}.xml", f"{_WML}{kind}+xml")
        data = word_xml("hdr" if kind == "header" else "ftr", *(make(story) for make in content))
        if data not in self._parts:
            fill(story, data)
            self._parts[data] = self.work.package.relate(self.work.package.main, kind, story)
        return node(f"w:{kind}Reference", {"w:type": use, "r:id": self._parts[data]})

    def _header(self, part: n.Part, width: int) -> Xml:
        return paragraph(ParagraphFormat(style="Header"), self._running(part, self.work.plain))

    def _running(self, part: n.Part, form: RunFormat) -> Pieces:
        """The title of the part, read from the page by STYLEREF where its heading has a style of its own."""
        plan = self.work.plan.headings[id(part)]
        title = part.short_title or plain_text(part.title)
        if part.short_title or plan.style.endswith(UNLISTED):
            return [text_run(title, form)]
        level = plan.style.removeprefix("Heading ")
        made: Pieces = []
        if plan.sequence:
            title = f"{plan.sequence}\u00a0{part.number}{LABEL_SPACE}{title}"
        elif part.number and not plan.typed:
            number = replace(form, style=style_id("RG Running Number"))
            made += make_field(rf"STYLEREF {level} \n", [text_run(part.number, number)], number)
            made.append(text_run(LABEL_SPACE, form))
        return [*made, *make_field(f"STYLEREF {level}", [text_run(title, form)], form)]

    def _footer(self, section: Section, width: int) -> Xml:
        """State, version and notice at the left, the page number at the right."""
        meta, form = self.work.document.meta, self.work.plain
        state = self.work.word(f"pdf.state.{meta.profile}")
        left = " – ".join(
            piece for piece in (f"{state} {meta.version}".strip() if state else "", self._said(meta)) if piece
        )
        shown = "i" if section.numbers == "lowerRoman" else "1"
        number = fields.page_number(replace(form, style=style_id("RG Page Number")), shown)
        look = ParagraphFormat(style="Footer", tabs=(("right", width),))
        words = [text_run(left, replace(form, style=style_id("RG State")))] if left else []
        return paragraph(look, [*words, run(form, w("tab")), *number])

    def _said(self, meta: n.Meta) -> str:
        """The notice; in a proof its day, by which it is spoken of: the notice stands on the title page."""
        words = self.work.document.words
        return date_in_words(meta.date, words) if meta.profile == "proof" and meta.date else meta.notice


Furniture = Callable[[OpcPart], Xml]
"""Makes what stands in a header or footer, given the part that will hold it."""
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def _mm(length: float) -> int:
    return round(length * TWIPS_PER_MM)


def _tiny() -> Xml:
    return w("pPr", w("spacing", before=0, after=0, line=20, lineRule="exact"))


def _empty(story: OpcPart | None = None) -> Xml:
    return w("p", w("pPr", w("pStyle", val=style_id("Normal"))))
