"""Which of the blocks side by side in the translation stands for which in the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from reportgen.document import nodes as n
from reportgen.translation.pieces import unit_ids
from reportgen.translation.states import PairedPart


class Partners:
    """Partners in two sequences of siblings: blocks that share paired units, an id, or their very nature.

    A source block without a partner, none of whose units is translated elsewhere, is shown after the partner
    of the nearest source block before it.
    """

    def __init__(self, source: Sequence[Any], target: Sequence[Any], paired: PairedPart) -> None:
        self._source = source
        self._paired = paired
        self._partner = self._found(source, target)
        self._sources: dict[int, list[int]] = {}
        for here, there in self._partner.items():
            self._sources.setdefault(there, []).append(here)
        self._shown: dict[int, list[Any]] = {}
        last = -1
        for here, block in enumerate(source):
            if here in self._partner:
                last = self._partner[here]
            elif self._is_absent(block):
                self._shown.setdefault(last, []).append(block)

    def of(self, there: int) -> list[int]:
        """The positions in the source of the partners of a target block."""
        return self._sources.get(there, [])

    def before_all(self) -> list[Any]:
        """Source blocks to show before the first target block."""
        return self._shown.get(-1, [])

    def after(self, there: int) -> list[Any]:
        """Source blocks to show after a target block."""
        return self._shown.get(there, [])

    def _is_absent(self, block: Any) -> bool:
        pairs = [self._paired.of_source.get(unit) for unit in unit_ids(block)]
        if any(pair is not None and pair.target for pair in pairs):
            return False
        return any(pair is not None for pair in pairs) or isinstance(block, n.Directive | n.CodeBlock)

    def _found(self, source: Sequence[Any], target: Sequence[Any]) -> dict[int, int]:
        home = {unit: there for there, block in enumerate(target) for unit in unit_ids(block)}
        by_id = {block.attrs.id: there for there, block in enumerate(target) if block.attrs.id}
        alike: dict[object, list[int]] = {}
        for there, block in enumerate(target):
            alike.setdefault(_nature(block), []).append(there)
        found: dict[int, int] = {}
        for here, block in enumerate(source):
            votes = self._votes(block, home)
            if votes:
                found[here] = votes.most_common(1)[0][0]
            elif block.attrs.id in by_id:
                found[here] = by_id[block.attrs.id]
            elif nature := _nature(block):
                places = [there for there in alike.get(nature, ()) if there not in found.values()]
                if places:
                    found[here] = places[0]
        return found

    def _votes(self, block: Any, home: dict[str, int]) -> Counter[int]:
        votes: Counter[int] = Counter()
        for unit in unit_ids(block):
            pair = self._paired.of_source.get(unit)
            for piece in pair.target if pair else ():
                if piece.unit.id in home:
                    votes[home[piece.unit.id]] += 1
        return votes


def _nature(block: Any) -> object:
    """What makes a block without words the same in both languages; None when nothing does."""
    if isinstance(block, n.CodeBlock):
        return "code", block.text
    if isinstance(block, n.Rule):
        return "rule"
    if isinstance(block, n.Generated):
        return "generated", block.kind, block.argument
    if isinstance(block, n.Directive):
        options = dict(block.options)
        return "directive", block.name, block.argument, options.get("id") or options.get("kind", "")
    if isinstance(block, n.Figure) and isinstance(block.content, n.Image):
        return "image", block.content.src
    return None
