"""What a review is made of: the units of a draft, and what reviewers said and did about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

RemarkKind = Literal["comment", "edit", "insert", "delete", "move", "format", "structure"]
"""comment; edit of a unit's words; a paragraph added after a unit; a unit deleted; a unit moved; a change of
looks; any other change (rows, sections, paragraph marks)."""

Found = Literal["bookmark", "similarity", ""]
State = Literal["open", "answered", "accepted", "refused"]
REMARK_ID: Final = re.compile(r"r[0-9a-f]{8}(-\d+)?")
STATES: tuple[State, ...] = ("open", "answered", "accepted", "refused")


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit as the draft printed it: where it came from, its Markdown and its printed text."""

    bookmark: str
    id: str
    kind: str
    container: str
    lang: str
    hash: str
    file: str
    line: int
    end: int
    field: str
    number: str
    source: str
    printed: str
    order: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a draft says of itself. `others` are hashes of the paragraphs that are no unit's."""

    lang: str
    version: str
    date: str
    units: tuple[UnitRecord, ...]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reply:
    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a reviewer said or did, with its place.

    `keys` are the elements of the file that it stands for: `comment 4`, `word/document.xml 12`. `at` counts
    characters of the unit's printed text; `old` and `new` are the text before and after. `after` is the unit
    behind which a paragraph was put. `found` says how the unit was found: bookmark, similarity, or not.
    """

    kind: RemarkKind
    draft: str
    keys: tuple[str, ...]
    authors: tuple[str, ...] = ()
    date: str = ""
    unit: UnitRecord | None = None
    found: Found = ""
    heading: str = ""
    quote: str = ""
    text: str = ""
    at: int = 0
    old: str = ""
    new: str = ""
    tracked: bool = True
    looks: str = ""
    after: UnitRecord | None = None
    replies: tuple[Reply, ...] = ()
    resolved: bool = False
    known: str = ""
    """The id of an earlier remark that this comment repeats or answers."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many comments (replies among them) and change elements a file holds, counted on its XML alone."""

    comments: int = 0
    changes: int = 0


@dataclass(slots=True)
class Reading:
    """One annotated draft, read."""

    name: str
    manifest: Manifest
    remarks: list[Remark] = field(default_factory=list)
    counts: Counts = Counts()

    @property
    def kept(self) -> Counts:
        """The same counts over the remarks."""
        keys = {key for remark in self.remarks for key in remark.keys}
        comments = sum(key.startswith("comment ") for key in keys)
        untracked = sum(key.startswith("untracked ") for key in keys)
        return Counts(comments, len(keys) - comments - untracked)
