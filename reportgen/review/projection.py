"""An edit of the printed text as edits of its Markdown source, with markup and computed things kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.escape import escape_markdown
from reportgen.document.parse import parse_inline, parse_markdown
from reportgen.document.walk import walk
from reportgen.review.align import align, fold, opcodes, same
from reportgen.review.markup import OBJECT, Visible, visible

Reason = Literal["computed", "markup", "changed", "already", "place", "structure", "overlap", "looks"]
BREAK: Final = "\ue000"
"""Stands for the end of a paragraph in what a reviewer typed, until the file is known."""

_BLOCK_KINDS: Final = ("paragraph", "item", "definition", "footnote")
_SPECIAL: Final = re.compile(r"[\\`*\[\]{}<^~|]|(?<!\w)@(?=\w)|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_AT_START: Final = re.compile(r"([-+#>:]|\d+[.)])(?=\s)|:::|\|")


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """`source[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an edit cannot be put into the source by itself."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reviewer wants of a printed text: `old` at `at` becomes `new`, which is emphasised or not."""

    at: int
    old: str
    new: str
    emphasis: bool = False


def project(wish: Wish, printed: str, source: str, kind: str = "paragraph") -> list[SourceEdit] | Refused:
    """The edits of `source` that make `wish` come true; refused when it touches what the engine computes."""
    seen = visible(source)
    places = align(printed, seen.text)
    for exact in (False, True):
        edits: list[SourceEdit] = []
        expected = list(seen.text)
        loose = False
        for at, old, new in reversed(list(_parts(wish))):
            spot = placed(at, at + len(old), places, len(seen.chars))
            if spot is None:
                return Refused("computed")
            first, last = spot
            clean = _typed(new)
            if OBJECT in seen.text[first:last]:
                if clean.strip():
                    return Refused("computed")
                loose = True
            expected[first:last] = clean
            edits = [
                *_edits(first, last, _escaped(clean, source, first, seen, exact), seen, wish.emphasis),
                *edits,
            ]
        result = applied(source, edits)
        if _holds(source, result, "".join(expected), kind, seen, loose):
            return edits
    return Refused("markup")


def applied(source: str, edits: Sequence[SourceEdit]) -> str:
    """`source` with the edits made."""
    for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
        source = source[: edit.start] + edit.new + source[edit.end :]
    return source


def carried(edits: Sequence[SourceEdit], base: str, now: str) -> list[SourceEdit] | Refused:
    """Edits of `base` as edits of `now`; refused when the words they touch have changed in between."""
    if base == now:
        return list(edits)
    if same(applied(base, edits), now):
        return Refused("already")
    blocks = opcodes(base, now)
    moved: list[SourceEdit] = []
    for edit in edits:
        home = next(
            (c - a for kind, a, b, c, _ in blocks if kind == "equal" and a <= edit.start and edit.end <= b),
            None,
        )
        if home is None:
            return Refused("changed")
        moved.append(SourceEdit(edit.start + home, edit.end + home, edit.new))
    if all(now[e.start - len(e.new) : e.start] == e.new and e.new and e.start == e.end for e in moved):
        return Refused("already")
    return moved


def _parts(wish: Wish) -> Iterator[tuple[int, str, str]]:
    """The wish by whole words, so that markup and computed things inside what stays are not touched."""
    if not wish.old or not wish.new:
        yield wish.at, wish.old, wish.new
        return
    for kind, a, b, c, d in opcodes(wish.old, wish.new):
        if kind != "equal":
            yield wish.at + a, wish.old[a:b], wish.new[c:d]


def placed(start: int, end: int, places: list[int | None], total: int) -> tuple[int, int] | None:
    """The visible characters that printed ones from `start` to `end` stand for; None inside computed text."""

    def before(at: int) -> int | None:
        return 0 if at == 0 else _after(places[at - 1])

    def behind(at: int) -> int | None:
        return total if at == len(places) else places[at]

    if start > len(places) or end > len(places):
        return None
    if start == end:
        place = before(start)
        place = place if place is not None else behind(start)
        return None if place is None else (place, place)
    first = places[start]
    first = first if first is not None else before(start)
    last = _after(places[end - 1])
    last = last if last is not None else behind(end)
    if first is None or last is None or last < first:
        return None
    return first, last


def _after(place: int | None) -> int | None:
    return None if place is None else place + 1


def _typed(text: str) -> str:
    """What a reviewer typed as an editor would: no-break spaces are the engine's business."""
    return re.sub("[\u00a0\u202f\t]", " ", text).replace(OBJECT, "")


def _escaped(text: str, source: str, first: int, seen: Visible, exact: bool) -> str:
    if not text:
        return ""
    if exact:
        made = escape_markdown(text)
        return made if len(made.strip()) else text
    made = _SPECIAL.sub(r"\\\g<0>", text)
    if first == 0 and (hit := _AT_START.match(made)):
        made = "\\" + made if not made[0].isdigit() else made[: hit.end() - 1] + "\\" + made[hit.end() - 1 :]
    return made


def _edits(first: int, last: int, new: str, seen: Visible, emphasis: bool) -> list[SourceEdit]:
    """Take `seen[first:last]` out of the source, with markup that is left empty, and put `new` there."""
    if first == last:
        place = _insertion(first, seen, emphasis)
        return [SourceEdit(place, place, new)] if new else []
    keep_from = seen.chars[first].start
    ranges = [(one.start, one.end) for one in seen.chars[first:last]]
    for one in seen.constructs:
        covered = first <= one.first and one.last <= last and one.first < one.last
        if covered and not (new and one.first == first):
            ranges += [one.opening, one.closing]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(ranges)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    edits = [SourceEdit(start, end, "") for start, end in merged]
    if new:
        index = next(i for i, edit in enumerate(edits) if edit.start <= keep_from < edit.end)
        edit = edits[index]
        edits[index] = SourceEdit(edit.start, edit.end, new)
    return edits


def _insertion(place: int, seen: Visible, emphasis: bool) -> int:
    """Where in the source something new before visible character `place` goes: outside markup if it can."""
    chars = seen.chars
    if not chars:
        return 0
    if place == 0:
        openings = [one.opening[0] for one in seen.constructs if one.first == 0]
        return chars[0].start if emphasis or not openings else min(openings)
    left = chars[place - 1]
    if place == len(chars):
        closings = [one.closing[1] for one in seen.constructs if one.last == place]
        return left.end if emphasis or not closings else max(closings)
    right = chars[place]
    outer, inner = (left.end, right.start) if left.depth <= right.depth else (right.start, left.end)
    return inner if emphasis and left.depth != right.depth else outer


def _holds(old: str, new: str, expected: str, kind: str, seen: Visible, loose: bool) -> bool:
    """Whether the new source reads as expected, with no markup more, and none less than was taken out."""
    if fold(visible(new).text).split() != fold(expected).split():
        return False
    before, after = shape(old, kind), shape(new, kind)
    if after[1] - before[1] or (after[0] != before[0] and new.strip()):
        return False
    lost = before[1] - after[1]
    return loose or all(name in _MARKUP for name in lost)


_MARKUP: Final = frozenset({"Emph", "Strong", "Strike", "Link", "Styled", "Code", "Superscript", "Subscript",
                            "InternalLink", "SoftBreak", "Text", "LineBreak"})  # fmt: skip


def shape(source: str, kind: str) -> tuple[list[str], Counter[str]]:
    """The blocks of a source and how many inlines of each kind it has; findings count as kinds."""
    found = Diagnostics()
    if kind in _BLOCK_KINDS:
        parsed = parse_markdown(source, origin="-", container="-", lang="fr", diagnostics=found)
        nodes = list(walk(parsed.blocks))
        blocks = [type(one).__name__ for one in parsed.blocks]
    else:
        nodes = list(walk(parse_inline(source, origin="-", container="-", lang="fr", diagnostics=found)))
        blocks = []
    kinds = Counter(
        type(one).__name__
        for one in nodes
        if isinstance(one, n.Inline) and not isinstance(one, n.Text | n.SoftBreak)
    )
    kinds.update(one.code for one in found)
    return blocks, kinds
