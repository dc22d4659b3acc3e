"""Links the first use of each glossary term in each part to its definition."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from reportgen.document import nodes as n
from reportgen.resolve.context import GlossaryRecord, PassContext
from reportgen.resolve.prose import Mark, Prose, mark_prose


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document with links (`role="glossary"`) to `term-<id>`. The part that defines terms is left alone.

    A term is found as whole words, in the singular or the plural, with its accents; the longest term wins.
    Terms that are defined nowhere in the document are not linked.
    """
    records = tuple(
        record
        for record in context.records.glossary
        if f"term-{record.id}" in document.labels and record.term
    )
    if not records:
        return document
    homes = {document.labels[f"term-{record.id}"].part for record in records}
    memo = context.memo
    linker = memo.of("glossary linker", (), lambda: _Linker(records, context.lang, context.words), records)

    def linked(part: n.Part) -> n.Part:
        if part.kind == "divider" or part.id in homes:
            return part
        return memo.of("glossary", (part,), linker.part, records)

    return dataclasses.replace(document, parts=tuple(map(linked, document.parts)))


class _Linker:
    def __init__(self, records: Sequence[GlossaryRecord], lang: str, words: Mapping[str, str]) -> None:
        self.plurals = plurals_of(lang, words.get("plural.endings", ""))
        self.lang = lang
        names = {
            name: record.id for record in reversed(records) for name in (record.term, *record.alternatives)
        }
        self.ids: list[str] = []
        self.pattern = self._pattern(names)

    def part(self, part: n.Part) -> n.Part:
        seen: set[str] = set()
        return mark_prose(part, self.lang, lambda prose: self._marks(prose, seen))

    def _marks(self, prose: Prose, seen: set[str]) -> Iterator[Mark]:
        for match in self.pattern.finditer(prose.text):
            identifier = self.ids[(match.lastindex or 1) - 1]
            if identifier in seen or not prose.is_free(match.start(), match.end()):
                continue
            seen.add(identifier)
            link = n.InternalLink(f"term-{identifier}", (n.Text(match[0]),), "glossary")
            yield Mark(match.start(), match.end(), (link,))

    def _pattern(self, names: dict[str, str]) -> re.Pattern[str]:
        """All terms at once, the longest first; those of one initial together, which makes looking quick."""
        ordered = sorted(filter(None, names), key=lambda name: (name[0].lower(), -len(name)))
        initials = []
        for initial, group in groupby(ordered, key=lambda name: name[0].lower()):
            terms = []
            for name in group:
                self.ids.append(names[name])
                terms.append(f"({term_pattern(name, self.lang, self.plurals)})")
            initials.append(f"(?=[{re.escape(initial + initial.upper())}])(?:{'|'.join(terms)})")
        return re.compile(rf"(?<![\w-])(?:{'|'.join(initials)})(?![\w-])")


Plurals = tuple[tuple[str, str], ...]
"""Endings with the pattern of what they become, the first that fits."""


def plurals_of(lang: str, endings: str) -> Plurals:
    """The plurals of a language; `endings` are those of one that the engine does not speak (`z->ces`)."""
    pairs = (item.partition("->") for item in endings.split())
    made = tuple((one, f"(?:{re.escape(one)}|{re.escape(many)})") for one, _, many in pairs if many)
    return _PLURALS.get(lang, made)


def term_pattern(term: str, lang: str, plurals: Plurals | None = None) -> str:
    """What finds a term in a text: plural endings, any space or apostrophe, a capital at its beginning."""
    pattern = r"[\s\u00a0]+".join(
        _word(word, plurals_of(lang, "") if plurals is None else plurals) for word in term.split()
    )
    first = term.strip()[0]
    return f"[{first}{first.upper()}]{pattern[1:]}" if first.islower() else pattern


def _word(word: str, known: Plurals) -> str:
    pattern = re.sub("['’]", "['’]", re.escape(word))
    if len(word) <= 3 or not word[-1].isalpha():
        return pattern
    for ending, plurals in known:
        if word.endswith(ending):
            return pattern[: len(pattern) - len(ending)] + plurals
    return pattern


_PLURALS: Final = {
    "fr": (
        *((ending, ending) for ending in "sxz"),
        ("al", "(?:als?|aux)"),
        ("au", "aux?"),
        ("eu", "eux?"),
        ("", "s?"),
    ),
    "en": (
        *((ending, ending + "(?:es)?") for ending in ("s", "x", "ch", "sh")),
        ("ay", "ays?"),
        ("ey", "eys?"),
        ("y", "(?:y|ies)"),
        ("", "s?"),
    ),
}
