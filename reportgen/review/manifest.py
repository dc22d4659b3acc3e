"""Reading the manifest that the Word edition puts in each draft."""

from __future__ import annotations

from reportgen.editions.docx.elements import Element
from reportgen.editions.docx.manifest import NAMESPACE
from reportgen.review.model import Manifest, UnitRecord
from reportgen.review.package import WordFile

_N = f"{{{NAMESPACE}}}"


def read_manifest(word: WordFile) -> Manifest | None:
    """The manifest of a draft; None in a file that is no draft of ours, or has lost its custom XML."""
    for name in word.names:
        if name.startswith("customXml/item") and name.endswith(".xml") and "Props" not in name:
            root = word.xml(name)
            if root is not None and root.tag == f"{_N}report":
                return _manifest(root)
    return None


def _manifest(root: Element) -> Manifest:
    units = tuple(_unit(node, order) for order, node in enumerate(root.iter(f"{_N}unit")))
    others = " ".join(node.text or "" for node in root.iter(f"{_N}others"))
    return Manifest(
        root.get("lang", ""), root.get("version", ""), root.get("date", ""), units, frozenset(others.split())
    )


def _unit(node: Element, order: int) -> UnitRecord:
    source = node.text or ""
    printed = node.find(f"{_N}printed")
    return UnitRecord(
        bookmark=node.get("bookmark", ""),
        id=node.get("id", ""),
        kind=node.get("kind", ""),
        container=node.get("container", ""),
        lang=node.get("lang", ""),
        hash=node.get("hash", ""),
        file=node.get("file", ""),
        line=_number(node.get("line", "1")),
        end=_number(node.get("end", "1")),
        field=node.get("field", ""),
        number=node.get("number", ""),
        source=source,
        printed=source if printed is None else printed.text or "",
        order=order,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 1
