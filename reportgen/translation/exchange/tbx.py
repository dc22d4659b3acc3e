"""TBX (ISO 30042, the MARTIF form that tools read) and tab-separated glossaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from lxml import etree

from reportgen.translation.exchange.xmlfile import XML, clean, written
from reportgen.translation.terms import Term

_INLINE: Final = frozenset({"term", "descrip", "termNote", "p", "title"})


def write_tbx(terms: Iterable[Term], source: str, target: str, title: str) -> bytes:
    """One entry a concept, with its definition, preferred and admitted terms in both languages."""
    root = etree.Element("martif", type="TBX")
    root.set(f"{XML}lang", source)
    header = etree.SubElement(root, "martifHeader")
    described = etree.SubElement(header, "fileDesc")
    etree.SubElement(etree.SubElement(described, "titleStmt"), "title").text = clean(title)
    etree.SubElement(etree.SubElement(described, "sourceDesc"), "p").text = "reportgen"
    encoding = etree.SubElement(header, "encodingDesc")
    etree.SubElement(encoding, "p", type="XCSURI").text = "TBXXCSV02.xcs"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in terms:
        entry = etree.SubElement(body, "termEntry", id=term.id)
        _language(entry, source, term.source, term.source_others, term.source_definition, "")
        _language(entry, target, term.target, term.target_others, term.target_definition, term.forbidden)
    return written(root, _INLINE, '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">')


def _language(
    entry: Any,
    lang: str,
    preferred: str,
    others: tuple[str, ...],
    definition: str,
    forbidden: tuple[str, ...] | str,
) -> None:
    group = etree.SubElement(entry, "langSet")
    group.set(f"{XML}lang", lang)
    if definition:
        etree.SubElement(group, "descrip", type="definition").text = clean(definition)
    for text, status in (
        (preferred, "preferredTerm-admn-sts"),
        *((other, "admittedTerm-admn-sts") for other in others),
        *((other, "deprecatedTerm-admn-sts") for other in forbidden),
    ):
        if text:
            made = etree.SubElement(group, "tig")
            etree.SubElement(made, "term").text = clean(text)
            etree.SubElement(made, "termNote", type="administrativeStatus").text = status
