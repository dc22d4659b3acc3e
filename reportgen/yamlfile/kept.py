"""What was read of a YAML file, as bytes and back: reading it anew takes ten times as long."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from reportgen.yamlfile.places import Place, YamlFile, text_of_file

_AROUND: Final = 4
"""Figures of a place before what stands in it: line, column, last line, style."""
_FIELDS: Final = ("file", "data", "lines", "_row")


def pack_yaml(file: YamlFile) -> bytes:
    """The data of `file` and its places; its lines are those of its text."""
    return json.dumps([file.data, _row(file.root)], ensure_ascii=False, separators=(",", ":")).encode()


def unpack_yaml(kept: bytes, data: bytes, name: str) -> YamlFile | None:
    """The file `name` of which `pack_yaml` gave what is `kept`, and which holds `data`; None when that is not
    what it seems to be."""
    try:
        value, row = json.loads(kept)
        text = text_of_file(data.decode("utf-8"))
    except (ValueError, TypeError, RecursionError):
        return None
    return KeptYaml.of(name, value, row, tuple(text.split("\n")))


class KeptYaml(YamlFile):
    """A file whose places are looked up in rows of figures: few of them are ever asked for."""

    __slots__ = ("_row",)
    _row: Any

    @classmethod
    def of(cls, file: str, data: Any, row: Any, lines: tuple[str, ...]) -> KeptYaml:
        made = object.__new__(cls)
        for name, value in zip(_FIELDS, (file, data, lines, row), strict=True):
            object.__setattr__(made, name, value)
        return made

    @property
    def root(self) -> Place:
        return _place(self._row)

    def place(self, loc: Sequence[str | int]) -> Place:
        row = self._row
        for step in loc:
            inside = row[_AROUND] if len(row) > _AROUND else ()
            if isinstance(inside, dict) and step in inside:
                row = inside[step][2]
            elif isinstance(inside, list) and isinstance(step, int) and 0 <= step < len(inside):
                row = inside[step]
            else:
                break
        return _place(row)


def _row(place: Place) -> list[Any]:
    """A place as figures; what stands in a list by position, in a mapping by key, after the place of that."""
    around: list[Any] = [place.line, place.col, place.end_line, place.style]
    if place.keys:
        around.append({key: [*place.keys[key], _row(inside)] for key, inside in place.children.items()})  # type: ignore[index]
    elif place.children:
        around.append([_row(inside) for inside in place.children.values()])
    return around


def _place(row: list[Any]) -> Place:
    line, col, end_line, style = row[:_AROUND]
    inside = row[_AROUND] if len(row) > _AROUND else ()
    if isinstance(inside, dict):
        keys = {key: (key_line, key_col) for key, (key_line, key_col, _) in inside.items()}
        below = {key: _place(value) for key, (_, _, value) in inside.items()}
        return Place(line, col, end_line, style, keys, below)
    return Place(line, col, end_line, style, {}, {index: _place(value) for index, value in enumerate(inside)})
