"""Finding the units of a lock again in a text that has been edited, without ids in the text.

In this order: the longest common sequence of labels and hashes, exact moves, then the nearest text of the
same kind. An edited unit that is found again keeps its entry and becomes stale; one that is not is missing,
and its translation is offered as an orphan. Nothing is ever kept silently.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from rapidfuzz import fuzz, process

from reportgen.document.units import normalise

NEAR: Final = 62.0
"""Two texts this alike (in percent) are versions of each other."""
_PER_POSITION: Final = 0.02


@dataclass(frozen=True, slots=True)
class Known:
    """A unit as the lock knows it, or as it stands in the text. `text` is empty when it is not known."""

    kind: str
    hash: str
    label: str = ""
    text: str = ""

    @property
    def token(self) -> str:
        return self.label or self.hash


def carry(old: Sequence[Known], new: Sequence[Known]) -> dict[int, int]:
    """For each position in `new` that is found again: its position in `old`, each used once."""
    found: dict[int, int] = {}
    used: set[int] = set()

    def link(there: int, here: int) -> None:
        found[here] = there
        used.add(there)

    matcher = difflib.SequenceMatcher(
        None, [unit.token for unit in old], [unit.token for unit in new], autojunk=False
    )
    for there, here, size in matcher.get_matching_blocks():
        for offset in range(size):
            link(there + offset, here + offset)
    for by in (attrgetter("token"), attrgetter("hash")):
        waiting: dict[tuple[str, str], list[int]] = {}
        for there, unit in enumerate(old):
            if there not in used:
                waiting.setdefault((unit.kind, by(unit)), []).append(there)
        for here, unit in enumerate(new):
            if here not in found and (places := waiting.get((unit.kind, by(unit)))):
                link(places.pop(0), here)
    for _, there, here in sorted(_alike(old, new, found, used), reverse=True):
        if there not in used and here not in found:
            link(there, here)
    return found


def _alike(
    old: Sequence[Known], new: Sequence[Known], found: dict[int, int], used: set[int]
) -> list[tuple[float, int, int]]:
    left = [i for i, unit in enumerate(old) if i not in used and unit.text]
    texts = {i: normalise(old[i].text) for i in left}
    candidates: list[tuple[float, int, int]] = []
    for here, unit in enumerate(new):
        if here in found or not unit.text:
            continue
        same_kind = {i: texts[i] for i in left if old[i].kind == unit.kind}
        near = process.extract(normalise(unit.text), same_kind, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
        candidates.extend((score - _PER_POSITION * abs(i - here), i, here) for _, score, i in near)
    return candidates
