"""Footnotes: their own part, numbered by Word from the number each section starts with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from docx.opc.part import Part as OpcPart

from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.docx import fields
from reportgen.editions.docx.ooxml import Pieces, RunFormat, Xml, run, text_of, text_run, w
from reportgen.editions.docx.state import Flow, Here, Place, Work, plain_form
from reportgen.editions.docx.styles import style_id

_FIRST_FREE: Final = 1


@dataclass(slots=True)
class Notes:
    """The notes of the document, written at their first call.

    Notes restart with each part of the report, but a part may hold several sections (a wide table turns the
    page): `start` is the number that Word must give to the first note of the current section.
    """

    work: Work
    part: OpcPart
    elements: Pieces = field(default_factory=list)
    start: int = 0
    _expected: int = 0
    _bookmarks: dict[tuple[str, str], str] = field(default_factory=dict)

    def begin_section(self) -> None:
        self.start = 0

    def call(self, node: n.NoteRef, here: Here, form: RunFormat) -> Pieces:
        """The call of a note: the note itself at its first call, a field that repeats its number later."""
        form = RunFormat(lang=form.lang, style=style_id("Footnote Reference"))
        known = self._bookmarks.get((here.part.id, node.note))
        if known is not None:
            return fields.note_number(known, node.number, form)
        note = next((note for note in here.part.notes if note.id == node.note), None)
        if note is None or here.in_note:
            # Word has no notes in notes: the number is shown, and the note stands below its caller.
            return [text_run(str(node.number), replace(form, style="", vertical="superscript"))]
        identifier = len(self.elements) + _FIRST_FREE
        name = f"_Ref_note_{identifier}"
        self._bookmarks[here.part.id, node.note] = name
        counted = self._counts(node.number)
        called = w("footnoteReference", customMarkFollows=None if counted else 1, id=identifier)
        mark = run(form, called) if counted else run(form, called, text_of("t", str(node.number)))
        self.elements.append("")
        content = self._content(note, node.number, counted, here)
        self.elements[identifier - _FIRST_FREE] = w("footnote", *content, id=identifier)
        return self.work.bookmarks.around([name] if note.calls > 1 else [], [mark])

    def _counts(self, number: int) -> bool:
        """Whether Word, counting by itself, gives this number to the next note."""
        if self.start == 0:
            self.start = self._expected = number
        if number != self._expected:
            return False
        self._expected += 1
        return True

    def _content(self, note: n.Footnote, number: int, counted: bool, here: Here) -> Pieces:
        lang = self.work.document.lang
        form = RunFormat(lang=plain_form(lang).lang, style=style_id("Footnote Reference"))
        mark = run(form, w("footnoteRef")) if counted else text_run(str(number), form)
        flow = Flow(lead=[mark, run(plain_form(lang), w("tab"))])
        inside = replace(here, story=self.part, in_note=True)
        place = Place(inside, plain_form(lang), style="Footnote Text", unit=note.unit)
        self.work.write_blocks(note.blocks[:1], place, flow)
        after = replace(place, style="RG Note Continue", unit=None)
        self.work.write_blocks(note.blocks[1:], after, flow)
        for inner in self._inner(note, here.part):
            flow.lead += [text_run(f"{inner.number}.\u00a0", plain_form(lang))]
            self.work.write_blocks(inner.blocks, replace(after, unit=inner.unit), flow)
        if flow.lead or flow.after_table or not flow.elements:
            self.work.write_blocks((n.Paragraph(()),), place, flow)
        return flow.elements

    def _inner(self, note: n.Footnote, part: n.Part) -> list[n.Footnote]:
        """Notes first called from `note`: they have no call in the text that Word could hang them on."""
        ids = {
            node.note for node in walk(note.blocks) if isinstance(node, n.NoteRef) and node.occurrence == 1
        }
        return [other for other in part.notes if other.id in ids and other.id != note.id]

    def story(self) -> Pieces:
        """The content of `/word/footnotes.xml`, with the two separators that Word expects."""
        return [_separator("separator", -1), _separator("continuationSeparator", 0), *self.elements]


def _separator(kind: str, identifier: int) -> Xml:
    spacing = w("pPr", w("spacing", after=0, line=240, lineRule="auto"))
    return w("footnote", w("p", spacing, w("r", w(kind))), type=kind, id=identifier)
