"""Fields as the rest of the writer speaks of them: references, pages, captions, index marks, running heads.

Every field carries the result that Word itself would compute, so that nothing need be updated on opening.
Instructions are those of ECMA-376 part 1, 17.16.5.
"""

from __future__ import annotations

from typing import Final

from reportgen.editions.docx.numbering import letters_value
from reportgen.editions.docx.ooxml import (
    Pieces,
    RunFormat,
    field,
    mark_field,
    quoted,
    text_run,
)
from reportgen.editions.docx.plan import Reading
from reportgen.editions.docx.state import Work

# `\r` reads the number of the bookmarked paragraph.
_SWITCHES: Final[dict[Reading, str]] = {
    "list": r"\r \h",
    "text": r"\h",
    "title": r"\h",
}


def reference(bookmark: str, reading: Reading, result: Pieces, form: RunFormat) -> Pieces:
    """The number or title of the place that `bookmark` marks."""
    return field(f"REF {bookmark} {_SWITCHES[reading]}", result, form)


def page_of(bookmark: str, page: str, form: RunFormat) -> Pieces:
    """The page of a bookmark; without a known page, a field that still waits for its result."""
    return field(rf"PAGEREF {bookmark} \h", [text_run(page, form)] if page else [], form)


def note_number(bookmark: str, number: int, form: RunFormat) -> Pieces:
    """The number of a footnote called before."""
    return field(rf"NOTEREF {bookmark} \h", [text_run(str(number), form)], form)


def sequence(word: str, number: str, work: Work, form: RunFormat) -> Pieces:
    """The number of a caption, fiche or annex in the sequence called `word`; set where Word would count
    otherwise. A number that Word cannot count to is text."""
    name = sequence_name(word)
    value = int(number) if number.isdecimal() else letters_value(number)
    if not value:
        return [text_run(number, form)]
    reset = "" if value == work.sequences.get(name, 0) + 1 else rf" \r {value}"
    work.sequences[name] = value
    shape = "ARABIC" if number.isdecimal() else "ALPHABETIC"
    return field(rf"SEQ {name} \* {shape}{reset}", [text_run(number, form)], form)


def sequence_name(word: str) -> str:
    """What a sequence is called in fields: its word, spaces apart."""
    return word.replace(" ", "_")


def index_marks(label: str, work: Work) -> Pieces:
    """XE fields for the index terms that lead to `label`."""
    marks: Pieces = []
    for path in work.plan.terms.get(label, ()):
        entry = ":".join(term.replace(":", "\\:") for term in path)
        marks += mark_field(f"XE {_entry(entry)}")
    return marks


def _entry(text: str) -> str:
    """The argument of XE, where a colon parts term and sub-term and `\\:` is a colon."""
    return quoted(text).replace("\\\\:", "\\:")


def page_number(form: RunFormat, shown: str = "1") -> Pieces:
    return field("PAGE", [text_run(shown, form)], form)
