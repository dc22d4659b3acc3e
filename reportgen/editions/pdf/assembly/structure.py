"""One structure tree from those of the sheets (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

ROLES: Final = {"Aside": "Div"}
"""Types of ISO 32000-2 that we use, and the type of ISO 32000-1 that an older reader takes instead."""


@dataclass(slots=True)
class StructureMerger:
    """Takes the trees of sheets as their pages are added; `page_total` is that of the whole file.

    Keys of the parent tree are page indexes for page contents, then running numbers for annotations.
    """

    pdf: pikepdf.Pdf
    page_total: int
    _kids: list[Any] = field(default_factory=list)
    _numbers: dict[int, Any] = field(default_factory=dict)
    _ids: list[tuple[bytes, Any, Any]] = field(default_factory=list)
    _annotations: int = 0

    def add(self, source: pikepdf.Pdf, pages: Sequence[pikepdf.Page], start: int) -> None:
        """Adopt the tree of `source`, whose pages were copied to `pages` from index `start` on."""
        tree = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        own = len(pages)
        shift = self.page_total + self._annotations - own
        for index, page in enumerate(pages):
            page.obj.StructParents = start + index
            for annotation in page.obj.get("/Annots", Array()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + shift
        numbers = list(tree.ParentTree.Nums)
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            index = int(key)
            self._numbers[start + index if index < own else index + shift] = value
        self._annotations += len(numbers) // 2 - own
        names = list(tree.IDTree.Names)
        self._ids += [(bytes(n), n, e) for n, e in zip(names[::2], names[1::2], strict=True)]
        kids = tree.K.get("/K", Array())
        self._kids += list(kids) if isinstance(kids, Array) else [kids]

    def finish(self) -> None:
        """Write the merged tree into the catalog."""
        pdf = self.pdf
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        for kid in self._kids:
            kid.P = document
        document.K = Array(self._kids)
        root.K = document
        root.RoleMap = Dictionary({f"/{own}": Name(f"/{known}") for own, known in ROLES.items()})
        numbers = Array()
        for key in sorted(self._numbers):
            numbers.append(key)
            numbers.append(self._numbers[key])
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = self.page_total + self._annotations
        names = Array()
        for _, name, element in sorted(self._ids, key=lambda entry: entry[0]):
            names.append(name)
            names.append(element)
        root.IDTree = pdf.make_indirect(Dictionary(Names=names))
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
