"""Settings and properties of the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from reportgen.document import nodes as n
from reportgen.editions.docx.ooxml import Pieces, clean, escaped, node, w, word_xml, xml_file
from reportgen.editions.docx.package import Package

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/"
_COMPAT_URI: Final = "http://schemas.microsoft.com/office/word"
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_NO_DATE: Final = datetime(1980, 1, 1)
_COMPAT: Final = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
    ("useWord2013TrackBottomHyphenation", 0),
)


def settings_part(words: Mapping[str, str], tag: str) -> bytes:
    """`/word/settings.xml` (17.15.1), in the order of the schema. Nothing asks to update fields."""
    return word_xml(
        "settings",
        w("zoom", percent=100),
        w("embedTrueTypeFonts"),
        w("defaultTabStop", val=567),
        w("autoHyphenation"),
        w("consecutiveHyphenLimit", val=2),
        w("hyphenationZone", val=284),
        w("doNotHyphenateCaps"),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("numRestart", val="eachSect"), w("footnote", id=-1), w("footnote", id=0)),
        w(
            "compat",
            w("doNotExpandShiftReturn"),
            *(w("compatSetting", name=name, uri=_COMPAT_URI, val=value) for name, value in _COMPAT),
        ),
        w("themeFontLang", val=tag),
        w("decimalSymbol", val=words["format.decimal"]),
        w("listSeparator", val=words["language.list"]),
    )


def set_properties(package: Package, meta: n.Meta, tag: str) -> None:
    """Dublin Core properties, those of the application, and our own (version, licence)."""
    core = package.core_properties
    made = _moment(meta.date)
    core.title = _short(meta.title)
    core.author = _short("; ".join(meta.authors) or meta.publisher)
    core.subject = _short(meta.subtitle)
    core.keywords = _short("; ".join(meta.keywords))
    core.comments = _short(meta.description)
    core.language = tag
    core.version = _short(meta.version)
    core.identifier = _short(meta.identifier)
    core.created = core.modified = made
    core.last_modified_by = _short(meta.publisher or "reportgen")
    core.revision = 1
    package.relate_root(
        "extended-properties", package.part("/docProps/app.xml", _type("extended"), _application(meta))
    )
    package.relate_root(
        "custom-properties", package.part("/docProps/custom.xml", _type("custom"), _own(meta))
    )


def _type(kind: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.{kind}-properties+xml"


def _short(text: str) -> str:
    """python-docx refuses values of more than 255 characters."""
    text = clean(text).replace("\n", " ")
    return text if len(text) <= 255 else text[:254] + "…"


def _moment(text: str) -> datetime:
    """The date of the report; never the clock, or two builds would differ."""
    numbers = [int(piece) for piece in text.split("-") if piece.isdecimal()]
    try:
        year, month, day = (*numbers, 1, 1)[:3]
        return datetime(year, month, day) if numbers else _NO_DATE
    except ValueError:
        return _NO_DATE


def _application(meta: n.Meta) -> bytes:
    space = _OFFICE + "extended-properties"
    said = (("Application", "reportgen"), ("Company", meta.publisher), ("AppVersion", "16.0000"))
    return xml_file("Properties", {"xmlns": space}, *(node(name, {}, escaped(text)) for name, text in said))


def _own(meta: n.Meta) -> bytes:
    space, types = _OFFICE + "custom-properties", _OFFICE + "docPropsVTypes"
    made: Pieces = []
    values = {
        "Version": meta.version,
        "Licence": meta.licence,
        "Licence URL": meta.licence_url,
        "Identifier": meta.identifier,
        "Profile": meta.profile,
    }
    for number, (name, value) in enumerate(((k, v) for k, v in values.items() if v), start=2):
        typed = node("vt:lpwstr", {}, escaped(value))
        made.append(node("property", {"fmtid": _FORMAT_ID, "pid": number, "name": name}, typed))
    return xml_file("Properties", {"xmlns": space, "xmlns:vt": types}, *made)
