"""Patches made in the text of a file: Markdown as text, YAML value by value and entry by entry.

A YAML file is read again after each step, and everything but what was meant must be the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import yaml

from reportgen.diagnostics import Diagnostics
from reportgen.review.places import Loc, Patch, Sources, is_yaml, offset_of
from reportgen.review.projection import SourceEdit, applied
from reportgen.yamlfile import YamlFile, read_yaml


def patched(sources: Sources, file: str, patches: Sequence[Patch]) -> str | None:
    """The text of a file with patches that do not touch each other; None when that fails."""
    text = sources.text(file)
    if text is None:
        return None
    own = [one for one in patches if one.file == file]
    if not is_yaml(file):
        return applied(text, [SourceEdit(one.start, one.end, _line_ends(one.new, text)) for one in own])
    found = sources.yaml(file)
    if found is None or "\r" in text:
        return None
    wanted = found.data
    for loc in dict.fromkeys(one.loc for one in own if one.loc is not None and not one.entry):
        edits = [SourceEdit(one.start, one.end, one.new) for one in own if one.loc == loc and not one.entry]
        current = read_yaml(text, file, Diagnostics())
        if current is None:
            return None
        value = applied(str(current.value(loc)), edits)
        wanted = _put(wanted, loc, value)
        text = _rewritten(text, file, current, loc, edits, value, wanted) or ""
        if not text:
            return None
    # From the last entry to the first, so that positions stay; behind an entry before it goes.
    steps = sorted((one for one in own if one.entry), key=lambda one: (one.loc or (), one.entry == "after"))
    for one in reversed(steps):
        made = _entered(text, file, one) if one.entry == "after" else _taken_out(text, file, one.loc or ())
        if made is None:
            return None
        text = made
    return text


def _entered(text: str, file: str, patch: Patch) -> str | None:
    """The file with a new item behind the one at `patch.loc`, written as that one is."""
    found, loc = read_yaml(text, file, Diagnostics()), patch.loc or ()
    items = found.value(loc[:-1]) if found else None
    if found is None or not isinstance(items, list) or not isinstance(loc[-1], int):
        return None
    place = found.place(loc)
    lead = found.lines[place.line - 1][: place.col - 1]
    if not re.fullmatch(r" *- +", lead):
        return None
    lines = patch.new.split("\n")
    if found.lines[place.line - 1][place.col - 1] == "{":
        new = f"{lead}{{{', '.join(lines)}}}"
    else:
        new = lead + f"\n{' ' * len(lead)}".join(lines)
    last = _last_line(found, place.end_line)
    made = "\n".join([*found.lines[:last], new, *found.lines[last:]])
    item = yaml.safe_load("\n".join(lines))
    return _reads(
        made, file, _put(found.data, loc[:-1], [*items[: loc[-1] + 1], item, *items[loc[-1] + 1 :]])
    )


def _taken_out(text: str, file: str, loc: Loc) -> str | None:
    """The file without the entry at `loc`; the list itself goes with its last item."""
    found = read_yaml(text, file, Diagnostics())
    around = found.value(loc[:-1]) if found else None
    if found is None or not isinstance(around, dict | list) or not loc:
        return None
    if isinstance(around, list) and len(around) == 1:
        return _taken_out(text, file, loc[:-1])
    place = found.place(loc)
    first = place.line
    if isinstance(around, dict):
        first, col = found.place(loc[:-1]).keys[str(loc[-1])]
        lead = found.lines[first - 1][: col - 1]
    else:
        lead = found.lines[first - 1][: place.col - 1].replace("-", "", 1)
    if lead.strip():
        return None
    last = _last_line(found, place.end_line)
    left: Any = (
        {key: value for key, value in around.items() if key != loc[-1]}
        if isinstance(around, dict)
        else [value for index, value in enumerate(around) if index != loc[-1]]
    )
    made = "\n".join([*found.lines[: first - 1], *found.lines[last:]])
    return _reads(made, file, _put(found.data, loc[:-1], left))


def _last_line(found: YamlFile, line: int) -> int:
    """The last line of an entry, without the blank lines and remarks that follow it."""
    while line > 1 and (not found.lines[line - 1].strip() or found.lines[line - 1].lstrip()[0] == "#"):
        line -= 1
    return line


def _reads(text: str, file: str, wanted: Any) -> str | None:
    """`text` when it reads as `wanted`."""
    again = read_yaml(text, file, Diagnostics())
    return text if again is not None and again.data == wanted else None


def _line_ends(new: str, text: str) -> str:
    return new.replace("\n", "\r\n") if "\r\n" in text else new


def _rewritten(
    text: str, file: str, found: YamlFile, loc: Loc, edits: Sequence[SourceEdit], value: str, wanted: Any
) -> str | None:
    """The file with one value changed in place, or written anew in double quotes where that cannot be."""
    place = found.place(loc)
    scalar = found.text_map(*loc)

    def at(offset: int) -> int:
        line = scalar.text.count("\n", 0, offset) + 1
        span = scalar.at(line, offset - (scalar.text.rfind("\n", 0, offset) + 1) + 1)
        start = offset_of(text, span.line, 1)
        return min(start + span.col - 1, _line_end(text, start))

    def whole_lines(edit: SourceEdit) -> bool:
        ends = [edit.start == 0 or scalar.text[edit.start - 1] == "\n", scalar.text[edit.end - 1] == "\n"]
        return place.style == "|" and edit.start < edit.end and all(ends)

    def after(offset: int) -> int:
        if offset == 0:
            return at(0)
        before = at(offset - 1)
        if place.style == '"' and text[before] == "\\":
            return before + {"x": 4, "u": 6, "U": 10}.get(text[before + 1], 2)
        return before + (2 if place.style == "'" and text[before : before + 2] == "''" else 1)

    moved = []
    for one in edits:
        start = after(one.start) if one.start == one.end else at(one.start)
        if whole_lines(one):
            start = text.rfind("\n", 0, start) + 1
        end = start if one.start == one.end else after(one.end)
        moved.append(SourceEdit(start, end, _encoded(one.new, place.style, _indent(found, loc))))
    tries = [applied(text, moved)]
    if place.style in ("", "'", '"') and scalar.text and place.line == place.end_line:
        start = offset_of(text, place.line, place.col)
        end = after(len(scalar.text)) + (1 if place.style else 0)
        tries.append(text[:start] + json.dumps(value, ensure_ascii=False) + text[end:])
    for made in tries:
        again = read_yaml(made, file, Diagnostics())
        if again is not None and again.data == wanted:
            return made
    return None


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _indent(found: YamlFile, loc: Loc) -> str:
    place = found.place(loc)
    line = next((one for one in found.lines[place.line : place.end_line] if one.strip()), "")
    return line[: len(line) - len(line.lstrip(" "))]


def _encoded(new: str, style: str, indent: str) -> str:
    if style == "|":
        return re.sub(r"\n(?!\n)", "\n" + indent, new)
    if style == "'":
        return new.replace("'", "''")
    if style == '"':
        return json.dumps(new, ensure_ascii=False)[1:-1]
    return new


def _put(data: Any, loc: Loc, value: Any) -> Any:
    """`data` with `value` at `loc`."""
    if not loc:
        return value
    step, rest = loc[0], loc[1:]
    if isinstance(data, dict):
        return {**data, step: _put(data[step], rest, value)}
    return [*data[: int(step)], _put(data[int(step)], rest, value), *data[int(step) + 1 :]]
