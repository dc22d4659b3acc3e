"""Borders, fills and frames of the style map, for styles and for direct formatting alike."""

from __future__ import annotations

from typing import Final

from reportgen.editions.docx.ooxml import TWIPS_PER_MM, Xml, border, w
from reportgen.editions.docx.stylemap import ParagraphStyle, StyleMap

MAX_BORDER_SPACE: Final = 31
"""Points between text and border beyond which Word does not go."""


def frame(spec: ParagraphStyle, styles: StyleMap, drop: int = 0) -> Xml | None:
    """`w:framePr` for a style that places its paragraphs, or None; `drop`: twips it stands lower.

    It is direct formatting of each paragraph: LibreOffice does not look for it in styles.
    """
    if spec.frame is None:
        return None
    return _margin_frame(styles, drop) if spec.frame == "margin" else _foot_frame(styles)


def _margin_frame(styles: StyleMap, drop: int) -> Xml:
    """A frame in the left margin, level with the paragraph that follows."""
    left = styles.page.left * TWIPS_PER_MM
    width = round(left * 0.5)
    return w(
        "framePr",
        w=width,
        hSpace=113,
        wrap="around",
        vAnchor="text",
        hAnchor="page",
        x=round(left * 0.4),
        y=30 + drop,
    )


def _foot_frame(styles: StyleMap) -> Xml:
    """A frame at the foot of the cover, below its block."""
    cover, page = styles.cover, styles.page
    return w(
        "framePr",
        w=round((page.width - cover.left - cover.right) * TWIPS_PER_MM),
        wrap="notBeside",
        vAnchor="page",
        hAnchor="page",
        x=round(cover.left * TWIPS_PER_MM),
        y=round(cover.foot * TWIPS_PER_MM),
    )


def borders(spec: ParagraphStyle, styles: StyleMap) -> Xml:
    """The sides that a style borders, as `w:pBdr` holds them; nothing when there is none."""
    return "".join(
        border(side, line.width, min(MAX_BORDER_SPACE, line.space), styles.colour(line.colour))
        for side, line in (
            ("top", spec.border_top),
            ("left", spec.border_left),
            ("bottom", spec.border_bottom),
        )
        if line is not None
    )


def shading(fill: str, styles: StyleMap) -> Xml:
    return w("shd", val="clear", color="auto", fill=styles.colour(fill))


def font_faces(styles: StyleMap, name: str) -> Xml:
    """`w:rFonts`, nothing for a font that the style map does not have."""
    font = styles.fonts.get(name)
    if font is None:
        return ""
    return w("rFonts", ascii=font.name, hAnsi=font.name, eastAsia=font.name, cs=font.name)
