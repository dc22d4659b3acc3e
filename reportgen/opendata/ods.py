"""Tables as an OpenDocument spreadsheet (ISO/IEC 26300, ODF 1.2, part 1, section 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from reportgen.archive import write_zip
from reportgen.inventory.tables import Scalar
from reportgen.opendata.sheets import Sheet

_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("meta", "meta"),
        ("manifest", "manifest"),
    )
)
_FO: Final = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
_DC: Final = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES: Final = re.compile(r"^ | {2,}| $|\t")


def write_ods(sheets: tuple[Sheet, ...], title: str, date: str) -> bytes:
    """A spreadsheet with a sheet for each table, the names of the columns in the first row."""
    tables = "".join(_table(sheet) for sheet in sheets)
    content = (
        f'{_HEAD}<office:document-content {_NAMESPACES} {_FO} office:version="1.2"><office:automatic-styles>'
        '<style:style style:name="head" style:family="table-cell">'
        '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    meta = (
        f'{_HEAD}<office:document-meta {_NAMESPACES} {_DC} office:version="1.2"><office:meta>'
        f"<dc:title>{escape(title)}</dc:title><meta:generator>reportgen</meta:generator>"
        f"<dc:date>{date or '1980-01-01'}T00:00:00</dc:date></office:meta></office:document-meta>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", _TYPE), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    )
    manifest = f'{_HEAD}<manifest:manifest {_NAMESPACES} manifest:version="1.2">{entries}</manifest:manifest>'
    files = {
        "mimetype": _TYPE.encode(),
        "content.xml": content.encode(),
        "meta.xml": meta.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }
    return write_zip(files, first="mimetype", stored=("mimetype",))


def _table(sheet: Sheet) -> str:
    rows = [
        _row((column.name for column in sheet.columns), "head"),
        *(_row(row[column.name] for column in sheet.columns) for row in sheet.rows),
    ]
    return f"<table:table table:name={quoteattr(sheet.name)}>{''.join(rows)}</table:table>"


def _row(values: Iterable[Scalar], style: str = "") -> str:
    return f"<table:table-row>{''.join(_cell(value, style) for value in values)}</table:table-row>"


def _cell(value: Scalar, style: str) -> str:
    look = f' table:style-name="{style}"' if style else ""
    if value is None:
        return f"<table:table-cell{look}/>"
    if isinstance(value, int):
        return (
            f'<table:table-cell{look} office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    paragraphs = "".join(f"<text:p>{_text(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell{look} office:value-type="string">{paragraphs}</table:table-cell>'


def _text(line: str) -> str:
    """A line with the spaces that XML would join kept (ODF 1.2, part 1, sections 6.1.3 and 6.1.4)."""
    return _SPACES.sub(
        lambda hit: "<text:tab/>" if hit[0] == "\t" else f'<text:s text:c="{len(hit[0])}"/>', escape(line)
    )
