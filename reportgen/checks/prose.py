"""Sentences that are too long, and words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.checks.context import CheckContext

# An abbreviation, an initial or a number is not the end of a sentence.
_END: Final = re.compile(
    r"(?<!\b[A-Z])(?<!\bp)(?<!\bart)(?<!\bcf)(?<!\bM)(?<!\bno)(?<!e\.g)(?<!i\.e)[.!?…]+[»”’)]*(?=\s+[«“(\[]?\s?[A-ZÀ-ÝŒ0-9]|\s*$)"
    r"|\n\s*\n"
)
# A list is how a long sentence is made easy to read: each of its items is judged alone.
_ITEM: Final = re.compile(r"\n(?=[ \t]*(?:[-+*]|\d{1,3}[.)])[ \t])")
_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_TWICE: Final = re.compile(
    r"(?<![\w’'.-])([^\W\d_]{2,})(?P<gap>[ \u00a0]+|\n[ ]*)\1(?![\w’'-])", re.IGNORECASE
)
# Right in French and English: « nous nous sommes », « vous vous », “that that”, “had had”.
_MAY_REPEAT: Final = frozenset({"nous", "vous", "that", "had", "is", "très", "ha", "si"})


def sentences(context: CheckContext) -> None:
    """CHK020: a sentence of more words than the setting allows."""
    longest = context.project.settings.check.longest_sentence
    for passage in context.passages:
        if passage.kind in ("cell", "term", "heading", "title"):
            continue
        text = passage.words
        for start, end in _sentences(text, [match.end() for match in _ITEM.finditer(passage.text)]):
            count = len(_WORD.findall(text, start, end))
            if count > longest:
                first = " ".join(text[start:end].split())[:60]
                context.diagnostics.add("CHK020", passage.at(start), words=count, text=first + "…")


def _sentences(text: str, items: list[int]) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; `items` are the places where items of a list begin."""
    start = 0
    for end in sorted({*items, *(match.end() for match in _END.finditer(text)), len(text)}):
        if text[start:end].strip():
            yield _from_word(text, start), end
        start = end


def _from_word(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def repeated_words(context: CheckContext) -> None:
    """CHK021: a word written twice in a row."""
    for passage in context.passages:
        # Places are those of the text; what stood between two words must be space there too.
        for match in _TWICE.finditer(passage.text):
            word = match[1].lower()
            if word in _MAY_REPEAT or passage.words[match.start() : match.end()] != match[0]:
                continue
            # A capital opens a name or a sentence: “Paris Paris” is not a slip of the keys.
            if match[1].islower():
                context.diagnostics.add("CHK021", passage.at(match.start()), word=match[1])
