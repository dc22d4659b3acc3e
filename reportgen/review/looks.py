"""Bold and italics set or taken away by a reviewer, as Markdown."""

from __future__ import annotations

from collections import Counter
from typing import Final

from reportgen.review.align import align, fold
from reportgen.review.markup import visible
from reportgen.review.projection import Refused, SourceEdit, applied, placed, shape

_MARKS: Final = {"b": "**", "i": "*"}
_NAMES: Final = {"b": "Strong", "i": "Emph"}
_KINDS: Final = ("paragraph", "item", "definition", "footnote", "caption", "cell")


def project_look(
    at: int, text: str, looks: str, printed: str, source: str, kind: str
) -> list[SourceEdit] | Refused:
    """The edits of `source` that set `text` at `at` of the printed text in bold or italics (`-> b`), or back.

    Refused for any other look, where the look belongs to the kind of unit, and where it would cross markup.
    """
    before, _, after = (side.strip() for side in looks.partition("->"))
    look = before or after
    if look not in _MARKS or (before and after) or kind not in _KINDS or not text.strip():
        return Refused("looks")
    if fold(printed[at : at + len(text)]) != fold(text):
        return Refused("looks")
    seen = visible(source)
    at += len(text) - len(text.lstrip())
    spot = placed(at, at + len(text.strip()), align(printed, seen.text), len(seen.chars))
    if spot is None or spot[0] == spot[1]:
        return Refused("computed")
    first, last = spot
    if after:
        inside = [one for one in seen.constructs if first <= one.first and one.last <= last]
        start = min([seen.chars[first].start, *(one.opening[0] for one in inside if one.first == first)])
        end = max([seen.chars[last - 1].end, *(one.closing[1] for one in inside if one.last == last)])
        edits = [SourceEdit(start, start, _MARKS[look]), SourceEdit(end, end, _MARKS[look])]
        change = Counter({_NAMES[look]: 1})
    else:
        mark = (_MARKS[look], _MARKS[look].replace("*", "_"))
        found = [
            one
            for one in seen.constructs
            if (one.first, one.last) == spot and source[slice(*one.opening)] in mark
        ]
        if not found:
            return Refused("markup")
        edits = [SourceEdit(*found[0].opening, ""), SourceEdit(*found[0].closing, "")]
        change = Counter({_NAMES[look]: -1})
    return edits if _only(change, source, applied(source, edits), kind) else Refused("markup")


def _only(change: Counter[str], old: str, new: str, kind: str) -> bool:
    """Whether the new source reads the same, with just this change of markup."""
    if fold(visible(new).text) != fold(visible(old).text):
        return False
    before, after = shape(old, kind), shape(new, kind)
    before[1].update(change)
    return before[0] == after[0] and +before[1] == +after[1]
