"""The styles part and the font table, made from the style map through python-docx's style objects."""

from __future__ import annotations

from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor
from docx.styles.styles import Styles
from lxml import etree

from reportgen.editions.docx.elements import Element, in_schema_order, parsed, serialize, w
from reportgen.editions.docx.looks import borders, font_faces, shading
from reportgen.editions.docx.numbering import BULLETS, CHAPTERS, heading_level
from reportgen.editions.docx.ooxml import NAMESPACES, Numbered
from reportgen.editions.docx.stylemap import ParagraphStyle, RunStyle, StyleMap
from reportgen.editions.docx.table_style import cell_margins, table_style

# Names that Word itself gives meaning to; in files it spells most of them in small letters (17.7.4.9).
_BUILT_IN: Final = {
    *(f"Heading {level}" for level in range(1, 7)),
    *(f"TOC {level}" for level in range(1, 4)),
    *("Caption", "Header", "Footer", "Footnote Text", "Footnote Reference", "Table of Figures"),
    *("Index Heading", "Index 1", "Index 2"),
}
_BUILT_IN_AS_WRITTEN: Final = {
    *(
        "Normal",
        "Body Text",
        "Bibliography",
        "Title",
        "Subtitle",
        "Quote",
        "Hyperlink",
        "TOC Heading",
        "List Continue",
    ),
    *(f"List {kind}{depth}" for kind in ("Bullet", "Number") for depth in ("", " 2", " 3")),
}
_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
UNLISTED: Final = " Unlisted"
"""What the name of a heading style ends with when the table of contents does not list its headings."""


def style_id(name: str) -> str:
    """The id of a style in the file: its name without spaces."""
    return name.replace(" ", "")


def unlisted(name: str) -> str:
    """The twin of a heading style that a `TOC \\o` field does not gather."""
    return f"RG {name}{UNLISTED}"


def styles_part(styles: StyleMap, lang: str) -> bytes:
    """`/word/styles.xml`. `lang` is a full tag such as `fr-FR`."""
    root: Any = parse_xml(etree.tostring(_skeleton(styles, lang)))
    collection = Styles(root)
    for name, spec in styles.paragraphs.items():
        _paragraph_style(collection, name, spec, styles)
    for level in range(1, 7):
        _twin(collection, f"Heading {level}", level)
    for name, run_spec in styles.characters.items():
        _character_style(collection, name, run_spec, styles)
    root.extend(parsed(table_style(styles)))
    return serialize(root)


def _skeleton(styles: StyleMap, lang: str) -> Element:
    """Defaults of the document, and the styles that every Word file has."""
    text = styles.text
    defaults = w(
        "rPr",
        *parsed(font_faces(styles, text.font)),
        w("color", val=styles.colour(text.colour)),
        w("sz", val=round(text.size * 2)),
        w("szCs", val=round(text.size * 2)),
        w("lang", val=lang, eastAsia=lang, bidi="ar-SA"),
    )
    spacing = w("pPr", w("spacing", after=0, line=round(text.line * 240), lineRule="auto"))
    return w(
        "styles",
        w("docDefaults", w("rPrDefault", defaults), w("pPrDefault", spacing)),
        w(
            "latentStyles",
            defLockedState=0,
            defUIPriority=99,
            defSemiHidden=0,
            defUnhideWhenUsed=0,
            defQFormat=0,
            count=376,
        ),
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            w("semiHidden"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        w(
            "style",
            w("name", val="Normal Table"),
            w("uiPriority", val=99),
            w("semiHidden"),
            w("tblPr", w("tblInd", w=0, type="dxa"), *parsed(cell_margins(0, 108))),
            type="table",
            default=1,
            styleId="TableNormal",
        ),
        w(
            "style",
            w("name", val="No List"),
            w("uiPriority", val=99),
            w("semiHidden"),
            type="numbering",
            default=1,
            styleId="NoList",
        ),
    )


def _added(collection: Styles, name: str, kind: WD_STYLE_TYPE, ui_priority: int) -> Any:
    built_in = name in _BUILT_IN or name in _BUILT_IN_AS_WRITTEN
    add: Any = collection.add_style
    style = add(name.lower() if name in _BUILT_IN else name, kind, built_in)
    style.element.styleId = style_id(name)
    style.priority = ui_priority
    return style


def _paragraph_style(collection: Styles, name: str, spec: ParagraphStyle, styles: StyleMap) -> None:
    style = _added(collection, name, WD_STYLE_TYPE.PARAGRAPH, 9 if spec.quick else 39)
    if name == "Normal":
        style.element.set(f"{{{NAMESPACES['w']}}}default", "1")
    _set_based(style.element, spec)
    style.quick_style = spec.quick
    _set_paragraph(style, name, spec, styles)
    _set_run(style, spec, styles)


def _set_based(element: Any, spec: ParagraphStyle) -> None:
    if spec.based:
        element.basedOn_val = style_id(spec.based)
    if spec.next:
        element.insert_element_before(
            w("next", val=style_id(spec.next)), "w:uiPriority", "w:qFormat", "w:pPr", "w:rPr"
        )


def _set_paragraph(style: Any, name: str, spec: ParagraphStyle, styles: StyleMap) -> None:
    form = style.paragraph_format
    if spec.align:
        form.alignment = _ALIGN[spec.align]
    if spec.before is not None:
        form.space_before = Pt(spec.before)
    if spec.after is not None:
        form.space_after = Pt(spec.after)
    if spec.line is not None:
        form.line_spacing = float(spec.line)
    if spec.left is not None:
        form.left_indent = Pt(spec.left)
    if spec.right is not None:
        form.right_indent = Pt(spec.right)
    if spec.first_line is not None:
        form.first_line_indent = Pt(spec.first_line)
    if spec.keep_next is not None:
        form.keep_with_next = spec.keep_next
    if spec.keep_lines is not None:
        form.keep_together = spec.keep_lines
    properties = style.element.get_or_add_pPr()
    properties.extend(_more_paragraph(name, spec, styles))
    in_schema_order(properties)


def _more_paragraph(name: str, spec: ParagraphStyle, styles: StyleMap) -> list[Element]:
    """What python-docx has no words for."""
    made: list[Element] = []
    sides = borders(spec, styles)
    if sides:
        made.append(w("pBdr", *parsed(sides)))
    if spec.fill:
        made += parsed(shading(spec.fill, styles))
    tabs = [w("tab", val="left", pos=round(tab * 20)) for tab in spec.tabs]
    if spec.leader:
        tabs.append(w("tab", val="right", leader="dot", pos=styles.page.text_width()))
    if tabs:
        made.append(w("tabs", *tabs))
    if spec.contextual is not None:
        made.append(w("contextualSpacing", val=int(spec.contextual)))
    if spec.hyphenate is not None:
        made.append(w("suppressAutoHyphens", val=int(not spec.hyphenate)))
    if spec.outline is not None:
        made.append(w("outlineLvl", val=spec.outline - 1))
    numbered = _list_of(name)
    if numbered is not None:
        level = w("ilvl", val=numbered.level) if numbered.level else None
        made.append(w("numPr", level, w("numId", val=numbered.num)))
    return made


def _list_of(name: str) -> Numbered | None:
    """The list that a style carries, as its abstract list says from the other side (`w:pStyle`)."""
    level = heading_level(name)
    if level is not None:
        return Numbered(CHAPTERS, level)
    if name in ("List Bullet", "List Bullet 2", "List Bullet 3"):
        return Numbered(BULLETS, int(name[-1]) - 1 if name[-1].isdigit() else 0)
    return None


def _character_style(collection: Styles, name: str, spec: RunStyle, styles: StyleMap) -> None:
    style = _added(collection, name, WD_STYLE_TYPE.CHARACTER, 39)
    style.element.basedOn_val = "DefaultParagraphFont"
    _set_run(style, spec, styles)


def _set_run(style: Any, spec: RunStyle, styles: StyleMap) -> None:
    font = style.font
    if spec.size is not None:
        font.size = Pt(spec.size)
    if spec.bold is not None:
        font.bold = font.cs_bold = spec.bold
    if spec.italic is not None:
        font.italic = font.cs_italic = spec.italic
    if spec.small_caps is not None:
        font.small_caps = spec.small_caps
    if spec.underline is not None:
        font.underline = spec.underline
    if spec.superscript is not None:
        font.superscript = spec.superscript
    if spec.colour is not None and spec.colour in styles.colours:
        font.color.rgb = RGBColor.from_string(styles.colour(spec.colour))
    properties = style.element.get_or_add_rPr()
    if spec.font is not None:
        properties.extend(parsed(font_faces(styles, spec.font)))
    if spec.size is not None:
        properties.append(w("szCs", val=round(spec.size * 2)))
    if isinstance(spec, ParagraphStyle):
        in_schema_order(properties)
        return
    if spec.fill is not None:
        properties.extend(parsed(shading(spec.fill, styles)))
    in_schema_order(properties)


def _twin(collection: Styles, name: str, level: int) -> None:
    """The unlisted twin: the same look and outline level, another name."""
    style = _added(collection, unlisted(name), WD_STYLE_TYPE.PARAGRAPH, 40)
    style.element.basedOn_val = style_id(name)
    style.element.get_or_add_pPr().extend([w("numPr", w("numId", val=0)), w("outlineLvl", val=level - 1)])
