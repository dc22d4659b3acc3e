"""The form as a Word document with content controls (ECMA-376, part 1, section 17.5.2), a practice a file."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import Any, Final

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reportgen.archive import read_zip, write_zip
from reportgen.intake.layout import help_text, label, lists, needed, sections, sheet_name
from reportgen.intake.lists import Lists
from reportgen.intake.submission import Key, values_of, write_key
from reportgen.intake.values import shown
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import FICHES, Column, Scalar
from reportgen.words import Words

ITEMS: Final[Mapping[str, int]] = {"sources": 8}
"""Empty items of each list; 4 for those not named."""
_GREY: Final = RGBColor(0x59, 0x59, 0x59)
_DAY: Final = datetime.datetime(1980, 1, 1)


def docx_form(lists_: Lists, words: Words, lang: str, fiche: Fiche | None = None) -> bytes:
    """A document to fill, with the values of `fiche` when there is one."""
    document = docx.Document()
    form = _Form(document, lists_, words, lang, values_of(fiche) if fiche else {})
    form.make()
    raw = io.BytesIO()
    document.save(raw)
    return write_zip(read_zip(raw.getvalue()), first="[Content_Types].xml")


class _Form:
    """One document being made."""

    def __init__(
        self, document: Any, lists_: Lists, words: Words, lang: str, values: Mapping[Key, Scalar]
    ) -> None:
        self.document, self.lists, self.words, self.lang, self.values = document, lists_, words, lang, values
        self.count = 0

    def make(self) -> None:
        self._page()
        self.document.add_heading(self.words["intake.title"], 0)
        self.document.add_paragraph(self.words["intake.docx.intro"])
        for section, columns in sections():
            self.document.add_heading(self.words[f"intake.section.{section}"], 1)
            self._table([((FICHES, 0, column.name), column) for column in columns])
        for table in lists():
            self.document.add_heading(sheet_name(table.name, self.words), 1)
            filled = 1 + max((key[1] for key in self.values if key[0] == table.name), default=-1)
            for row in range(max(ITEMS.get(table.name, 4), filled + 1)):
                name = sheet_name(table.name, self.words)
                title = self.words["intake.item"].format(list=name, number=row + 1)
                self.document.add_heading(title, 2)
                self._table([((table.name, row, column.name), column) for column in table.columns])

    def _page(self) -> None:
        core = self.document.core_properties
        core.title, core.author, core.language = self.words["intake.title"], "reportgen", self.lang
        core.created = core.modified = _DAY
        core.comments = ""
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(10)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), self.words["language.tag"])
        style.element.get_or_add_rPr().append(language)

    def _table(self, fields: list[tuple[Key, Column]]) -> None:
        table = self.document.add_table(rows=0, cols=2)
        table.style, table.autofit = "Table Grid", False
        for key, column in fields:
            name, value = table.add_row().cells
            name.width, value.width = Cm(6), Cm(11)
            self._label(name, key, column)
            self._control(value.paragraphs[0], key, column)

    def _label(self, cell: Any, key: Key, column: Column) -> None:
        title = label(key[0], column, self.words)
        if needed(column) and key[0] == FICHES:
            title = f"{title} * ({self.words['intake.required']})"
        cell.paragraphs[0].add_run(title).bold = True
        for text in (help_text(key[0], column, self.words), write_key(key)):
            run = cell.add_paragraph().add_run(text)
            run.font.size, run.font.color.rgb = Pt(8), _GREY

    def _control(self, paragraph: Any, key: Key, column: Column) -> None:
        self.count += 1
        value = shown(column, self.values.get(key), self.lists, self.lang)
        choices = [name for _, name in self.lists.choices(column, self.lang)]
        control = OxmlElement("w:sdt")
        about = OxmlElement("w:sdtPr")
        self._set(about, "w:alias", label(key[0], column, self.words)[:64])
        self._set(about, "w:tag", write_key(key))
        self._set(about, "w:id", str(1000 + self.count))
        if not value:
            about.append(OxmlElement("w:showingPlcHdr"))
        about.append(self._kind(choices))
        content = OxmlElement("w:sdtContent")
        run = paragraph.add_run()
        if value:
            for position, line in enumerate(value.split("\n")):
                if position:
                    run.add_break(WD_BREAK.LINE)
                run.add_text(line)
        else:
            run.add_text(self.words["intake.choose" if choices else "intake.fill"])
            run.font.color.rgb = _GREY
        content.append(run._r)
        control.append(about)
        control.append(content)
        paragraph._p.append(control)

    def _kind(self, choices: list[str]) -> Any:
        if not choices:
            kind = OxmlElement("w:text")
            kind.set(qn("w:multiLine"), "1")
            return kind
        kind = OxmlElement("w:dropDownList")
        for name in choices:
            item = OxmlElement("w:listItem")
            item.set(qn("w:displayText"), name)
            item.set(qn("w:value"), name)
            kind.append(item)
        return kind

    def _set(self, parent: Any, name: str, value: str) -> None:
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        parent.append(element)
