"""What can be checked in the PDF, the Word file and the book by themselves (RGAA 13.3)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from lxml import etree

from reportgen.diagnostics import Diagnostics
from reportgen.editions.pdf.checks.rules import failures
from reportgen.editions.pdf.checks.tags import read_back
from reportgen.messages import Lang
from reportgen.review.accessibility import check_accessibility

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
Finding = tuple[str, str]
"""The rule that is broken (`a11y.file.<rule>`), and where."""

UNREADABLE: Final = (pikepdf.PdfError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError)
"""What reading a damaged file raises."""

PDF_RULES: Final = (
    "readable",
    "tagged",
    "file-language",
    "file-title",
    "ua",
    "alternatives",
    "bookmarks",
    "pdf-rules",
)
DOCX_RULES: Final = (
    "readable",
    "file-language",
    "file-title",
    "alternatives",
    "table-heads",
    "file-headings",
    "word-checker",
)
EPUB_RULES: Final = ("readable", "file-language", "file-title", "metadata")


def check_pdf(data: bytes) -> Iterator[Finding]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root: Any = pdf.Root
        if not root.get("/MarkInfo", {}).get("/Marked", False) or "/StructTreeRoot" not in root:
            yield "tagged", "MarkInfo"
        if not str(root.get("/Lang", "")):
            yield "file-language", "Lang"
        with pdf.open_metadata() as metadata:
            shown = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
            if not metadata.get("dc:title") or not shown:
                yield "file-title", "dc:title"
            if not metadata.get("pdfuaid:part"):
                yield "ua", "pdfuaid:part"
        if "/Outlines" not in root:
            yield "bookmarks", "Outlines"
        if "/StructTreeRoot" in root:
            for count, figure in enumerate(_figures(root.StructTreeRoot), start=1):
                if not str(figure.get("/Alt", "")):
                    yield "alternatives", f"Figure {count}"
        for failure in failures(read_back(pdf)):
            yield "pdf-rules", f"{failure.id} ({failure.count}): {failure.says}"


def _figures(root: Any) -> Iterator[Any]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        if element.get("/S") == "/Figure":
            yield element
        kids = element.get("/K")
        if isinstance(kids, pikepdf.Array):
            waiting.extend(reversed(list(kids)))
        elif isinstance(kids, pikepdf.Dictionary):
            waiting.append(kids)


def check_docx(data: bytes) -> Iterator[Finding]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        document = etree.fromstring(file.read("word/document.xml"))
        styles = etree.fromstring(file.read("word/styles.xml"))
        core = etree.fromstring(file.read("docProps/core.xml"))
    if not styles.findall(f".//{W}lang"):
        yield "file-language", "styles.xml"
    if not (core.findtext("{http://purl.org/dc/elements/1.1/}title") or "").strip():
        yield "file-title", "core.xml"
    for picture in document.iter(_DRAWING):
        if not picture.get("descr") and "decorative" not in etree.tostring(picture).decode():
            yield "alternatives", picture.get("name", "")
    for count, table in enumerate(document.iter(f"{W}tbl"), start=1):
        first = table.find(f"{W}tr")
        if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
            yield "table-heads", f"{count}"
    if not any((s.get(f"{W}val") or "").startswith("Heading") for s in document.iter(f"{W}pStyle")):
        yield "file-headings", "document.xml"

    yield from (("word-checker", said) for said in _word_says(data, ("error",), "en"))


def word_advice(data: bytes, lang: Lang) -> tuple[str, ...]:
    """The warnings and tips of Word's accessibility checker: a person decides what they are worth."""
    return tuple(_word_says(data, ("warning", "info"), lang))


def _word_says(data: bytes, severities: tuple[str, ...], lang: Lang) -> Iterator[str]:
    found = Diagnostics()
    check_accessibility(data, "report.docx", found)
    yield from (one.message(lang) for one in found if str(one.severity) in severities)


def check_epub(data: bytes) -> Iterator[Finding]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        package = etree.fromstring(book.read("EPUB/package.opf"))
    for rule, name in (("file-language", "language"), ("file-title", "title")):
        if not package.findtext(f".//{{http://purl.org/dc/elements/1.1/}}{name}"):
            yield rule, f"dc:{name}"
    said = {meta.get("property") for meta in package.iter("{http://www.idpf.org/2007/opf}meta")}
    for name in ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):
        if f"schema:{name}" not in said:
            yield "metadata", f"schema:{name}"
