"""Blocks as paragraphs in Word styles, one function a node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.editions.docx import contents, figures, headings, index, lists, tables
from reportgen.editions.docx.emit import boxed, boxed_by_class, change_bar, emit, language, own_language
from reportgen.editions.docx.inlines import write_inlines
from reportgen.editions.docx.looks import frame
from reportgen.editions.docx.ooxml import text_run
from reportgen.editions.docx.plan import paragraph_label
from reportgen.editions.docx.state import AFTER_BOX, Flow, Place

_NUMBER: Final = "RG Paragraph Number"


def write_blocks(blocks: n.Blocks, place: Place, flow: Flow) -> None:
    """Add `blocks` to `flow`. Raises TypeError for a node that a pass should have replaced."""
    for block in blocks:
        writer = _WRITERS.get(type(block))
        if writer is None:
            raise TypeError(f"{type(block).__name__} should not reach an edition")
        place.work.reach(block.attrs.id)
        writer(block, language(place, block.attrs.lang), flow)
        if place.unit is not None and flow.elements:
            place = replace(place, unit=None)


def _paragraph(node: n.Paragraph, place: Place, flow: Flow) -> None:
    work = place.work
    if "stale" in node.attrs.classes:
        _notice(place, "html.stale", flow)
    if node.number:
        _margin_number(node.number, place, flow)
    content = write_inlines(node.children, place.here, place.form)
    own = paragraph_label(node)
    if own and own != node.attrs.id:
        content = work.bookmarks.around(work.names(own), content)
    style = work.styles.class_style(node.attrs.classes) or place.style
    bar = change_bar(node.attrs.classes, work)
    emit(flow, place, style, content, unit=node.unit or place.unit, label=node.attrs.id, more=bar)


def _margin_number(number: str, place: Place, flow: Flow) -> None:
    """The number of a paragraph in the margin, in proof copies."""
    if place.work.document.meta.profile == "proof":
        bare = own_language(replace(place, left=0, box="", unit=None, align=""))
        gap, flow.gap = flow.gap, 0
        level = {"frame": frame(place.work.look(_NUMBER), place.work.styles, gap)}
        emit(flow, bare, _NUMBER, [text_run(number, bare.form)], more=level)
        flow.gap = gap


def _notice(place: Place, word: str, flow: Flow) -> None:
    """A line of the engine's own, in the language of the report."""
    own = own_language(replace(place, unit=None))
    emit(flow, own, "RG Notice", [text_run(place.work.word(word), own.form)])


def _quote(node: n.Quote, place: Place, flow: Flow) -> None:
    write_blocks(node.children, boxed(place, "Quote"), flow)


def _code(node: n.CodeBlock, place: Place, flow: Flow) -> None:
    content = [text_run(node.text.rstrip("\n"), replace(place.form, no_proof=True))]
    emit(flow, place, "RG Code", content, unit=node.unit or place.unit, label=node.attrs.id)


def _rule(node: n.Rule, place: Place, flow: Flow) -> None:
    emit(flow, place, "RG Rule", [])


def _callout(node: n.Callout, place: Place, flow: Flow) -> None:
    style = f"RG Callout {node.kind.capitalize()}"
    kind = place.work.word(f"html.callout.{node.kind}")
    inside = boxed(place, style)
    # The kind is the engine's word; the title is the author's, and alone stands in the unit's bookmark.
    colon = place.work.word("html.colon") if node.title else ""
    flow.lead.append(text_run(kind + colon, own_language(place).form))
    title = write_inlines(node.title, place.here, place.form)
    emit(flow, inside, f"{style} Title", title, unit=node.unit if node.title else None, label=node.attrs.id)
    write_blocks(node.children, inside, flow)
    flow.gap = max(flow.gap, AFTER_BOX)


def _div(node: n.Div, place: Place, flow: Flow) -> None:
    classes = node.attrs.classes
    inside = boxed_by_class(node, place)
    if "untranslated" in classes:
        _notice(inside, "html.untranslated", flow)
    elif "stale" in classes:
        _notice(inside, "html.stale", flow)
    if node.attrs.id.startswith("rec-") and node.attrs.get("number"):
        _recommendation(node, inside, flow)
    elif node.attrs.id:
        flow.lead += place.work.bookmarks.around(place.work.names(node.attrs.id), ())
    write_blocks(node.children, inside, flow)
    if inside.style != place.style:
        flow.gap = max(flow.gap, AFTER_BOX)


def _recommendation(node: n.Div, place: Place, flow: Flow) -> None:
    """« Recommandation 3. » before the first paragraph; a reference reads the number from there."""
    work = place.work
    form = replace(own_language(place).form, bold=True)
    before, _, after = work.word("recommendation.label", number="\0").partition("\0")
    number = [text_run(node.attrs.get("number"), form)]
    marked = work.bookmarks.around(work.names(node.attrs.id), number)
    flow.lead += [text_run(before, form), *marked, text_run(f"{after} ", form)]


_WRITERS: Final[dict[type[n.Block], Callable[[Any, Place, Flow], None]]] = {
    n.Heading: headings.write_heading,
    n.Paragraph: _paragraph,
    n.List: lists.write_list,
    n.DefinitionList: lists.write_definitions,
    n.Quote: _quote,
    n.CodeBlock: _code,
    n.Rule: _rule,
    n.Table: tables.write_table,
    n.Figure: figures.write_figure,
    n.Callout: _callout,
    n.Div: _div,
    n.Contents: contents.write_contents,
    n.Index: index.write_index,
}
