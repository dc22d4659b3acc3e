"""The fiche: what the inventory says of one practice. `docs/fiche.md` explains each field to editors."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from reportgen.inventory.types import (
    NO_DATE,
    UNKNOWN,
    UNKNOWN_DATE,
    BlockText,
    Count,
    Date,
    EndDate,
    Fixed,
    Id,
    InlineText,
    Keyword,
    LangCode,
    Number,
    Plain,
    Record,
    StartDate,
    Url,
)

MANY = Field(max_length=500)

Depth = Literal["full", "short"]
Status = Literal["draft", "in_review", "validated"]
Form = Literal["representative", "participatory", "deliberative"]
Level = Literal["national", "territorial", "european"]
Method = Literal[
    "citizens_assembly",
    "public_debate",
    "online_consultation",
    "participatory_budget",
    "petition",
    "citizen_panel",
    "co_design",
    "workshop",
    "hybrid",
    "standing_body",
    "open_data_civic_tech",
    "other",
]
Region = Literal[
    "auvergne-rhone-alpes",
    "bourgogne-franche-comte",
    "bretagne",
    "centre-val-de-loire",
    "corse",
    "grand-est",
    "guadeloupe",
    "guyane",
    "hauts-de-france",
    "ile-de-france",
    "la-reunion",
    "martinique",
    "mayotte",
    "normandie",
    "nouvelle-aquitaine",
    "nouvelle-caledonie",
    "occitanie",
    "pays-de-la-loire",
    "provence-alpes-cote-d-azur",
]
"""Regions of France (Code officiel géographique), and New Caledonia."""
Family = Literal["deliberate", "debate", "consult", "choose", "design", "sit"]
FAMILIES: Final[dict[Method, Family]] = {
    "citizens_assembly": "deliberate",
    "citizen_panel": "deliberate",
    "public_debate": "debate",
    "workshop": "debate",
    "hybrid": "debate",
    "online_consultation": "consult",
    "petition": "consult",
    "participatory_budget": "choose",
    "co_design": "design",
    "open_data_civic_tech": "design",
    "standing_body": "sit",
    "other": "sit",
}
"""What each method asks of people, in a word."""
FollowUpStatus = Literal["dated", "undated", "none"]
SelectionKind = Literal["open", "sortition", "mixed", "nominated", "not_applicable"]


class Lead(Record):
    """Who leads: a portfolio of `ministries.yaml`, and the organiser's own name."""

    portfolio: Id
    """The portfolio or institution that leads: an id of `content/shared/ministries.yaml`."""
    name: Plain = ""
    """The organiser as the sources name it."""


class Selection(Record):
    """How people come to take part."""

    kind: SelectionKind
    """How people come in: open to all, drawn by lot, mixed, nominated, or not applicable."""
    detail: Plain = ""
    """The same in words: who, from which list, by which criteria."""


class Figure(Record):
    """A number with what it counts, who counted and when; `value` unknown is not zero."""

    value: Count = UNKNOWN
    """A whole number, or unknown. 0 means none at all."""
    counts: Plain = ""
    """What the number counts, and who counted."""
    date: Date = NO_DATE
    """When it was counted."""
    sources: Annotated[tuple[Number, ...], MANY] = ()
    """The numbers of the sources that give it."""

    @property
    def known(self) -> bool:
        return isinstance(self.value, int)


class FollowUp(Record):
    """What came afterwards, dated."""

    id: Id
    """Short name of the item, such as f1; never used again for another one."""
    text: InlineText
    """What happened, with its sources: [@s2]."""
    date: Date = NO_DATE
    """When, as precisely as known."""
    link: Url = ""
    """A page about it."""


class Note(Record):
    """One item of a list of remarks."""

    id: Id
    """Short name of the item, such as p1; never used again for another one."""
    text: InlineText
    """One point, with its sources: [@s2]."""


class Source(Record):
    """A source of the fiche; `[@s2]` in a text cites number 2. Without `url` its address is incomplete."""

    n: Number
    """The number that texts cite: [@s2] is number 2. Numbers are not changed afterwards."""
    title: Fixed
    """Title of the page or document, in its own language."""
    publisher: Fixed = ""
    """Who publishes it."""
    url: Url = ""
    """Its address; left out when only the site is known."""
    accessed: Date = NO_DATE
    """The day on which it was read."""
    date: Date = NO_DATE
    """Its own date."""
    lang: LangCode = ""
    """Its language: fr, en…"""


class Fiche(Record):
    """One practice: facts once, texts in the source language (or merged for one language)."""

    id: Id
    """Identifier of the practice and name of the file. Never changes."""
    name: Plain
    """Name of the practice."""
    summary: Plain
    """One or two sentences: what it is, who led it, when."""
    depth: Depth
    """full: a whole page, with follow-up and pitfalls. short: a card."""
    status: Status = "draft"
    """draft, in_review, or validated by those who answer for it."""
    lead: Lead
    """Who leads."""
    associated: Annotated[tuple[Id, ...], MANY] = ()
    """Other portfolios that ask for it, host it, guarantee it or answer it."""
    form: Form
    """The form of democracy that it belongs to."""
    method: Method
    """The method: one value, the main one."""
    level: Level
    """The level of the public body that decides."""
    territory: Plain = ""
    """Which territory; for a territorial practice only."""
    region: Region | Literal[""] = ""
    """The region that holds the territory; left out when there are several."""
    start: StartDate = UNKNOWN_DATE
    """First day, as precise as known: 2019, 2019-01 or 2019-01-15; or unknown."""
    end: EndDate = UNKNOWN_DATE
    """Last day, or ongoing, or unknown."""
    duration: Plain = ""
    """How long, in words, when the dates do not say it."""
    selection: Selection
    """How people come in, and who."""
    participants: Figure = Figure()
    """How many people took part."""
    contributions: Figure = Figure()
    """How many contributions were made: answers, proposals, signatures…"""
    cost_eur: Figure = Figure()
    """What it cost, in euros."""
    asked: BlockText = ""
    """What was asked, by whom, and why."""
    how: BlockText = ""
    """How it worked, step by step."""
    who: BlockText = ""
    """Who took part, and who did not."""
    outcome: BlockText = ""
    """What was decided afterwards, in prose."""
    follow_up: Annotated[tuple[FollowUp, ...], MANY] = ()
    """What came afterwards, dated, one fact an item."""
    inspires: BlockText = ""
    """What others can take from it."""
    pitfalls: Annotated[tuple[Note, ...], MANY] = ()
    """What went wrong or was criticised, one point an item."""
    reuse: BlockText = ""
    """What it takes to do it elsewhere."""
    evaluation: BlockText = ""
    """What evaluations found, and who made them."""
    gaps: Annotated[tuple[Note, ...], MANY] = ()
    """What could not be found out."""
    keywords: Annotated[tuple[Keyword, ...], Field(max_length=30)] = ()
    """Entries of the index, in the language of the file."""
    related: Annotated[tuple[Id, ...], MANY] = ()
    """Ids of other fiches."""
    sources: Annotated[tuple[Source, ...], MANY] = ()
    """The sources, numbered."""

    def ministry(self, portfolio: str) -> bool:
        """Whether the portfolio leads the practice or is associated with it."""
        return portfolio == self.lead.portfolio or portfolio in self.associated

    def source(self, number: int) -> Source | None:
        return next((source for source in self.sources if source.n == number), None)

    @property
    def ongoing(self) -> bool:
        return self.end.state == "ongoing"

    @property
    def family(self) -> Family:
        """The family of the method."""
        return FAMILIES[self.method]

    @property
    def unknown_figures(self) -> tuple[str, ...]:
        """The figures of which nothing is known, not even what they would count."""
        names = ("participants", "contributions", "cost_eur")
        return tuple(n for n in names if not getattr(self, n).known and not getattr(self, n).counts)

    @property
    def follow_up_status(self) -> FollowUpStatus:
        """Whether anything is known of what came afterwards, and when."""
        if not self.follow_up:
            return "none"
        return "dated" if any(step.date.known for step in self.follow_up) else "undated"

    @property
    def completeness(self) -> Completeness:
        """See `Completeness`; empty fields of a short fiche count as missing too."""
        return completeness(self)


class Completeness(Record):
    """How many of the fields that commitment FR0110 asks for are filled, and which are missing."""

    filled: int
    total: int
    missing: tuple[str, ...] = ()

    @property
    def fraction(self) -> float:
        return self.filled / self.total if self.total else 1.0


def completeness(fiche: Fiche) -> Completeness:
    """What is filled of what a reader of the inventory needs.

    The list follows the commitment: the practice, who carries it, its method and public, its results and
    their follow-up, its limits, and what it takes to use it elsewhere.
    """
    present = {
        "asked": fiche.asked,
        "how": fiche.how,
        "who": fiche.who,
        "start": fiche.start.known,
        "end": fiche.end.known or fiche.ongoing,
        "selection": fiche.selection.kind != "not_applicable" or fiche.selection.detail,
        "participants": fiche.participants.known,
        "contributions": fiche.contributions.known,
        "cost_eur": fiche.cost_eur.known,
        "outcome": fiche.outcome or fiche.follow_up,
        "follow_up": fiche.follow_up,
        "inspires": fiche.inspires,
        "pitfalls": fiche.pitfalls,
        "reuse": fiche.reuse,
        "evaluation": fiche.evaluation,
        "sources": fiche.sources,
    }
    missing = tuple(name for name, value in present.items() if not value)
    return Completeness(filled=len(present) - len(missing), total=len(present), missing=missing)
