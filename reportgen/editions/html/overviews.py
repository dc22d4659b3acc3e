"""The map and the timeline of the inventory, each followed by the table that says the same."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from reportgen.charts.map import TILES
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.html.blocks import write_blocks
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.page import Page
from reportgen.editions.html.structure import Structure
from reportgen.editions.html.templates import Templates
from reportgen.editions.html.views import choices_of, fiches_of, view_page


def map_page(structure: Structure, templates: Templates, context: BlockContext) -> Page:
    """A tile a region with how many practices it holds, then the practices of each region."""
    return _page("map", _map(structure), structure, templates, context)


def timeline_page(structure: Structure, templates: Templates, context: BlockContext) -> Page:
    """The practices of each family of methods from their first day to their last, then their dates."""
    return _page("timeline", tuple(_timeline(structure)), structure, templates, context)


def _page(
    stem: str, blocks: n.Blocks, structure: Structure, templates: Templates, context: BlockContext
) -> Page:
    content = Markup(write_blocks(blocks, context))
    return view_page(stem, "overview.html.j2", structure, templates, content=content)


def _map(structure: Structure) -> n.Blocks:
    words, fiches = structure.document.words, fiches_of(structure)
    found = {
        region: [part for part in fiches if region.key in {key for key, _ in part.facet("region")}]
        for region in choices_of(fiches, "region")
    }
    chart = n.Chart(
        "map",
        tuple(region.words for region in found),
        (n.Series(words["html.map.count"], tuple(float(len(parts)) for parts in found.values())),),
        "",
        words["html.map.description"].format(count=sum(map(len, found.values())), regions=len(found)),
        marks=tuple(region.key for region in found),
    )
    rows = tuple(
        n.Row((_head(_coded(region.key, region.words)), _number(len(parts)), n.Cell((_links(parts),))))
        for region, parts in found.items()
    )
    heads = (words["fields.region"], words["html.map.count"], words["html.group.fiche"])
    return (
        n.Figure(chart, (n.Text(words["html.map.caption"]),), attrs=n.Attrs(id="fig-regions")),
        _table(heads, rows, words["html.map.table"], "tbl-regions", (22, 8, 70)),
    )


def _coded(region: str, words: str) -> str:
    """The name of a region, with the code that its tile bears."""
    return f"{words} ({TILES[region][2]})" if region in TILES else words


def _timeline(structure: Structure) -> Iterator[n.Block]:
    words, fiches = structure.document.words, fiches_of(structure)
    for family in choices_of(fiches, "family"):
        parts = [
            part
            for part in fiches
            if family.key in {key for key, _ in part.facet("family")} and part.period != (None, None)
        ]
        if not parts:
            continue
        parts.sort(key=lambda part: part.period[0] if part.period[0] is not None else part.period[1] or 0)
        names = tuple(plain_text(part.title) for part in parts)
        series = (
            n.Series(words["fields.start"], tuple(part.period[0] for part in parts)),
            n.Series(words["fields.end"], tuple(part.period[1] for part in parts)),
        )
        described = words["html.timeline.description"].format(count=len(parts))
        caption = words["html.timeline.caption"].format(family=family.words)
        rows = tuple(
            n.Row((n.Cell((_links([part]),), "row"), n.Cell((_text(part.facet("dates")[0][1]),))))
            for part in parts
        )
        heads = (words["fields.fiche"], words["fields.dates"])
        yield n.Heading(2, (n.Text(family.words),), attrs=n.Attrs(id=f"family-{family.key}"))
        yield n.Figure(
            n.Chart("timeline", names, series, "", described),
            (n.Text(caption),),
            attrs=n.Attrs(id=f"fig-dates-{family.key}"),
        )
        title = words["html.timeline.table"].format(family=family.words)
        yield _table(heads, rows, title, f"tbl-dates-{family.key}", (60, 40))


def _table(
    heads: tuple[str, ...], rows: tuple[n.Row, ...], caption: str, id_: str, widths: tuple[int, ...]
) -> n.Table:
    head = n.Row(tuple(n.Cell((_text(text),), "col") for text in heads))
    return n.Table((head,), rows, len(heads), (n.Text(caption),), widths=widths, attrs=n.Attrs(id=id_))


def _text(text: str) -> n.Paragraph:
    return n.Paragraph((n.Text(text),))


def _head(text: str) -> n.Cell:
    return n.Cell((_text(text),), "row")


def _number(value: int) -> n.Cell:
    return n.Cell((_text(str(value)),), align="right")


def _links(parts: list[n.Part]) -> n.Paragraph:
    inlines: list[n.Inline] = []
    for part in parts:
        inlines += [n.InternalLink(part.id, part.title), n.Text("\u00a0; ")]
    return n.Paragraph(tuple(inlines[:-1]))
