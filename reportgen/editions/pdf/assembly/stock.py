"""The pages of sheets, copied into the file that they are put together in, some before their turn."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from reportgen.editions.pdf.assembly.slots import Cut, cut_at_slots
from reportgen.editions.pdf.rendered import SLOT_OPEN, Rendered, Structure

MOST: Final = 500
"""Sheets that are copied before their turn: they wait in memory."""
_PRINTED: Final = 4
"""Annotation flag 3: printed with the page (required of links by PDF/A)."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page in the file: what is drawn on it, its annotations, each with its key in the parent tree of its
    sheet, and those whose text names a page."""

    page: pikepdf.Page
    content: Cut
    annotations: tuple[tuple[int, Any], ...]
    numbered: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A sheet whose pages are in the file, but in no order yet. `targets` are where its links lead."""

    leaves: tuple[Leaf, ...]
    targets: frozenset[str]
    structure: Structure


class Stock:
    """A file without order, and the sheets that were copied into it before it was their turn.

    What is saved depends on the order in which pages are bound, not on that in which they came.
    """

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self._fonts: dict[str, Any] = {}
        self._images: dict[str, Any] = {}
        self._early: dict[int, tuple[Rendered, Copied]] = {}
        """Beside each sheet, which lives as long: no other takes its identity."""

    def take(self, sheet: Rendered) -> None:
        """Copy a sheet, which may be wanted later."""
        if len(self._early) < MOST:
            self._early[id(sheet)] = sheet, self.copied(sheet)

    def given(self, sheet: Rendered) -> Copied | None:
        """A sheet that was copied before."""
        return self._early.pop(id(sheet), (sheet, None))[1]

    def copied(self, sheet: Rendered) -> Copied:
        """Copy the pages of a sheet."""
        body = sheet.body()
        source = pikepdf.open(io.BytesIO(body.pdf))
        targets: set[str] = set()
        leaves: list[Leaf] = []
        for page in source.pages:
            content = cut_at_slots(page.obj.Contents.read_bytes())
            # What is drawn is written anew: its copy would only fill memory.
            del page.obj.Contents
            self.pdf.pages.append(page)
            own = self.pdf.pages[-1]
            keys, numbered = [], []
            for annotation in own.obj.get("/Annots", Array()):
                annotation.F = _PRINTED
                key = annotation.get("/StructParent")
                if key is not None:
                    keys.append((int(key), annotation))
                if SLOT_OPEN in str(annotation.get("/Contents", "")):
                    numbered.append(annotation)
                if "/Dest" in annotation:
                    targets.add(str(annotation.Dest))
            leaves.append(Leaf(own, content, tuple(keys), tuple(numbered)))
        resources = leaves[0].page.obj.Resources
        self.use_fonts(resources, sheet)
        self._share_images(resources)
        return Copied(tuple(leaves), frozenset(targets), body.structure)

    def blank(self, size: tuple[float, float]) -> pikepdf.Page:
        """An empty page of this width and height in points."""
        self.pdf.add_blank_page(page_size=size)
        return self.pdf.pages[-1]

    def use_fonts(self, resources: Any, sheet: Rendered) -> None:
        """Let `resources` name the fonts of the file, which are filled in at the end."""
        for name in sheet.faces:
            if name not in self._fonts:
                self._fonts[name] = self.pdf.make_indirect(Dictionary())
            resources.Font[f"/{name}"] = self._fonts[name]

    def fill_fonts(self, pack: bytes) -> None:
        """Make the fonts those of a pack; one that no page needs in the end is not there."""
        with pikepdf.open(io.BytesIO(pack)) as source:
            packed = source.pages[0].obj.Resources.Font
            for name, font in self._fonts.items():
                if f"/{name}" in packed:
                    for key, value in self.pdf.copy_foreign(packed[f"/{name}"]).items():
                        font[key] = value

    def _share_images(self, resources: Any) -> None:
        """One copy of an image that several sheets show: names of images derive from their addresses."""
        for name, item in list(resources.XObject.items()):
            if item.get("/Subtype") != Name.Image:
                continue
            if name in self._images:
                resources.XObject[name] = self._images[name]
                continue
            self._images[name] = item
            if "/Interpolate" in item:
                del item["/Interpolate"]  # smoothing is not allowed in PDF/A

    def bind(self, pages: Sequence[pikepdf.Object]) -> None:
        """Give the file these of its pages, in this order."""
        tree = self.pdf.Root.Pages
        tree.Kids = Array(pages)
        tree.Count = len(pages)

    def forget(self) -> None:
        """Let go of the file once it is saved, and of sheets that were not wanted: both are large."""
        self.pdf = pikepdf.new()
        self._fonts, self._images, self._early = {}, {}, {}
