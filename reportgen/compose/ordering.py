"""The order of fiches in the report: the same in every language, so that fiche 31 is fiche 31 everywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from reportgen.inventory import Inventory, LocalFiche
from reportgen.words import words_for
from reportgen.words.formats import leading_article

_ARTICLES: Final = "l’ le la les the"


def alphabetical(text: str, words: Mapping[str, str] | None = None) -> tuple[str, str]:
    """A sort key blind to case, accents and a leading article; œ sorts as oe.

    `words` are those of the language: they say which articles it has, and which letters are its own.
    """
    words = words or {}
    bare = leading_article(words.get("sorting.articles", _ARTICLES)).sub("", text)
    if own := words.get("sorting.letters"):
        bare = unicodedata.normalize("NFC", bare).casefold()
        for each in own.casefold().split():
            bare = bare.replace(each[1:], each[0] + "\U0010fffd")
    bare = bare.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    folded = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return folded.casefold(), text


def report_order(fiches: Iterable[LocalFiche], inventory: Inventory, sort: str) -> tuple[LocalFiche, ...]:
    """`fiches` by portfolio (in the order of `ministries.yaml`), name, start or id.

    Names are compared in the source language, whatever the language of `fiches`.
    """
    source_words = words_for(inventory.source_language, inventory.words)
    ranks = {portfolio: rank for rank, portfolio in enumerate(inventory.portfolios)}

    def key(fiche: LocalFiche) -> tuple[object, ...]:
        source = inventory.entries[fiche.id].fiche
        name = alphabetical(source.name, source_words)
        if sort == "name":
            return (name, fiche.id)
        if sort == "start":
            return (not source.start.known, source.start.first_day, name, fiche.id)
        if sort == "id":
            return (fiche.id,)
        return (ranks.get(source.lead.portfolio, len(ranks)), name, fiche.id)

    return tuple(sorted(fiches, key=key))


def by_portfolio(fiches: Sequence[LocalFiche]) -> dict[str, list[LocalFiche]]:
    """`fiches` by leading portfolio, in the order in which they come."""
    groups: dict[str, list[LocalFiche]] = {}
    for fiche in fiches:
        groups.setdefault(fiche.lead.portfolio, []).append(fiche)
    return groups
