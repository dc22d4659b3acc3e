"""Where the source of a unit stands in its file, and how an edit of that source is an edit of the file.

In Markdown the text of the file is edited. In YAML the value of one field is, or an entry (an item of a list,
a field) comes or goes as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from reportgen.diagnostics import Diagnostics
from reportgen.document.escape import escape_markdown
from reportgen.document.units import Unit
from reportgen.review.fields import is_plain
from reportgen.review.markup import Visible, plain, visible
from reportgen.review.projection import SourceEdit
from reportgen.yamlfile import YamlFile, read_yaml

Loc = tuple[str | int, ...]
Entry = Literal["", "after", "out"]
_MARKS: Final = ("*", "**")
_GAP: Final = r"(?:\s|(?<=\n)>)+"


def is_yaml(file: str) -> bool:
    """Whether a file of the project is edited value by value."""
    return file.endswith((".yaml", ".yml"))


@dataclass(frozen=True, slots=True)
class Patch:
    """`text[start:end]` of a file (or of the field `loc` of a YAML file) becomes `new`, for these remarks.

    With `entry`, `loc` is a list item or a field of a mapping: it goes (`out`), or `new` becomes an item
    behind it (`after`).
    """

    file: str
    loc: Loc | None
    start: int
    end: int
    new: str
    remarks: tuple[str, ...] = ()
    entry: Entry = ""

    def touches(self, other: Patch) -> bool:
        """Whether both are about the same characters, or put something into the same place."""
        if self.entry or other.entry:
            return self._same_entry(other)
        if (self.file, self.loc) != (other.file, other.loc):
            return False
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def _same_entry(self, other: Patch) -> bool:
        if self.file != other.file or self.loc is None or other.loc is None:
            return False
        if self.entry == "out" or other.entry == "out":
            gone, left = (self, other) if self.entry == "out" else (other, self)
            return left.entry != "after" and (left.loc or ())[: len(gone.loc or ())] == gone.loc
        return self.entry == other.entry and self.loc == other.loc


@dataclass(slots=True)
class Sources:
    """The files of a project, read when asked for. `read` gives the bytes of a file, or None.

    `languages` are those of the report, the source language first.
    """

    read: Callable[[str], bytes | None]
    languages: tuple[str, ...] = ()
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
        if not is_yaml(file):
            text = self.text(file)
            if text is None:
                return None
            spots = find(text, unit.text, offset_of(text, unit.origin.line, unit.origin.col))
            return None if spots is None else (None, text, spots)
        found = self.yaml(file)
        if found is None:
            return None
        leaves = list(leaves_of(found.data, ()))
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
            if loc is not None and is_plain(unit.origin.file, loc):
                if any(visible(edit.new).constructs or edit.new in _MARKS for edit in edits):
                    return None
                edits = [SourceEdit(edit.start, edit.end, visible(edit.new).text) for edit in edits]
            return [
                Patch(unit.origin.file, loc, *_stretch(spots, edit), edit.new, (remark,)) for edit in edits
            ]
        found = self.yaml(unit.origin.file) if is_yaml(unit.origin.file) else None
        if found is None:
            return None
        leaves = list(leaves_of(found.data, ()))
        leaves.sort(key=lambda leaf: found.path(leaf[0]) != unit.origin.field)
        made = [self._part(found, unit, edit, remark, leaves) for edit in edits]
        return None if any(one is None for one in made) else [one for one in made if one is not None]

    def field_end(self, unit: Unit) -> int:
        """Where in the source of `unit` the field that it names ends, when what the engine writes (a source,
        a translation) follows; the end of the source for any other unit."""
        found = self.yaml(unit.origin.file) if is_yaml(unit.origin.file) else None
        for loc, text in leaves_of(found.data, ()) if found is not None else ():
            if found is not None and found.path(loc) == unit.origin.field:
                for written in (" ".join(text.split()), escape_markdown(text)):
                    if written and unit.text.startswith(written):
                        return len(written)
        return len(unit.text)

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


def offset_of(text: str, line: int, col: int) -> int:
    """The place in a text of a line and column, from 1."""
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
    return offset_of(text, max(1, rows + 1), 1)


def leaves_of(data: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Every text of the data below `loc`, with where it is."""
    if isinstance(data, str):
        yield loc, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from leaves_of(value, (*loc, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves_of(value, (*loc, index))
