"""Rules about the file as a whole: marks, metadata, language, protection, attachments, page labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name

from reportgen.editions.pdf.checks.tags import ReadBack

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_UA: Final = "{http://www.aiim.org/pdfua/ns/id/}"
_MM: Final = "{http://ns.adobe.com/xap/1.0/mm/}"
_A: Final = "{http://www.aiim.org/pdfa/ns/id/}"


def _marked(read: ReadBack) -> Iterator[str]:
    if not bool(read.pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False)):
        yield "MarkInfo"


def _suspects(read: ReadBack) -> Iterator[str]:
    if bool(read.pdf.Root.get("/MarkInfo", Dictionary()).get("/Suspects", False)):
        yield "MarkInfo"


def _loose(read: ReadBack) -> Iterator[str]:
    yield from (f"page {i + 1}" for i, page in enumerate(read.painted) if page.loose)


def _nested(read: ReadBack) -> Iterator[str]:
    yield from (f"page {i + 1}" for i, page in enumerate(read.painted) if page.nested)


def xmp(pdf: pikepdf.Pdf) -> Any:
    """The XMP packet as a tree; None when there is none that can be read."""
    stream = pdf.Root.get("/Metadata")
    try:
        return None if stream is None else etree.fromstring(stream.read_bytes())
    except etree.XMLSyntaxError:
        return None


def _no_metadata(read: ReadBack) -> Iterator[str]:
    if xmp(read.pdf) is None:
        yield "Metadata"


def _property(read: ReadBack, name: str) -> str:
    """A property of the packet, as an element or as an attribute; "" when it has none."""
    packet = xmp(read.pdf)
    if packet is None:
        return ""
    for element in packet.iter(name):
        return "".join(element.itertext()).strip()
    for element in packet.iter(f"{_RDF}Description"):
        if element.get(name):
            return str(element.get(name))
    return ""


def _wanted(name: str) -> Any:
    def check(read: ReadBack) -> Iterator[str]:
        if not _property(read, name):
            yield name.rpartition("}")[2]

    return check


def _ua_part(read: ReadBack) -> Iterator[str]:
    if _property(read, f"{_UA}part") != "1":
        yield "pdfuaid:part"


def _a_part(read: ReadBack) -> Iterator[str]:
    found = _property(read, f"{_A}part"), _property(read, f"{_A}conformance")
    if found != ("3", "A"):
        yield f"pdfaid: {''.join(found)}"


def _title_shown(read: ReadBack) -> Iterator[str]:
    if not bool(read.pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield "ViewerPreferences"


def _language(read: ReadBack) -> Iterator[str]:
    if not LANGUAGE.match(str(read.pdf.Root.get("/Lang", ""))):
        yield "Catalog"


def _same_language(read: ReadBack) -> Iterator[str]:
    own = str(read.pdf.Root.get("/Lang", ""))
    said = _property(read, f"{_DC}language")
    if said and own and said.split("-")[0] != own.split("-")[0]:
        yield f"{said} / {own}"


def _protected(read: ReadBack) -> Iterator[str]:
    if read.pdf.is_encrypted and not read.pdf.allow.accessibility:
        yield "Encrypt"


def _forms(read: ReadBack) -> Iterator[str]:
    if "/XFA" in read.pdf.Root.get("/AcroForm", Dictionary()):
        yield "AcroForm"


def _layers(read: ReadBack) -> Iterator[str]:
    layers = read.pdf.Root.get("/OCProperties")
    if layers is None:
        return
    for config in [layers.get("/D"), *layers.get("/Configs", Array())]:
        if config is not None and not str(config.get("/Name", "")):
            yield "OCProperties"


def _automatic_layers(read: ReadBack) -> Iterator[str]:
    layers = read.pdf.Root.get("/OCProperties")
    if layers is None:
        return
    for config in [layers.get("/D"), *layers.get("/Configs", Array())]:
        if config is not None and "/AS" in config:
            yield "OCProperties"


def _files(read: ReadBack) -> Iterator[tuple[str, Any]]:
    files = read.pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
    if files is not None:
        yield from pikepdf.NameTree(files).items()


def _file_names(read: ReadBack) -> Iterator[str]:
    yield from (name for name, file in _files(read) if not ("/F" in file and "/UF" in file))


def _file_relation(read: ReadBack) -> Iterator[str]:
    bound = {file.objgen for file in read.pdf.Root.get("/AF", Array())}
    for name, file in _files(read):
        if "/AFRelationship" not in file or file.objgen not in bound:
            yield name


def _file_description(read: ReadBack) -> Iterator[str]:
    yield from (name for name, file in _files(read) if not str(file.get("/Desc", "")).strip())


def _page_labels(read: ReadBack) -> Iterator[str]:
    if "/PageLabels" not in read.pdf.Root:
        yield "Catalog"


def _outline(read: ReadBack) -> Iterator[str]:
    if len(read.pdf.pages) > 20 and "/First" not in read.pdf.Root.get("/Outlines", Dictionary()):
        yield "Catalog"


def _outline_titles(read: ReadBack) -> Iterator[str]:
    item = read.pdf.Root.get("/Outlines", Dictionary()).get("/First")
    while item is not None:
        if not str(item.get("/Title", "")).strip():
            yield "Outlines"
        item = item.get("/Next")


def _reference_forms(read: ReadBack) -> Iterator[str]:
    for item in read.pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Form and "/Ref" in item:
            yield f"object {item.objgen[0]}"


RULES: Final = (
    ("06-000", "the file says that it is tagged", _marked),
    ("01-007", "the tags are not said to be suspect", _suspects),
    ("01-005", "everything shown is tagged or an artifact", _loose),
    ("01-003", "no tagged content is in an artifact, no artifact in tagged content", _nested),
    ("06-001", "the file has metadata", _no_metadata),
    ("06-002", "the metadata name PDF/UA-1", _ua_part),
    ("R-3A", "the metadata name PDF/A-3a", _a_part),
    ("06-003", "the metadata have a title", _wanted(f"{_DC}title")),
    ("R-META1", "the metadata have authors", _wanted(f"{_DC}creator")),
    ("R-META2", "the metadata have a language", _wanted(f"{_DC}language")),
    ("R-META4", "the metadata name the version", _wanted(f"{_MM}VersionID")),
    ("R-META5", "the metadata name the licence", _wanted(f"{_DC}rights")),
    ("R-META3", "the language of the metadata is that of the file", _same_language),
    ("07-001", "the title is shown, not the name of the file", _title_shown),
    ("11-006", "the file has a language", _language),
    ("26-002", "reading aloud is allowed", _protected),
    ("25-001", "there is no XFA form", _forms),
    ("20-001", "layers have names", _layers),
    ("20-003", "layers do not switch by themselves", _automatic_layers),
    ("21-001", "attached files have names", _file_names),
    ("R-AF1", "attached files are bound to the file and say how", _file_relation),
    ("R-AF2", "attached files are described", _file_description),
    ("R-NAV1", "pages have labels", _page_labels),
    ("R-NAV2", "a long file has an outline", _outline),
    ("11-003", "entries of the outline have a text", _outline_titles),
    ("30-001", "no form refers to another file", _reference_forms),
)
