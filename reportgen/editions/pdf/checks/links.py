"""Rules about links and other annotations (ISO 14289-1, 7.18)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, NameTree

from reportgen.editions.pdf.checks.tags import Annotation, ReadBack, Tag

_KNOWN: Final = frozenset(
    {
        *(
            "Text",
            "Link",
            "FreeText",
            "Line",
            "Square",
            "Circle",
            "Polygon",
            "PolyLine",
            "Highlight",
            "Underline",
            "Squiggly",
        ),
        *(
            "StrikeOut",
            "Stamp",
            "Caret",
            "Ink",
            "Popup",
            "FileAttachment",
            "Sound",
            "Movie",
            "Widget",
            "Screen",
            "PrinterMark",
        ),
        *(
            "TrapNet",
            "Watermark",
            "3D",
            "Redact",
        ),
    }
)
_ADDRESS: Final = re.compile(r"#|https?://reportgen\.invalid")


def _all(read: ReadBack) -> Iterator[tuple[int, Any]]:
    for index, page in enumerate(read.pdf.pages):
        for annotation in page.obj.get("/Annots", Array()):
            yield index, annotation


def _holders(read: ReadBack) -> dict[tuple[int, int], Tag]:
    return {kid.objgen: tag for tag in read.root.walk() for kid in tag.kids if isinstance(kid, Annotation)}


def _in_tree(read: ReadBack) -> Iterator[str]:
    held = _holders(read)
    for index, note in _all(read):
        if note.get("/Subtype") not in (Name.Link, Name.Widget, Name.PrinterMark) and note.objgen not in held:
            yield f"page {index + 1}"


def _links(read: ReadBack) -> Iterator[str]:
    held = _holders(read)
    for index, note in _all(read):
        if note.get("/Subtype") == Name.Link:
            holder = held.get(note.objgen)
            if holder is None or holder.type != "Link":
                yield f"page {index + 1}"


def _described(read: ReadBack) -> Iterator[str]:
    for index, note in _all(read):
        if note.get("/Subtype") == Name.Link and not str(note.get("/Contents", "")).strip():
            yield f"page {index + 1}"


def _human(read: ReadBack) -> Iterator[str]:
    for index, note in _all(read):
        if _ADDRESS.match(str(note.get("/Contents", ""))):
            yield f"page {index + 1}: {note.Contents}"


def _known(read: ReadBack) -> Iterator[str]:
    for index, note in _all(read):
        if str(note.get("/Subtype", "/"))[1:] not in _KNOWN:
            yield f"page {index + 1}"


def _traps(read: ReadBack) -> Iterator[str]:
    yield from (f"page {i + 1}" for i, note in _all(read) if note.get("/Subtype") == Name.TrapNet)


def _tabs(read: ReadBack) -> Iterator[str]:
    for index, page in enumerate(read.pdf.pages):
        if "/Annots" in page.obj and page.obj.get("/Tabs") != Name.S:
            yield f"page {index + 1}"


def _parents(read: ReadBack) -> Iterator[str]:
    numbers = read.pdf.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree", Dictionary()).get("/Nums")
    keys = list(numbers) if numbers is not None else []
    table = {int(key): value for key, value in zip(keys[::2], keys[1::2], strict=False)}
    held = _holders(read)
    for index, note in _all(read):
        owner = held.get(note.objgen)
        found = table.get(int(note.get("/StructParent", -1)))
        if owner is not None and getattr(found, "objgen", None) != owner.source.objgen:
            yield f"page {index + 1}"


def _lead(read: ReadBack) -> Iterator[str]:
    """Links within the file lead to a place that it has."""
    names = read.pdf.Root.get("/Names", Dictionary()).get("/Dests")
    known = set(NameTree(names)) if names is not None else set()
    for index, note in _all(read):
        target = note.get("/Dest")
        if target is not None and not isinstance(target, Array) and str(target) not in known:
            yield f"page {index + 1}: {target}"


def _printed(read: ReadBack) -> Iterator[str]:
    for index, note in _all(read):
        flags = int(note.get("/F", 0))
        if not flags & 4 or flags & 3:
            yield f"page {index + 1}"


def _empty_links(read: ReadBack) -> Iterator[str]:
    for tag in read.tags("Link"):
        if not any(isinstance(kid, Annotation) for kid in tag.kids):
            yield f"Link: {tag.text[:40]}"


RULES: Final = (
    ("28-002", "annotations are in the tree", _in_tree),
    ("28-011", "links are in Link elements", _links),
    ("28-012", "links are described", _described),
    ("R-LINK1", "the description of a link is not an address", _human),
    ("28-006", "annotations are of a known type", _known),
    ("28-007", "there are no trap networks", _traps),
    ("28-008", "pages with annotations are walked in the order of the structure", _tabs),
    ("R-LINK2", "the parent tree leads from annotations to their elements", _parents),
    ("R-LINK3", "links lead to a place of the file", _lead),
    ("R-LINK4", "links are printed and not hidden", _printed),
    ("R-LINK5", "Link elements hold a link", _empty_links),
)
