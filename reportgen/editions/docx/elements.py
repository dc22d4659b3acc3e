"""WordprocessingML as lxml elements: for readers of Word files, for those who change them, and for styles.

What a writer makes from nothing is text from the start (`ooxml`), which takes a fraction of the time.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from reportgen.editions.docx.ooxml import NAMESPACES, Xml, clean

Element = etree._Element
Elements = list[Element]

XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def qname(name: str) -> str:
    """`w:p` in lxml's spelling."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_W: Final = "{" + NAMESPACES["w"] + "}"
_W_ALONE: Final = {"w": NAMESPACES["w"]}
_DECLARED: Final = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def w(name: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """An element `w:name` with attributes of the same namespace; those that are None are left out."""
    pairs = {_W + key: clean(str(value)) for key, value in attributes.items() if value is not None}
    made = etree.Element(_W + name, pairs, _W_ALONE)
    made.extend(child for child in children if child is not None)
    return made


def parsed(xml: Xml) -> Elements:
    """What the writer made as text, as elements."""
    return list(etree.fromstring(f"<x {_DECLARED}>{xml}</x>"))


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
