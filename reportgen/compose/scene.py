"""What composing knows while it works: a project, its records in one language, and where findings go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from reportgen.cache import Store
from reportgen.compose.ordering import report_order
from reportgen.compose.query import Collection, Frame, evaluate
from reportgen.compose.query.fields import Field, fiche_fields, portfolio_fields
from reportgen.compose.templating import Compiled, MarkdownEnvironment
from reportgen.compose.tools import functions_for, tools_for
from reportgen.compose.uses import PLACE, Uses, watched
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.units import UnitFactory
from reportgen.inventory import Inventory, LocalFiche, LocalInventory, LocalPortfolio
from reportgen.project import Assets, Project
from reportgen.words import LANGUAGES, Words, words_for

if TYPE_CHECKING:
    from reportgen.translation import PairedPart, State

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
        store: Store | None = None,
    ) -> None:
        self.project = project
        self.inventory = inventory
        self.lang = lang
        self.profile = profile
        self.assets = assets
        self.diagnostics = diagnostics
        self.store = store
        """Where files may have been left as they were parsed before."""
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

    @cached_property
    def report_fiches(self) -> tuple[LocalFiche, ...]:
        """The fiches in report order, for those who make each of them; what they read is not noted."""
        wanted = self.project.settings.parts.fiches if self.project else None
        return report_order(self.shared.fiches, self.inventory, wanted.sort if wanted else "portfolio")

    @cached_property
    def fiches(self) -> tuple[LocalFiche, ...]:
        """The fiches in report order; each field that is read counts as a use of that field."""
        return tuple(watched(fiche, self.lang, self.uses) for fiche in self.report_fiches)

    @cached_property
    def fiches_by_id(self) -> Mapping[str, LocalFiche]:
        return {fiche.id: fiche for fiche in self.fiches}

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
        self.uses.values.add((self.lang, expression))
        return evaluate(expression, self.frame)

    @cached_property
    def frame(self) -> Frame:
        """What computed values can see. What is read through it is not noted: see `value`."""
        shared, fiches = self.shared, self.report_fiches
        sources = tuple(source for fiche in fiches for source in fiche.sources)
        collections = {
            "fiches": Collection("fiches", fiches, self.fields),
            "ministries": Collection("ministries", shared.portfolios, portfolio_fields(fiches)),
            "glossary": Collection("glossary", shared.glossary, {}),
            "acronyms": Collection("acronyms", shared.acronyms, {}),
            "sources": Collection("sources", sources, {}),
            "bibliography": Collection("bibliography", tuple(shared.bibliography.values()), {}),
        }
        settings = self.project.settings if self.project else None
        values: dict[str, str] = {}
        if settings:
            values = {"version": settings.version, "reference_year": str(shared.reference_year)}
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
        # Loaded late: most builds are of the source language.
        from reportgen.translation import report_findings

        report_findings(paired, self.profile, self.diagnostics)
        self.translation.update(paired.counts())

    def place_of_fiche(self, fiche_id: str) -> Span:
        self.uses.fields.add((self.lang, fiche_id, PLACE))
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
                self.store,
            )
            other.units, other.uses = self.units, self.uses
            self._others[lang] = other
        return self._others[lang]
