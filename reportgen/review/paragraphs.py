"""Whole paragraphs in their file: one added behind a unit, one taken out, one put elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from reportgen.document.escape import escape_markdown
from reportgen.document.units import Unit
from reportgen.review.places import Patch, Sources
from reportgen.review.projection import BREAK

_MARKER: Final = re.compile(
    r"(?P<indent>[ \t>]*)(?:(?P<bullet>[-*+])|(?P<number>\d+)(?P<dot>[.)]))(?P<gap>[ \t]+)"
)
_BEFORE: Final = re.compile(r"[ \t>]*(?:#{1,6}[ \t]+|[-*+:][ \t]+|\d+[.)][ \t]+)?\Z")
_BEHIND: Final = re.compile(r"[ \t]*(?:\{[^{}\n]*\})?[ \t]*\r?\Z")
_BARE: Final = re.compile(r"[ \t>]*")
_KINDS: Final = ("paragraph", "item", "heading", "title", "definition")


def added_after(sources: Sources, unit: Unit, text: str, remark: str) -> Patch | None:
    """A new paragraph (a new item behind an item) after `unit`; None where none can stand."""
    home = sources.home(unit)
    if home is None or unit.kind not in _KINDS or not _takes_paragraphs(sources, unit, home[0]):
        return None
    loc, whole, spots = home
    first, last = _lines(whole, spots[0], spots[-1])
    if not _alone(whole, spots[0], spots[-1]):
        return None
    opening = whole[first : spots[0]]
    words = typed(text)
    marker = _MARKER.match(opening) if unit.kind == "item" else None
    if marker:
        count = f"{int(marker['number']) + 1}{marker['dot']}" if marker["number"] else marker["bullet"]
        new = f"\n{marker['indent']}{count}{marker['gap']}{words}"
    else:
        lead = _lead(opening) if unit.kind == "definition" else _BARE.match(opening)[0]  # type: ignore[index]
        new = f"\n{lead.rstrip()}\n{lead}{words}"
    return Patch(unit.origin.file, loc, last, last, new, (remark,))


def parted(sources: Sources, unit: Unit, patches: list[Patch]) -> list[Patch] | None:
    """Patches in which BREAK ends a paragraph, as the file writes that; None where no paragraph may end."""
    home = sources.home(unit)
    if home is None or not _takes_paragraphs(sources, unit, home[0]):
        return None
    loc, whole, spots = home
    first, _last = _lines(whole, spots[0], spots[-1])
    if not _alone(whole, spots[0], spots[-1]):
        return None
    lead = _lead(whole[first : spots[0]])
    made = []
    for patch in patches:
        if (patch.file, patch.loc) != (unit.origin.file, loc):
            return None
        start, end, new = patch.start, patch.end, patch.new
        while new.startswith(BREAK) and start > spots[0] and whole[start - 1].isspace():
            start -= 1
        while new.endswith(BREAK) and end < spots[-1] and whole[end].isspace():
            end += 1
        pieces = [piece.strip() for piece in new.split(BREAK)]
        if not new.startswith(BREAK):
            pieces[0] = new.split(BREAK)[0].rstrip()
        if not new.endswith(BREAK):
            pieces[-1] = new.split(BREAK)[-1].lstrip()
        made.append(replace(patch, start=start, end=end, new=f"\n{lead.rstrip()}\n{lead}".join(pieces)))
    return made


def between_out(sources: Sources, unit: Unit, behind: Unit, remark: str) -> Patch | None:
    """What stands between two paragraphs of one text taken out, so that they are one; None elsewhere."""
    first, second = sources.home(unit), sources.home(behind)
    if first is None or second is None or (unit.kind, behind.kind) != ("paragraph", "paragraph"):
        return None
    if (unit.origin.file, first[0]) != (behind.origin.file, second[0]):
        return None
    loc, whole, spots = first
    start, end = spots[-1], second[2][0]
    if start >= end or whole[start:end].strip(" \t\r\n>"):
        return None
    # The last line end stays: a line for each sentence, with the indent that it has.
    keep = whole.rindex("\n", start, end)
    return Patch(unit.origin.file, loc, start, keep, "", (remark,))


def _lead(opening: str) -> str:
    """What a further paragraph of the same block begins with: markers as spaces, `>` kept."""
    return re.sub(r"[^>\s]", " ", opening)


def typed(text: str) -> str:
    """What a reviewer typed as an editor types it: what reads as markup is escaped."""
    words = escape_markdown(re.sub("[\u00a0\u202f]", " ", text).strip())
    return re.sub(r"\\([!#>&\"'.)-])", r"\1", words) if words and words[0].isalpha() else words


def taken_out(
    sources: Sources, unit: Unit, remark: str, mentioned: Callable[[str], bool] = lambda label: True
) -> Patch | None:
    """`unit` with its lines; None where it shares them with something else, or holds up what follows.

    A heading with a label goes when the label is not `mentioned`.
    """
    home = sources.home(unit)
    if (
        home is None
        or unit.kind not in ("paragraph", "item", "heading")
        or not _takes_paragraphs(sources, unit, home[0])
    ):
        return None
    loc, whole, spots = home
    if not _alone(whole, spots[0], spots[-1]):
        return None
    start, end = _lines(whole, spots[0], spots[-1])
    label = re.search(r"\{[^{}]*#([\w-]+)", whole[spots[-1] : end])
    if unit.kind == "heading" and label and mentioned(label[1]):
        return None
    after = min(len(whole), end + 1)
    following = whole[after:].split("\n", 1)[0]
    opening = whole[start : spots[0]]
    if unit.kind == "item" and following[: len(opening)].strip() == "" and len(following) > len(opening):
        return None  # what is inside the item would be left
    blank_before = start == 0 or whole[:start].endswith("\n\n") or whole[:start].strip() == ""
    if blank_before and whole[after : after + 1] == "\n":
        after += 1
    elif whole[:start].endswith("\n\n") and after >= len(whole):
        start -= 1
    if loc is not None and not (whole[:start] + whole[after:]).strip():
        return None
    return Patch(unit.origin.file, loc, start, after, "", (remark,))


def put_after(sources: Sources, unit: Unit, behind: Unit, remark: str) -> list[Patch] | None:
    """`unit` taken out and put behind another one, markup and all."""
    out = taken_out(sources, unit, remark)
    target = sources.home(behind)
    home = sources.home(unit)
    if out is None or target is None or home is None or unit.kind != "paragraph":
        return None
    if behind.kind not in ("paragraph", "heading", "title") or not _takes_paragraphs(
        sources, behind, target[0]
    ):
        return None
    loc, whole, spots = target
    if not _alone(whole, spots[0], spots[-1]) or whole[_lines(whole, *spots_ends(spots))[0] : spots[0]].strip(
        "# "
    ):
        return None
    _first, last = _lines(whole, *spots_ends(spots))
    words = "\n".join(line.strip() for line in unit.text.split("\n"))
    return [out, Patch(behind.origin.file, loc, last, last, f"\n\n{words}", (remark,))]


def spots_ends(spots: list[int]) -> tuple[int, int]:
    """Where a unit begins and ends in its text."""
    return spots[0], spots[-1]


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines from `start` to `end`, without the last line end."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but markers stands on the lines beside it."""
    first, last = _lines(text, start, end)
    return bool(_BEFORE.match(text[first:start])) and bool(_BEHIND.match(text[end:last]))


def _takes_paragraphs(sources: Sources, unit: Unit, loc: tuple[str | int, ...] | None) -> bool:
    """A Markdown file does; a YAML field does when it is a literal block."""
    if loc is None:
        return True
    found = sources.yaml(unit.origin.file)
    return found is not None and found.place(loc).style == "|"
