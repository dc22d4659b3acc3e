"""What can be typed at a place: labels, works, directives with their options, fields and closed lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Final, Literal, get_args

from reportgen.compose.directives import BY_NAME, SYNTAXES
from reportgen.compose.directives.base import Options
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import BUILT_IN, EDITIONS, DirectiveSyntax
from reportgen.document.walk import plain_text
from reportgen.inventory.schema import json_schemas
from reportgen.lsp.cursor import Cursor, cursor_at
from reportgen.lsp.desk import Desk
from reportgen.words import LANGUAGES

Kind = Literal["label", "work", "directive", "option", "value", "key"]
ALL_DIRECTIVES: Final[dict[str, DirectiveSyntax]] = {**BUILT_IN, **SYNTAXES}
_BUILT_IN: Final = {"only": "only in some editions", "lang": "a passage in another language"}
_NOT_REFERRED: Final = ("term", "acronym", "source", "reference", "anchor", "paragraph")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be typed, and how many characters before the cursor it replaces.

    `snippet` is the text with places to fill (`$1`, `$0`), where that differs.
    """

    text: str
    kind: Kind
    detail: str = ""
    replaces: int = 0
    snippet: str = ""


def offers(desk: Desk, file: str, line: int, character: int) -> list[Offer]:
    """What can be typed at a place of a file (counted from 0), in a sensible order."""
    text = desk.text(file)
    if text is None:
        return []
    cursor = cursor_at(text, line, character, file.endswith(".yaml"))
    makers = {
        "name": _names,
        "directive": _directives,
        "argument": _arguments,
        "option": _options,
        "value": _values,
        "key": _keys,
        "field": _fields,
    }
    maker = makers.get(cursor.what)
    return list(maker(cursor, desk, file)) if maker else []


def _names(cursor: Cursor, desk: Desk, file: str) -> Iterator[Offer]:
    path = PurePosixPath(file)
    size = len(cursor.typed)
    lang = lang_of(file)
    if path.parent.name == "fiches":
        entry = desk.known.inventory.entries.get(path.stem)
        for source in entry.fiche.sources if entry else ():
            yield _cited(f"s{source.n}", f"{source.title} — {source.publisher}".strip(" —"), cursor)
    labels = desk.known.labels.get(lang, {})
    seen: set[str] = set()
    for name, place in desk.names.defined().items():
        if place.mention.role == "definition" and not name.startswith("term-") and "-" in name:
            seen.add(name)
            yield Offer(name, "label", title_of(labels.get(name)), size)
    for name, label in labels.items():
        if name not in seen and label.kind not in _NOT_REFERRED:
            yield Offer(name, "label", title_of(label), size)
    if path.parent.name != "fiches":
        for key, work in desk.known.works.items():
            yield _cited(key, work, cursor)


def _cited(key: str, detail: str, cursor: Cursor) -> Offer:
    """A work: cited in brackets, which are added where they are not there yet."""
    if cursor.bracket:
        return Offer(key, "work", detail, len(cursor.typed))
    return Offer(key, "work", detail, len(cursor.typed) + 1, snippet=f"[@{key}]")


def _directives(cursor: Cursor, desk: Desk, file: str) -> Iterator[Offer]:
    for name, syntax in sorted(ALL_DIRECTIVES.items()):
        argument = " ${1:id}" if syntax.argument == "required" else ""
        body = "\n$0\n:::" if syntax.body != "none" else "$0\n:::"
        yield Offer(
            name, "directive", summary_of(name), len(cursor.typed), snippet=f"{name}}}{argument}{body}"
        )


def _arguments(cursor: Cursor, desk: Desk, file: str) -> Iterator[Offer]:
    size = len(cursor.typed)
    if cursor.of == "fiche":
        for key, entry in sorted(desk.known.inventory.entries.items()):
            yield Offer(key, "value", str(entry.fiche.name), size)
    elif cursor.of == "only":
        yield from (Offer(name, "value", "", size) for name in EDITIONS)
    elif cursor.of == "lang":
        yield from (
            Offer(name, "value", "", size)
            for name in dict.fromkeys((*LANGUAGES, *desk.known.inventory.languages))
        )


def _options(cursor: Cursor, desk: Desk, file: str) -> Iterator[Offer]:
    for key in (ALL_DIRECTIVES.get(cursor.of) or DirectiveSyntax("")).options:
        yield Offer(key, "option", " | ".join(choices(cursor.of, key)), len(cursor.typed), f"{key}: $0")


def _values(cursor: Cursor, desk: Desk, file: str) -> Iterator[Offer]:
    yield from (Offer(value, "value", "", len(cursor.typed)) for value in choices(cursor.of, cursor.key))


def _keys(cursor: Cursor, desk: Desk, file: str) -> Iterator[Offer]:
    schema = _schema(file)
    node = _node(schema, cursor.path)
    for key, value in (node or {}).get("properties", {}).items():
        about = value.get("description", "") or _resolved(schema, value).get("description", "")
        yield Offer(key, "key", about, len(cursor.typed), f"{key}: $0")


def _fields(cursor: Cursor, desk: Desk, file: str) -> Iterator[Offer]:
    size, last = len(cursor.typed), cursor.path[-1] if cursor.path else ""
    inventory = desk.known.inventory
    if file.startswith("content/") and "/fiches/" in file:
        if cursor.path[-2:] == ("lead", "portfolio") or last == "associated":
            yield from (
                Offer(key, "value", item.name(lang_of(file)), size)
                for key, item in inventory.portfolios.items()
            )
            return
        if last == "related":
            for key, entry in sorted(inventory.entries.items()):
                if key != PurePosixPath(file).stem:
                    yield Offer(key, "value", str(entry.fiche.name), size)
            return
    schema = _schema(file)
    for value in _closed(schema, _node(schema, cursor.path) or {}):
        yield Offer(value, "value", "", size)


# ---- what is known without a project


def summary_of(name: str) -> str:
    """What a directive makes, in a sentence."""
    if name in BUILT_IN:
        return _BUILT_IN.get(name, f"box: {name}")
    about = (BY_NAME[name].__doc__ or "") if name in BY_NAME else ""
    return about.partition("\n")[0].partition(": ")[2]


def choices(directive: str, key: str) -> tuple[str, ...]:
    """The closed list of an option; empty when it takes anything."""
    for value in vars(BY_NAME[directive]).values() if directive in BY_NAME else ():
        if isinstance(value, type) and issubclass(value, Options) and value is not Options:
            for name, info in value.model_fields.items():
                if name.rstrip("_") == key:
                    return _literals(info.annotation)
    return ()


def _literals(annotation: Any) -> tuple[str, ...]:
    found: list[str] = []
    for item in get_args(annotation):
        found += [item] if isinstance(item, str) and item else _literals(item)
    return tuple(found)


@cache
def _schemas() -> dict[str, dict[str, Any]]:
    return json_schemas()


def _schema(file: str) -> dict[str, Any]:
    name = ""
    if "/fiches/" in file:
        name = "fiche-overlay.schema.json" if file.startswith("content/en/") else "fiche.schema.json"
    elif file == "content/report.yaml":
        name = "report.schema.json"
    return _schemas().get(name, {})


def _resolved(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    for _ in range(8):
        if "$ref" in node:
            node = schema.get("$defs", {}).get(node["$ref"].rpartition("/")[2], {})
        elif len(node.get("allOf", ())) == 1:
            node = node["allOf"][0]
        else:
            return node
    return node


def _node(schema: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any] | None:
    """The schema of what stands at a path of keys; items of lists are looked through."""
    node = _resolved(schema, schema)
    for key in path:
        node = _resolved(schema, node)
        if "items" in node:
            node = _resolved(schema, node["items"])
        node = node.get("properties", {}).get(key)
        if node is None:
            return None
        node = _resolved(schema, node)
    return _resolved(schema, node["items"]) if "items" in node else node


def _closed(schema: dict[str, Any], node: dict[str, Any]) -> Iterator[str]:
    node = _resolved(schema, node)
    if "const" in node:
        yield str(node["const"])
    yield from (str(value) for value in node.get("enum", ()) if value != "")
    if node.get("type") == "boolean":
        yield from ("true", "false")
    for group in ("anyOf", "oneOf"):
        for item in node.get(group, ()):
            yield from _closed(schema, item)


def lang_of(file: str) -> str:
    """The language of a file of the content; French for those of all languages."""
    found = re.match(r"content/([a-z]{2,3})/(?:chapters|fiches)/", file)
    return found[1] if found else "fr"


def title_of(label: n.Label | None) -> str:
    """Number and title of a label, as a list shows them."""
    if label is None:
        return ""
    title = plain_text(label.title)
    return f"{label.number} — {title}" if label.number and title else label.number or title
