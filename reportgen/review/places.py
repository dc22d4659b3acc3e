"""Where the source of a unit stands in its file, and how an edit of that source is an edit of the file.

In Markdown the text of the file is edited. In YAML the value of one field is, and written back in the style
it had; the file is then read again, and everything else in it must be the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.diagnostics import Diagnostics
from reportgen.document.escape import escape_markdown
from reportgen.document.units import Unit
from reportgen.review.markup import Visible, plain, visible
from reportgen.review.projection import SourceEdit, applied
from reportgen.yamlfile import YamlFile, read_yaml

Loc = tuple[str | int, ...]
_YAML: Final = (".yaml", ".yml")
_GAP: Final = r"(?:\s|(?<=\n)>)+"


@dataclass(frozen=True, slots=True)
class Patch:
    """`text[start:end]` of a file (or of the field `loc` of a YAML file) becomes `new`, for these remarks."""

    file: str
    loc: Loc | None
    start: int
    end: int
    new: str
    remarks: tuple[str, ...] = ()

    def touches(self, other: Patch) -> bool:
        """Whether both are about the same characters, or put something into the same place."""
        if (self.file, self.loc) != (other.file, other.loc):
            return False
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Sources:
    """The files of a project, read when asked for. `read` gives the bytes of a file, or None."""

    read: Callable[[str], bytes | None]
    _texts: dict[str, str | None] = field(default_factory=dict)
    _yaml: dict[str, YamlFile | None] = field(default_factory=dict)

    def text(self, file: str) -> str | None:
        """The text of a file as it is, line ends included; None when it cannot be read as UTF-8."""
        if file not in self._texts:
            data = self.read(file)
            try:
                self._texts[file] = None if data is None else data.decode("utf-8")
            except UnicodeDecodeError:
                self._texts[file] = None
        return self._texts[file]

    def yaml(self, file: str) -> YamlFile | None:
        if file not in self._yaml:
            text = self.text(file)
            self._yaml[file] = None if text is None else read_yaml(text, file, Diagnostics())
        return self._yaml[file]

    def home(self, unit: Unit) -> tuple[Loc | None, str, list[int]] | None:
        """The text that holds the whole source of `unit` (its file, or one field of it) and where in it."""
        file = unit.origin.file
        if not file.endswith(_YAML):
            text = self.text(file)
            if text is None:
                return None
            spots = find(text, unit.text, _offset(text, unit.origin.line, unit.origin.col))
            return None if spots is None else (None, text, spots)
        found = self.yaml(file)
        if found is None:
            return None
        leaves = list(_leaves(found.data, ()))
        named = [leaf for leaf in leaves if found.path(leaf[0]) == unit.origin.field]
        for loc, value in named or leaves:
            start = _line_offset(found, loc, value, unit.origin.line) if named else 0
            spots = find(value, unit.text, start)
            if spots is not None:
                return loc, value, spots
        return None

    def patches(self, unit: Unit, edits: Sequence[SourceEdit], remark: str) -> list[Patch] | None:
        """Edits of the source of `unit` as patches of its file; None when they have no place there."""
        home = self.home(unit)
        if home is not None:
            loc, _text, spots = home
            return [
                Patch(unit.origin.file, loc, *_stretch(spots, edit), edit.new, (remark,)) for edit in edits
            ]
        found = self.yaml(unit.origin.file) if unit.origin.file.endswith(_YAML) else None
        if found is None:
            return None
        leaves = list(_leaves(found.data, ()))
        leaves.sort(key=lambda leaf: found.path(leaf[0]) != unit.origin.field)
        made = [self._part(found, unit, edit, remark, leaves) for edit in edits]
        return None if any(one is None for one in made) else [one for one in made if one is not None]

    def _part(
        self, found: YamlFile, unit: Unit, edit: SourceEdit, remark: str, leaves: list[tuple[Loc, str]]
    ) -> Patch | None:
        """The field that made a part of the unit: the longest whose text stands round the edit."""
        best: Patch | None = None
        length = 0
        for loc, text in leaves:
            flat = " ".join(text.split())
            for written, shown in ((flat, None), (escape_markdown(text), visible)):
                at = unit.text.find(written) if len(written) > 1 else -1
                while at >= 0:
                    if at <= edit.start and edit.end <= at + len(written) and len(written) > length:
                        made = _inside(
                            text, written, shown, SourceEdit(edit.start - at, edit.end - at, edit.new)
                        )
                        if made is not None:
                            best = Patch(found.file, loc, made.start, made.end, made.new, (remark,))
                            length = len(written)
                    at = unit.text.find(written, at + 1)
        return best


def _inside(
    text: str, written: str, shown: Callable[[str], Visible] | None, edit: SourceEdit
) -> SourceEdit | None:
    """An edit of `written` as an edit of the field's `text`, of which `written` is the Markdown."""
    spots = find(text, written, 0) if shown is None else None
    if spots is not None:
        return SourceEdit(*_stretch(spots, edit), edit.new)
    chars = (shown or plain)(written).chars
    flat = "".join(one.char for one in chars)
    where = find(text, flat, 0)
    if where is None:
        return None
    first = next((i for i, one in enumerate(chars) if one.end > edit.start), len(chars))
    last = next((i for i, one in enumerate(chars) if one.start >= edit.end), len(chars))
    new = visible(edit.new).text
    return SourceEdit(*_stretch(where, SourceEdit(first, max(first, last), new)), new)


def find(text: str, source: str, near: int) -> list[int] | None:
    """For each character of `source`, and its end, its place in `text`: the nearest occurrence to `near`.

    Whitespace may differ (indentation, line ends, the `>` of quotes). None when it is not there.
    """
    words = source.split()
    if not words:
        return None
    pattern = re.compile(_GAP.join(re.escape(word) for word in words))
    hits = [hit.span() for hit in pattern.finditer(text)]
    if not hits:
        return None
    start, end = min(hits, key=lambda hit: abs(hit[0] - near))
    places: list[int] = []
    at = start
    for char in source:
        if char.isspace():
            places.append(min(at, end))
            if at < end and text[at].isspace():
                at += 1
            continue
        while at < end and text[at] != char:
            at += 1
        places.append(min(at, end))
        at += 1
    return [*places, end]


def _stretch(places: list[int], edit: SourceEdit) -> tuple[int, int]:
    start = places[edit.start]
    return start, start if edit.start == edit.end else places[edit.end - 1] + 1


def _offset(text: str, line: int, col: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if not at:
            return 0
    return at + col - 1


def _line_offset(found: YamlFile, loc: Loc, text: str, line: int) -> int:
    """Where in the text of a field a line of its file begins, roughly."""
    place = found.place(loc)
    rows = line - place.line - (1 if place.style in ("|", ">") else 0)
    return _offset(text, max(1, rows + 1), 1)


def _leaves(data: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(data, str):
        yield loc, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*loc, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _leaves(value, (*loc, index))


# ---- writing


def patched(sources: Sources, file: str, patches: Sequence[Patch]) -> str | None:
    """The text of a file with patches that do not touch each other; None when that fails."""
    text = sources.text(file)
    if text is None:
        return None
    own = [one for one in patches if one.file == file]
    if not file.endswith(_YAML):
        return applied(text, [SourceEdit(one.start, one.end, _line_ends(one.new, text)) for one in own])
    found = sources.yaml(file)
    if found is None or "\r" in text:
        return None
    wanted = found.data
    for loc in dict.fromkeys(one.loc for one in own if one.loc is not None):
        edits = [SourceEdit(one.start, one.end, one.new) for one in own if one.loc == loc]
        current = read_yaml(text, file, Diagnostics())
        if current is None:
            return None
        value = applied(str(current.value(loc)), edits)
        wanted = _with(wanted, loc, value)
        text = _rewritten(text, file, current, loc, edits, value, wanted) or ""
        if not text:
            return None
    return text


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
        start = _offset(text, span.line, 1)
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
        start = _offset(text, place.line, place.col)
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
        return re.sub(r"\n(?=[^\n])", "\n" + indent, new)
    if style == "'":
        return new.replace("'", "''")
    if style == '"':
        return json.dumps(new, ensure_ascii=False)[1:-1]
    return new


def _with(data: Any, loc: Loc, value: str) -> Any:
    if not loc:
        return value
    step, rest = loc[0], loc[1:]
    if isinstance(data, dict):
        return {**data, step: _with(data[step], rest, value)}
    return [*data[: int(step)], _with(data[int(step)], rest, value), *data[int(step) + 1 :]]
