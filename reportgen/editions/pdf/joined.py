"""What must not part at the end of a line: calls and the word before them, numbers and what they number,
years, compounds and last words of a heading, addresses of sites, an article after a bracket and its noun, a
bare number and its page.

Works on the HTML of a sheet. Words stay as they are: a space becomes one that does not break, or a span is
set around them, so that the text of the file is that of the other editions.
"""

from __future__ import annotations

import re
from typing import Final

_NO_BREAK: Final = "\u00a0"
_LONGEST: Final = 24
"""Letters of a compound that a heading keeps in one piece."""

_PLACES: Final = re.compile(
    r"""
    (?P<call>[ \n](?=<a\ href="[^"]*"\ class="link-source">))
    | (?P<drawing><svg\b.*?</svg>)
    | (?P<heading><h[1-6]\b[^>]*>.*?</h[1-6]>|<p\ class="(?:cover|title)-subtitle">.*?</p>)
    | (?P<tag><[^>]*>)
    | (?P<number>(?<=">)\d{1,3}\.[ ](?=\S))
    | (?P<numbered>(?<=">)[\dA-Z][\d.]*[ ](?=<span\ class="xref-page">))
    | (?P<closing>[ ](?=<span\ class="xref-page">
        \([^<]*<span[^>]*>[^<]*</span>\)</span></a>[^\s<]*</(?:p|dd|li)>))
    | (?P<dash>[ ](?=–[ ]))
    | (?P<sign>[ ](?=\+[\u00a0\u202f ]?[»’”)]))
    | (?P<unit>(?<=\d)[ ](?=(?:MWe|MW|km|m²|ha)\b))
    | (?P<named>(?<=\bCOP)[ ](?=\d))
    | (?P<article>(?<=\(l[ae])[ ]|(?<=\(les)[ ])
    | (?P<law>\b[LRD]\.[ \u00a0]?\d[\d-]*)
    | (?P<undated>\bs\.[ ]d\.(?:-[a-z]\b)?|\bn\.d\.-[a-z]\b)
    | (?P<years>\b\d{4}–\d{2,4}\b)
    | (?P<site>\bhttps?://[^\s/<]{1,48}(?![^\s/<]))
    | (?P<address>(?<![\w@/.-])(?=[\w.-]{8})[\w-]+(?:\.[\w-]+)*\.(?:com|eu|fr|info|net|org)\b)
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_HEADING: Final = re.compile(r"<[^>]*>|[\w’]+(?:-[\w’]+)+")
_LAST: Final = re.compile(r"(?<=[\s>])[^\s<>]{1,18} [^\s<>]{1,14}(?=(?:</[^>]*>\s*)+\Z)")
"""The last two words of a heading: one would stand alone on its last line."""
_NUMBERS: Final = frozenset({"number", "numbered"})
_SPACES: Final = frozenset({"article", "call", "closing", "dash", "named", "sign", "unit"})
_KEPT: Final = frozenset({"law", "site", "undated", "years"})


def joined(body: str) -> str:
    """`body`, HTML, with what belongs together kept on one line."""
    return _PLACES.sub(_join, body)


def _join(found: re.Match[str]) -> str:
    kind, text = found.lastgroup, found.group()
    if kind in _SPACES:
        return _NO_BREAK
    if kind in _NUMBERS:
        return text[:-1] + _NO_BREAK
    if kind in _KEPT:
        return _span("nowrap", text.replace(" ", _NO_BREAK))
    if kind == "address":
        return _span("address", text)
    if kind == "heading":
        return _LAST.sub(_together, _IN_HEADING.sub(_compound, _heading(text)))
    return text


def _heading(text: str) -> str:
    """The heading with what is kept together in any text, its tags apart."""
    opening, rest = text.split(">", 1)
    return f"{opening}>{_PLACES.sub(_join, rest)}"


def _together(found: re.Match[str]) -> str:
    return _span("nowrap", found.group())


def _compound(found: re.Match[str]) -> str:
    text = found.group()
    return text if text.startswith("<") or len(text) > _LONGEST else _span("nowrap", text)


def _span(name: str, text: str) -> str:
    return f'<span class="{name}">{text}</span>'
