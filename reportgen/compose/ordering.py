"""The order of fiches in the report: the same in every language, so that fiche 31 is fiche 31 everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from reportgen.inventory import Inventory, LocalFiche

_ARTICLE: Final = re.compile(r"^(?:l['’]|(?:le|la|les|the)\s+)", re.IGNORECASE)


def alphabetical(text: str) -> tuple[str, str]:
    """A sort key blind to case, accents and a leading article; œ sorts as oe."""
    bare = _ARTICLE.sub("", text).replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    folded = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return folded.casefold(), text


def report_order(fiches: Iterable[LocalFiche], inventory: Inventory, sort: str) -> tuple[LocalFiche, ...]:
    """`fiches` by portfolio (in the order of `ministries.yaml`), name, start or id.

    Names are compared in the source language, whatever the language of `fiches`.
    """
    ranks = {portfolio: rank for rank, portfolio in enumerate(inventory.portfolios)}

    def key(fiche: LocalFiche) -> tuple[object, ...]:
        source = inventory.entries[fiche.id].fiche
        name = alphabetical(source.name)
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
