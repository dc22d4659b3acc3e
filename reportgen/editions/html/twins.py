"""A page in the other languages of the report: what the choice of languages and `hreflang` lead to."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.document import nodes as n
from reportgen.editions.html import sharing


@dataclass(frozen=True, slots=True)
class Twin:
    """The same page in another language. `name`: what that language calls itself; `tag` with its region."""

    lang: str
    name: str
    tag: str
    href: str
    address: str


def site_of(document: n.Document, suffix: str) -> str:
    """The way from a page to the site of another language; `suffix` is that of a proof."""
    return f"../../{document.lang}/html{suffix}/"


def twin_of(stem: str, there: n.Document, stems: frozenset[str], meta: n.Meta, suffix: str) -> Twin:
    """The page `stem` in the language of `there`, or its index where it has no such page."""
    target = stem if stem in stems else "index"
    return Twin(
        there.lang,
        there.words["language.name"],
        there.words["language.tag"],
        f"{site_of(there, suffix)}{target}.html",
        sharing.page_url(meta, target, there.lang),
    )
