"""Zip files from outside, damaged anywhere: directory, sizes, checksums, packed data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from fuzz.common import sound
from reportgen.archive import ArchiveError, read_zip
from reportgen.diagnostics import Diagnostics
from reportgen.intake import read_submission
from reportgen.review.accessibility import check_accessibility
from reportgen.review.reading import read_draft
from reportgen.translation.exchange.formats import read_file
from reportgen.translation.exchange.xmlfile import UnreadableError

TOKENS = (
    "PK\x03\x04",
    "PK\x01\x02",
    "PK\x05\x06",
    "PK\x06\x06",
    "../",
    "word/document.xml",
    "xl/workbook.xml",
    ".xlf",
)
_W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


def _packed(method: int, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, data in parts.items():
            target.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def seeds() -> Iterable[bytes]:
    parts = {
        "word__document_xml": _W,
        "word__comments_xml": _W,
        "docProps__core_xml": b"<a/>",
        "a_xlf": b"<xliff/>",
    }
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield _packed(method, **parts)
    yield _packed(zipfile.ZIP_DEFLATED, xl__workbook_xml=_W, xl__worksheets__sheet1_xml=_W)


def run(data: bytes) -> None:
    try:
        read_zip(data)
    except ArchiveError as error:
        assert str(error)
    diagnostics = Diagnostics()
    read_draft(data, "a.docx", diagnostics)
    check_accessibility(data, "a.docx", diagnostics)
    for name in ("a.docx", "a.xlsx"):
        read_submission(data, name, diagnostics)
    sound(diagnostics)
    for name in ("a.zip", "a.docx", "a.xlsx"):
        try:
            read_file(name, data, "fr", "en")
        except UnreadableError as error:
            assert error.code
