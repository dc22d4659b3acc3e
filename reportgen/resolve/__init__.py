"""The passes between composing and writing, in order: reading this list is reading the engine."""

from __future__ import annotations

from dataclasses import replace

from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.resolve import (
    acronyms,
    backlinks,
    citations,
    contents,
    figure_data,
    glossary,
    index,
    labels,
    links,
    numbering,
    paragraphs,
    references,
    typography,
)
from reportgen.resolve.context import (
    AcronymRecord,
    GlossaryRecord,
    Pass,
    PassContext,
    Records,
    SourceRecord,
)
from reportgen.words import words_for

PASSES: tuple[tuple[str, Pass], ...] = (
    ("number", numbering.run),
    # Before labels, as paragraphs can be referred to, and the index prints their numbers.
    ("paragraphs", paragraphs.run),
    ("label", labels.run),
    ("references", references.run),
    ("citations", citations.run),
    ("acronyms", acronyms.run),
    ("glossary", glossary.run),
    ("backlinks", backlinks.run),
    ("contents", contents.run),
    ("figure-data", figure_data.run),
    ("index", index.run),
    # When every label is known.
    ("links", links.run),
    ("typography", typography.run),
)


def resolve(document: Document, records: Records, diagnostics: Diagnostics, only: str = "") -> Document:
    """The document with every number, reference, citation and list in its place.

    What cannot be resolved is reported in `diagnostics` and stays visible as text; nothing is raised. With
    `only`, the id of a part, the texts of the other parts are not set (see `single`).
    """
    words = {**words_for(document.lang), **document.words}
    context = PassContext(document.lang, words, records, diagnostics)
    for name, run in PASSES:
        if only and name == "typography":
            # It looks at one run of text at a time: those of other parts need not be set.
            document = _restored(run(_titles_but(document, only), context), document, only)
        else:
            document = run(document, context)
    return document


def _titles_but(document: Document, only: str) -> Document:
    parts = (p if p.id == only else replace(p, blocks=(), notes=()) for p in document.parts)
    return replace(document, parts=tuple(parts))


def _restored(document: Document, before: Document, only: str) -> Document:
    """The document with the blocks of the other parts again, as they were."""
    pairs = zip(document.parts, before.parts, strict=True)
    parts = (p if p.id == only else replace(p, blocks=old.blocks, notes=old.notes) for p, old in pairs)
    return replace(document, parts=tuple(parts))


__all__ = [
    "PASSES",
    "AcronymRecord",
    "GlossaryRecord",
    "Pass",
    "PassContext",
    "Records",
    "SourceRecord",
    "resolve",
]
