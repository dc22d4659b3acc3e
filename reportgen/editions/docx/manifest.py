"""The custom XML part by which a remark in Word finds its way home: units and labels with their bookmarks."""

from __future__ import annotations

from typing import Final, cast

from docx.opc.part import Part
from lxml import etree

from reportgen.editions.docx.bookmarks import Bookmarks
from reportgen.editions.docx.ooxml import clean
from reportgen.editions.docx.package import Package

NAMESPACE: Final = "urn:reportgen:manifest:1"
_STORE_ID: Final = "{3C1E7F5A-52C4-4D57-9A51-0D5C0A6B7E21}"
_DATASTORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def add_manifest(package: Package, bookmarks: Bookmarks, lang: str, version: str) -> None:
    """Add the part. Bookmarks that were never placed are not in it."""
    root = etree.Element(
        f"{{{NAMESPACE}}}report",
        {"lang": lang, "version": clean(version)},
        cast("dict[str, str]", {None: NAMESPACE}),
    )
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
        }
        etree.SubElement(root, f"{{{NAMESPACE}}}unit", {k: clean(v) for k, v in values.items() if v})
    for label, name in bookmarks.labels.items():
        etree.SubElement(root, f"{{{NAMESPACE}}}label", {"id": clean(label), "bookmark": name})
    item = package.part("/customXml/item1.xml", "application/xml", _bytes(root))
    package.relate(package.main, "customXml", item)
    package.relate(item, "customXmlProps", _properties(package))


def _properties(package: Package) -> Part:
    root = etree.Element(
        f"{{{_DATASTORE}}}datastoreItem", {f"{{{_DATASTORE}}}itemID": _STORE_ID}, {"ds": _DATASTORE}
    )
    refs = etree.SubElement(root, f"{{{_DATASTORE}}}schemaRefs")
    etree.SubElement(refs, f"{{{_DATASTORE}}}schemaRef", {f"{{{_DATASTORE}}}uri": NAMESPACE})
    return package.part("/customXml/itemProps1.xml", _PROPERTIES_TYPE, _bytes(root))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
