"""Attributes in braces: `{#id .class lang=en key="value"}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reportgen.document.inlines import NO_ATTRS, Attrs

_SPACE = re.compile(r"\s*")
_ITEM = re.compile(
    r"""\#(?P<id>[^\s{}"'=#.]+)
      | \.(?P<class>[^\s{}"'=#.]+)
      | (?P<key>[A-Za-z_][\w:-]*)=(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'
        |(?P<bare>[^\s{}"'=<>`]+))""",
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"[^\s{}]+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LOOKS_MEANT = re.compile(r"\{\s*(?:[#.][\w.#-]|[\w:-]+\s*=)")

# Keys that some part of the engine reads; any other is reported. `id`, `class` and `lang` have own fields.
KNOWN_KEYS: Final = frozenset(
    {"alt", "class", "depth", "group", "id", "index", "lang", "number", "short", "summary", "title", "widths"}
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in braces from one position of a text up to `end`.

    `error` is the first word that cannot be read, or empty; `attrs` holds the others.
    """

    attrs: Attrs
    end: int
    error: str = ""


def read_attributes(text: str, start: int, stop: int) -> Attributes | None:
    """The attributes of `text` whose `{` is at `start`; None when no `}` closes it before `stop`."""
    identifier, lang, error = "", "", ""
    classes: list[str] = []
    values: dict[str, str] = {}
    pos = _skip(text, start + 1, stop)
    while pos < stop and text[pos] != "}":
        item = _ITEM.match(text, pos, stop)
        if item is None or not (item.end() >= stop or text[item.end()] == "}" or text[item.end()].isspace()):
            word = _WORD.match(text, pos, stop)
            if word is None:
                return None
            error = error or word[0]
            pos = _skip(text, word.end(), stop)
            continue
        if item["id"]:
            identifier = item["id"]
        elif item["class"]:
            classes.append(item["class"])
        else:
            value = item["bare"] or _ESCAPED.sub(r"\1", item["double"] or item["single"] or "")
            match item["key"]:
                case "id":
                    identifier = value
                case "class":
                    classes.extend(value.split())
                case "lang":
                    lang = value
                case key:
                    values[key] = " ".join(value.split())
        pos = _skip(text, item.end(), stop)
    if pos >= stop:
        return None
    attrs = Attrs(identifier, tuple(dict.fromkeys(classes)), lang, tuple(values.items()))
    return Attributes(NO_ATTRS if attrs == NO_ATTRS else attrs, pos + 1, error)


def _skip(text: str, pos: int, stop: int) -> int:
    found = _SPACE.match(text, pos, stop)
    return found.end() if found else pos


def trailing_attributes(text: str) -> tuple[int, Attributes] | None:
    """The attributes that end a heading, term, caption or directive line, with the position of their `{`.

    Braces that don't look like attributes (`{1, 2}`) are text: None.
    """
    if not text.endswith("}"):
        return None
    start = _last_brace(text)
    if start < 0 or (start > 0 and not text[start - 1].isspace()):
        return None
    found = read_attributes(text, start, len(text))
    if found is None or found.end != len(text):
        return None
    if found.error and not _LOOKS_MEANT.match(text, start):
        return None
    return start, found


def _last_brace(text: str) -> int:
    """The last `{` outside quotes whose group ends the text; braces inside a quoted value don't count."""
    start = text.rfind("{")
    while start > 0 and text[:start].count('"') % 2 and text[start:].count('"') % 2:
        start = text.rfind("{", 0, start)
    return start
