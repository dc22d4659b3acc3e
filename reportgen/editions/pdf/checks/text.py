"""The text of marked content, from content streams and the ToUnicode maps of fonts (ISO 32000-1, 9.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

_OPERATORS: Final = "BDC BMC EMC Tf Tj TJ Do BI"
_SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_ITEM: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
SHY: Final = "\u00ad"


@dataclass(slots=True)
class Painted:
    """What one page shows.

    `by_mcid` is the text of each marked-content sequence, `artifacts` that of artifacts, `loose` the number
    of showing operators that stand in neither; `notdef` counts glyphs without a shape (glyph 0), `mute`
    those whose text is not known.
    """

    by_mcid: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    artifacts: str = ""
    loose: int = 0
    nested: int = 0
    notdef: int = 0
    mute: int = 0


class TextReader:
    """Reads pages; keeps the maps of fonts."""

    def __init__(self) -> None:
        self._maps: dict[tuple[int, int], dict[int, str]] = {}

    def page(self, page: pikepdf.Page) -> Painted:
        """The text of `page` by marked content; forms that it draws are read where they are drawn."""
        painted = Painted()
        self._read(page.obj, page.obj.get("/Resources", Dictionary()), [], painted, 0)
        return painted

    def _read(self, stream: Any, resources: Any, stack: list[_Mark], painted: Painted, depth: int) -> None:
        font: Any = None
        base = len(stack)
        properties = resources.get("/Properties", Dictionary())
        for instruction in pikepdf.parse_content_stream(stream, _OPERATORS):
            operands, name = instruction.operands, str(instruction.operator)
            if name in ("BDC", "BMC"):
                stack.append(_mark(operands, properties))
                mark = stack[-1]
                if mark.mcid is not None:
                    painted.order.append(mark.mcid)
                    painted.by_mcid.setdefault(mark.mcid, "")
                    painted.nested += any(m.artifact for m in stack)
                elif mark.artifact:
                    painted.nested += any(m.mcid is not None for m in stack)
                if mark.actual is not None and not any(m.actual is not None for m in stack[:-1]):
                    _put(stack, mark.actual, painted)
            elif name == "EMC":
                if len(stack) > base:
                    stack.pop()
            elif name == "Tf":
                font = resources.get("/Font", Dictionary()).get(str(operands[0]))
            elif name in ("Tj", "TJ"):
                self._show(operands[0], font, stack, painted)
            elif name == "Do":
                target = resources.get("/XObject", Dictionary()).get(str(operands[0]))
                if target is not None and target.get("/Subtype") == Name.Form and depth < 12:
                    self._read(target, target.get("/Resources", resources), stack, painted, depth + 1)
                elif not _owned(stack):
                    painted.loose += 1
        del stack[base:]

    def _show(self, shown: Any, font: Any, stack: list[_Mark], painted: Painted) -> None:
        if not _owned(stack):
            painted.loose += 1
        texts = self._map(font)
        codes = [code for item in (shown if isinstance(shown, Array) else [shown]) for code in _codes(item)]
        painted.notdef += codes.count(0)
        hidden = any(mark.actual is not None for mark in stack)
        painted.mute += 0 if hidden else sum(code not in texts for code in codes)
        if not hidden:
            _put(stack, "".join(texts.get(code, "\ufffd") for code in codes), painted)

    def _map(self, font: Any) -> dict[int, str]:
        if font is None or "/ToUnicode" not in font:
            return {}
        key = font.objgen
        if key not in self._maps or key == (0, 0):
            self._maps[key] = read_map(font.ToUnicode.read_bytes())
        return self._maps[key]


@dataclass(frozen=True, slots=True)
class _Mark:
    mcid: int | None = None
    artifact: bool = False
    actual: str | None = None


def _mark(operands: Any, properties: Any) -> _Mark:
    tag = str(operands[0])
    values = operands[1] if len(operands) > 1 else Dictionary()
    if isinstance(values, Name):
        values = properties.get(str(values), Dictionary())
    mcid = values.get("/MCID")
    actual = values.get("/ActualText")
    return _Mark(
        None if mcid is None else int(mcid), tag == "/Artifact", None if actual is None else str(actual)
    )


def _owned(stack: list[_Mark]) -> bool:
    return any(mark.artifact or mark.mcid is not None for mark in stack)


def _put(stack: list[_Mark], text: str, painted: Painted) -> None:
    if any(mark.artifact for mark in stack):
        painted.artifacts += text
        return
    owner = next((mark.mcid for mark in reversed(stack) if mark.mcid is not None), None)
    if owner is not None:
        painted.by_mcid[owner] += text


def _codes(item: Any) -> Iterator[int]:
    if isinstance(item, pikepdf.String):
        data = bytes(item)
        for start in range(0, len(data) - 1, 2):
            yield data[start] << 8 | data[start + 1]


def read_map(data: bytes) -> dict[int, str]:
    """A ToUnicode map: code -> text (ISO 32000-1, 9.10.3; `bfchar` and `bfrange`)."""
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(data):
        items = [_item(match) for match in _ITEM.finditer(body)]
        if kind == b"bfchar":
            for code, text in zip(items[::2], items[1::2], strict=False):
                found[int(code, 16)] = _decode(text)
        else:
            _ranges(items, found)
    return found


def _item(match: re.Match[bytes]) -> str:
    return match[0].decode() if match[1] is None else re.sub(rb"\s", b"", match[1]).decode()


def _ranges(items: list[str], found: dict[int, str]) -> None:
    position = 0
    while position + 2 < len(items):
        first, last = int(items[position], 16), int(items[position + 1], 16)
        position += 2
        if items[position] == "[":
            end = items.index("]", position)
            for offset, text in enumerate(items[position + 1 : end]):
                found[first + offset] = _decode(text)
            position = end + 1
            continue
        start = _decode(items[position])
        for code in range(first, last + 1):
            found[code] = start[:-1] + chr(ord(start[-1]) + code - first)
        position += 1


def _decode(text: str) -> str:
    return bytes.fromhex(text).decode("utf-16-be", errors="replace")
