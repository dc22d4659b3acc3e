"""What the passes after composing need of the records, as plain data in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.inventory import Inventory, LocalFiche


@dataclass(frozen=True, slots=True)
class PlainRecords:
    """Rows of texts, field for field what `reportgen.resolve.Records` holds.

    `glossary`: id, term, definition, alternatives. `acronyms`: acronym, expansion, language of the
    expansion when it is another one. `sources`: by part id and number: title, publisher, url, accessed, lang.
    """

    bibliography: Mapping[str, dict[str, Any]]
    glossary: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    acronyms: tuple[tuple[str, str, str], ...]
    sources: Mapping[str, Mapping[int, tuple[str, str, str, str, str]]]


def records_for(inventory: Inventory, lang: str) -> PlainRecords:
    """The records of the inventory in `lang`."""
    local = inventory.localised(lang)
    return PlainRecords(
        bibliography={key: item.csl() for key, item in local.bibliography.items()},
        glossary=tuple((t.id, str(t.term), str(t.definition), t.alt) for t in local.glossary),
        acronyms=tuple(
            (a.acronym, str(a.expansion), a.expansion.lang if a.expansion.fallback else "")
            for a in local.acronyms
        ),
        sources={f"fiche-{fiche.id}": _sources(fiche) for fiche in local.fiches},
    )


def _sources(fiche: LocalFiche) -> dict[int, tuple[str, str, str, str, str]]:
    return {
        source.n: (
            source.title,
            source.publisher,
            source.url,
            str(source.accessed) if source.accessed.known else "",
            source.lang,
        )
        for source in fiche.sources
    }
