"""The passes between composing and writing, in order: reading this list is reading the engine."""

from __future__ import annotations

from typing import Final

from reportgen.cache import NoStore, Store
from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.memo import Memo
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
    Ahead,
    GlossaryRecord,
    Pass,
    PassContext,
    Records,
    SourceRecord,
)
from reportgen.resolve.kinds import Kinds
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


def resolve(
    document: Document,
    records: Records,
    diagnostics: Diagnostics,
    memo: Memo | None = None,
    store: Store | None = None,
    ahead: Ahead | None = None,
) -> Document:
    """The document with every number, reference, citation and list in its place.

    What cannot be resolved is reported in `diagnostics` and stays visible as text; nothing is raised. With
    the `memo` of last time, a part is resolved again only when it, or something it shows, is not what it was;
    the slow passes also look into `store`, where another process may have left what they would make, and ask
    one to begin by `ahead`.
    """
    words = {**words_for(document.lang), **document.words}
    memo = memo or Memo()
    memo.rest_on((document.lang, words, records.words))
    kinds = memo.of("kinds", (), Kinds)
    kinds.turn()
    context = PassContext(document.lang, words, records, diagnostics, kinds, memo, store or NoStore(), ahead)
    for _, run in PASSES:
        document = run(document, context)
    return document


def numbered(document: Document, records: Records, diagnostics: Diagnostics) -> Document:
    """The document with the numbers of its parts and paragraphs, and nothing else resolved."""
    words = {**words_for(document.lang), **document.words}
    context = PassContext(document.lang, words, records, diagnostics)
    return paragraphs.run(numbering.run(document, context), context)


RESULTS: Final = (
    *numbering.RESULTS,
    *labels.RESULTS,
    *citations.RESULTS,
    *index.RESULTS,
    GlossaryRecord,
    AcronymRecord,
)
"""What a memo meets besides nodes, in what is given to passes and in what they make."""

__all__ = [
    "PASSES",
    "RESULTS",
    "AcronymRecord",
    "Ahead",
    "GlossaryRecord",
    "Pass",
    "PassContext",
    "Records",
    "SourceRecord",
    "numbered",
    "resolve",
]
