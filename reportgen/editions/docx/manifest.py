"""The custom XML part by which a remark in Word finds its way home: units and labels with their bookmarks.

Each unit carries its source and, where that differs, its text as printed (each computed thing one OBJECT
character): what a reviewer changes without tracking is found by comparing with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.opc.part import Part

from reportgen.document.units import Unit, text_hash
from reportgen.editions.docx.bookmarks import Bookmarks
from reportgen.editions.docx.flatten import OBJECT
from reportgen.editions.docx.ooxml import Pieces, Xml, clean, escaped, node, xml_file
from reportgen.editions.docx.package import Package
from reportgen.editions.docx.plan import Plan
from reportgen.editions.docx.shown import Shown, add_story

NAMESPACE: Final = "urn:reportgen:manifest:1"
_STORE_ID: Final = "{3C1E7F5A-52C4-4D57-9A51-0D5C0A6B7E21}"
_DATASTORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def add_manifest(package: Package, bookmarks: Bookmarks, plan: Plan, stories: Iterable[Xml]) -> None:
    """Add the part. `stories` are the parts that hold text. Bookmarks never placed are not in it."""
    shown = Shown()
    for story in stories:
        add_story(shown, story)
    made: Pieces = []
    for name, unit in bookmarks.units:
        source = clean(unit.text)
        printed = shown.text(*shown.bookmarks[name]) if name in shown.bookmarks else source
        also = node("printed", {}, escaped(printed)) if printed != source else None
        made.append(node("unit", _said(name, unit, plan.numbers.get(unit.id, "")), escaped(source), also))
    for label, name in bookmarks.labels.items():
        made.append(node("label", {"id": label, "bookmark": name}))
    made.append(node("others", {}, " ".join(unmarked(shown))))
    meta = plan.document.meta
    about = {"xmlns": NAMESPACE, "lang": plan.document.lang, "version": meta.version, "date": meta.date}
    item = package.part("/customXml/item1.xml", "application/xml", xml_file("report", about, *made))
    package.relate(package.main, "customXml", item)
    package.relate(item, "customXmlProps", _properties(package))


def _said(bookmark: str, unit: Unit, number: str) -> dict[str, str | int]:
    """The attributes of a unit, those that say something."""
    origin = unit.origin
    values: dict[str, str | int] = {
        "bookmark": bookmark,
        "id": unit.id,
        "kind": unit.kind,
        "container": unit.container,
        "lang": unit.lang,
        "hash": unit.hash,
        "file": origin.file,
        "line": origin.line,
        "end": max(origin.line, origin.end_line),
        "field": origin.field,
        "number": number,
    }
    return {key: value for key, value in values.items() if value != ""}


def unmarked(shown: Shown) -> list[str]:
    """Hashes of the paragraphs that no unit's bookmark touches, each once: what the engine itself wrote."""
    ends = sorted(place for name, place in shown.bookmarks.items() if name.startswith("_u_"))
    found: dict[str, None] = {}
    at = 0
    for start, end in shown.paragraphs:
        while at < len(ends) and ends[at][1] < start:
            at += 1
        if at == len(ends) or ends[at][0] > end:
            text = shown.text(start, end)
            if text.strip(OBJECT + " \t"):
                found[text_hash(text)] = None
    return list(found)


def _properties(package: Package) -> Part:
    store = {"xmlns:ds": _DATASTORE, "ds:itemID": _STORE_ID}
    refs = node("ds:schemaRefs", {}, node("ds:schemaRef", {"ds:uri": NAMESPACE}))
    data = xml_file("ds:datastoreItem", store, refs)
    return package.part("/customXml/itemProps1.xml", _PROPERTIES_TYPE, data)
