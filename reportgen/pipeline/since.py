"""`--since`: the paragraphs of a proof that are new or changed since an earlier draft, marked."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.nodes import Document
from reportgen.pipeline.diff import checked_out
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from reportgen.review.since import Texts, texts_of, with_changes_marked


def earlier_texts(root: Path, draft: str, found: Diagnostics) -> dict[str, Texts]:
    """The texts of an earlier draft by language: a version in git, or the folder of a project.

    Empty after a finding (REV010) when there is no such draft.
    """
    if Path(draft).is_dir():
        return _texts(Path(draft), draft, found)
    with tempfile.TemporaryDirectory() as folder:
        if not checked_out(root, draft, Path(folder)):
            found.add("REV010", Span(draft), name=draft)
            return {}
        return _texts(Path(folder), draft, found)


def _texts(root: Path, draft: str, found: Diagnostics) -> dict[str, Texts]:
    # What is wrong with an earlier draft is no finding of this one.
    own = Diagnostics()
    loaded = load(root, own, Timings())
    if loaded is None:
        found.add("REV010", Span(draft), name=draft)
        return {}
    documents = make_documents(loaded, loaded.project.languages, "draft", own, Timings())
    return {lang: texts_of(document) for lang, document in documents.items()}


def marked(documents: Mapping[str, Document], before: Mapping[str, Texts], draft: str) -> dict[str, Document]:
    """The documents with their changes marked, and a sentence on the cover that says so."""
    made: dict[str, Document] = {}
    for lang, document in documents.items():
        if lang not in before:
            made[lang] = document
            continue
        shown, count = with_changes_marked(document, before[lang])
        sentence = document.words["notice.since"].format(since=Path(draft).name, count=count)
        notice = f"{document.meta.notice} {sentence}".strip()
        made[lang] = dataclasses.replace(shown, meta=dataclasses.replace(document.meta, notice=notice))
    return made
