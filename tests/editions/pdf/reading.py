"""The report as it is read: from the tags of the PDF and from the page of the HTML edition, unit by unit.

A unit is a heading, paragraph, list item, term, cell, caption, line of a contents list or index term, as
(kind, level or 0, text). What only one medium has is left out: page numbers, note numbers, marks of lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from reportgen.document.nodes import Document
from reportgen.editions.pdf.checks.tags import Annotation, Content, ReadBack, Tag
from reportgen.editions.pdf.pages import NOWHERE
from reportgen.editions.pdf.printed import always
from reportgen.editions.pdf.sheets import Book
from reportgen.editions.pdf.shell import Shell
from reportgen.project import Assets

Unit = tuple[str, int, str]

_PAGE = re.compile(r"\s?\(p\.\s[0-9ivxlc]+\)")
_MARK = re.compile(r"(?:[–•-]|\d+\.)\Z")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u2002]+")


@dataclass
class Reading:
    """What a part says: its units, and its footnotes in the order of their first calls."""

    units: list[Unit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def squeezed(text: str) -> str:
    """Runs of spaces as one, hyphens as typed; a soft hyphen at a line end is none."""
    return _SPACES.sub(" ", text.replace("\u00ad", "").replace("\u2011", "-").replace("\u2010", "-")).strip()


# ---- the PDF


def pdf_parts(read: ReadBack, count: int) -> list[Reading]:
    """The last `count` sections of the document: those before are cover, title page and imprint."""
    document = read.root.tags[0]
    return [_pdf_part(read, section) for section in document.tags[-count:]]


def _pdf_part(read: ReadBack, section: Tag) -> Reading:
    reading = Reading()
    for tag in section.walk():
        if _inside(tag, "Note") and tag.type != "Note":
            continue
        kind = _pdf_kind(tag)
        if tag.type == "Note":
            text = squeezed(_own(read, tag, skip=("Lbl",)))
            if text:
                reading.notes.append(text)
        elif kind:
            text = squeezed(_PAGE.sub("", _SPACES.sub(" ", _own(read, tag))))
            if kind[0] == "TOCI":
                text = text.rpartition(" ")[0]
            elif kind[0] == "Lbl" and _MARK.match(text):
                continue
            if text:
                reading.units.append((*kind, text))
    return reading


def _pdf_kind(tag: Tag) -> tuple[str, int] | None:
    if re.fullmatch("H[1-6]", tag.type):
        return "H", int(tag.type[1])
    if tag.type == "Lbl":
        return ("Lbl", 0) if tag.parent and tag.parent.type == "LI" else None
    if tag.type == "LBody" and _inside(tag, "Index"):
        return "term", 0
    if tag.type == "P" and _inside(tag, "Index"):
        return "letter", 0
    kinds = {"P": "P", "LBody": "LI", "TD": "cell", "TH": "cell", "Caption": "Caption", "TOCI": "TOCI"}
    return (kinds[tag.type], 0) if tag.type in kinds else None


def _own(read: ReadBack, tag: Tag, skip: tuple[str, ...] = ()) -> str:
    """The text of a unit, without that of units in it."""
    text = ""
    in_index = _inside(tag, "Index")
    for kid in tag.kids:
        if isinstance(kid, Content):
            text += kid.text
        elif isinstance(kid, Tag) and kid.type not in (*skip, "Note", "TOC", "Figure", "L"):
            if _pdf_kind(kid) and kid.type != "TOCI":
                continue
            if _is_call(kid):
                text += " " if kid.text.endswith(" ") else ""
                continue
            if in_index and kid.type == "Link":
                continue
            text += _own(read, kid, skip)
    return text.rstrip(", ") if in_index else text


def _is_call(tag: Tag) -> bool:
    """A reference to a note: it holds a label, or a link to one."""
    return tag.type == "Reference" and not _inside(tag, "TOCI")


def _inside(tag: Tag, kind: str) -> bool:
    above = tag.parent
    while above is not None:
        if above.type == kind:
            return True
        above = above.parent
    return False


def links_of(tag: Tag) -> list[Annotation]:
    return [kid for kid in tag.kids if isinstance(kid, Annotation)]


# ---- the HTML


_DROPPED = (
    ".//*[contains(concat(' ', normalize-space(@class), ' '), ' {} ')]".format,
    ("vh", "parnum", "noteref", "kicker", "figure-data"),
)
_UNITS = {
    **{f"h{level}": ("H", level - 1) for level in range(2, 7)},
    **{"p": ("P", 0), "pre": ("P", 0), "li": ("LI", 0), "dd": ("LI", 0), "dt": ("Lbl", 0)},
    **{"td": ("cell", 0), "th": ("cell", 0), "caption": ("Caption", 0), "figcaption": ("Caption", 0)},
}


def html_parts(page: bytes, ids: list[str]) -> list[Reading]:
    """The parts with these ids, from the page that holds the whole report."""
    tree = html.document_fromstring(page)
    return [_html_part(tree.get_element_by_id(id_)) for id_ in ids]


def _html_part(section: etree._Element) -> Reading:
    reading = Reading()
    path, classes = _DROPPED
    for class_ in classes:
        for node in section.xpath(path(class_)):
            node.drop_tree()
    for notes in section.xpath(".//section[@role='doc-endnotes']"):
        for link in notes.xpath(".//a[@role='doc-backlink']"):
            link.drop_tree()
        reading.notes += [squeezed(" ".join(p.text_content() for p in li)) for li in notes.iter("li")]
        notes.drop_tree()
    for node in section.iter():
        found = _html_unit(node)
        if found is not None and found[2]:
            reading.units.append(found)
    return reading


def _html_unit(node: etree._Element) -> Unit | None:
    kind = _UNITS.get(node.tag) if isinstance(node.tag, str) else None
    if kind is None:
        return None
    classes = (node.get("class") or "").split()
    above = [ancestor.tag for ancestor in node.iterancestors()]
    text = squeezed(_html_own(node))
    if "index-letter" in classes:
        return "letter", 0, text
    if node.tag == "li" and "nav" in above:
        return "TOCI", 0, text
    if node.tag == "li" and any("index" in (a.get("class") or "").split() for a in node.iterancestors()):
        term = node.find("span[@class='index-term']")
        return "term", 0, squeezed(term.text_content() if term is not None else "")
    return (*kind, text)


def _html_own(node: etree._Element) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == "br":
            parts.append(" ")
        elif isinstance(child.tag, str) and child.tag not in _UNITS and child.tag not in ("ul", "ol", "svg"):
            parts.append(_html_own(child))
        parts.append(child.tail or "")
    return "".join(parts)


def outline(reading: Reading) -> Iterator[tuple[int, str]]:
    """The headings of a part."""
    return ((level, text) for kind, level, text in reading.units if kind == "H")


# ---- what is written for paper


def elements_of(document: Document, assets: Assets) -> Counter[str]:
    """How many elements of each type the document has, cover included, before anything is laid out."""
    book = Book(document, Shell(document, assets))
    found: Counter[str] = Counter()
    for sheet in book.sheets:
        page = html.document_fromstring(book.job(sheet, NOWHERE, always, imprint_alone=False).html)
        for hidden in page.xpath("//*[contains(concat(' ', @class, ' '), ' vh ')]"):
            hidden.drop_tree()
        found.update(kind for node in page.iter() if (kind := _element(node)))
    return found


_ELEMENTS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **{"p": "P", "pre": "P", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "LI"},
    **{"table": "Table", "tr": "TR", "th": "TH", "td": "TD"},
}


def _element(node: etree._Element) -> str:
    if node.tag == "span":
        return "Note" if "footnote" in (node.get("class") or "").split() else ""
    kind = _ELEMENTS.get(node.tag, "") if isinstance(node.tag, str) else ""
    if kind in ("L", "LI") and any(
        "contents" in (a.get("class") or "").split() for a in node.iterancestors()
    ):
        return "TOC" if kind == "L" else "TOCI"
    return kind if kind != "P" or node.text_content().strip() else ""
