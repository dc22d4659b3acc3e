"""The custom XML part by which a remark in Word finds its way home: units and labels with their bookmarks.

Each unit carries its source and, where that differs, its text as printed (each computed thing one OBJECT
character): what a reviewer changes without tracking is found by comparing with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from docx.opc.part import Part
from lxml import etree

from reportgen.document import nodes as n
from reportgen.document.units import text_hash
from reportgen.document.walk import walk
from reportgen.editions.docx.bookmarks import Bookmarks
from reportgen.editions.docx.flatten import OBJECT, Flat, flatten, printed
from reportgen.editions.docx.ooxml import Element, clean
from reportgen.editions.docx.package import Package

NAMESPACE: Final = "urn:reportgen:manifest:1"
_STORE_ID: Final = "{3C1E7F5A-52C4-4D57-9A51-0D5C0A6B7E21}"
_DATASTORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def add_manifest(
    package: Package, bookmarks: Bookmarks, document: n.Document, stories: Iterable[tuple[str, Element]]
) -> None:
    """Add the part. `stories` are the parts that hold text, by name. Bookmarks never placed are not in it."""
    values = {
        "lang": document.lang,
        "version": clean(document.meta.version),
        "date": clean(document.meta.date),
    }
    root = etree.Element(f"{{{NAMESPACE}}}report", values, cast("dict[str, str]", {None: NAMESPACE}))
    flat = Flat()
    for story, element in stories:
        flatten(flat, element, story)
    numbers = {
        node.unit.id: node.number
        for part in document.parts
        for node in walk(part)
        if isinstance(node, n.Paragraph) and node.unit is not None and node.number
    }
    for name, unit in bookmarks.units:
        origin = unit.origin
        values = {
            "bookmark": name,
            "id": unit.id,
            "kind": unit.kind,
            "container": unit.container,
            "lang": unit.lang,
            "hash": unit.hash,
            "file": origin.file,
            "line": str(origin.line),
            "end": str(max(origin.line, origin.end_line)),
            "field": origin.field,
            "number": numbers.get(unit.id, ""),
        }
        made = etree.SubElement(root, f"{{{NAMESPACE}}}unit", {k: clean(v) for k, v in values.items() if v})
        source = clean(unit.text)
        made.text = source
        shown = printed(flat, *flat.bookmarks[name]) if name in flat.bookmarks else source
        if shown != source:
            etree.SubElement(made, f"{{{NAMESPACE}}}printed").text = shown
    for label, name in bookmarks.labels.items():
        etree.SubElement(root, f"{{{NAMESPACE}}}label", {"id": clean(label), "bookmark": name})
    etree.SubElement(root, f"{{{NAMESPACE}}}others").text = " ".join(unmarked(flat))
    item = package.part("/customXml/item1.xml", "application/xml", _bytes(root))
    package.relate(package.main, "customXml", item)
    package.relate(item, "customXmlProps", _properties(package))


def unmarked(flat: Flat) -> list[str]:
    """Hashes of the paragraphs that no unit's bookmark touches, each once: what the engine itself wrote."""
    ends = sorted(place for name, place in flat.bookmarks.items() if name.startswith("_u_"))
    found: dict[str, None] = {}
    at = 0
    for paragraph in flat.paragraphs:
        while at < len(ends) and ends[at][1] < paragraph.start:
            at += 1
        if at == len(ends) or ends[at][0] > paragraph.end:
            text = printed(flat, paragraph.start, paragraph.end)
            if text.strip(OBJECT + " \t"):
                found[text_hash(text)] = None
    return list(found)


def _properties(package: Package) -> Part:
    root = etree.Element(
        f"{{{_DATASTORE}}}datastoreItem", {f"{{{_DATASTORE}}}itemID": _STORE_ID}, {"ds": _DATASTORE}
    )
    refs = etree.SubElement(root, f"{{{_DATASTORE}}}schemaRefs")
    etree.SubElement(refs, f"{{{_DATASTORE}}}schemaRef", {f"{{{_DATASTORE}}}uri": NAMESPACE})
    return package.part("/customXml/itemProps1.xml", _PROPERTIES_TYPE, _bytes(root))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
