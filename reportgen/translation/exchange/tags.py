"""Codes as tags in plain text, for formats that have no markup of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reportgen.translation.exchange.codes import Coded, Item, Mark


@dataclass(frozen=True, slots=True)
class TagStyle:
    """How tags are typed. `escape` are characters that are doubled where they stand for themselves."""

    alone: str
    open: str
    close: str
    pattern: re.Pattern[str]
    escape: str = ""


BRACKETS: Final = TagStyle("⟦{}⟧", "⟦{}⟧", "⟦/{}⟧", re.compile(r"⟦(?P<close>/?)(?P<name>[^⟦⟧]*)⟧"))
"""`⟦b1⟧word⟦/b1⟧`, `⟦note2⟧`: for tables that people read."""
BRACES: Final = TagStyle(
    "{{{}}}",
    "{{{}}}",
    "{{{}_end}}",
    re.compile(r"(?P<double>\{\{|\}\})|\{(?P<name>[A-Za-z]+\d+)(?P<close>(?:_end)?)\}"),
    "{}",
)
"""`{b1}word{b1_end}`, `{note2}`: placeholders that gettext checks (`python-brace-format`)."""


def tagged(coded: Coded, style: TagStyle) -> str:
    """The text with its codes as tags."""
    parts: list[str] = []
    for item in coded.items:
        if isinstance(item, str):
            text = item
            for char in style.escape if coded.codes else "":
                text = text.replace(char, char * 2)
            parts.append(text)
            continue
        code = coded.codes[item.id]
        form = {"alone": style.alone, "open": style.open, "close": style.close}[item.side]
        parts.append(form.format(code.name))
    return "".join(parts)


def untagged(text: str, style: TagStyle, escaped: bool = True) -> Coded:
    """The text and marks of tagged text; marks have no codes yet, and their `raw` is the name they bear.

    `escaped`: special characters of the text are doubled.
    """
    items: list[Item] = []
    pending, at = "", 0
    for found in style.pattern.finditer(text):
        pending += text[at : found.start()]
        at = found.end()
        if found.groupdict().get("double"):
            pending += found[0][0] if escaped else found[0]
            continue
        if pending:
            items.append(pending)
        pending = ""
        name = found["name"]
        digits = re.search(r"\d+$", name)
        items.append(Mark(int(digits[0]) if digits else 0, "close" if found["close"] else "open", name))
    pending += text[at:]
    if pending:
        items.append(pending)
    return Coded(tuple(items))


def with_codes(read: Coded, known: Coded) -> Coded:
    """Marks that were read, told apart by the codes they name: standing alone, or one of a pair.

    A mark whose name is not that of a code keeps its `raw`, and has the number 0.
    """
    items: list[Item] = []
    for item in read.items:
        if isinstance(item, str):
            items.append(item)
            continue
        code = known.codes.get(item.id)
        if code is None or (item.raw and item.raw not in (code.name, str(code.id))):
            items.append(Mark(0, item.side, item.raw or str(item.id)))
        elif code.end is None:
            items.append(Mark(code.id, "close" if item.side == "close" else "alone"))
        else:
            items.append(Mark(code.id, "open" if item.side == "alone" else item.side))
    return Coded(tuple(items), known.codes)
