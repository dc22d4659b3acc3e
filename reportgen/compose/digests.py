"""Digests of what parts use: a field of a fiche in one language with its place, a whole fiche, a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from reportgen.compose.uses import PLACE
from reportgen.inventory import FicheEntry, FieldText, PartialDate, Unknown
from reportgen.yamlfile import TextMap, YamlFile


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(slots=True)
class FicheDigests:
    """Of a fiche as it is read in `lang`: made when they are asked for, each once."""

    entry: FicheEntry
    lang: str
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """The digest of the field `name`, of its place (`uses.PLACE`), or of everything (`uses.WHOLE`)."""
        if name not in self._known:
            self._known[name] = self._made(name)
        return self._known[name]

    def _made(self, name: str) -> str:
        if name == PLACE:
            return digest(repr(self.entry.yaml.span()))
        value = getattr(self.entry.localised(self.lang), name, None) if name else None
        try:
            told = "\0".join(_told(value)) if value is not None else ""
        except _OtherError:
            told = ""
        return digest(told) if told else self._whole

    @property
    def _whole(self) -> str:
        """The texts that the fiche is made of: its own file, and that of its translation into `lang`."""
        overlay = self.entry.overlays.get(self.lang)
        files = [self.entry.yaml, *([overlay.yaml] if overlay else [])]
        return digest("\0".join(map(text_of, files)))


def text_of(yaml: YamlFile) -> str:
    return "\n".join(yaml.lines)


class _OtherError(TypeError):
    """A value of another kind than those whose parts are all known."""


def _told(value: object) -> Iterator[str]:
    """All that a reader of `value` can see of it, as texts: no two values that differ tell the same."""
    if isinstance(value, FieldText):
        yield f"text {len(value)} {value}"
        yield f"{value.kind} {value.path} {value.lang} {value.fallback}"
        if value.map is not None:
            yield from _place_of(value.map)
    elif isinstance(value, str):
        yield f"str {len(value)} {value}"
    elif isinstance(value, bool | int | float | Unknown):
        yield f"{type(value).__name__} {value!r}"
    elif isinstance(value, PartialDate):
        yield f"date {value.parts} {value.state}"
    elif isinstance(value, tuple):
        yield f"tuple {len(value)}"
        for item in value:
            yield from _told(item)
    elif isinstance(value, BaseModel):
        yield f"record {type(value).__name__}"
        inside: Any
        for name, inside in value:
            yield name
            yield from _told(inside)
    else:
        raise _OtherError


def _place_of(found: TextMap) -> Iterator[str]:
    place = found.place
    yield f"at {found.file} {found.field} {place.line} {place.col} {place.end_line} {place.style}"
    yield f"{len(found.text)} {found.text}"
    yield "\n".join(found.lines)
