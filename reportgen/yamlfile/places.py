"""Where each key and value of a YAML file stands, and where each character of a text field stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.diagnostics import Span

# Double-quoted escapes (YAML 1.2.2, section 5.7): their width, and those that make a space.
_ESCAPE_WIDTH: Final = {"x": 4, "u": 6, "U": 10}
# What the reader has replaced by U+FFFD is not a space any more.
_REPLACED: Final = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_SPACE_ESCAPES: Final = frozenset({"\\", "\\ ", "\\\t", "\\n", "\\r", "\\t", "\\_"})

Loc = tuple[str | int, ...]
"""A way down into the data: mapping keys and list positions from 0, as pydantic writes them."""


def text_of_file(text: str) -> str:
    """The text of a file without byte order mark and with `\\n` line ends: places count in it."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one value stands. Lines and columns count from 1; `end_line` is its last line.

    `style` of a scalar: "" plain, "'" and '"' quoted, "|" literal, ">" folded. `keys` gives the place of
    each key of a mapping; `children` the places of its values, or of the items of a list by position.
    """

    line: int
    col: int
    end_line: int
    style: str = ""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    children: dict[str | int, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextMap:
    """Translates a place in the text of a scalar into a place in its file.

    `lines` are the lines of the file that hold the scalar, the first one being `place.line`.
    """

    file: str
    field: str
    text: str
    place: Place
    lines: tuple[str, ...]

    @property
    def span(self) -> Span:
        """The first character of the text (of the first line of content in a block scalar)."""
        return self.at(1, 1)

    def at(self, line: int, col: int = 1) -> Span:
        """The place in the file of `line` and `col` (from 1) of the text.

        Exact for literal blocks and for scalars on one line; in folded and wrapped scalars each character
        that is not a space is matched with the one it comes from.
        """
        if self.place.style == "|":
            source_line, source_col = self.place.line + line, col + self._indent()
        else:
            source_line, source_col = self._matched(line, col)
        return Span(self.file, source_line, source_col, field=self.field)

    __call__ = at

    def _indent(self) -> int:
        for number, content in enumerate(self.text.split("\n"), start=1):
            if content.strip() and number < len(self.lines):
                return max(0, len(self.lines[number]) - len(content))
        return 0

    def _matched(self, line: int, col: int) -> tuple[int, int]:
        """The place of a character: the k-th one that is not a space, in the text as in the file."""
        lines = self.text.split("\n")
        wanted = sum(len(content) + 1 for content in lines[: line - 1]) + col - 1
        before = sum(not char.isspace() for char in self.text[:wanted])
        is_space = self.text[wanted : wanted + 1].isspace() or wanted >= len(self.text)
        row, at = 0, self.place.col - 1
        for count, (row, at) in enumerate(self._visible()):
            if count == before - 1 and is_space:
                return self.place.line + row, at + 2
            if count == before:
                break
        return self.place.line + row, at + 1

    def _visible(self) -> Iterator[tuple[int, int]]:
        """The row and column, from 0, of each character of the file that makes one which is not a space."""
        style = self.place.style
        start = self.place.col - (0 if style in {"'", '"'} else 1)
        for row, content in enumerate(self.lines):
            if row == 0 and style == ">":
                continue
            at = start if row == 0 else 0
            while at < len(content):
                width = 1
                if style in {"'", '"'} and content[at] == style:
                    if style == '"' or content[at + 1 : at + 2] != "'":
                        return
                    width = 2
                elif style == '"' and content[at] == "\\":
                    width = _ESCAPE_WIDTH.get(content[at + 1 : at + 2], 2)
                written = content[at : at + width]
                escaped = style == '"' and written[0] == "\\"
                if not (_escapes_space(written) if escaped else written.isspace()):
                    yield row, at
                at += width


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The data of one file and the place of each part of it.

    `file` is relative to the project. `data` holds dicts, lists, strings, numbers, booleans and None.
    """

    file: str
    data: Any
    root: Place
    lines: tuple[str, ...]

    def place(self, loc: Sequence[str | int]) -> Place:
        """The place of the value at `loc`, or of the nearest value around it that exists."""
        place = self.root
        for step in loc:
            if step not in place.children:
                break
            place = place.children[step]
        return place

    def value(self, loc: Sequence[str | int]) -> Any:
        """The data at `loc`, or None."""
        value = self.data
        for step in loc:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def path(self, loc: Sequence[str | int]) -> str:
        """`loc` as an editor reads it: `pitfalls[p1].text`. See `path_text`."""
        return path_text(self.data, loc)

    def span(self, *loc: str | int) -> Span:
        """The place of the value at `loc`."""
        place = self.place(loc)
        return Span(self.file, place.line, place.col, place.end_line, self.path(loc))

    def key_span(self, *loc: str | int) -> Span:
        """The place of the key that `loc` ends with; of the value when it has no key."""
        parent = self.place(loc[:-1])
        if not loc or str(loc[-1]) not in parent.keys:
            return self.span(*loc)
        line, col = parent.keys[str(loc[-1])]
        return Span(self.file, line, col, field=self.path(loc))

    def text_map(self, *loc: str | int) -> TextMap:
        """The map of the text at `loc` (empty text when there is none there)."""
        value = self.value(loc)
        place = self.place(loc)
        text = value if isinstance(value, str) else ""
        return TextMap(self.file, self.path(loc), text, place, self.lines[place.line - 1 : place.end_line])


def _escapes_space(written: str) -> bool:
    """Whether an escape sequence makes a space."""
    if len(written) > 2:
        try:
            char = chr(int(written[2:], 16))
        except (ValueError, OverflowError):
            return False
        return char.isspace() and char not in _REPLACED
    return written in _SPACE_ESCAPES


def path_text(data: Any, loc: Sequence[str | int]) -> str:
    """A path for people: keys with dots, list items by their `id` (or `n`), else by position from 0."""
    parts: list[str] = []
    for step in loc:
        inside: Any = None
        if isinstance(step, int):
            inside = data[step] if isinstance(data, list) and step < len(data) else None
            parts.append(f"[{item_key(inside, step)}]")
        else:
            inside = data.get(step) if isinstance(data, dict) else None
            key = step if len(step) <= 60 else step[:59] + "…"
            parts.append(f".{key}" if parts else key)
        data = inside
    return "".join(parts)


def item_key(item: Any, position: int) -> str | int:
    """What names a list item: its `id`, else its number `n`, else its position."""
    if isinstance(item, dict):
        for key in ("id", "n"):
            if isinstance(item.get(key), str | int) and item[key] != "":
                return item[key]  # type: ignore[no-any-return]
    return position
