"""Rules about the structure tree: its types, what may stand in what, and that it fits the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from pikepdf import Array, Dictionary

from reportgen.editions.pdf.checks.document import LANGUAGE
from reportgen.editions.pdf.checks.tags import Content, ReadBack, Tag

STANDARD: Final = frozenset(
    {
        *(
            "Document",
            "Part",
            "Art",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
            "Index",
            "NonStruct",
            "Private",
            "P",
            "H",
            "H1",
            "H2",
            "H3",
        ),
        *(
            "H4",
            "H5",
            "H6",
            "L",
            "LI",
            "Lbl",
            "LBody",
            "Table",
            "TR",
            "TH",
            "TD",
            "THead",
            "TBody",
            "TFoot",
            "Span",
            "Quote",
            "Note",
            "Reference",
            "BibEntry",
        ),
        *(
            "Code",
            "Link",
            "Annot",
            "Ruby",
            "RB",
            "RT",
            "RP",
            "Warichu",
            "WT",
            "WP",
            "Figure",
            "Formula",
            "Form",
        ),
    }
)
"""ISO 32000-1, 14.8.4."""

_TABLE: Final = {"Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"}
_HOLDERS: Final = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
_HELD: Final = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
}


def _roles(read: ReadBack) -> dict[str, str]:
    roles = read.pdf.Root.get("/StructTreeRoot", Dictionary()).get("/RoleMap", Dictionary())
    return {str(own)[1:]: str(known)[1:] for own, known in roles.items()}


def _has_tree(read: ReadBack) -> Iterator[str]:
    if not read.root.tags:
        yield "StructTreeRoot"


def _one_document(read: ReadBack) -> Iterator[str]:
    if [tag.type for tag in read.root.tags] != ["Document"]:
        yield ", ".join(tag.type for tag in read.root.tags[:3])


def _unknown(read: ReadBack) -> Iterator[str]:
    roles = _roles(read)
    for type_ in dict.fromkeys(tag.type for tag in read.root.walk() if tag.type):
        seen: set[str] = set()
        while type_ in roles and type_ not in seen:
            seen.add(type_)
            type_ = roles[type_]
        if type_ not in STANDARD and type_ not in seen:
            yield type_


def _circular(read: ReadBack) -> Iterator[str]:
    roles = _roles(read)
    for start in roles:
        step, seen = roles[start], {start}
        while step in roles and step not in seen:
            seen.add(step)
            step = roles[step]
        if step in seen:
            yield start


def _remapped(read: ReadBack) -> Iterator[str]:
    yield from (own for own in _roles(read) if own in STANDARD)


def _held(family: set[str]) -> Any:
    def check(read: ReadBack) -> Iterator[str]:
        for tag in read.root.walk():
            above = tag.parent.type if tag.parent else ""
            if tag.type in family and tag.type in _HOLDERS and above not in _HOLDERS[tag.type]:
                yield f"{tag.type} in {above}"
            if tag.type in family and tag.type in _HELD:
                yield from (
                    f"{kid.type} in {tag.type}" for kid in tag.tags if kid.type not in _HELD[tag.type]
                )

    return check


def _missing(read: ReadBack) -> Iterator[str]:
    yield from (f"page {page + 1}, content {mcid}" for page, mcid in read.missing)


def _orphans(read: ReadBack) -> Iterator[str]:
    """Content with a number that no element holds."""
    held = {(c.page, c.mcid) for c in read.root.contents()}
    for page, painted in enumerate(read.painted):
        yield from (f"page {page + 1}, content {m}" for m in painted.by_mcid if (page, m) not in held)


def _twice(read: ReadBack) -> Iterator[str]:
    seen = Counter((content.page, content.mcid) for content in read.root.contents())
    yield from (f"page {page + 1}, content {mcid}" for (page, mcid), count in seen.items() if count > 1)


def _reused(read: ReadBack) -> Iterator[str]:
    for page, painted in enumerate(read.painted):
        if len(set(painted.order)) != len(painted.order):
            yield f"page {page + 1}"


def _parents(read: ReadBack) -> Iterator[str]:
    """The parent tree leads from the content of each page to the element that holds it."""
    numbers = read.pdf.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree", Dictionary()).get("/Nums")
    keys = list(numbers) if numbers is not None else []
    table = {int(key): value for key, value in zip(keys[::2], keys[1::2], strict=False)}
    owners: dict[int, dict[int, Any]] = {}
    for tag in read.root.walk():
        for kid in tag.kids:
            if isinstance(kid, Content):
                owners.setdefault(kid.page, {})[kid.mcid] = tag.source.objgen
    for page, own in owners.items():
        if not 0 <= page < len(read.pdf.pages):
            continue
        row = table.get(int(read.pdf.pages[page].obj.get("/StructParents", -1)))
        if not isinstance(row, Array):
            yield f"page {page + 1}"
            continue
        wrong = (m for m, owner in own.items() if m >= len(row) or getattr(row[m], "objgen", None) != owner)
        if next(wrong, None) is not None:
            yield f"page {page + 1}"


def _levels(read: ReadBack) -> Iterator[str]:
    before = 0
    for tag in read.root.walk():
        if re.fullmatch("H[1-6]", tag.type):
            level = int(tag.type[1])
            if before and level > before + 1:
                yield f"H{before}, H{level}: {tag.text[:40]}"
            before = level


def _first_heading(read: ReadBack) -> Iterator[str]:
    first = next((tag for tag in read.root.walk() if re.fullmatch("H[1-6]", tag.type)), None)
    if first is not None and first.type != "H1":
        yield first.type


def _mixed(read: ReadBack) -> Iterator[str]:
    if read.tags("H") and read.tags(*(f"H{level}" for level in range(1, 7))):
        yield "H"


def _languages(read: ReadBack) -> Iterator[str]:
    for tag in read.root.walk():
        lang = tag.own("Lang")
        if lang is not None and not LANGUAGE.match(str(lang)):
            yield f"{tag.type}: {lang}"


def _ids(read: ReadBack) -> Iterator[str]:
    yield from (f"page {tag.pages[:1]}" for tag in read.tags("Note") if not str(tag.own("ID") or ""))


def _unique(read: ReadBack) -> Iterator[str]:
    ids = Counter(str(tag.own("ID")) for tag in read.root.walk() if tag.own("ID") is not None)
    yield from (id_ for id_, count in ids.items() if count > 1)


def _id_tree(read: ReadBack) -> Iterator[str]:
    names = read.pdf.Root.get("/StructTreeRoot", Dictionary()).get("/IDTree", Dictionary()).get("/Names")
    listed = {str(name) for name in list(names)[::2]} if names is not None else set()
    yield from (
        str(tag.own("ID"))
        for tag in read.root.walk()
        if tag.own("ID") is not None and str(tag.own("ID")) not in listed
    )


def _columns(read: ReadBack) -> Iterator[str]:
    """All rows of a table have as many columns, spans counted."""
    for table in read.tags("Table"):
        widths = _widths(table)
        if len(set(widths)) > 1:
            yield f"page {table.pages[0] + 1 if table.pages else '?'}: {sorted(set(widths))}"


def _widths(table: Tag) -> list[int]:
    rows = [tag for tag in table.walk() if tag.type == "TR"]
    taken: Counter[int] = Counter()
    for index, row in enumerate(rows):
        for cell in row.tags:
            width = int(cell.attribute("Table", "ColSpan") or 1)
            for below in range(index, index + int(cell.attribute("Table", "RowSpan") or 1)):
                taken[below] += width
    return [taken[index] for index in range(len(rows))]


def _scopes(read: ReadBack) -> Iterator[str]:
    for cell in read.tags("TH"):
        if str(cell.attribute("Table", "Scope") or "") not in ("/Row", "/Column", "/Both"):
            yield f"TH: {cell.text[:40]}"


RULES: Final = (
    ("06-004", "there is a structure tree", _has_tree),
    ("R-TREE1", "the tree starts with one Document", _one_document),
    ("02-001", "types are standard, or lead to a standard one", _unknown),
    ("02-003", "types do not lead to one another in a circle", _circular),
    ("02-004", "no standard type leads to another", _remapped),
    (
        "09-004",
        "tables, rows and cells stand in one another",
        _held(_TABLE),
    ),
    ("09-005", "lists and items stand in one another", _held({"L", "LI", "LBody"})),
    ("09-006", "contents and their entries stand in one another", _held({"TOC", "TOCI"})),
    ("R-TREE2", "the content that the tree names is there", _missing),
    ("01-006", "all tagged content is in the tree", _orphans),
    ("R-TREE3", "content stands once in the tree", _twice),
    ("30-002", "no content is shown twice under one number", _reused),
    ("R-TREE4", "the parent tree leads back to the elements", _parents),
    ("14-002", "the first heading is of level 1", _first_heading),
    ("14-003", "headings skip no level", _levels),
    ("14-007", "headings are all numbered by level, or none", _mixed),
    ("11-001", "languages of elements are well formed", _languages),
    ("15-003", "header cells say what they head", _scopes),
    ("R-TAB1", "the rows of a table are equally wide", _columns),
    ("19-003", "notes have an id", _ids),
    ("19-004", "ids are unique", _unique),
    ("R-TREE5", "ids can be looked up", _id_tree),
)
