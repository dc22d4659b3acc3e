"""The mark of a proof behind the text of each page: turned text, in the header, as Word itself makes it.

Word knows a watermark by the name of its shape. Source: ECMA-376 part 4, 19.1 (VML).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docx.opc.part import Part as OpcPart

from reportgen.editions.docx.ooxml import ParagraphFormat, Xml, node, paragraph, w
from reportgen.editions.docx.state import Work

_SPACES: Final[dict[str, str | int]] = {
    "xmlns:v": "urn:schemas-microsoft-com:vml",
    "xmlns:o": "urn:schemas-microsoft-com:office:office",
}
_STYLE: Final = (
    "position:absolute;margin-left:0;margin-top:0;width:460pt;height:76pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def watermark(work: Work) -> Callable[[OpcPart], Xml]:
    """Makes the paragraph that holds the mark; its words are those of the state of the copy."""
    words = work.word(f"pdf.state.{work.document.meta.profile}")
    font = work.styles.fonts["sans"].name

    def make(story: OpcPart) -> Xml:
        shape = node(
            "v:shape",
            _SPACES
            | {
                "id": "PowerPlusWaterMarkObject1",
                "o:spid": "_x0000_s2049",
                "type": "#_x0000_t136",
                "alt": words,
                "style": _STYLE,
                "o:allowincell": "f",
                "fillcolor": f"#{work.styles.colour('hair')}",
                "stroked": "f",
            },
            node("v:fill", {"opacity": ".4"}),
            node("v:textpath", {"style": f'font-family:"{font}";font-size:1pt', "string": words}),
        )
        return paragraph(ParagraphFormat(style="Header"), [w("r", w("pict", _type(), shape))])

    return make


def _type() -> Xml:
    """The kind of shape: text along a line (`_x0000_t136`)."""
    equations = (
        "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0",
        "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7",
        "sum @6 0 @5",
    )  # fmt: skip
    kind = {
        "id": "_x0000_t136",
        "coordsize": "21600,21600",
        "adj": "10800",
        "path": "m@7,l@8,m@5,21600l@6,21600e",
        "o:spt": "136",
    }
    path = {
        "textpathok": "t",
        "o:connecttype": "custom",
        "o:connectlocs": "@9,0;@10,10800;@11,21600;@12,10800",
        "o:connectangles": "270,180,90,0",
    }
    return node(
        "v:shapetype",
        _SPACES | kind,
        node("v:formulas", {}, *(node("v:f", {"eqn": equation}) for equation in equations)),
        node("v:path", path),
        node("v:textpath", {"on": "t", "fitshape": "t"}),
    )
