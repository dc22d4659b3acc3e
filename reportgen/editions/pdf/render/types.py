"""Which structure type an HTML element has, and what is said in its place (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from typing import Any, Final

from reportgen.editions.pdf.render.stream import SLOT_ATTRIBUTE
from reportgen.editions.pdf.rendered import SLOT_CLOSE, SLOT_OPEN

SVG: Final = "{http://www.w3.org/2000/svg}svg"
SVG_TITLE: Final = "{http://www.w3.org/2000/svg}title"
SVG_TEXT: Final = "{http://www.w3.org/2000/svg}desc"
ROLE_ATTRIBUTE: Final = "data-tag"
"""A template may name the structure type of an element itself."""
CLASS_TYPES: Final = {"footnote": "Note", "index": "Index", "noteref": "Reference"}
CONTENTS_CLASS: Final = "contents"

TYPES: Final = {
    "p": "P",
    "pre": "P",
    "address": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Aside",
    "div": "Div",
    "header": "Div",
    "footer": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "img": "Figure",
    SVG: "Figure",
    "abbr": "Span",
    "code": "Code",
    "q": "Quote",
}


def type_of(html: Any, name: str, lang: str | None) -> str:
    """The structure type of an HTML element, "" when it is transparent."""
    own = html.get(ROLE_ATTRIBUTE)
    if own:
        return str(own)
    if name == "figure" and any(alternative(image, True) for tag in ("img", SVG) for image in html.iter(tag)):
        return "Figure"
    for class_, kind in CLASS_TYPES.items():
        if has_class(html, class_):
            return kind
    return TYPES.get(name) or ("Span" if lang else "")


def alternative(html: Any, captioned: bool) -> str:
    """What stands for an image when it is not seen, "" when it says nothing.

    A drawing with a caption that repeats its title is told by its description.
    """
    if html.tag != SVG:
        return " ".join((html.get("alt") or "").split())
    texts = ["".join(part.itertext()) if (part := html.find(n)) is not None else "" for n in _SVG_TEXTS]
    return " ".join((texts[1] if captioned and texts[1].strip() else texts[0]).split())


_SVG_TEXTS: Final = (SVG_TITLE, SVG_TEXT)


def text_of(html: Any) -> str:
    """What is read in an HTML element; a page number that is still to come is named by its label."""
    label = html.get(SLOT_ATTRIBUTE)
    if label is not None:
        return f" {SLOT_OPEN}{label}{SLOT_CLOSE}"
    return (html.text or "") + "".join(text_of(child) + (child.tail or "") for child in html)


def has_class(html: Any, name: str) -> bool:
    return html is not None and name in html.get("class", "").split()
