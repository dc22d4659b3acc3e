"""What all fiches share: portfolios, glossary, acronyms, people, bibliography (`content/shared/`)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

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
from reportgen.project.texts import Needs, languages_in, text_in

Tier = Literal["core", "delegated", "institution"]


class Texts(Record):
    """A text in the languages of the report; French and English are named, others are further keys."""

    model_config = ConfigDict(frozen=True, extra="allow")
    needs: ClassVar[Needs] = "source"
    __pydantic_extra__: dict[str, Plain] = Field(init=False)
    fr: Plain = ""
    en: Plain = ""

    def __getitem__(self, lang: str) -> str:
        return str(text_in(self, lang))

    @property
    def languages(self) -> list[str]:
        """The languages in which it is there."""
        return languages_in(self)

    @property
    def texts(self) -> list[str]:
        """The text in every language in which it is there."""
        return [self[lang] for lang in self.languages]


class Named(Texts):
    """A record whose name stands in it in every language of the report."""

    needs: ClassVar[Needs] = "all"


class BilingualName(Texts):
    """Plain text in the languages of the report; all but the source language may be missing."""


class BilingualText(Texts):
    """Inline Markdown in the languages of the report; all but the source language may be missing."""

    __pydantic_extra__: dict[str, InlineText] = Field(init=False)
    fr: InlineText = ""
    en: InlineText = ""


class BilingualList(Record):
    """Other words for the same thing, in the languages of the report."""

    model_config = ConfigDict(frozen=True, extra="allow")
    needs: ClassVar[Needs] = "none"
    __pydantic_extra__: dict[str, tuple[Keyword, ...]] = Field(init=False)
    fr: tuple[Keyword, ...] = ()
    en: tuple[Keyword, ...] = ()

    def __getitem__(self, lang: str) -> tuple[str, ...]:
        return tuple(text_in(self, lang)) if lang in languages_in(self) else ()

    @property
    def texts(self) -> list[str]:
        """The words of every language."""
        return [word for lang in languages_in(self) for word in self[lang]]


class Government(Named):
    """A government of the reference year, with the source of its list of members."""

    id: Id
    start: Date
    end: Date
    source: Url = ""


class Title(Texts):
    """What a portfolio was called in one government (an official title, in the source language)."""

    government: Id
    __pydantic_extra__: dict[str, Fixed] = Field(init=False)
    fr: Fixed = ""
    en: Fixed = ""


class Portfolio(Named):
    """A stable portfolio or institution: the coverage frame. Its id outlives changes of title."""

    id: Id
    tier: Tier
    category: Fixed = ""
    aliases: tuple[Keyword, ...] = ()
    titles: tuple[Title, ...] = ()

    def name(self, lang: str) -> str:
        return self[lang]


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


class Acronym(Named):
    """An acronym with its expansion. `lang` is the language of the acronym itself, when not the source’s."""

    acronym: Fixed
    lang: LangCode = ""
    source: Fixed = ""

    def expansion(self, lang: str) -> str:
        return self[lang]


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


class UiWord(Named):
    """A word of the engine, replaced by the project."""


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
    "Texts",
    "Tier",
    "Title",
    "UiWord",
]
