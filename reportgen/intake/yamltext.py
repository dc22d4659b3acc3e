"""A fiche written as an editor would: one key a line, prose in literal blocks, short records in braces."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from reportgen.inventory.fiche import Fiche

HEAD: Final = "# yaml-language-server: $schema=../../../schemas/fiche.schema.json\n"
_PLAIN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ«“][^\n\t]*\Z")
_UNSAFE: Final = re.compile(r": |:\Z| #| \Z|\s\s|\u0085|[\u2028\u2029\ufeff]")
_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n", "unknown", "ongoing"})
_LITERAL: Final = re.compile(r"[^\s].*[^\s]\n\Z|[^\s]\n\Z", re.DOTALL)
_ODD: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_CODES: Final = frozenset(
    {"id", "depth", "status", "form", "method", "level", "region", "portfolio", "kind", "lang"}
)
_ALWAYS: Final[Mapping[str, Any]] = {
    "associated": [],
    "participants": {"value": "unknown"},
    "contributions": {"value": "unknown"},
    "cost_eur": {"value": "unknown"},
    "start": "unknown",
    "end": "unknown",
}


def fiche_yaml(data: Mapping[str, Any]) -> str:
    """The text of `content/fr/fiches/<id>.yaml` for plain data, keys in the order of the model."""
    given = {name: value for name, value in data.items() if value not in ("", None, [], {})}
    names = [*Fiche.model_fields, *(key for key in given if key not in Fiche.model_fields)]
    entries = [_entry(n, given.get(n, _ALWAYS.get(n))) for n in names if n in given or n in _ALWAYS]
    return HEAD + "".join(entries)


def _entry(name: str, value: Any) -> str:
    if isinstance(value, str):
        if "\n" in value and _LITERAL.match(value) and not _ODD.search(value):
            return f"{name}: |\n{_indented(value)}"
        return f"{name}: {_scalar(name, value)}\n"
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return f"{name}:\n" + "".join(f"  - {_flow('', _dated(item))}\n" for item in value)
    return f"{name}: {_flow(name, value)}\n"


def _dated(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """An item with its date before its text, as editors write it."""
    return {key: item[key] for key in sorted(item, key=lambda key: key in {"text", "link"})}


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" if line.strip(" ") or line else "\n" for line in text[:-1].split("\n"))


def _flow(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = ", ".join(
            f"{key}: {_flow(key, item)}" for key, item in value.items() if item not in ("", None)
        )
        return f"{{{pairs}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_flow('id', item) for item in value)}]"
    if isinstance(value, str):
        bare = value in {"unknown", "ongoing"} or (
            # A first letter: 0e0 and 1_0 would be numbers.
            name in _CODES and re.fullmatch("[a-z][a-z0-9_-]*", value)
        )
        bare = bare or (name == "id" and re.fullmatch(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ ’'()-]*[a-zà-ÿ’)]", value))
        return value if bare and value.lower() not in _WORDS - {"unknown", "ongoing"} else quoted(value)
    return str(value)


def _scalar(name: str, value: str) -> str:
    if name in _CODES or value in {"unknown", "ongoing"}:
        return _flow("kind", value)
    plain = _PLAIN.match(value) and not _UNSAFE.search(value) and not _ODD.search(value)
    return value if plain and value.lower() not in _WORDS else quoted(value)


def quoted(text: str) -> str:
    """A double-quoted scalar (YAML 1.2.2, section 7.3.1), which JSON's strings are too."""
    return _ODD.sub(lambda hit: f"\\u{ord(hit[0]):04x}", json.dumps(text, ensure_ascii=False))
