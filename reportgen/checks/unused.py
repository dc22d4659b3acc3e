"""What nobody refers to: labels, fiches, terms, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from reportgen.checks.context import CheckContext
from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.resolve.glossary import term_pattern

# Ids that the engine gives by itself.
_OWN: Final = re.compile(r"(fig|tbl)-\d+$")
_TYPED: Final = {"figure": "fig-", "table": "tbl-"}


def labels(context: CheckContext) -> None:
    """CHK001: a figure or table with a label of its own that no reference or link leads to, in any language.

    A section may have a label without harm: it is also its address on the web.
    """
    used = {target for node in _nodes(context) for target in _targets(node)}
    for document in context.documents.values():
        for label in document.labels.values():
            prefix = _TYPED.get(label.kind)
            if prefix is None or not label.id.startswith(prefix) or _OWN.match(label.id) or label.id in used:
                continue
            if label.span is None or not label.span.file.endswith(".md"):
                continue
            if document.lang == context.project.source_language:
                context.diagnostics.add("CHK001", label.span, id=label.id)


def fiches(context: CheckContext) -> None:
    """CHK002: a fiche that no chapter and no other fiche refers to."""
    used: set[str] = set()
    for document in context.documents.values():
        for part in document.parts:
            if part.kind in ("divider", "annex"):
                continue  # they list every fiche
            used.update(t for node in walk(part) for t in _targets(node) if t != part.id)
    for name in sorted(context.inventory.entries):
        if f"fiche-{name}" not in used:
            context.diagnostics.add("CHK002", context.inventory.entries[name].yaml.span())


def terms(context: CheckContext) -> None:
    """CHK003: a term of the glossary that no text uses, in a language or the other, and no other term names.

    Links to the glossary stand in running text alone; a term in a table or a caption is used too.
    """
    used = {
        node.target.removeprefix("term-")
        for node in _nodes(context)
        if isinstance(node, n.InternalLink) and node.target.startswith("term-")
    }
    for term in context.inventory.glossary.values():
        used.update(term.see)
    texts = {
        lang: "\n".join(
            p.text for p in context.passages if p.lang == lang and not p.span.file.endswith("/glossary.yaml")
        )
        for lang in context.documents
    }
    for name, term in context.inventory.glossary.items():
        if name in used or any(
            re.search(rf"(?<![\w-]){term_pattern(word, lang)}(?![\w-])", text)
            for lang, text in texts.items()
            for word in (term.term[lang], *term.alt[lang])
            if word
        ):
            continue
        if place := context.inventory.place("glossary", name):
            context.diagnostics.add("CHK003", place, term=term.term[context.project.source_language])


def acronyms(context: CheckContext) -> None:
    """CHK004: an acronym that stands in no text, and in no source of a fiche either."""
    lines = [line for entry in context.inventory.entries.values() for line in entry.yaml.lines]
    text = "\n".join([*(passage.text for passage in context.passages), *lines])
    for name in context.inventory.acronyms:
        if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            continue
        place: Span | None = context.inventory.place("acronym", name)
        if place:
            context.diagnostics.add("CHK004", place, term=name)


def _nodes(context: CheckContext) -> Iterator[Any]:
    for document in context.documents.values():
        yield from walk(document.parts)


def _targets(node: Any) -> tuple[str, ...]:
    if isinstance(node, n.CrossRef):
        return (node.target, *node.covers)
    return (node.target,) if isinstance(node, n.InternalLink) else ()
