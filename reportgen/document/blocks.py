"""Block nodes: what stands on its own lines, as written and as made by passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from reportgen.diagnostics import Span
from reportgen.document.inlines import NO_ATTRS, Attrs, CrossRef, Image, Inlines
from reportgen.document.units import Unit

Align = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What stands on its own lines."""

    attrs: Attrs = NO_ATTRS
    span: Span | None = None
    unit: Unit | None = None


Blocks = tuple[Block, ...]


# ---- blocks as written


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """`level` 2 to 6 inside a part (the part's own title is level 1). `number` like "2.3", or ""."""

    level: int
    children: Inlines
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    children: Inlines
    number: str = ""


@dataclass(frozen=True, slots=True)
class ListItem(Block):
    children: Blocks


@dataclass(frozen=True, slots=True)
class List(Block):
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True


@dataclass(frozen=True, slots=True)
class DefinitionItem(Block):
    """A term and its definitions. `attrs.id` makes the term a label."""

    term: Inlines
    definitions: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(Block):
    items: tuple[DefinitionItem, ...]


@dataclass(frozen=True, slots=True)
class Quote(Block):
    children: Blocks


@dataclass(frozen=True, slots=True)
class CodeBlock(Block):
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Block):
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Cell(Block):
    """A table cell. `header` is "" (data), "col" or "row": the scope of a header cell."""

    children: Blocks
    header: Literal["", "col", "row"] = ""
    colspan: int = 1
    rowspan: int = 1
    align: Align = ""


@dataclass(frozen=True, slots=True)
class Row(Block):
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Block):
    """`widths` are percentages that sum to 100, or empty. `number` is the table number once numbered."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    columns: int
    caption: Inlines = ()
    widths: tuple[int, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[float | None, ...]


DATA_OF_FIGURES: Final = "data-of-figures"
"""Class of the division that holds the data of all charts: an edition need not print them twice."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The data of a chart, drawn by each edition: `categories` and one or more series of values.

    A `timeline` has two series, the first and the last day of each category in years (2019.5 is 1 July 2019);
    a last day that is not known is None, one still to come infinite. A `map` has one series, and in `marks`
    the place of each category: the id of a French region.
    """

    kind: Literal["bar", "column", "line", "dot", "timeline", "map"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    description: str = ""
    scale: Literal["linear", "log"] = "linear"
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A numbered image or chart. `content` is an Image, or a Chart; `data` its table, shown beside it."""

    content: Image | Chart
    caption: Inlines = ()
    number: str = ""
    data: Table | None = None


@dataclass(frozen=True, slots=True)
class Callout(Block):
    kind: Literal["note", "warning", "example", "pitfall", "todo"]
    children: Blocks
    title: Inlines = ()


@dataclass(frozen=True, slots=True)
class Div(Block):
    """`::: {.class #id lang=en}`: groups blocks. Classes of ours: see `docs/template-designers.md`."""

    children: Blocks


@dataclass(frozen=True, slots=True)
class Only(Block):
    """`:::{only} pdf html`: shown in the named editions alone."""

    editions: tuple[str, ...]
    children: Blocks


@dataclass(frozen=True, slots=True)
class Directive(Block):
    """A directive that composing expands: `:::{fiches}` and its options, each with its place."""

    name: str
    argument: str = ""
    options: tuple[tuple[str, str], ...] = ()
    option_spans: tuple[tuple[str, Span], ...] = ()
    children: Blocks = ()


# ---- blocks made by passes


@dataclass(frozen=True, slots=True)
class Generated(Block):
    """A place for a pass to fill.

    `kind`: toc, figures, tables, fiches, todos, figure-data, index, bibliography, backlinks.
    """

    kind: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a contents list. `level` counts from 1; `before` is a word such as "Annexe"."""

    target: str
    level: int
    number: str
    title: Inlines
    before: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Contents(Block):
    """A contents list (`kind` toc, figures, tables, fiches, todos): titles, and pages where there are."""

    kind: str
    entries: tuple[ContentsEntry, ...]
    title: Inlines = ()


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A term of the index; `refs` lead to the places, each with the paragraph or fiche number there."""

    term: Inlines
    refs: tuple[CrossRef, ...] = ()
    children: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    letter: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Index(Block):
    groups: tuple[IndexGroup, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """`id` is unique in its part; `number` is 0 until numbered; `calls` counts the calls to it."""

    id: str
    blocks: Blocks
    number: int = 0
    calls: int = 1
    span: Span | None = None
    unit: Unit | None = None
