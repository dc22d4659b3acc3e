"""The structure tree of a sheet: one structure element per HTML element, whatever pages and lines it spans.

Element types are those of ISO 32000-1, 14.8.4. What is repeated or drawn for the eye only (header rows after
the first page, decorative images, anything marked `data-artifact`) becomes an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reportgen.editions.pdf.render.fitting import MOVED_ATTRIBUTE
from reportgen.editions.pdf.render.stream import Marked, SheetStream
from reportgen.editions.pdf.render.types import CONTENTS_CLASS, alternative, has_class, text_of, type_of
from reportgen.editions.pdf.rendered import Structure

POINTS: Final = 0.75
ARTIFACT_ATTRIBUTE: Final = "data-artifact"
KEEP_EMPTY: Final = frozenset({"TD", "TH", "TR"})
NOTE_CALL: Final = "footnote-call"
"""The pseudo-element left where a footnote was taken out of the text: there the note belongs in the tree."""
MARKERS: Final = frozenset({"marker", "footnote-marker"})


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. `kids` hold elements, marked content as (page, mcid), and link annotations."""

    type: str
    parent: Element | None
    html: Any = None
    kids: list[Any] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)
    page: int | None = None
    index: int = -1

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.kids.append(self)

    def filled(self) -> bool:
        """Whether there is anything to read in it."""
        return self.type in KEEP_EMPTY or any(
            not isinstance(kid, Element) or kid.filled() for kid in self.kids
        )


class StructureTree:
    """Builds the tree from the boxes of the pages, then the bodies of its objects."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.root = Element("Document", None)
        self._elements: dict[tuple[Any, str], Element] = {}
        self._annotations: list[tuple[Element, Any, int]] = []
        self._contents: list[dict[int, Element]] = []
        self._notes = 0

    def of(self, pages: Sequence[Any], streams: Sequence[SheetStream]) -> Structure:
        """The tree of the boxes of `pages`, whose marks are in `streams`; links learn their place in it."""
        for index, (page, stream) in enumerate(zip(pages, streams, strict=True)):
            walker = _PageWalker(self, index, page.height, stream)
            for box in page._page_box.children:
                walker.walk(box, self.root)
            walker.finish()
            self._contents.append(walker.contents)
        return self._finished()

    # ---- elements for boxes

    def element_for(self, box: Any, parent: Element) -> Element:
        """The structure element that the content of `box` belongs to, made when it is met first."""
        html = box.element
        if html is None or box.element_tag is None:
            return parent
        name, _, pseudo = box.element_tag.partition("::")
        if pseudo in MARKERS:
            return self._label(html, parent)
        if pseudo == NOTE_CALL:
            return self._call(html, name, box, parent)
        known = self._elements.get((html, ""))
        if known is not None:
            return known
        if name in ("html", "body") or pseudo:
            return parent
        made = self._make(html, name, box, parent)
        self._elements[html, ""] = made
        return made

    def _call(self, html: Any, name: str, box: Any, parent: Element) -> Element:
        """The label of the reference to a note, which stands after it in the tree."""
        if (html, "call") not in self._elements:
            self._elements[html, "call"] = Element("Lbl", Element("Reference", parent))
            self._elements[html, ""] = self._make(html, name, box, parent)
        return self._elements[html, "call"]

    def _label(self, html: Any, parent: Element) -> Element:
        if (html, "label") not in self._elements:
            item = self._elements.get((html, "item")) or self._elements.get((html, ""), parent)
            label = Element("Lbl", None)
            label.parent = item
            item.kids.insert(0, label)
            self._elements[html, "label"] = label
        return self._elements[html, "label"]

    def _make(self, html: Any, name: str, box: Any, parent: Element) -> Element:
        lang = html.get("lang")
        kind = type_of(html, name, lang)
        if name in ("ul", "ol") and parent.parent is not None and parent.type == "Reference":
            return Element("TOC", parent.parent, html)
        if name in ("ul", "ol") and has_class(parent.html, CONTENTS_CLASS):
            return Element("TOC", parent, html)
        if name == "li" and parent.type == "TOC":
            return Element("Reference", Element("TOCI", parent), html)
        if name == "div" and parent.type == "L":
            return parent
        if name == "dt":
            item = Element("LI", parent)
            self._elements[parent.html, "definition"] = item
            return self._with_lang(Element("Lbl", item, html), lang)
        if name == "dd":
            item = self._elements.get((parent.html, "definition")) or Element("LI", parent)
            return self._with_lang(Element("LBody", item, html), lang)
        if not kind or (kind == "Figure" and parent.type == "Figure"):
            return parent
        element = self._with_lang(Element(kind, parent, html), lang)
        self._put_back(element, parent)
        if name == "li":
            self._elements[html, "item"] = element
            return Element("LBody", element)
        self._detail(element, html, name, box)
        return element

    @staticmethod
    def _put_back(element: Element, parent: Element) -> None:
        """A figure that was moved past paragraphs for the look of the page is read where it was."""
        passed = int(element.html.get(MOVED_ATTRIBUTE) or 0)
        if passed:
            places = [i for i, kid in enumerate(parent.kids) if isinstance(kid, Element) and kid.type == "P"]
            parent.kids.remove(element)
            parent.kids.insert(places[-passed], element)

    @staticmethod
    def _with_lang(element: Element, lang: str | None) -> Element:
        if lang:
            element.entries["Lang"] = pydyf.String(lang)
        return element

    def _detail(self, element: Element, html: Any, name: str, box: Any) -> None:
        """Attributes that only some types have."""
        if element.type == "Note":
            self._notes += 1
            element.entries["ID"] = pydyf.String(f"{self.prefix}-note{self._notes}")
        elif name == "abbr" and html.get("title"):
            element.entries["E"] = pydyf.String(html.get("title"))
        elif name in ("ul", "ol"):
            numbering = "/Decimal" if name == "ol" else "/Disc"
            element.entries["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
        elif name in ("th", "td"):
            cell = pydyf.Dictionary({"O": "/Table"})
            if box.colspan != 1:
                cell["ColSpan"] = box.colspan
            if box.rowspan != 1:
                cell["RowSpan"] = box.rowspan
            if name == "th":
                cell["Scope"] = "/Row" if html.get("scope", "").startswith("row") else "/Column"
            if len(cell) > 1:
                element.entries["A"] = cell

    def annotate(self, element: Element, annotation: Any, page: int) -> None:
        """Put a link annotation into the tree, named by the text of the link."""
        element.kids.append(annotation)
        self._annotations.append((element, annotation, page))
        if element.html is not None:
            text = element.html.get("aria-label") or text_of(element.html)
            annotation["Contents"] = pydyf.String(" ".join(text.split()))

    # ---- objects

    def _finished(self) -> Structure:
        elements = list(self._filled_elements())
        for index, element in enumerate(elements):
            element.index = index
        annotation_indexes = {id(one): index for index, (_, one, _) in enumerate(self._annotations)}
        for key, (_, annotation, _) in enumerate(self._annotations, len(self._contents)):
            annotation["StructParent"] = key
        annotation_pages = {id(annotation): page for _, annotation, page in self._annotations}
        ids = sorted((e.entries["ID"].data.decode("latin-1"), e.index) for e in elements if "ID" in e.entries)
        return Structure(
            tuple(_body(element, annotation_indexes, annotation_pages) for element in elements),
            tuple(kid.index for kid in self.root.kids if isinstance(kid, Element)),
            tuple(_row(contents) for contents in self._contents),
            tuple(element.index for element, _, _ in self._annotations),
            tuple(ids),
        )

    def _filled_elements(self) -> Iterator[Element]:
        """All elements that hold something, parents first; the empty ones are dropped."""
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            element.kids = [k for k in element.kids if not isinstance(k, Element) or k.filled()]
            if element is not self.root:
                yield element
            waiting += [k for k in reversed(element.kids) if isinstance(k, Element)]


def _row(contents: Mapping[int, Element]) -> tuple[int, ...]:
    """The element of each marked content of a page."""
    return tuple(contents[m].index if m in contents else -1 for m in range(max(contents, default=-1) + 1))


def _body(element: Element, indexes: Mapping[int, int], pages: Mapping[int, int]) -> bytes:
    """The body of the object of an element (ISO 32000-1, table 323), with marks where numbers will stand."""
    home = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), element.page)
    kids = [_kid(kid, home, indexes, pages) for kid in element.kids]
    above = (
        _mark("d") if element.parent is None or element.parent.index < 0 else _mark("e", element.parent.index)
    )
    return b"<</Type/StructElem/S/%b/P %b%b%b/K%b>>" % (
        element.type.encode(),
        above,
        b"".join(b"/%b %b" % (key.encode(), value.data) for key, value in element.entries.items()),
        b"" if home is None else b"/Pg " + _mark("p", home),
        b" " + kids[0] if len(kids) == 1 else b"[" + b" ".join(kids) + b"]",
    )


def _kid(kid: Any, home: int | None, indexes: Mapping[int, int], pages: Mapping[int, int]) -> bytes:
    if isinstance(kid, Element):
        return _mark("e", kid.index)
    if isinstance(kid, tuple):
        page, mcid = kid
        return b"%d" % mcid if page == home else b"<</Type/MCR/Pg %b/MCID %d>>" % (_mark("p", page), mcid)
    number = id(kid)
    return b"<</Type/OBJR/Obj %b/Pg %b>>" % (_mark("a", indexes[number]), _mark("p", pages[number]))


def _mark(letter: str, index: int = 0) -> bytes:
    return b"\0%b%d\0" % (letter.encode(), index)


class _PageWalker:
    """Hands the marked content of one page to the elements of the tree."""

    def __init__(self, tree: StructureTree, index: int, height: float, stream: SheetStream) -> None:
        self.tree = tree
        self.index = index
        self.height = height
        self.stream = stream
        self.marks: dict[Any, Marked] = stream._tags
        self.contents: dict[int, Element] = {}

    def walk(self, box: Any, parent: Element) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._content(box, self.tree.element_for(box, parent))
            return
        if self._is_artifact(box):
            for part in (box, *box.descendants(placeholders=True)):
                self._artifact(part)
            return
        element = self.tree.element_for(box, parent)
        if element.page is None:
            element.page = self.index
        if isinstance(box, boxes.ReplacedBox):
            self._image(box, element)
        if box.link_annotation:
            self.tree.annotate(element, box.link_annotation, self.index)
        for child in box.children:
            self.walk(child, element)

    def finish(self) -> None:
        """What no box claimed is not part of the text."""
        for box in list(self.marks):
            self._artifact(box)

    def _is_artifact(self, box: Any) -> bool:
        if box.element is None:
            return False
        if box.element.get(ARTIFACT_ATTRIBUTE) is not None:
            return True
        if box.element_tag != "thead":
            return False
        known = self.tree._elements.get((box.element, ""))
        return known is not None and known.page != self.index

    def _content(self, box: Any, element: Element) -> None:
        mark = self.marks.pop(box, None)
        if mark is not None:
            element.kids.append((self.index, mark.mcid))
            self.contents[mark.mcid] = element

    def _artifact(self, box: Any) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        mark = self.marks.pop(box, None)
        if mark is not None:
            items = self.stream.stream
            items[mark.start : mark.end] = [b"/Artifact BMC"] + [b""] * (mark.end - mark.start - 1)

    def _image(self, box: Any, element: Element) -> None:
        captioned = element.html is not None and element.html.tag == "figure"
        text = alternative(box.element, captioned)
        if not text:
            self._artifact(box)
            return
        self._content(box, element)
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, self.height - top - box.height, left + box.width, self.height - top)
        element.entries["Alt"] = pydyf.String(text)
        element.entries["A"] = pydyf.Dictionary(
            {
                "O": "/Layout",
                "Placement": "/Block",
                "BBox": pydyf.Array([round(edge * POINTS, 2) for edge in edges]),
            }
        )
