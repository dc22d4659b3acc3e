"""What all fiches share: portfolios, glossary, acronyms, people, bibliography (`content/shared/`)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from reportgen.inventory.types import (
    NO_DATE,
    Date,
    Fixed,
    Id,
    InlineText,
    Keyword,
    LangCode,
    Plain,
    Record,
    Url,
)

Tier = Literal["core", "delegated", "institution"]


class BilingualName(Record):
    """Plain text in both languages; English may be missing."""

    fr: Plain
    en: Plain = ""

    def __getitem__(self, lang: str) -> str:
        return (self.en if lang == "en" else self.fr) or self.fr


class BilingualText(Record):
    """Inline Markdown in both languages; English may be missing."""

    fr: InlineText
    en: InlineText = ""

    def __getitem__(self, lang: str) -> str:
        return (self.en if lang == "en" else self.fr) or self.fr


class BilingualList(Record):
    """Other words for the same thing, in both languages."""

    fr: tuple[Keyword, ...] = ()
    en: tuple[Keyword, ...] = ()

    def __getitem__(self, lang: str) -> tuple[str, ...]:
        return self.en if lang == "en" else self.fr


class Government(Record):
    """A government of the reference year, with the source of its list of members."""

    id: Id
    fr: Plain
    en: Plain
    start: Date
    end: Date
    source: Url = ""


class Title(Record):
    """What a portfolio was called in one government (an official title, in French)."""

    government: Id
    fr: Fixed


class Portfolio(Record):
    """A stable portfolio or institution: the coverage frame. Its id outlives changes of title."""

    id: Id
    fr: Plain
    en: Plain
    tier: Tier
    category: Fixed = ""
    aliases: tuple[Keyword, ...] = ()
    titles: tuple[Title, ...] = ()

    def name(self, lang: str) -> str:
        return (self.en if lang == "en" else self.fr) or self.fr


class Ministries(Record):
    """`ministries.yaml`."""

    reference_year: Annotated[int, Field(strict=True, ge=1900, le=2999)] = 0
    governments: tuple[Government, ...] = ()
    portfolios: tuple[Portfolio, ...]


class GlossaryTerm(Record):
    """A term with its definition. `source` is a key of the bibliography; `see` are ids of other terms.

    `alt` are other words for it, `avoid` words that translations must not use for it.
    """

    id: Id
    term: BilingualName
    definition: BilingualText
    alt: BilingualList = BilingualList()
    avoid: BilingualList = BilingualList()
    see: tuple[Id, ...] = ()
    source: Fixed = ""


class Acronym(Record):
    """An acronym with its expansion. `lang` is the language of the acronym itself, when not French."""

    acronym: Fixed
    fr: Plain
    en: Plain
    lang: LangCode = ""
    source: Fixed = ""

    def expansion(self, lang: str) -> str:
        return (self.en if lang == "en" else self.fr) or self.fr


class Person(Record):
    """Someone the report thanks or names as author."""

    id: Id
    name: Fixed
    role: BilingualName | None = None
    organisation: BilingualName | None = None


class CslName(Record):
    """A name in a CSL-JSON item."""

    model_config = ConfigDict(frozen=True, extra="allow")
    family: str = ""
    given: str = ""
    literal: str = ""


class CslItem(Record):
    """A reference in CSL-JSON (schema 1.0.2); variables other than these are kept as they are."""

    model_config = ConfigDict(frozen=True, extra="allow")
    id: Fixed
    type: Fixed
    title: str = ""
    author: tuple[CslName, ...] = ()
    editor: tuple[CslName, ...] = ()
    issued: dict[str, Any] = Field(default_factory=dict)
    URL: Url = ""
    accessed: dict[str, Any] = Field(default_factory=dict)

    def csl(self) -> dict[str, Any]:
        """The item as CSL processors take it."""
        return self.model_dump(exclude_defaults=True)


class Milestone(Record):
    """A milestone of the commitment: when it was due, when it was reached, what shows it."""

    id: Id
    name: BilingualName
    due: Date = NO_DATE
    done: Date = NO_DATE
    evidence: BilingualText | None = None
    url: Url = ""


class UiWord(Record):
    """A word of the engine, replaced by the project."""

    fr: Plain
    en: Plain


__all__ = [
    "Acronym",
    "BilingualList",
    "BilingualName",
    "BilingualText",
    "CslItem",
    "CslName",
    "GlossaryTerm",
    "Government",
    "Milestone",
    "Ministries",
    "Person",
    "Portfolio",
    "Tier",
    "Title",
    "UiWord",
]
