"""What a render gives: the pages of a sheet as an unfinished PDF, and what the assembler must know."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Final, TypeVar

from reportgen.editions.pdf.jobs import Variant

FORMAT: Final = 7

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
class Structure:
    """The structure elements of a sheet, as the bodies of PDF objects that wait for their numbers.

    A body refers to others by marks: NUL, a letter and an index, NUL. `e` is an element of `bodies`, `p` a
    page of the sheet, `a` one of its annotations, `d` the document element. `kids` are the elements right
    below that one; `pages` names the element of each marked content of each page (-1: none), `annotations`
    that of each annotation; `ids` are the ids of elements, as PDF strings.
    """

    bodies: tuple[bytes, ...] = ()
    kids: tuple[int, ...] = ()
    pages: tuple[tuple[int, ...], ...] = ()
    annotations: tuple[int, ...] = ()
    ids: tuple[tuple[str, int], ...] = ()


BETWEEN: Final = b"\x01"
"""Between the bodies of stored structure elements: no text of a report has this character."""


@dataclass(frozen=True, slots=True)
class Body:
    """The heavy part of a sheet.

    `pdf` holds the pages, without fonts, structure, outline, names or metadata; page numbers in it are
    placeholders.
    """

    pdf: bytes
    structure: Structure


Kept = Callable[[], bytes]
"""Where the bytes of a sheet are read again."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A laid-out sheet.

    `pdf` and `structure` are its body (see there); both are empty in a sheet whose bytes are `kept`
    elsewhere, and so are the glyphs of its `faces`. `anchors` maps each id to (page index, x, y) in points.
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
    structure: Structure = dataclasses.field(default_factory=Structure)
    kept: Kept | None = dataclasses.field(default=None, compare=False, repr=False)

    @property
    def page_count(self) -> int:
        return len(self.sizes)

    @property
    def unknown_characters(self) -> str:
        """Characters printed as an empty box, each once."""
        return "".join(sorted({chr(point) for face in self.faces.values() for point in face.unknown}))

    def body(self) -> Body:
        """The pages and their structure, read again when they are kept elsewhere.

        Raises DamagedSheetError.
        """
        return Body(self.pdf, self.structure) if self.kept is None else _read(self.kept, _Parts.body)

    def all_faces(self) -> dict[str, Face]:
        """The faces with their glyphs, read again when they are kept elsewhere. Raises DamagedSheetError."""
        return self.faces if self.kept is None else _read(self.kept, _Parts.all_faces)

    def left(self, kept: Kept) -> Rendered:
        """The same sheet without its body and glyphs, which are read from `kept` when they are needed."""
        faces = {
            name: dataclasses.replace(face, glyphs={}, slot_glyphs={}) for name, face in self.faces.items()
        }
        return dataclasses.replace(self, pdf=b"", structure=Structure(), faces=faces, kept=kept)

    def to_bytes(self) -> bytes:
        """Lengths, JSON, the PDF: no pickle, since a cache folder may be writable by others."""
        body = self.body()
        tree = body.structure
        light = dataclasses.asdict(
            dataclasses.replace(self, pdf=b"", structure=Structure(), faces={}, kept=None)
        )
        for name in ("pdf", "structure", "faces", "kept"):
            del light[name]
        parts = (
            _json(light),
            _json({name: dataclasses.asdict(face) for name, face in self.all_faces().items()}),
            _json([tree.kids, tree.pages, tree.annotations, tree.ids]),
            BETWEEN.join(tree.bodies),
        )
        lengths = b"%d %d %d %d %d\n" % (FORMAT, *map(len, parts))
        return b"".join((lengths, *parts, body.pdf))

    @classmethod
    def from_bytes(cls, data: bytes) -> Rendered:
        """The inverse of `to_bytes`. Raises DamagedSheetError."""
        try:
            parts = _Parts.of(data)
            head, body = json.loads(parts.head), parts.body()
            return cls(
                pdf=body.pdf,
                structure=body.structure,
                sizes=tuple((w, h) for w, h in head["sizes"]),
                anchors={name: (page, x, y) for name, (page, x, y) in head["anchors"].items()},
                bookmarks=tuple(_bookmark(b) for b in head["bookmarks"]),
                faces=parts.all_faces(),
                lost_notes=tuple(head["lost_notes"]),
                refused=tuple(head["refused"]),
                layouts=head["layouts"],
                lonely=tuple((kind, words) for kind, words in head["lonely"]),
                variant=variant_of(head["variant"]),
                fitted=head["fitted"],
            )
        except _BROKEN as error:
            raise DamagedSheetError(str(error)) from error


_BROKEN: Final = (ValueError, KeyError, TypeError)
"""What reading damaged bytes raises."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The bytes of a sheet, cut where the lengths at their start say."""

    head: bytes
    faces: bytes
    rows: bytes
    elements: bytes
    pdf: bytes

    @classmethod
    def of(cls, data: bytes) -> _Parts:
        line, _, rest = data.partition(b"\n")
        format_, *lengths = map(int, line.split())
        if format_ != FORMAT:
            raise DamagedSheetError("another format")
        if len(lengths) != 4:
            raise DamagedSheetError("lengths are missing")
        ends = [0, *accumulate(lengths), len(rest)]
        return cls(*(rest[start:end] for start, end in pairwise(ends)))

    def body(self) -> Body:
        kids, pages, annotations, ids = json.loads(self.rows)
        tree = Structure(
            tuple(self.elements.split(BETWEEN)) if self.elements else (),
            tuple(kids),
            tuple(map(tuple, pages)),
            tuple(annotations),
            tuple((name, element) for name, element in ids),
        )
        return Body(self.pdf, tree)

    def all_faces(self) -> dict[str, Face]:
        return {name: _face(face) for name, face in json.loads(self.faces).items()}


T = TypeVar("T")


def _read(kept: Kept, part: Callable[[_Parts], T]) -> T:
    try:
        return part(_Parts.of(kept()))
    except _BROKEN as error:
        raise DamagedSheetError(str(error)) from error


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()


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
