"""WordprocessingML, element by element: the one module that knows the spelling and the order of the schema.

Names and orders follow ECMA-376 part 1, chapter 17. Lengths are twips (1/20 pt) unless said otherwise.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from reportgen.document.direction import direction

Element = etree._Element
Elements = list[Element]

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
TWIPS_PER_MM: Final = 1440 / 25.4
EMU_PER_TWIP: Final = 635
EMU_PER_PX: Final = 9525
EMU_PER_MM: Final = 36000

# What XML 1.0 cannot hold: most control characters, lone surrogates, U+FFFE and U+FFFF.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Characters that have an element of their own in a run.
_SPECIAL = re.compile("([\t\n\u00ad\u2011])")
_SPECIAL_TAGS: Final = {"\t": "tab", "\n": "br", "\u00ad": "softHyphen", "\u2011": "noBreakHyphen"}


def clean(text: str) -> str:
    """`text` without the characters that no XML document may hold."""
    return _ILLEGAL.sub("", text)


def qname(name: str) -> str:
    """`w:p` in lxml's spelling."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def node(name: str, attributes: Mapping[str, str | int], *children: Element | None) -> Element:
    """An element of any namespace; attribute names are written as in the document (`r:id`, `cx`)."""
    pairs = {(qname(key) if ":" in key else key): clean(str(value)) for key, value in attributes.items()}
    made = etree.Element(qname(name), pairs, NAMESPACES)
    made.extend(child for child in children if child is not None)
    return made


_W: Final = "{" + NAMESPACES["w"] + "}"
_W_ALONE: Final = {"w": NAMESPACES["w"]}
"""Declaring one namespace for each of many thousand elements takes a third of the time that five take."""


def w(name: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """An element `w:name` with attributes of the same namespace; those that are None are left out."""
    pairs = None
    if attributes:
        pairs = {_W + key: _value(value) for key, value in attributes.items() if value is not None}
    made = etree.Element(_W + name, pairs, _W_ALONE)
    for child in children:
        if child is not None:
            made.append(child)
    return made


def _value(value: str | int) -> str:
    return clean(value) if isinstance(value, str) else str(value)


def flag(name: str, on: bool) -> Element | None:
    """`<w:name/>` when `on`, else nothing."""
    return w(name) if on else None


def serialize(root: Element) -> bytes:
    """The bytes of a part. Unused namespace declarations of the root stay: they cost nothing."""
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# ---- order of properties (CT_PPrBase 17.3.1.26, CT_RPr 17.3.2.28)

_PPR_ORDER: Final = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens spacing ind contextualSpacing mirrorIndents jc textAlignment outlineLvl rPr sectPr
"""
_RPR_ORDER: Final = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike noProof vanish color spacing w kern position
    sz szCs highlight u effect bdr shd vertAlign rtl cs em lang
"""
_RANK: Final = {
    _W + parent: {_W + name: rank for rank, name in enumerate(order.split())}
    for parent, order in (("pPr", _PPR_ORDER), ("rPr", _RPR_ORDER))
}


def in_schema_order(properties: Element) -> Element:
    """The children of a `w:pPr` or `w:rPr`, put in the order that the schema asks for."""
    rank = _RANK[str(properties.tag)]
    properties[:] = sorted(properties, key=lambda child: rank[str(child.tag)])
    return properties


# ---- runs


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How a run of text looks and which language it is in. `style` is a style id."""

    lang: str = ""
    style: str = ""
    bold: bool = False
    italic: bool = False
    strike: bool = False
    small_caps: bool = False
    vertical: str = ""
    no_proof: bool = False


PLAIN: Final = RunFormat()


def _run_properties(form: RunFormat) -> Element | None:
    """`w:rPr`, or None when there is nothing to say."""
    children: Elements = []
    if form.style:
        children.append(w("rStyle", val=form.style))
    if form.bold:
        children += [w("b"), w("bCs")]
    if form.italic:
        children += [w("i"), w("iCs")]
    if form.small_caps:
        children.append(w("smallCaps"))
    if form.strike:
        children.append(w("strike"))
    if form.no_proof:
        children.append(w("noProof"))
    if form.vertical:
        children.append(w("vertAlign", val=form.vertical))
    if form.lang and direction(form.lang) == "rtl":
        # Complex scripts have a direction and a language of their own (ECMA-376, part 1, 17.3.2.30).
        children += [w("rtl"), w("lang", bidi=form.lang)]
    elif form.lang:
        children.append(w("lang", val=form.lang))
    return w("rPr", *children) if children else None


def run(form: RunFormat, *content: Element) -> Element:
    """A run around elements such as `w:tab` or `w:drawing`."""
    made = copy.copy(_run(form))
    made.extend(content)
    return made


# A copy of a small tree takes a sixth of the time that building it anew takes.
@lru_cache(maxsize=1024)
def _run(form: RunFormat) -> Element:
    return w("r", _run_properties(form))


@lru_cache(maxsize=1024)
def _run_of_text(form: RunFormat) -> Element:
    return w("r", _run_properties(form), _text("t", ""))


def text_run(text: str, form: RunFormat = PLAIN) -> Element:
    """A run of text; tabs, line ends, soft and no-break hyphens become their elements."""
    text = clean(text)
    if text and not _SPECIAL.search(text):
        made = copy.copy(_run_of_text(form))
        made[-1].text = text
        return made
    made = run(form)
    for piece in _SPECIAL.split(text):
        if piece in _SPECIAL_TAGS:
            made.append(w(_SPECIAL_TAGS[piece]))
        elif piece:
            made.append(_text("t", piece))
    return made


def _text(name: str, text: str) -> Element:
    made = w(name)
    made.text = text
    made.set(XML_SPACE, "preserve")
    return made


# ---- fields (17.16): begin, instruction, separate, cached result, end


def field(instruction: str, result: Iterable[Element], form: RunFormat = PLAIN) -> Elements:
    """A complex field with its cached result; an empty result leaves the field without one."""
    return [*field_begin(instruction, form), *result, field_end(form)]


def field_begin(instruction: str, form: RunFormat = PLAIN) -> Elements:
    """The runs of a field up to its result, for results that span paragraphs."""
    return [
        copy.copy(_mark(form, "begin")),
        run(form, _text("instrText", f" {clean(instruction)} ")),
        copy.copy(_mark(form, "separate")),
    ]


def field_end(form: RunFormat = PLAIN) -> Element:
    return copy.copy(_mark(form, "end"))


@lru_cache(maxsize=1024)
def _mark(form: RunFormat, kind: str) -> Element:
    return run(form, w("fldChar", fldCharType=kind))


def mark_field(instruction: str) -> Elements:
    """A field that shows nothing (XE): it has an instruction and no result."""
    return [
        copy.copy(_mark(PLAIN, "begin")),
        run(PLAIN, _text("instrText", f" {clean(instruction)} ")),
        copy.copy(_mark(PLAIN, "end")),
    ]


def quoted(text: str) -> str:
    """`text` as an argument of a field instruction, quotes and backslashes escaped."""
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# ---- paragraphs


@dataclass(frozen=True, slots=True)
class Numbered:
    """Membership of a list: `num` 0 takes a paragraph out of the list of its style."""

    num: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Direct formatting of a paragraph, above its style (a style id). None leaves the style's own value.

    `frame`, `borders` and `shading` are elements of their own (`w:framePr`, `w:pBdr`, `w:shd`), copied in.
    """

    style: str = ""
    keep_next: bool = False
    page_break: bool = False
    frame: Element | None = None
    numbered: Numbered | None = None
    borders: Element | None = None
    shading: Element | None = None
    tabs: tuple[tuple[str, int], ...] = ()
    before: int | None = None
    after: int | None = None
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    contextual: bool | None = None
    align: str = ""


def paragraph_properties(form: ParagraphFormat) -> Element | None:
    """`w:pPr`, or None when there is nothing to say."""
    children: list[Element | None] = [
        w("pStyle", val=form.style) if form.style else None,
        flag("keepNext", form.keep_next),
        flag("pageBreakBefore", form.page_break),
        _copy(form.frame),
    ]
    if form.numbered is not None:
        level = w("ilvl", val=form.numbered.level) if form.numbered.num else None
        children.append(w("numPr", level, w("numId", val=form.numbered.num)))
    children += [_copy(form.borders), _copy(form.shading)]
    if form.tabs:
        children.append(w("tabs", *(w("tab", val=kind, pos=place) for kind, place in form.tabs)))
    if form.before is not None or form.after is not None:
        children.append(w("spacing", before=form.before, after=form.after))
    if form.left is not None or form.right is not None or form.hanging is not None:
        children.append(w("ind", left=form.left, right=form.right, hanging=form.hanging))
    if form.contextual is not None:
        children.append(w("contextualSpacing", val=int(form.contextual)))
    if form.align:
        children.append(w("jc", val=form.align))
    present = [child for child in children if child is not None]
    return w("pPr", *present) if present else None


def paragraph(form: ParagraphFormat, content: Sequence[Element] = ()) -> Element:
    bare = form.frame is None and form.borders is None and form.shading is None
    made = copy.copy(_paragraph(form)) if bare else w("p", paragraph_properties(form))
    made.extend(content)
    return made


@lru_cache(maxsize=1024)
def _paragraph(form: ParagraphFormat) -> Element:
    return w("p", paragraph_properties(form))


def _copy(element: Element | None) -> Element | None:
    if element is None:
        return None
    return copy.deepcopy(element)


def border(side: str, width_pt: float, space_pt: float, colour: str) -> Element:
    """One side of `w:pBdr` or of table borders; widths are eighths of a point in the file."""
    return w(side, val="single", sz=max(2, round(width_pt * 8)), space=round(space_pt), color=colour)


def hyperlink(content: Sequence[Element], *, anchor: str = "", relation: str = "", tip: str = "") -> Element:
    """A link to a bookmark (`anchor`) or to a relationship of the part (`relation`)."""
    attributes: dict[str, str | int] = {}
    if relation:
        attributes["r:id"] = relation
    if anchor:
        attributes["w:anchor"] = anchor
    if tip:
        attributes["w:tooltip"] = tip[:260]
    attributes["w:history"] = 1
    return node("w:hyperlink", attributes, *content)
