"""The tab that shows a part as it will look in the PDF."""

from __future__ import annotations

from pathlib import Path

from reportgen.cache import Store
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.editions.pdf import PartPrinter
from reportgen.pipeline.documents import Loaded
from reportgen.pipeline.pagelock import read_page_lock


class Paper:
    """Prints parts with the page numbers of `content/pages.lock.json`."""

    def __init__(self, root: Path, store: Store) -> None:
        self._root = root
        self._printer = PartPrinter(store)

    def pdf(self, document: n.Document, part_id: str, loaded: Loaded) -> bytes | None:
        """The pages of the part, alone; None when the style of the PDF lacks a file."""
        maps = read_page_lock(self._root, Diagnostics())
        try:
            return self._printer.write(document, part_id, loaded.assets, maps.get(document.lang))
        except FileNotFoundError:
            return None
