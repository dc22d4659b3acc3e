"""The table style of the report, and the margins of cells."""

from __future__ import annotations

from typing import Final

from reportgen.editions.docx.looks import font_faces, shading
from reportgen.editions.docx.ooxml import Xml, border, w
from reportgen.editions.docx.stylemap import StyleMap

TABLE_STYLE: Final = "RG Table"


def table_style(styles: StyleMap) -> Xml:
    look = styles.table
    rule, strong = styles.colour(look.rule), styles.colour(look.strong_rule)
    lines = w(
        "tblBorders",
        border("top", 1, 0, strong),
        border("bottom", 1, 0, strong),
        border("insideH", 0.5, 0, rule),
    )
    padding, size = round(look.padding * 20), round(look.size * 2)
    header = w(
        "tblStylePr",
        w("rPr", w("b"), w("bCs"), w("color", val=styles.colour(look.header_colour))),
        w("tcPr", w("tcBorders", border("bottom", 1, 0, strong)), shading(look.header_fill, styles)),
        type="firstRow",
    )
    return w(
        "style",
        w("name", val=TABLE_STYLE),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=59),
        w("qFormat"),
        w("pPr", w("spacing", before=0, after=0)),
        w("rPr", font_faces(styles, look.font), w("sz", val=size), w("szCs", val=size)),
        w("tblPr", lines, cell_margins(padding, padding + 20)),
        header,
        type="table",
        customStyle=1,
        styleId=TABLE_STYLE.replace(" ", ""),
    )


def cell_margins(across: int, along: int) -> Xml:
    return w(
        "tblCellMar",
        w("top", w=across, type="dxa"),
        w("left", w=along, type="dxa"),
        w("bottom", w=across, type="dxa"),
        w("right", w=along, type="dxa"),
    )
