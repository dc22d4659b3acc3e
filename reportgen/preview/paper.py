"""The tab that shows a part as it will look in the PDF."""

from __future__ import annotations

from dataclasses import replace

from reportgen.cache import Store
from reportgen.document import nodes as n
from reportgen.editions.pdf import write_pdf
from reportgen.pipeline.documents import Loaded


def part_as_pdf(document: n.Document, part_id: str, loaded: Loaded, store: Store) -> bytes:
    """The pages of the part, alone."""
    alone = replace(document, parts=tuple(part for part in document.parts if part.id == part_id))
    return write_pdf(alone, loaded.assets, store=store, workers=1).data
