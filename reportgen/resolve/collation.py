"""The order of an index: Unicode collation, so that é sorts with e and œ as oe on every machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import pyuca

from reportgen.cache import Store, content_key, engine_digest
from reportgen.document.packing import pack, recalled
from reportgen.words.formats import leading_article

_OPENING = " \u00a0\u202f«“‘\"'"

_LATIN = re.compile("[\u0000-\u036f\u1e00-\u2bff]*")
_ROW = re.compile(r"^((?:0[0-3]|1[EF]|2[0-9AB])[0-9A-F]{2}(?: [0-9A-F]+)*) *;([^#]*)", re.MULTILINE)
"""A row of the table of weights (UTS 10) whose first character may stand in such a text."""
_ELEMENT = re.compile(r"\[[*.]([0-9A-F]{4})\.([0-9A-F]{4})\.([0-9A-F]{4})")
_LAST: Final = 0x10FFFD
"""A code point that no text uses and that collation puts after every letter; fifteen stand before it."""

SortKey = tuple[tuple[int, ...], str]


@dataclass(frozen=True, slots=True)
class Order:
    """How a language sorts: the articles that do not count, and the letters that are letters of their own.

    `letters` are words such as `nñ` (ñ comes after n) or `hch` (ch comes after h), parted by spaces.
    """

    articles: str = "l’ le la les the"
    letters: str = ""

    @property
    def article(self) -> re.Pattern[str]:
        return leading_article(self.articles)

    @property
    def own(self) -> tuple[tuple[str, str], ...]:
        """The letters of their own with what stands for them: their neighbour and a sign after all others."""
        return _own_letters(self.letters)


def order_of(words: Mapping[str, str]) -> Order:
    """The order of a language, from its words."""
    default = Order()
    return Order(
        words.get("sorting.articles", default.articles), words.get("sorting.letters", default.letters)
    )


DEFAULT: Final = Order()


@lru_cache(maxsize=16)
def _own_letters(letters: str) -> tuple[tuple[str, str], ...]:
    made: dict[str, str] = {}
    for item in letters.lower().split():
        base, own = item[0], item[1:]
        made[own] = base + chr(_LAST - 16 + sum(each[0] == base for each in made.values()))
    return tuple(sorted(made.items(), key=lambda pair: -len(pair[0])))


def without_article(term: str, order: Order = DEFAULT) -> str:
    """`term` without its opening quotation mark and leading article: l’, le, la, les, the."""
    bare = term.lstrip(_OPENING)
    return order.article.sub("", bare) or bare or term


@lru_cache(maxsize=16384)
def sort_key(term: str, order: Order = DEFAULT) -> SortKey:
    """Sorts terms as a dictionary does, whatever their case and leading article."""

    bare = without_article(term, order)
    if order.letters:
        bare = unicodedata.normalize("NFC", bare).lower()
        for own, place in order.own:
            bare = bare.replace(own, place)
    return tuple(_collator(bare).sort_key(bare)), term


def sort_keys(terms: Iterable[str], order: Order, store: Store) -> dict[str, SortKey]:
    """The sort key of each of `terms`: looked up together, for to work them out takes long."""
    unique = sorted(set(terms))
    kept = content_key(["collation", engine_digest(), repr(order), *unique])
    known = recalled(store, kept)
    if isinstance(known, list) and len(known) == len(unique):
        return dict(zip(unique, known, strict=True))
    made = {term: sort_key(term, order) for term in unique}
    store.put(kept, pack(list(made.values())))
    return made


def letter(term: str, order: Order = DEFAULT) -> str:
    """The heading a term stands under: a capital letter without accent, `0-9`, or `#`."""
    bare = without_article(term, order)
    for own, _ in order.own:
        if unicodedata.normalize("NFC", bare).lower().startswith(own):
            return own.upper()
    first = bare[:1]
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
