"""The inventory as a whole: every record with its file, and its view in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.diagnostics import Span
from reportgen.inventory.leaves import FieldText
from reportgen.inventory.local import FicheEntry, LocalFiche
from reportgen.inventory.locales import Locale
from reportgen.inventory.shared import (
    Acronym,
    CslItem,
    GlossaryTerm,
    Government,
    Milestone,
    Person,
    Portfolio,
    Texts,
    Tier,
    Title,
)
from reportgen.words import words_for
from reportgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class LocalPortfolio:
    """A portfolio with its name in one language. `titles`: what each government called it."""

    id: str
    name: FieldText
    tier: Tier
    aliases: tuple[str, ...] = ()
    titles: tuple[Title, ...] = ()
    category: str = ""


@dataclass(frozen=True, slots=True)
class LocalTerm:
    """A glossary term in one language; `others` are the term in the other languages of the report."""

    id: str
    term: FieldText
    definition: FieldText
    others: tuple[tuple[str, str], ...] = ()
    alt: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class LocalAcronym:
    """An acronym with its expansion in one language; `lang` when the acronym itself is in another one."""

    acronym: str
    expansion: FieldText
    lang: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LocalPerson:
    id: str
    name: str
    role: FieldText
    organisation: FieldText


@dataclass(frozen=True, slots=True)
class LocalInventory:
    """Everything the inventory says, in one language. Fiches stand in the order of their ids."""

    lang: str
    fiches: tuple[LocalFiche, ...]
    portfolios: tuple[LocalPortfolio, ...]
    governments: tuple[Government, ...]
    glossary: tuple[LocalTerm, ...]
    acronyms: tuple[LocalAcronym, ...]
    people: tuple[LocalPerson, ...]
    bibliography: Mapping[str, CslItem]
    reference_year: int = 0

    def fiche(self, fiche_id: str) -> LocalFiche | None:
        return next((fiche for fiche in self.fiches if fiche.id == fiche_id), None)

    def portfolio(self, portfolio_id: str) -> LocalPortfolio | None:
        return next((item for item in self.portfolios if item.id == portfolio_id), None)


@dataclass(frozen=True, slots=True)
class Inventory:
    """Every record of the project, by id (a bibliography entry by its key, an acronym by itself).

    `unreadable`: the ids of fiches whose file could not be read, so that nothing else calls them unknown.
    `locs`: the file and place of a record by its kind and id; see `place`.
    """

    source_language: str = "fr"
    languages: tuple[str, ...] = ("fr", "en")
    entries: Mapping[str, FicheEntry] = field(default_factory=dict)
    portfolios: Mapping[str, Portfolio] = field(default_factory=dict)
    governments: Mapping[str, Government] = field(default_factory=dict)
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    acronyms: Mapping[str, Acronym] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    milestones: Mapping[str, Milestone] = field(default_factory=dict)
    bibliography: Mapping[str, CslItem] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    locales: Mapping[str, Locale] = field(default_factory=dict)
    reference_year: int = 0
    unreadable: frozenset[str] = frozenset()
    files: Mapping[str, YamlFile] = field(default_factory=dict)
    locs: Mapping[tuple[str, str], tuple[str, tuple[str | int, ...]]] = field(default_factory=dict)
    _local: dict[str, LocalInventory] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def spoken(self) -> Mapping[str, Mapping[str, str]]:
        """The words of the languages that the engine does not speak by itself, by language."""
        return {lang: words_for(lang, self.words) for lang in self.locales}

    def place(self, kind: str, record_id: str) -> Span | None:
        """Where a record starts in its file: kinds portfolio, government, glossary, acronym, person,
        bibliography, fiche."""
        if kind == "fiche":
            entry = self.entries.get(record_id)
            return entry.yaml.span() if entry else None
        name, loc = self.locs.get((kind, record_id), ("", ()))
        return self.files[name].span(*loc) if name else None

    def localised(self, lang: str) -> LocalInventory:
        """The inventory in `lang`, texts merged with their translations. Made once."""
        if lang not in self._local:
            self._local[lang] = self._localised(lang)
        return self._local[lang]

    def _localised(self, lang: str) -> LocalInventory:
        return LocalInventory(
            lang=lang,
            fiches=tuple(self.entries[key].localised(lang) for key in sorted(self.entries)),
            portfolios=tuple(
                LocalPortfolio(
                    p.id,
                    self._text("portfolio", p.id, p, lang),
                    p.tier,
                    p.aliases,
                    p.titles,
                    p.category,
                )
                for p in self.portfolios.values()
            ),
            governments=tuple(self.governments.values()),
            glossary=tuple(self._term(term, lang) for term in self.glossary.values()),
            acronyms=tuple(
                LocalAcronym(
                    a.acronym,
                    self._text("acronym", a.acronym, a, lang),
                    a.lang,
                    a.source,
                )
                for a in self.acronyms.values()
            ),
            people=tuple(self._person(person, lang) for person in self.people.values()),
            bibliography=self.bibliography,
            reference_year=self.reference_year,
        )

    def _term(self, term: GlossaryTerm, lang: str) -> LocalTerm:
        def text(name: str, texts: Texts) -> FieldText:
            return self._text("glossary", term.id, texts, lang, name)

        return LocalTerm(
            term.id,
            text("term", term.term),
            text("definition", term.definition),
            tuple(
                (one, term.term[one]) for one in self.languages if one != lang and one in term.term.languages
            ),
            term.alt[lang],
            term.see,
            term.source,
        )

    def _person(self, person: Person, lang: str) -> LocalPerson:
        def text(name: str) -> FieldText:
            value = getattr(person, name)
            return self._text("person", person.id, value, lang, name) if value else FieldText()

        return LocalPerson(person.id, person.name, text("role"), text("organisation"))

    def _text(self, kind: str, record_id: str, texts: Texts, lang: str, *below: str) -> FieldText:
        """The text of a record, that of the source language where `lang` is missing."""
        here = texts.languages or [self.source_language]
        chosen = next((one for one in (lang, self.source_language) if one in here), here[0])
        name, loc = self.locs.get((kind, record_id), ("", ()))
        yaml = self.files.get(name)
        at = (*loc, *below, chosen)
        return FieldText(
            texts[chosen],
            "inline" if below == ("definition",) else "plain",
            yaml.path((*loc, *below)) if yaml else "",
            chosen,
            chosen != lang,
            yaml.text_map(*at) if yaml else None,
        )
