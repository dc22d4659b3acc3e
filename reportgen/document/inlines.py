"""Inline nodes: what stands inside a paragraph, as written and after resolving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportgen.diagnostics import Span
from reportgen.document.units import Unit


@dataclass(frozen=True, slots=True)
class Attrs:
    """What `{#id .class lang=en key="value"}` says of a node."""

    id: str = ""
    classes: tuple[str, ...] = ()
    lang: str = ""
    values: tuple[tuple[str, str], ...] = ()

    def get(self, key: str, default: str = "") -> str:
        return dict(self.values).get(key, default)


NO_ATTRS = Attrs()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """Runs inside a paragraph."""


Inlines = tuple[Inline, ...]


# ---- inlines as written


@dataclass(frozen=True, slots=True)
class Text(Inline):
    text: str


@dataclass(frozen=True, slots=True)
class Emph(Inline):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Strong(Inline):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Strike(Inline):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Superscript(Inline):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Subscript(Inline):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Code(Inline):
    text: str


@dataclass(frozen=True, slots=True)
class SoftBreak(Inline):
    """A line end in the source: a space in print."""


@dataclass(frozen=True, slots=True)
class LineBreak(Inline):
    """A line end that is kept."""


@dataclass(frozen=True, slots=True)
class Link(Inline):
    """A link out of the report. `url` has passed the scheme allow-list (http, https, mailto, tel)."""

    children: Inlines
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image(Inline):
    """An image. `src` is a key of `Document.resources`; an empty `alt` means decorative.

    `unit` is that of the alternative text.
    """

    src: str
    alt: str
    title: str = ""
    attrs: Attrs = NO_ATTRS
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Styled(Inline):
    """`[text]{lang=en .class #id}`."""

    children: Inlines
    attrs: Attrs


@dataclass(frozen=True, slots=True)
class NoteRef(Inline):
    """A call to the footnote `note` of the same part; `number` is 0 until numbered.

    `occurrence` counts the calls to one note from 1.
    """

    note: str
    number: int = 0
    occurrence: int = 1
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RefTarget:
    label: str
    span: Span


RefForm = Literal["full", "number", "page"]


@dataclass(frozen=True, slots=True)
class Reference(Inline):
    """An unresolved reference: `@fig-x`, `[le @fig-x; @fig-y]`, `[-@fig-x]`, `[p. @fig-x]`.

    `article` is one of "", "le", "de", "à" (French: la figure, de la figure, à la figure; unused in
    English); `prefix` is any other text before the first target inside the brackets.
    """

    targets: tuple[RefTarget, ...]
    form: RefForm = "full"
    article: str = ""
    capital: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class CiteItem:
    key: str
    locator: str = ""
    prefix: str = ""
    suppress_author: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Citation(Inline):
    """An unresolved citation: `[@key, p. 12; @other]`; in a fiche `[@s2]` cites its source number 2."""

    items: tuple[CiteItem, ...]


@dataclass(frozen=True, slots=True)
class Computed(Inline):
    """`{{ expression }}` before it is computed."""

    expression: str
    span: Span | None = None


# ---- inlines after resolving


@dataclass(frozen=True, slots=True)
class CrossRef(Inline):
    """A resolved reference to the label `target`.

    What a reader sees is `before` + `number` ("figure " + "3"), or `title` when the target has no number.
    `number` is the very number printed at the target. `form` "page" means that the page number is what
    the author asked for: an edition without pages shows `before` + `number` instead. `covers` are the
    labels that a range such as "7 to 9" passes over; its last reference carries them.
    """

    target: str
    before: str = ""
    number: str = ""
    title: Inlines = ()
    form: RefForm = "full"
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InternalLink(Inline):
    """A link to any label or anchor of the report that is not a numbered reference.

    Written `[text](#label)`, or made by a pass; `span` is its place when it was written.
    """

    target: str
    children: Inlines
    role: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Anchor(Inline):
    """An invisible place that can be linked to (index marks, for instance)."""

    id: str


@dataclass(frozen=True, slots=True)
class Abbreviation(Inline):
    """An acronym with its expansion; `target` is its entry in the list of acronyms, if there is one."""

    text: str
    expansion: str
    lang: str = ""
    target: str = ""
