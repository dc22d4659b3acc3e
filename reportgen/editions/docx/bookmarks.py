"""Bookmarks: names for labels and units, each given once, and the elements that mark a range.

Word keeps names of at most 40 letters, digits and underscores; those that begin with `_` it doesn't list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportgen.document.units import Unit
from reportgen.editions.docx.ooxml import Pieces, Xml, w

_MAX = 40


@dataclass(slots=True)
class Bookmarks:
    """The bookmarks of one document. Ids count up; a label has the name it was first given."""

    _labels: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _next: int = 0
    units: list[tuple[str, Unit]] = field(default_factory=list)

    @property
    def labels(self) -> dict[str, str]:
        """Label -> bookmark name, in the order of asking."""
        return dict(self._labels)

    def name(self, label: str) -> str:
        """The name of the bookmark of a label: `_Ref_fig_map`; `_Ref_` and a hash when that is no name."""
        if label not in self._labels:
            plain = "_Ref_" + label.replace("-", "_")
            if len(plain) > _MAX or not re.fullmatch(r"\w+", plain, re.ASCII) or plain in self._taken:
                plain = "_Ref_" + hashlib.sha256(label.encode("utf-8", "replace")).hexdigest()[:24]
            self._taken.add(plain)
            self._labels[label] = plain
        return self._labels[label]

    def unit(self, unit: Unit) -> str:
        """A name for the paragraph of a unit: `_u_<id>`, with `_2` where the unit stands a second time."""
        base = "_u_" + (unit.id if re.fullmatch(r"\w{1,30}", unit.id, re.ASCII) else _digest(unit.id))
        name, count = base, 1
        while name in self._taken:
            count += 1
            name = f"{base}_{count}"
        self._taken.add(name)
        self.units.append((name, unit))
        return name

    def around(self, names: Iterable[str], content: Iterable[Xml]) -> Pieces:
        """`content` inside one bookmark for each name."""
        starts: Pieces = []
        ends: Pieces = []
        for name in names:
            start, end = self.pair(name)
            starts.append(start)
            ends.insert(0, end)
        return [*starts, *content, *ends]

    def pair(self, name: str) -> tuple[Xml, Xml]:
        """The two ends of a bookmark, to be put around anything, paragraphs too."""
        self._next += 1
        return w("bookmarkStart", id=self._next, name=name), w("bookmarkEnd", id=self._next)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
