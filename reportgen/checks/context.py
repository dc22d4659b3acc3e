"""What every rule may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.cache import NoStore, Store
from reportgen.checks.texts import Passage, passages
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.inventory import Inventory
from reportgen.project import Project
from reportgen.resolve.typography import Profile, conventions_of


@dataclass(frozen=True)
class CheckContext:
    """The finished documents by language, the project they come from, and where findings go.

    `store` keeps what is slow to find out (words looked up in a dictionary); `spelling` asks for that look.
    """

    project: Project
    inventory: Inventory
    documents: Mapping[str, n.Document]
    diagnostics: Diagnostics
    store: Store = field(default_factory=NoStore)
    spelling: bool = False

    def add(self, code: str, place: Span, said_by: str = "", /, **params: object) -> None:
        """Record a finding; one of the code `said_by` at the same line says less, and goes."""
        if said_by:
            self.drop(said_by, place)
        self.diagnostics.add(code, place, "", **params)

    def drop(self, code: str, place: Span) -> None:
        """Take back the findings of a code at a line: another finding says more."""
        for item in [*self.diagnostics.items]:
            if item.code == code and (item.span.file, item.span.line) == (place.file, place.line):
                del self.diagnostics.items[item]

    def house(self, lang: str) -> Profile:
        """The typography of a language: its conventions when the engine has no rules for it."""
        spoken = self.inventory.spoken.get(lang)
        return (conventions_of(spoken) if spoken else None) or ""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the content as typed, each once."""
        return tuple(passages(self.documents.values(), self.inventory))
