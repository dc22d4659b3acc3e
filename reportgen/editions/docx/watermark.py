"""The mark of a proof behind the text of each page: turned text, in the header, as Word itself makes it.

Word knows a watermark by the name of its shape. Source: ECMA-376 part 4, 19.1 (VML).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docx.opc.part import Part as OpcPart
from lxml import etree

from reportgen.editions.docx.ooxml import Element, ParagraphFormat, paragraph, w
from reportgen.editions.docx.state import Work

_VML: Final = "urn:schemas-microsoft-com:vml"
_OFFICE: Final = "urn:schemas-microsoft-com:office:office"
_STYLE: Final = (
    "position:absolute;margin-left:0;margin-top:0;width:460pt;height:76pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def watermark(work: Work) -> Callable[[OpcPart], Element]:
    """Makes the paragraph that holds the mark; its words are those of the state of the copy."""
    words = work.word(f"pdf.state.{work.document.meta.profile}")
    font = work.styles.fonts["sans"].name

    def make(story: OpcPart) -> Element:
        shape = etree.Element(f"{{{_VML}}}shape", nsmap={"v": _VML, "o": _OFFICE})
        shape.set("id", "PowerPlusWaterMarkObject1")
        shape.set(f"{{{_OFFICE}}}spid", "_x0000_s2049")
        shape.set("type", "#_x0000_t136")
        shape.set("alt", words)
        shape.set("style", _STYLE)
        shape.set(f"{{{_OFFICE}}}allowincell", "f")
        shape.set("fillcolor", f"#{work.styles.colour('hair')}")
        shape.set("stroked", "f")
        etree.SubElement(shape, f"{{{_VML}}}fill").set("opacity", ".4")
        text = etree.SubElement(shape, f"{{{_VML}}}textpath")
        text.set("style", f'font-family:"{font}";font-size:1pt')
        text.set("string", words)
        return paragraph(ParagraphFormat(style="Header"), [w("r", w("pict", _type(), shape))])

    return make


def _type() -> Element:
    """The kind of shape: text along a line (`_x0000_t136`)."""
    kind = etree.Element(f"{{{_VML}}}shapetype", nsmap={"v": _VML, "o": _OFFICE})
    for name, value in (
        ("id", "_x0000_t136"),
        ("coordsize", "21600,21600"),
        ("adj", "10800"),
        ("path", "m@7,l@8,m@5,21600l@6,21600e"),
    ):
        kind.set(name, value)
    kind.set(f"{{{_OFFICE}}}spt", "136")
    formulas = etree.SubElement(kind, f"{{{_VML}}}formulas")
    for equation in (
        "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0",
        "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7",
        "sum @6 0 @5",
    ):  # fmt: skip
        etree.SubElement(formulas, f"{{{_VML}}}f").set("eqn", equation)
    path = etree.SubElement(kind, f"{{{_VML}}}path")
    path.set("textpathok", "t")
    path.set(f"{{{_OFFICE}}}connecttype", "custom")
    path.set(f"{{{_OFFICE}}}connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
    path.set(f"{{{_OFFICE}}}connectangles", "270,180,90,0")
    line = etree.SubElement(kind, f"{{{_VML}}}textpath")
    line.set("on", "t")
    line.set("fitshape", "t")
    return kind
