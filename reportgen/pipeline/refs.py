"""`reportgen refs`: who refers to what, and what nobody refers to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings


def refs(root: Path, lang: str = "") -> tuple[list[dict[str, Any]] | None, Diagnostics]:
    """Each label that readers see, with the places that refer to it, in reading order.

    `lang` defaults to the source language. None when the project cannot be loaded. Labels that the engine
    makes for itself (paragraphs, sources, marks of the index) are listed only where something refers to them.
    """
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    if loaded is None:
        return None, diagnostics
    chosen = lang or loaded.project.source_language
    document = make_documents(loaded, [chosen], "draft", diagnostics, Timings())[chosen]
    return references_in(document), diagnostics


def references_in(document: n.Document) -> list[dict[str, Any]]:
    """The rows of `refs` for a finished document."""
    places: dict[str, dict[str, None]] = {}
    for part in document.parts:
        here = part.span or Span(part.id)
        for node in walk(part):
            here = getattr(node, "span", None) or here
            if isinstance(node, n.CrossRef):
                for target in (node.target, *node.covers):
                    places.setdefault(target, {})[f"{here.file}:{here.line}"] = None
            elif isinstance(node, n.InternalLink) and node.role != "source":
                places.setdefault(node.target, {})[f"{here.file}:{here.line}"] = None
    return [
        {
            "id": label.id,
            "kind": label.kind,
            "number": label.number,
            "title": plain_text(label.title),
            "from": list(places.get(label.id, ())),
        }
        for label in document.labels.values()
        if label.id in places or label.kind not in ("paragraph", "source", "anchor")
    ]
