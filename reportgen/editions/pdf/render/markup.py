"""The tree of a sheet's HTML: the one that the HTML standard gives, in less time where the markup is plain.

Templates write markup in which every element is closed and stands where it may. Such a body is read by the
parser of the standard library; whatever would need the repairs of the standard (HTML, 13.2.6) is left to the
parser that makes them.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, Final
from xml.etree.ElementTree import Element, TreeBuilder

import tinyhtml5
import weasyprint
from cssselect2 import ElementWrapper

_BODY: Final = re.compile(r"</head>\s*<body\b[^<>]*>")
_UNUSUAL: Final = re.compile(r"<[!?]|</(?![a-z])|[\r\f\0]|&(?!(?:amp|lt|gt|quot|nbsp|#34|#39);)")
"""Comments, declarations, characters that are replaced, references that others may follow."""
_VOID: Final = frozenset({"br", "hr", "img", "wbr", "col"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = _HEADINGS | frozenset(
    ("address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure")
) | frozenset(
    ("footer", "header", "hr", "li", "main", "nav", "ol", "p", "section", "summary", "table", "ul")
)  # fmt: skip
"""Elements whose start ends a paragraph."""
_INLINES: Final = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins")
) | frozenset(
    ("kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr")
)
_INSIDE: Final = {
    "caption": ("table",), "colgroup": ("table",), "thead": ("table",), "tbody": ("table",),
    "tfoot": ("table",), "col": ("colgroup",), "tr": ("thead", "tbody", "tfoot"), "td": ("tr",),
    "th": ("tr",), "li": ("ul", "ol"), "dt": ("dl", "div"), "dd": ("dl", "div"),
}  # fmt: skip
"""The elements that may be around these."""
_OF_TABLE: Final = frozenset({"table", "colgroup", "thead", "tbody", "tfoot", "tr"})
"""Elements without text of their own."""
_WHITE: Final = frozenset(" \t\n")


class Markup(weasyprint.HTML):  # type: ignore[misc]
    """A sheet's HTML for WeasyPrint, whose files `url_fetcher` gives under `base_url`."""

    def __init__(self, html: str, base_url: str, url_fetcher: Any) -> None:
        # Not the parent's: it would parse again.
        root = parsed(html)
        self.base_url = base_url
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def parsed(html: str) -> Any:
    """The root element of `html`, which is a whole document, without namespaces for HTML."""
    start = _BODY.search(html)
    end = html.rfind("</body>")
    if start and end >= start.end():
        inner = _plain(html[start.end() : end])
        root = tinyhtml5.parse(html[: start.end()] + html[end:], namespace_html_elements=False)
        body = root.find("body")
        if inner is not None and body is not None and not len(body):
            _fill(body, inner)
            return root
    return tinyhtml5.parse(html, namespace_html_elements=False)


def _fill(body: Any, inner: Any) -> None:
    """Put what is in `inner` before the text of `body`, which came after its end."""
    after = body.text or ""
    body.text = inner.text
    body[:] = list(inner)
    if after and len(body):
        body[-1].tail = (body[-1].tail or "") + after
    elif after:
        body.text = (body.text or "") + after


def _plain(text: str) -> Element | None:
    """An element that holds what `text` says; None when that is not plain."""
    if _UNUSUAL.search(text) or text.rfind("<") > text.rfind(">"):
        return None
    reader = _Reader()
    try:
        reader.feed(text)
        return reader.end()
    except _NotPlainError:
        return None


class _NotPlainError(Exception):
    """The standard would repair this."""


class _Reader(HTMLParser):
    """Builds a tree of plain markup. Raises _NotPlainError at anything else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._tree = TreeBuilder()
        self._tree.start("body", {})
        self._open = ["body"]

    def end(self) -> Element:
        """The tree, when all elements are closed."""
        self.close()
        if len(self._open) != 1:
            raise _NotPlainError
        self._tree.end("body")
        return self._tree.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check(tag)
        named = {name: value or "" for name, value in attrs}
        if len(named) != len(attrs):
            raise _NotPlainError
        self._tree.start(tag, named)
        if tag in _VOID:
            self._tree.end(tag)
        else:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            raise _NotPlainError
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1] != tag or len(self._open) == 1:
            raise _NotPlainError
        self._open.pop()
        self._tree.end(tag)

    def handle_data(self, data: str) -> None:
        if self._open[-1] in _OF_TABLE and not _WHITE.issuperset(data):
            raise _NotPlainError
        self._tree.data(data)

    def _check(self, tag: str) -> None:
        """Whether an element may begin here, without another being closed or opened first."""
        around = self._open
        parent = around[-1]
        if tag in _INSIDE:
            allowed = parent in _INSIDE[tag]
            if parent == "div":
                # A group of terms: the list is around it.
                allowed = allowed and around[-2] == "dl"
        else:
            allowed = (tag in _BLOCKS or tag in _INLINES) and parent not in _OF_TABLE
        if tag in _BLOCKS and "p" in around:
            allowed = False
        if tag in _HEADINGS and parent in _HEADINGS:
            allowed = False
        if tag == "a" and "a" in around:
            allowed = False
        if not allowed:
            raise _NotPlainError
