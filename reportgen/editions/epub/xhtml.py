"""From the HTML of the block writer to XHTML, with what EPUB says besides (EPUB 3.3, section 6)."""

from __future__ import annotations

import re
from typing import Final

from reportgen.editions.html.markup import escape

_VOID: Final = re.compile(r"<(br|hr|img|col|wbr|input|link|meta)((?:\s[^<>]*?)?)\s*/?>")
_SEMANTICS: Final = (
    ('role="doc-noteref"', 'epub:type="noteref" role="doc-noteref"'),
    ('role="doc-endnotes"', 'epub:type="endnotes" role="doc-endnotes"'),
    ('role="doc-backlink"', 'epub:type="backlink" role="doc-backlink"'),
    ('<li id="fn-', '<li epub:type="endnote" id="fn-'),
)
_LANG: Final = re.compile(r' lang="([^"]*)"')


def xhtml(markup: str) -> str:
    """`markup`, whose attribute values are all escaped and quoted, as XHTML."""
    closed = _VOID.sub(lambda m: f"<{m[1]}{m[2]}/>", markup)
    for plain, said in _SEMANTICS:
        closed = closed.replace(plain, said)
    return _LANG.sub(lambda m: f' lang="{m[1]}" xml:lang="{m[1]}"', closed)


def page(title: str, lang: str, body: str, kind: str = "") -> bytes:
    """A document of the book; `body` is XHTML, `kind` the epub:type of the whole."""
    type_ = f' epub:type="{kind}"' if kind else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{lang}" xml:lang="{lang}">\n<head>\n<title>{escape(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="book.css"/>\n</head>\n'
        f"<body{type_}>\n{body}\n</body>\n</html>\n"
    ).encode()
