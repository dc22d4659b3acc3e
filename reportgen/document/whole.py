"""The whole: parts, labels, what cover and metadata say, images, and the document itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reportgen.diagnostics import Span
from reportgen.document.blocks import Blocks, Footnote
from reportgen.document.inlines import NO_ATTRS, Attrs, Inlines
from reportgen.document.units import Unit

PartKind = Literal["front", "chapter", "divider", "fiche", "annex"]
LabelKind = Literal[
    "front",
    "chapter",
    "divider",
    "fiche",
    "annex",
    "section",
    "figure",
    "table",
    "recommendation",
    "term",
    "acronym",
    "source",
    "reference",
    "paragraph",
    "anchor",
]


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that a part is filed under: the method of a fiche, its portfolios, the year it began.

    `values` are pairs of a key, the same in every language, and its words; a key "" says that it is unknown.
    """

    name: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter, a fiche, an annex: what starts on its own page. `id` is also its label and its file name.

    `number` is "2" for a chapter, "31" for a fiche, "B" for an annex, "" for the others. `period` is the
    first and the last day of a practice in years (2019.5 is 1 July 2019), counted as in a timeline.
    """

    id: str
    kind: PartKind
    title: Inlines
    blocks: Blocks
    number: str = ""
    short_title: str = ""
    notes: tuple[Footnote, ...] = ()
    landscape: bool = False
    span: Span | None = None
    unit: Unit | None = None
    attrs: Attrs = NO_ATTRS
    keywords: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    period: tuple[float | None, float | None] = (None, None)

    def facet(self, name: str) -> tuple[tuple[str, str], ...]:
        """The values of a facet, none when the part has no such facet."""
        return next((facet.values for facet in self.facets if facet.name == name), ())


@dataclass(frozen=True, slots=True)
class Label:
    """Something that can be referred to. `part` is the id of the part that holds it.

    `editions` names the only editions that show it; empty means all.
    """

    id: str
    kind: LabelKind
    number: str
    title: Inlines
    part: str
    span: Span | None = None
    editions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A version that was published: its date (ISO 8601) and what it brought."""

    version: str
    date: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What cover, title page, imprint and file metadata say. Dates are ISO 8601.

    `base_url` is where the folder of all outputs is published, ending in "/"; "" when that is not known.
    `contact` is the mail address or page to which readers report what is not accessible.
    """

    id: str
    title: str
    lang: str
    subtitle: str = ""
    version: str = ""
    date: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
    licence_url: str = ""
    identifier: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    notice: str = ""
    profile: Literal["draft", "proof", "release"] = "draft"
    page_references: bool = True
    imprint: Blocks = ()
    base_url: str = ""
    contact: str = ""
    releases: tuple[Release, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """The bytes of an image, with its size in CSS pixels (0 when unknown)."""

    name: str
    data: bytes
    media_type: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an edition carries along, where it can; `description` says in words what it holds."""

    name: str
    media_type: str
    description: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """One language of the report: parts in reading order, labels by id, images by name.

    `attachments` are data that come with the report. `pairs` maps a unit id of this language to the one of
    the other language.
    """

    meta: Meta
    parts: tuple[Part, ...]
    labels: dict[str, Label] = field(default_factory=dict)
    resources: dict[str, Resource] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()

    @property
    def lang(self) -> str:
        return self.meta.lang
