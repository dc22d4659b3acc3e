"""Records in one language: texts merged field by field, each knowing where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from reportgen.inventory.fiche import Fiche
from reportgen.inventory.leaves import FieldText, LeafText, leaves, markers
from reportgen.inventory.types import Leaf, Record
from reportgen.yamlfile import Loc, YamlFile


@dataclass(frozen=True, slots=True)
class Overlay:
    """The translation of one fiche: the record and its file."""

    record: Record
    yaml: YamlFile


@dataclass(frozen=True, slots=True)
class FicheEntry:
    """A fiche as loaded: the record, its file, and its translations by language."""

    fiche: Fiche
    yaml: YamlFile
    source_language: str = "fr"
    overlays: Mapping[str, Overlay] = field(default_factory=dict)
    _local: dict[str, LocalFiche] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.fiche.id

    def localised(self, lang: str) -> LocalFiche:
        """The fiche in `lang`; a text without translation stays in the source language. Made once."""
        if lang not in self._local:
            self._local[lang] = self._localised(lang)
        return self._local[lang]

    def _localised(self, lang: str) -> LocalFiche:
        merger = _Merger(self, lang, self.overlays.get(lang))
        overlay = merger.overlay.record if merger.overlay else None
        values = merger.merge(self.fiche, overlay, (), ())
        return LocalFiche.model_construct(
            **values, lang=lang, fallback=frozenset(merger.fallback), leaves=merger.leaves
        )


class LocalFiche(Fiche):
    """A fiche in one language. Its text fields are `FieldText`.

    `fallback`: the paths that are shown in the source language for want of a translation; a list of
    keywords falls back as a whole (`keywords`). `leaves`: every translatable text by its path.
    """

    lang: str = "fr"
    fallback: frozenset[str] = frozenset()
    leaves: Mapping[str, Any] = {}

    def text(self, path: str) -> FieldText:
        """The text at `path` (`pitfalls[p1].text`); an empty one when there is none."""
        found = self.leaves.get(path)
        return found if isinstance(found, FieldText) else FieldText()


@dataclass(slots=True)
class _Merger:
    entry: FicheEntry
    lang: str
    overlay: Overlay | None
    fallback: set[str] = field(default_factory=set)
    leaves: dict[str, FieldText] = field(default_factory=dict)

    def merge(self, record: BaseModel, overlay: BaseModel | None, loc: Loc, other: Loc) -> dict[str, Any]:
        """The fields of `record` with translations. `loc` and `other` lead to it in the two files."""
        values: dict[str, Any] = {}
        for name, found in markers(type(record)):
            value = getattr(record, name)
            translated = getattr(overlay, name, None)
            if found is not None:
                values[name] = self.text(found, value, translated, (*loc, name), (*other, name))
            elif isinstance(value, BaseModel):
                values[name] = self.inside(value, translated, (*loc, name), (*other, name))
            elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
                values[name] = self.items(value, translated or (), (*loc, name), (*other, name))
            else:
                values[name] = value
        return values

    def inside(self, record: BaseModel, overlay: Any, loc: Loc, other: Loc) -> BaseModel:
        return type(record).model_construct(
            record.model_fields_set, **self.merge(record, overlay, loc, other)
        )

    def items(self, records: tuple[Any, ...], overlays: Any, loc: Loc, other: Loc) -> tuple[BaseModel, ...]:
        by_id = {item.id: (item, position) for position, item in enumerate(overlays)}
        merged = []
        for position, record in enumerate(records):
            overlay, there = by_id.get(getattr(record, "id", None), (None, -1))
            merged.append(self.inside(record, overlay, (*loc, position), (*other, there)))
        return tuple(merged)

    def text(self, leaf: Leaf, value: Any, translated: Any, loc: Loc, other: Loc) -> Any:
        if not value or not leaf.translatable:
            return value
        use_overlay = bool(translated) and self.overlay is not None
        missing = not use_overlay and self.lang != self.entry.source_language
        if missing:
            self.fallback.add(self.entry.yaml.path(loc))
        chosen = translated if use_overlay else value
        at = other if use_overlay else loc
        if isinstance(chosen, tuple):
            return tuple(
                self.made(leaf, item, (*loc, i), (*at, i), use_overlay, missing)
                for i, item in enumerate(chosen)
            )
        return self.made(leaf, chosen, loc, at, use_overlay, missing)

    def made(self, leaf: Leaf, text: str, loc: Loc, at: Loc, use_overlay: bool, fallback: bool) -> FieldText:
        source = self.entry.yaml
        yaml = self.overlay.yaml if use_overlay and self.overlay else source
        path = source.path(loc)
        lang = self.lang if use_overlay else self.entry.source_language
        made = FieldText(text, leaf.kind, path, lang, fallback, yaml.text_map(*at))
        self.leaves[path] = made
        return made


def translatable_leaves(record: FicheEntry, lang: str) -> list[LeafText]:
    """The translatable texts of a fiche as written in `lang`, in the order of the model.

    The source language gives all of them, another one those that its overlay has. Paths name list items
    by id, so that the two lists pair by path. Keywords are one leaf, joined by " ; ".
    """
    if lang == record.source_language:
        return _texts(record.fiche, record.yaml)
    overlay = record.overlays.get(lang)
    return _texts(overlay.record, overlay.yaml) if overlay else []


def _texts(model: BaseModel, yaml: YamlFile) -> list[LeafText]:
    found: dict[str, LeafText] = {}
    for loc, leaf, text in leaves(model):
        if not leaf.translatable:
            continue
        if isinstance(loc[-1], int):
            loc = loc[:-1]
            path = yaml.path(loc)
            text = f"{found[path].text} ; {text}" if path in found else text
        path = yaml.path(loc)
        found[path] = LeafText(path, leaf.kind, text, yaml.text_map(*loc).span)
    return list(found.values())
