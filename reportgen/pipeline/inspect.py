"""`reportgen inspect`: the tree's units, labels and references as data for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings


def inspect(root: Path, lang: str | None = None) -> tuple[dict[str, Any] | None, Diagnostics]:
    """Units (id, kind, file, line, lang, hash, paragraph number), labels and references of one language.

    The language is the project's source language unless `lang` says otherwise. None when the project
    cannot be loaded.
    """
    diagnostics = Diagnostics()
    timings = Timings()
    loaded = load(root, diagnostics, timings)
    if loaded is None:
        return None, diagnostics
    chosen = lang or loaded.project.source_language
    document = make_documents(loaded, [chosen], "draft", diagnostics, timings)[chosen]
    return describe(document), diagnostics


def describe(document: n.Document) -> dict[str, Any]:
    """The document as JSON-ready data."""
    return {
        "lang": document.lang,
        "parts": [
            {"id": p.id, "kind": p.kind, "number": p.number, "title": plain_text(p.title)}
            for p in document.parts
        ],
        "units": list(_units(document)),
        "labels": [
            {
                "id": label.id,
                "kind": label.kind,
                "number": label.number,
                "title": plain_text(label.title),
                "part": label.part,
            }
            for label in document.labels.values()
        ],
        "references": [
            {"part": part.id, "target": node.target, "number": node.number, "form": node.form}
            for part in document.parts
            for node in walk(part)
            if isinstance(node, n.CrossRef)
        ],
    }


def _units(document: n.Document) -> Iterator[dict[str, Any]]:
    for part in document.parts:
        for node in walk(part):
            unit = getattr(node, "unit", None)
            if unit is None:
                continue
            yield {
                "id": unit.id,
                "kind": unit.kind,
                "file": unit.origin.file,
                "line": unit.origin.line,
                "field": unit.origin.field,
                "lang": unit.lang,
                "hash": unit.hash,
                "number": node.number if isinstance(node, n.Paragraph) else "",
                "part": part.id,
            }
