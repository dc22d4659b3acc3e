"""What composing knows while it works: a project, its records in one language, and where findings go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from reportgen.compose.ordering import report_order
from reportgen.compose.query import Collection, Frame, evaluate
from reportgen.compose.query.fields import Field, fiche_fields, portfolio_fields
from reportgen.compose.templating import Compiled, MarkdownEnvironment
from reportgen.compose.tools import functions_for, tools_for
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.units import UnitFactory
from reportgen.inventory import Inventory, LocalFiche, LocalInventory, LocalPortfolio
from reportgen.project import Assets, Project
from reportgen.translation import PairedPart, State, report_findings
from reportgen.words import LANGUAGES, Words, words_for

Profile = Literal["draft", "proof", "release"]


@dataclass(slots=True)
class Units:
    """The units of each container, numbered through however many texts make it."""

    factories: dict[tuple[str, str], UnitFactory] = field(default_factory=dict)
    serials: dict[str, int] = field(default_factory=dict)

    def of(self, container: str, lang: str) -> UnitFactory:
        return self.factories.setdefault((container, lang), UnitFactory(container, lang))

    def serial(self, name: str) -> int:
        """1, 2, 3… for things of one name."""
        self.serials[name] = self.serials.get(name, 0) + 1
        return self.serials[name]


@dataclass(slots=True)
class Uses:
    """What the part being made has looked at, and has to be made again for: fiches, templates, and computed
    values by language and expression."""

    fiches: set[str] = field(default_factory=set)
    values: set[tuple[str, str]] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)
    everything: bool = False

    def forget(self) -> None:
        self.fiches.clear()
        self.templates.clear()
        self.values.clear()
        self.everything = False


class _Watched(Mapping[str, LocalFiche]):
    """Fiches by id; looking at one is a use of it. Ids alone are part of what every part depends on."""

    def __init__(self, fiches: Mapping[str, LocalFiche], uses: Uses) -> None:
        self._fiches = fiches
        self._uses = uses

    def __getitem__(self, key: str) -> LocalFiche:
        self._uses.fiches.add(key)
        return self._fiches[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fiches)

    def __len__(self) -> int:
        return len(self._fiches)


class Scene:
    """Everything that composing one language needs. `project` is None when there are no records to use."""

    def __init__(
        self,
        project: Project | None,
        inventory: Inventory,
        lang: str,
        profile: Profile,
        assets: Assets,
        diagnostics: Diagnostics,
        compiled: Compiled | None = None,
    ) -> None:
        self.project = project
        self.inventory = inventory
        self.lang = lang
        self.profile = profile
        self.assets = assets
        self.diagnostics = diagnostics
        self.words: Words = words_for(lang, inventory.words)
        self.units = Units()
        self.uses = Uses()
        self.pairs: dict[str, str] = {}
        """Unit ids of this language with those of the source language."""
        self.translation: Counter[State] = Counter()
        """How many units of the report are in each state of translation."""
        self._compiled = compiled or Compiled()
        self._others: dict[str, Scene] = {}

    @cached_property
    def shared(self) -> LocalInventory:
        """The inventory, for what is not about fiches: looking at it is not a use of any."""
        return self.inventory.localised(self.lang)

    @property
    def local(self) -> LocalInventory:
        """The inventory, fiches included; looking at it counts as a use of them all."""
        self.uses.everything = True
        return self.shared

    @cached_property
    def report_fiches(self) -> tuple[LocalFiche, ...]:
        """The fiches in report order, for those who make each of them; not counted as a use."""
        wanted = self.project.settings.parts.fiches if self.project else None
        return report_order(self.shared.fiches, self.inventory, wanted.sort if wanted else "portfolio")

    @property
    def fiches(self) -> tuple[LocalFiche, ...]:
        """The fiches in report order; looking at them counts as a use of them all."""
        self.uses.everything = True
        return self.report_fiches

    @cached_property
    def fiches_by_id(self) -> Mapping[str, LocalFiche]:
        return _Watched({fiche.id: fiche for fiche in self.report_fiches}, self.uses)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each fiche: its position in the report."""
        return {fiche.id: number for number, fiche in enumerate(self.report_fiches, start=1)}

    @cached_property
    def portfolios(self) -> Mapping[str, LocalPortfolio]:
        return {portfolio.id: portfolio for portfolio in self.shared.portfolios}

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """What can be asked of a fiche."""
        return fiche_fields(self.portfolios)

    def value(self, expression: str) -> str:
        """The value of an expression as it is printed. Raises QueryError.

        What uses it depends on that value, not on all the fiches that it is computed from.
        """
        around, self.uses.everything = self.uses.everything, True
        text = evaluate(expression, self.frame)
        self.uses.everything = around
        self.uses.values.add((self.lang, expression))
        return text

    @property
    def frame(self) -> Frame:
        """What computed values can see: looking at it counts as a use of all fiches."""
        self.uses.everything = True
        return self._frame

    @cached_property
    def _frame(self) -> Frame:
        local = self.local
        sources = tuple(source for fiche in self.fiches for source in fiche.sources)
        collections = {
            "fiches": Collection("fiches", self.fiches, self.fields),
            "ministries": Collection("ministries", local.portfolios, portfolio_fields(self.fiches)),
            "glossary": Collection("glossary", local.glossary, {}),
            "acronyms": Collection("acronyms", local.acronyms, {}),
            "sources": Collection("sources", sources, {}),
            "bibliography": Collection("bibliography", tuple(local.bibliography.values()), {}),
        }
        settings = self.project.settings if self.project else None
        values: dict[str, str] = {}
        if settings:
            values = {"version": settings.version, "reference_year": str(local.reference_year)}
        return Frame(self.lang, self.words, collections, values)

    @cached_property
    def environment(self) -> MarkdownEnvironment:
        """The templates of this language."""
        environment = MarkdownEnvironment(
            self.assets,
            dict(self.words),
            tools_for(self),
            functions_for(self),
            used=self.uses.templates.add,
            compiled=self._compiled,
        )
        numeric = {name for name, field in self.fields.items() if field.kind == "number"}
        environment.tests["rightmost"] = lambda column: column in numeric
        return environment

    def note_translation(self, paired: PairedPart) -> None:
        """Report what the pairing of a part found, and keep its counts."""
        report_findings(paired, self.profile, self.diagnostics)
        self.translation.update(paired.counts())

    def place_of_fiche(self, fiche_id: str) -> Span:
        entry = self.inventory.entries.get(fiche_id)
        return entry.yaml.span() if entry else Span(f"fiche-{fiche_id}")

    def in_language(self, lang: str) -> Scene:
        """The same report in another language: for a French passage left in an English report."""
        if lang == self.lang or lang not in (*LANGUAGES, *self.inventory.languages):
            return self
        if lang not in self._others:
            other = Scene(
                self.project,
                self.inventory,
                lang,
                self.profile,
                self.assets,
                self.diagnostics,
                self._compiled,
            )
            other.units, other.uses = self.units, self.uses
            self._others[lang] = other
        return self._others[lang]
