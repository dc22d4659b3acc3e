"""What a render gives: the pages of a sheet as an unfinished PDF, and what the assembler must know."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Any, Final

from reportgen.editions.pdf.jobs import Variant

FORMAT: Final = 5

SLOT_OPEN: Final = "\ue000"
SLOT_CLOSE: Final = "\ue001"
"""Around the label of a page number that stands in the name of a link."""


class DamagedSheetError(ValueError):
    """Stored bytes that are not a rendered sheet of this version."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: `page` is an index in the sheet, `x` and `y` points from the lower left."""

    title: str
    page: int
    x: float
    y: float
    children: tuple[Bookmark, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """How a sheet uses one face: glyph id -> (text, width in thousandths of an em).

    `slot_glyphs` gives the glyph of each character that a page number may need; `unknown` maps
    the code points that no font of ours has to the glyph id of the box that stands for them.
    """

    family: str
    style: str
    weight: int
    glyphs: dict[int, tuple[str, int]]
    slot_glyphs: dict[str, int] = dataclasses.field(default_factory=dict)
    unknown: dict[int, int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A laid-out sheet.

    `pdf` holds the pages and their structure tree, without fonts, outline, names or metadata;
    page numbers in it are placeholders. `anchors` maps each id to (page index, x, y) in points.
    `faces` is keyed by the font resource names that the pages use. `lost_notes` are footnotes
    whose text did not come out; `refused` are addresses that were not served;
    `lonely` is what stands alone at the foot of a page: (kind, words). `variant` is the layout that was
    kept; `fitted` whether it took, this time or before, more than one.
    """

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    anchors: dict[str, tuple[int, float, float]]
    bookmarks: tuple[Bookmark, ...]
    faces: dict[str, Face]
    lost_notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    layouts: int = 1
    lonely: tuple[tuple[str, str], ...] = ()
    variant: Variant = dataclasses.field(default_factory=Variant)
    fitted: bool = False

    @property
    def page_count(self) -> int:
        return len(self.sizes)

    @property
    def unknown_characters(self) -> str:
        """Characters printed as an empty box, each once."""
        return "".join(sorted({chr(point) for face in self.faces.values() for point in face.unknown}))

    def to_bytes(self) -> bytes:
        """A JSON line, then the PDF: no pickle, since a cache folder may be writable by others."""
        head = dataclasses.asdict(self)
        del head["pdf"]
        head["format"] = FORMAT
        return json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, data: bytes) -> Rendered:
        """The inverse of `to_bytes`. Raises DamagedSheetError."""
        line, _, pdf = data.partition(b"\n")
        try:
            head = json.loads(line)
            if head.pop("format") != FORMAT:
                raise DamagedSheetError("another format")
            return cls(
                pdf=pdf,
                sizes=tuple((w, h) for w, h in head["sizes"]),
                anchors={name: (page, x, y) for name, (page, x, y) in head["anchors"].items()},
                bookmarks=tuple(_bookmark(b) for b in head["bookmarks"]),
                faces={name: _face(f) for name, f in head["faces"].items()},
                lost_notes=tuple(head["lost_notes"]),
                refused=tuple(head["refused"]),
                layouts=head["layouts"],
                lonely=tuple((kind, words) for kind, words in head["lonely"]),
                variant=variant_of(head["variant"]),
                fitted=head["fitted"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedSheetError(str(error)) from error


def variant_of(data: dict[str, Any]) -> Variant:
    """The inverse of `dataclasses.asdict`. Raises KeyError, TypeError or ValueError."""
    moved = tuple((str(id_), int(count)) for id_, count in data["moved"])
    return Variant(str(data["notes"]), str(data["fit"]), moved)


def _bookmark(data: dict[str, Any]) -> Bookmark:
    children = tuple(_bookmark(child) for child in data["children"])
    return Bookmark(data["title"], data["page"], data["x"], data["y"], children)


def _face(data: dict[str, Any]) -> Face:
    return Face(
        data["family"],
        data["style"],
        data["weight"],
        {int(gid): (text, width) for gid, (text, width) in data["glyphs"].items()},
        dict(data["slot_glyphs"]),
        {int(point): gid for point, gid in data["unknown"].items()},
    )
