"""Tables that people read and fill in: a Word document and a workbook, one row a unit."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree

from reportgen.translation.exchange.notes import notes
from reportgen.translation.exchange.tags import BRACKETS, tagged, untagged
from reportgen.translation.exchange.units import ExchangeUnit, HandOff, Returned, ReturnedFile
from reportgen.translation.exchange.xmlfile import UnreadableError, clean, declares_types, parse_xml, unpacked

DONE: Final = "ok"
MAX_ROWS: Final = 200_000
_DONE_WORDS: Final = {**dict.fromkeys((DONE, "translated", "reviewed", "final"), True), "draft": False}
_HEADS: Final = ("Id", "Source ({})", "Target ({})", "State", "Comment", "Context")
_STAMP: Final = re.compile(r"\b([0-9a-f]{12}(?:\+[0-9a-f]{12})*) ([0-9a-f]{12}(?:\+[0-9a-f]{12})*|-)")
_LOCALES: Final = {"en": "en-GB", "fr": "fr-FR"}
_WIDTHS: Final = (3.0, 8.0, 8.0, 1.5, 2.3, 4.2)
# The neighbours of a row are its context, and its source is there already.
_SHOWN: Final = frozenset({"place", "codes", "changes", "memory", "terms"})
_FORMULA: Final = re.compile(r"[=+\-@\t\r]")


def rows(job: HandOff) -> Iterator[tuple[str, ...]]:
    """What stands in each row: name and stamp, source, target, state, comment, context."""
    for unit in job.units:
        target = tagged(unit.target, BRACKETS) if unit.target else ""
        state = DONE if unit.is_done else str(unit.state)
        yield (
            f"{unit.name}\n{unit.stamp}",
            tagged(unit.source, BRACKETS),
            target,
            state,
            "",
            _context(unit, job),
        )


def _context(unit: ExchangeUnit, job: HandOff) -> str:
    return "\n".join(f"{category}: {text}" for category, text in notes(unit, job.terms) if category in _SHOWN)


def _head(job: HandOff) -> tuple[str, ...]:
    langs = (job.source, job.target)
    return tuple(head.format(langs[index - 1]) if "{}" in head else head for index, head in enumerate(_HEADS))


# ---- Word


def write_docx(job: HandOff) -> bytes:
    """A landscape table with a repeated header row; each column in its language."""
    document: Any = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.3)
    document.core_properties.title = job.title or job.project
    document.core_properties.subject = f"reportgen {job.source} {job.target} {job.project}"
    document.add_paragraph(f"{job.project}: {job.source} → {job.target}", style="Title")
    table = _element("w:tbl")
    properties = _child(table, "w:tblPr")
    _child(properties, "w:tblStyle", val="TableGrid")
    _child(properties, "w:tblLayout", type="fixed")
    grid = _child(table, "w:tblGrid")
    for width in _WIDTHS:
        _child(grid, "w:gridCol", w=str(round(width * 567)))
    _row(table, _head(job), job, head=True)
    for row in rows(job):
        _row(table, row, job)
    document.element.body.insert(len(document.element.body) - 1, table)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _row(table: Any, texts: tuple[str, ...], job: HandOff, head: bool = False) -> None:
    row = _child(table, "w:tr")
    properties = _child(row, "w:trPr")
    _child(properties, "w:cantSplit")
    if head:
        _child(properties, "w:tblHeader")
    langs = ("", job.source, job.target, "", "", job.source)
    for position, (width, text, lang) in enumerate(zip(_WIDTHS, texts, langs, strict=True)):
        cell = _child(row, "w:tc")
        _child(_child(cell, "w:tcPr"), "w:tcW", w=str(round(width * 567)), type="dxa")
        for line in text.split("\n"):
            paragraph = _child(cell, "w:p")
            for part in re.split(r"(⟦[^⟧]*⟧)", line):
                if part:
                    _run(paragraph, part, lang, head, small=not 0 < position < 5)


def _run(paragraph: Any, text: str, lang: str, bold: bool, small: bool) -> None:
    run = _child(paragraph, "w:r")
    properties = _child(run, "w:rPr")
    if bold:
        _child(properties, "w:b")
    if text.startswith("⟦"):
        _child(properties, "w:color", val="1F5FA8")
    _child(properties, "w:sz", val="12" if small else "14" if text.startswith("⟦") else "17")
    if lang:
        _child(properties, "w:lang", val=_LOCALES.get(lang, lang))
    content = _child(run, "w:t")
    content.text = clean(text)
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _element(name: str) -> Any:
    return OxmlElement(name)


def _child(parent: Any, name: str, **attributes: str) -> Any:
    made = etree.SubElement(parent, qn(name))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def read_docx(data: bytes) -> ReturnedFile:
    """The rows of a table that came back, tracked changes taken as accepted."""
    root = parse_xml(_member(data, "word/document.xml"))
    core = parse_xml(_member(data, "docProps/core.xml", optional=True) or b"<none/>")
    subject = next((node.text or "" for node in core.iter("{http://purl.org/dc/elements/1.1/}subject")), "")
    found = [
        [_cell(cell) for cell in row.iterchildren(qn("w:tc"))]
        for row in root.iter(qn("w:tr"))
        if not _deleted(row)
    ]
    return _returned(found, subject)


def _deleted(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _cell(cell: Any) -> str:
    return "\n".join("".join(_accepted(paragraph)) for paragraph in cell.iter(qn("w:p")))


def _accepted(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag in (qn("w:del"), qn("w:moveFrom")):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:br"), qn("w:tab"), qn("w:cr")):
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "\u2011"
        else:
            yield from _accepted(child)


def _member(data: bytes, name: str, optional: bool = False) -> bytes:
    found = unpacked(data, lambda path: path == name)
    if name not in found and not optional:
        raise UnreadableError("TRN101", name)
    return found.get(name, b"")


def _returned(found: list[list[str]], subject: str) -> ReturnedFile:
    words = subject.split(" ", 3)
    said = words[1:] if len(words) == 4 and words[0] == "reportgen" else ["", "", ""]
    units: list[Returned] = []
    for number, cells in enumerate(found, start=1):
        if len(cells) < 3 or "#" not in cells[0]:
            continue
        name = cells[0].split("\n")[0].strip()
        stamp = _STAMP.search(cells[0])
        state = cells[3].strip().lower() if len(cells) > 3 else ""
        units.append(
            Returned(
                name,
                untagged(_one_line(cells[1]), BRACKETS),
                untagged(_one_line(cells[2]), BRACKETS),
                f"{stamp[1]} {stamp[2]}" if stamp else "",
                _DONE_WORDS.get(state),
                state if state in ("reviewed", "final") else "",
                cells[4].strip() if len(cells) > 4 else "",
                f"row {number}",
            )
        )
    return ReturnedFile(tuple(units), said[0], said[1], said[2])


def _one_line(text: str) -> str:
    return " ".join(part for part in text.split("\n") if part)


# ---- workbook


def write_xlsx(job: HandOff) -> bytes:
    """A workbook with one sheet; the header row stays in view. Needs openpyxl (`reportgen[exchange]`)."""
    from openpyxl import Workbook  # an optional dependency
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book: Any = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Translation")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", (24, 70, 70, 14, 24, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    for number, texts in enumerate([_head(job), *rows(job)]):
        cells = []
        for text in texts:
            cell: Any = WriteOnlyCell(sheet, value=clean(text))
            cell.data_type = "s"
            # A text that begins like a formula stays a text.
            cell.quotePrefix = bool(_FORMULA.match(text))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 0)
            cells.append(cell)
        sheet.append(cells)
    book.properties.title = job.title or job.project
    book.properties.subject = f"reportgen {job.source} {job.target} {job.project}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read_xlsx(data: bytes) -> ReturnedFile:
    """The rows of the first sheet. Raises UnreadableError; formulas are not computed but refused."""
    from openpyxl import load_workbook  # an optional dependency

    if any(b"<!" in part and declares_types(part) for part in unpacked(data).values()):
        raise UnreadableError("TRN103")
    try:
        book: Any = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet: Any = book.worksheets[0]
        # What the sheet says of its size may be anything, and a cell may stand in the last row there is.
        sheet.reset_dimensions()
        cells = sheet.iter_rows(max_row=MAX_ROWS, max_col=len(_HEADS), values_only=True)
        found = [["" if value is None else str(value) for value in row] for row in cells]
    except Exception as error:  # the library raises what its parsers raise
        raise UnreadableError("TRN101", str(error)) from error
    return _returned(found, str(book.properties.subject or ""))
