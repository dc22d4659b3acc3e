"""The order of an index: Unicode collation, so that é sorts with e and œ as oe on every machine."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import pyuca

_ARTICLE = re.compile(r"^(?:l['’]|(?:le|la|les|the)\s+)", re.IGNORECASE)
_OPENING = " \u00a0\u202f«“‘\"'"

_LATIN = re.compile("[\u0000-\u036f\u1e00-\u2bff]*")
_ROW = re.compile(r"^((?:0[0-3]|1[EF]|2[0-9AB])[0-9A-F]{2}(?: [0-9A-F]+)*) *;([^#]*)", re.MULTILINE)
"""A row of the table of weights (UTS 10) whose first character may stand in such a text."""
_ELEMENT = re.compile(r"\[[*.]([0-9A-F]{4})\.([0-9A-F]{4})\.([0-9A-F]{4})")

SortKey = tuple[tuple[int, ...], str]


def without_article(term: str) -> str:
    """`term` without its opening quotation mark and leading article: l’, le, la, les, the."""
    bare = term.lstrip(_OPENING)
    return _ARTICLE.sub("", bare) or bare or term


@lru_cache(maxsize=16384)
def sort_key(term: str) -> SortKey:
    """Sorts terms as a dictionary does, whatever their case and leading article."""
    return tuple(_collator(term).sort_key(without_article(term))), term


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


def _collator(term: str) -> pyuca.Collator:
    latin = _LATIN.fullmatch(unicodedata.normalize("NFD", term))
    return _collator_of(_Latin if latin else pyuca.Collator)


@cache
def _collator_of(kind: type[pyuca.Collator]) -> pyuca.Collator:
    return kind()


class _Latin(pyuca.Collator):  # type: ignore[misc]
    """The same weights for what Latin letters are written with: to read those of all scripts takes long."""

    def load(self, filename: str) -> None:
        for codes, weights in _ROW.findall(Path(filename).read_text(encoding="utf-8")):
            elements = [[int(level, 16) for level in levels] for levels in _ELEMENT.findall(weights)]
            self.table.add([int(code, 16) for code in codes.split()], elements)
