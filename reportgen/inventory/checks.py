"""What types cannot say of a fiche: its facts agree with each other and with the other records."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

from reportgen.diagnostics import Diagnostics, suggest
from reportgen.inventory.citing import cited_sources
from reportgen.inventory.fiche import Fiche, Figure
from reportgen.inventory.leaves import leaves
from reportgen.inventory.local import FicheEntry, Overlay
from reportgen.inventory.model import Inventory
from reportgen.inventory.types import UNUSABLE_ID
from reportgen.yamlfile import Loc, YamlFile

FIGURES: Final = ("participants", "contributions", "cost_eur")
LISTS: Final = ("follow_up", "pitfalls", "gaps")
MIN_SOURCES: Final = 3
MAX_REPORTED: Final = 20
_FULL: Final = ("asked", "how", "who", "inspires", "reuse")


def check_fiche(entry: FicheEntry, inventory: Inventory, diagnostics: Diagnostics) -> None:
    """One fiche and its translations."""
    fiche, yaml = entry.fiche, entry.yaml
    _portfolios(fiche, yaml, inventory, diagnostics)
    _period(fiche, yaml, diagnostics)
    _territory(fiche, yaml, diagnostics)
    for name in FIGURES:
        _figure(getattr(fiche, name), name, yaml, diagnostics)
    _related(fiche, yaml, inventory, diagnostics)
    _ids(fiche, yaml, diagnostics)
    _sources(entry, diagnostics)
    _full(fiche, yaml, diagnostics)
    for overlay in entry.overlays.values():
        _overlay(fiche, yaml, overlay, diagnostics)


def _portfolios(fiche: Fiche, yaml: YamlFile, inventory: Inventory, diagnostics: Diagnostics) -> None:
    if not inventory.portfolios:
        return
    named: list[tuple[Loc, str]] = [(("lead", "portfolio"), fiche.lead.portfolio)]
    named += [(("associated", i), portfolio) for i, portfolio in enumerate(fiche.associated)]
    for loc, portfolio in named:
        if portfolio not in inventory.portfolios and portfolio != UNUSABLE_ID:
            near = _nearest_portfolio(portfolio, inventory)
            diagnostics.add("INV020", yaml.span(*loc), near, id=portfolio)
    for i, portfolio in enumerate(fiche.associated):
        if portfolio == fiche.lead.portfolio or portfolio in fiche.associated[:i]:
            diagnostics.add("INV021", yaml.span("associated", i), id=portfolio)


def _nearest_portfolio(word: str, inventory: Inventory) -> str:
    known = {_fold(name): p.id for p in inventory.portfolios.values() for name in (*p.texts, *p.aliases)}
    return known.get(_fold(word)) or suggest(word, inventory.portfolios)


def _fold(name: str) -> str:
    """A name without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return " ".join(
        "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split()
    )


def _period(fiche: Fiche, yaml: YamlFile, diagnostics: Diagnostics) -> None:
    if fiche.start.known and fiche.end.known and fiche.end.last_day < fiche.start.first_day:
        diagnostics.add("INV022", yaml.span("end"), end=fiche.end, start=fiche.start)


def _territory(fiche: Fiche, yaml: YamlFile, diagnostics: Diagnostics) -> None:
    if fiche.level == "territorial" and not fiche.territory and "level" in yaml.root.children:
        diagnostics.add("INV023", yaml.span("level"))
    elif fiche.level != "territorial" and fiche.territory:
        diagnostics.add("INV024", yaml.key_span("territory"), level=fiche.level)


def _figure(figure: Figure, name: str, yaml: YamlFile, diagnostics: Diagnostics) -> None:
    if not figure.known:
        return
    if figure.value == 0 and not figure.counts:
        diagnostics.add("INV025", yaml.span(name, "value"))
    elif not figure.counts:
        diagnostics.add("INV026", yaml.span(name, "value"))
    if not figure.sources:
        diagnostics.add("INV027", yaml.span(name, "value"))


def _related(fiche: Fiche, yaml: YamlFile, inventory: Inventory, diagnostics: Diagnostics) -> None:
    for i, other in enumerate(fiche.related):
        if other == fiche.id:
            diagnostics.add("INV038", yaml.span("related", i), id=other)
        elif other in fiche.related[:i]:
            diagnostics.add("INV021", yaml.span("related", i), id=other)
        elif other not in {*inventory.entries, *inventory.unreadable, UNUSABLE_ID}:
            diagnostics.add("INV028", yaml.span("related", i), suggest(other, inventory.entries), id=other)


def _ids(record: BaseModel, yaml: YamlFile, diagnostics: Diagnostics) -> None:
    """Items of a list have each their own id, sources each their own number."""
    for name, key in (*((name, "id") for name in LISTS), ("sources", "n")):
        first: dict[object, int] = {}
        for position, item in enumerate(getattr(record, name, ())):
            value = getattr(item, key)
            if yaml.value((name, position, key)) != value:
                continue
            if value in first:
                line = yaml.place((name, first[value], key)).line
                diagnostics.add("INV013", yaml.span(name, position, key), id=value, first=line)
            first.setdefault(value, position)


def _sources(entry: FicheEntry, diagnostics: Diagnostics) -> None:
    fiche, yaml = entry.fiche, entry.yaml
    known = {source.n for source in fiche.sources}
    used = set(_cited(fiche, yaml, known, diagnostics))
    for name in FIGURES:
        for position, number in enumerate(getattr(fiche, name).sources):
            used.add(number)
            if number not in known:
                diagnostics.add("INV029", yaml.span(name, "sources", position), n=number)
    for overlay in entry.overlays.values():
        used.update(_cited(overlay.record, overlay.yaml, known, diagnostics))
    for position, source in enumerate(fiche.sources):
        if source.n not in used:
            diagnostics.add("INV030", yaml.span("sources", position), n=source.n)


def _cited(record: BaseModel, yaml: YamlFile, known: set[int], diagnostics: Diagnostics) -> Iterator[int]:
    for loc, leaf, text in leaves(record):
        if leaf.kind == "plain" or "@s" not in text:
            continue
        places = yaml.text_map(*loc)
        reported = 0
        for cited in cited_sources(text):
            yield cited.number
            if cited.number not in known and reported < MAX_REPORTED:
                reported += 1
                diagnostics.add("INV029", places.at(cited.line, cited.col), n=cited.number)


def _full(fiche: Fiche, yaml: YamlFile, diagnostics: Diagnostics) -> None:
    if yaml.value(("depth",)) != "full":
        return
    missing = [name for name in _FULL if not getattr(fiche, name)]
    missing += [name for name in ("pitfalls", "follow_up") if not getattr(fiche, name)]
    for name in missing:
        diagnostics.add("INV031", yaml.span("depth"), field=name)
    if len(fiche.sources) < MIN_SOURCES:
        diagnostics.add("INV032", yaml.span("depth"), found=len(fiche.sources), least=MIN_SOURCES)


def _overlay(fiche: Fiche, yaml: YamlFile, overlay: Overlay, diagnostics: Diagnostics) -> None:
    record, there = overlay.record, overlay.yaml
    _ids(record, there, diagnostics)
    for name in LISTS:
        known = {item.id: item for item in getattr(fiche, name)}
        for position, item in enumerate(getattr(record, name, ())):
            if item.id not in known and item.id != UNUSABLE_ID:
                near = suggest(item.id, known)
                diagnostics.add("INV033", there.span(name, position, "id"), near, id=item.id, list=name)
    for loc, _, _ in leaves(record):
        # A list of texts is translated as a whole.
        at = loc[:-1] if isinstance(loc[-1], int) else loc
        if loc[0] not in LISTS and yaml.value(at) in (None, ""):
            diagnostics.add("INV034", there.key_span(*at), field=there.path(at), file=yaml.file)


def check_shared(inventory: Inventory, diagnostics: Diagnostics) -> None:
    """The shared records against each other."""
    bibliography = inventory.bibliography
    for kind, records in (("glossary", inventory.glossary), ("acronym", inventory.acronyms)):
        for key, record in records.items():
            name, loc = inventory.locs[kind, key]
            yaml = inventory.files[name]
            source = str(getattr(record, "source", ""))
            if source and bibliography and source not in bibliography:
                near = suggest(source, bibliography)
                diagnostics.add("INV035", yaml.span(*loc, "source"), near, key=source)
            for position, other in enumerate(getattr(record, "see", ())):
                if other not in inventory.glossary:
                    near = suggest(other, inventory.glossary)
                    diagnostics.add("INV036", yaml.span(*loc, "see", position), near, id=other)
    for portfolio in inventory.portfolios.values():
        name, loc = inventory.locs["portfolio", portfolio.id]
        for position, title in enumerate(portfolio.titles):
            if title.government not in inventory.governments:
                span = inventory.files[name].span(*loc, "titles", position, "government")
                near = suggest(title.government, inventory.governments)
                diagnostics.add("INV037", span, near, id=title.government)
