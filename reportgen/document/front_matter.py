"""Front matter: what a chapter says of itself, in YAML between two lines of dashes."""

from __future__ import annotations

import re
from typing import Final

from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.yamlfile import read_yaml

KEYS: Final = {
    "title": str,
    "short_title": str,
    "description": str,
    "keywords": list,
    "landscape": bool,
}
_OPENING: Final = re.compile(r"---[ \t]*\n(?=[ \t]*\n*(?:#[^\n]*\n)*[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|\n))")
_CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def split_front_matter(text: str, file: str, diagnostics: Diagnostics) -> tuple[dict[str, object], str]:
    """The mapping that opens `text`, and `text` with its lines emptied. What is wrong is left out."""
    opening = _OPENING.match(text)
    if opening is None:
        return {}, text
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        diagnostics.add("MD090", Span(file))
        return {}, text
    lines = text.count("\n", 0, closing.end())
    body = "\n" * lines + text[closing.end() :]
    # A line end in place of the dashes keeps the numbers of the lines.
    found = read_yaml("\n" + text[opening.end() : closing.start()], file, diagnostics)
    if found is None or not isinstance(found.data, dict):
        return {}, body
    values: dict[str, object] = {}
    for key, value in found.data.items():
        if key not in KEYS:
            diagnostics.add("MD091", found.key_span(key), suggest(key, KEYS), key=key)
        elif value is not None and (fitting := _fitted(value, KEYS[key])) is not None:
            values[key] = fitting
        elif value is not None:
            diagnostics.add("MD092", found.span(key), key=key)
    return values, body


def _fitted(value: object, kind: type) -> object:
    """`value` as a value of `kind`, or None."""
    if kind is str:
        return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
    if kind is list:
        items = value.split(",") if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str | int | float) for item in items):
            return None
        return tuple(str(item).strip() for item in items)
    return value if isinstance(value, kind) else None
