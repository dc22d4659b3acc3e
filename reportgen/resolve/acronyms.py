"""Expands acronyms at their first use in each part, where the author has not done so.

The rule of rendering, the same in every edition as it is part of the tree:
- first use in a part: « la CNDP (Commission nationale du débat public) »; the acronym is an `Abbreviation`,
  which leads to the list of acronyms, and the expansion is text;
- inside a parenthesis, a comma instead of a second parenthesis: « (la CNDP, Commission nationale…) »;
- where the author expands it, before, after, or as « … (CNDP) »: an `Abbreviation`, and nothing added;
- later uses stay plain text: readers have just been told, and a screen reader need not hear it again.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from reportgen.document import nodes as n
from reportgen.resolve.collation import fold
from reportgen.resolve.context import AcronymRecord, PassContext
from reportgen.resolve.prose import Mark, Prose, mark_prose
from reportgen.resolve.tree import slug


def run(document: n.Document, context: PassContext) -> n.Document:
    """The document with acronyms expanded. The part that lists the acronyms is left alone."""
    known: dict[str, AcronymRecord] = {}
    for record in context.records.acronyms:
        known.setdefault(record.acronym, record)
    if not known:
        return document
    lists = {label.part for label in document.labels.values() if label.kind == "acronym"}
    memo = context.memo
    labels = tuple(label.id for label in document.labels.values() if label.id.startswith("acr-"))
    given = (context.records.acronyms, labels)
    marker = memo.of("acronym marker", (), lambda: _Marker(known, frozenset(labels), context.lang), given)

    def marked(part: n.Part) -> n.Part:
        if part.kind == "divider" or part.id in lists:
            return part
        return memo.of("acronyms", (part,), marker.part, given)

    return dataclasses.replace(document, parts=tuple(map(marked, document.parts)))


class _Marker:
    def __init__(self, known: dict[str, AcronymRecord], labels: frozenset[str], lang: str) -> None:
        self.known = known
        self.labels = labels
        self.lang = lang
        names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
        plural = "s?" if lang == "en" else ""
        self.pattern = re.compile(rf"(?<![\w-])({names}){plural}(?![\w-])")

    def part(self, part: n.Part) -> n.Part:
        seen: set[str] = set()
        return mark_prose(part, self.lang, lambda prose: self._marks(prose, seen))

    def _marks(self, prose: Prose, seen: set[str]) -> Iterator[Mark]:
        for match in self.pattern.finditer(prose.text):
            name = match[1]
            if name in seen or not prose.is_free(match.start(), match.end()):
                continue
            seen.add(name)
            yield Mark(match.start(), match.end(), self._shown(match, self.known[name]))

    def _shown(self, match: re.Match[str], record: AcronymRecord) -> n.Inlines:
        label = f"acr-{slug(record.acronym)}"
        target = label if label in self.labels else ""
        mark = n.Abbreviation(match[0], record.expansion, record.lang, target)
        before, after = match.string[: match.start()], match.string[match.end() :]
        if _told(record.expansion, before, after):
            return (mark,)
        text: n.Inline = n.Text(record.expansion)
        if record.lang and record.lang != self.lang:
            text = n.Styled((text,), n.Attrs(lang=record.lang))
        if before.count("(") > before.count(")"):
            return (mark, n.Text(", "), text)
        return (mark, n.Text(" ("), text, n.Text(")"))


def _told(expansion: str, before: str, after: str) -> bool:
    """Whether the author tells what the acronym stands for, earlier in the paragraph or right after it."""
    if before.endswith("(") and after.startswith(")"):
        return True
    if re.match(r"[\s\u00a0]*[(=]", after) and fold(expansion)[:12] in fold(after)[: len(expansion)]:
        return True
    return fold(expansion) in fold(before) or fold(after).startswith(
        (fold(expansion), ", " + fold(expansion))
    )
