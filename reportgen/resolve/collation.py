"""The order of an index: Unicode collation, so that é sorts with e and œ as oe on every machine."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import pyuca

_ARTICLE = re.compile(r"^(?:l['’]|(?:le|la|les|the)\s+)", re.IGNORECASE)
_OPENING = " \u00a0\u202f«“‘\"'"

SortKey = tuple[tuple[int, ...], str]


def without_article(term: str) -> str:
    """`term` without its opening quotation mark and leading article: l’, le, la, les, the."""
    bare = term.lstrip(_OPENING)
    return _ARTICLE.sub("", bare) or bare or term


@lru_cache(maxsize=16384)
def sort_key(term: str) -> SortKey:
    """Sorts terms as a dictionary does, whatever their case and leading article."""
    return tuple(_collator().sort_key(without_article(term))), term


def letter(term: str) -> str:
    """The heading a term stands under: a capital letter without accent, `0-9`, or `#`."""
    first = without_article(term)[:1]
    plain = unicodedata.normalize("NFKD", first.replace("œ", "o").replace("Œ", "O"))[:1].upper()
    if plain.isdigit():
        return "0-9"
    return plain if plain.isalpha() else "#"


def fold(term: str) -> str:
    """What makes two spellings one term: case, apostrophes and spaces don't count."""
    text = unicodedata.normalize("NFC", term).replace("’", "'").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text).strip().casefold()


@cache
def _collator() -> pyuca.Collator:
    return pyuca.Collator()
