"""What went wrong in setting the pages, as findings that lead to the source."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.editions.html.context import note_id
from reportgen.editions.pdf.rounds import MAX_ROUNDS, Settled
from reportgen.editions.pdf.sheets import Book

NOWHERE = Span("content/report.yaml")


def report_findings(
    book: Book, settled: Settled, dead: frozenset[str], diagnostics: Diagnostics, *, final: bool
) -> None:
    """Add a finding for each lost footnote, unknown character, dead link, and for unsettled page numbers.

    An unknown character is an error in what is `final`, a warning in a draft.
    """
    if not settled.settled:
        diagnostics.add("PDF003", NOWHERE, rounds=MAX_ROUNDS)
    for sheet, rendered in zip(book.sheets, settled.rendered, strict=True):
        for lost in rendered.lost_notes:
            diagnostics.add("PDF002", _note_span(sheet.part, lost), note=lost)
        for character in rendered.unknown_characters:
            span = _span_of(sheet.part, character)
            diagnostics.add(
                "PDF011" if final else "PDF001", span, character=character, code=f"{ord(character):04X}"
            )
        for kind, words in rendered.lonely:
            what = book.document.words[f"pdf.alone.{kind}"]
            diagnostics.add("PDF012", _span_of(sheet.part, words), text=words, what=what)
        for address in rendered.refused:
            diagnostics.add("PDF004", _span_of(sheet.part, address), address=address)
    for target in sorted(dead):
        diagnostics.add("PDF005", NOWHERE, target=target)


def _note_span(part: n.Part | None, id_: str) -> Span:
    if part is not None:
        for note in part.notes:
            if note_id(part, note.id) == id_:
                return note.span or part.span or NOWHERE
    return NOWHERE


def _span_of(part: n.Part | None, text: str) -> Span:
    """The nearest place before the first text of `part` that holds `text`."""
    if part is None:
        return NOWHERE
    place = part.span or NOWHERE
    for holder, content in _texts(part):
        place = holder or place
        if text in content:
            return place
    return part.span or NOWHERE


def _texts(part: n.Part) -> Iterator[tuple[Span | None, str]]:
    for node in walk(part):
        span = getattr(node, "span", None)
        yield span, node.text if isinstance(node, n.Text | n.Code | n.CodeBlock) else ""
