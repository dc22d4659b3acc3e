"""The lock of a document: which target unit translates which source unit, by hash, with its state.

One YAML file a document under `content/lock/`, one unit a line in the order of the source, written by
`reportgen i18n` alone and the same on every machine. `was` is the source text when the pair was last
confirmed (the target's own text for an addition): it finds an edited unit again, and shows what changed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict

from reportgen.diagnostics import Diagnostics
from reportgen.words import LANGUAGES
from reportgen.yamlfile import MAX_BYTES, has_forbidden, read_yaml, validate

VERSION: Final = 1
HASHING: Final = 1
"""The rule that units are hashed by (`document.units.text_hash`); a change of rule is a new number."""

StoredState = Literal["draft", "translated", "reviewed", "final", "same", "added"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lock: hashes of both sides, the stored state, who confirmed it and why it is special."""

    id: str
    kind: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    state: StoredState
    was: tuple[str, ...] = ()
    by: str = ""
    on: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of one document, for two languages."""

    entries: tuple[Entry, ...] = ()


def lock_folder(source: str, target: str) -> str:
    """Where the locks of two languages stand: `content/lock/`, or a folder in it for a further language."""
    own = source in LANGUAGES and target in LANGUAGES
    return "content/lock" if own else f"content/lock/{target}"


def lock_path(container: str, source: str, target: str) -> str:
    """Where the lock of a document stands (`chapters/02-x` -> `content/lock/chapters/02-x.yaml`)."""
    return f"{lock_folder(source, target)}/{container}.yaml"


def write_lock(lock: Lock, source: str, target: str) -> str:
    """The text of a lock file; `source` and `target` are the languages (`fr`, `en`)."""
    lines = [
        "# Written by `reportgen i18n`. Don’t edit by hand: after a merge conflict, keep either side and run",
        "# `reportgen i18n adopt`.",
        f"version: {VERSION}",
        f"hash: {HASHING}",
    ]
    if not lock.entries:
        return "\n".join([*lines, "units: []", ""])
    return "\n".join([*lines, "units:", *(_line(entry, source, target) for entry in lock.entries), ""])


def _line(entry: Entry, source: str, target: str) -> str:
    fields: dict[str, Any] = {
        "id": entry.id,
        "kind": entry.kind,
        source: _shortened(entry.source),
        target: _shortened(entry.target),
        "state": entry.state,
        "by": entry.by,
        "on": entry.on,
        "why": entry.why,
        "was": _shortened(entry.was),
    }
    optional = ("by", "on", "why", "was")
    said = [f"{key}: {_quoted(value)}" for key, value in fields.items() if value or key not in optional]
    return f"- {{{', '.join(said)}}}"


def _shortened(values: tuple[str, ...]) -> str | list[str] | None:
    return values[0] if len(values) == 1 else (list(values) or None)


def _quoted(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    if text.replace("\u00a0", "").replace("\u202f", "").isprintable():
        return text
    return "".join(_escaped(char) if _invisible(char) else char for char in text)


def _invisible(char: str) -> bool:
    # A no-break space is harmless; other format characters are refused when YAML is read.
    return char not in "\u00a0\u202f" and unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Zl", "Zp")


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


# ---- reading

# Other escapes may stand for what is refused in YAML, which also folds lines where JSON has none.
_PLAIN: Final = r'[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029]*'
_STRING: Final = rf'"{_PLAIN}(?:\\["\\nt]{_PLAIN})*"'
_STRINGS: Final = rf"{_STRING}|\[{_STRING}(?:, {_STRING})*\]"
_HEAD: Final = re.compile(rf"(?:#[^\n]*\n)*version: {VERSION}\nhash: {HASHING}\nunits:\n")
_STATES: Final = frozenset(get_args(StoredState))


@cache
def _unit_line(source: str, target: str) -> re.Pattern[str]:
    """A line of a lock as `write_lock` writes it: every value is JSON, and YAML reads it alike."""
    langs = "".join(
        rf", {re.escape(lang)}: (?P<{side}>{_STRINGS}|null)" for side, lang in _sides(source, target)
    )
    more = "".join(rf"(?:, {key}: (?P<{key}>{_STRING}))?" for key in ("by", "on", "why"))
    return re.compile(
        rf"- \{{id: (?P<id>{_STRING}), kind: (?P<kind>{_STRING}){langs}, state: (?P<state>{_STRING})"
        rf"{more}(?:, was: (?P<was>{_STRINGS}))?\}}\n"
    )


def _sides(source: str, target: str) -> tuple[tuple[str, str], ...]:
    return ("source", source), ("target", target)


def _as_written(text: str, source: str, target: str) -> tuple[Entry, ...] | None:
    """The entries of a file that is just as `write_lock` writes it; None when YAML has to be asked.

    It takes a fraction of the time, and each command about translation reads all locks.
    """
    head = _HEAD.match(text)
    if head is None or len(text) > MAX_BYTES or source == target or has_forbidden(text):
        return None
    line, at, made = _unit_line(source, target), head.end(), []
    while at < len(text):
        found = line.match(text, at)
        if found is None:
            return None
        at = found.end()
        said = {name: _value(value) for name, value in found.groupdict().items()}
        if said["state"] not in _STATES:
            return None
        made.append(
            Entry(
                *(said["id"], said["kind"], _hashes(said["source"]), _hashes(said["target"]), said["state"]),
                *(_many(said["was"]), said["by"] or "", said["on"] or "", said["why"] or ""),
            )
        )
    return tuple(made)


def _value(written: str | None) -> Any:
    """What a value of JSON says; most are a string without escapes."""
    if written is None or written == "null":
        return None
    if written[0] == "[" or "\\" in written:
        found = json.loads(written)
        return tuple(found) if isinstance(found, list) else found
    return written[1:-1]


def _many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else (value or ())


_Strings = Annotated[tuple[str, ...], BeforeValidator(_many)]


class _Unit(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)
    id: str
    kind: str = ""
    state: StoredState
    was: _Strings = ()
    by: str = ""
    on: str = ""
    why: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    version: int = VERSION
    hash: int = HASHING
    units: tuple[_Unit, ...] = ()


def read_lock(text: str, file: str, source: str, target: str, diagnostics: Diagnostics) -> Lock:
    """The lock that a file holds; what can't be read is reported, and counts as never paired."""
    written = _as_written(text, source, target)
    if written is not None:
        return Lock(written)
    yaml = read_yaml(text, file, diagnostics)
    made = validate(_File, yaml, diagnostics) if yaml else None
    if made is None or yaml is None:
        return Lock()
    if (made.version, made.hash) != (VERSION, HASHING):
        diagnostics.add("TRN020", yaml.span("version"), version=made.version, known=VERSION)
        return Lock()
    return Lock(tuple(_entry(unit, source, target) for unit in made.units))


def _entry(unit: _Unit, source: str, target: str) -> Entry:
    extra: Mapping[str, Any] = unit.model_extra or {}
    return Entry(
        unit.id,
        unit.kind,
        _hashes(extra.get(source)),
        _hashes(extra.get(target)),
        unit.state,
        unit.was,
        unit.by,
        unit.on,
        unit.why,
    )


def _hashes(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list | tuple) else (value,)
    return tuple(str(item) for item in values if item and re.fullmatch(r"[0-9a-f]{12}", str(item)))
