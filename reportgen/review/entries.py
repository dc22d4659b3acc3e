"""Whole entries of a fiche: an item of a list added behind another or taken out, a field taken out.

An entry that goes from the source language goes from the overlays too: they would translate nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from reportgen.document.units import Unit
from reportgen.inventory import Fiche
from reportgen.review.places import Loc, Patch, Sources, leaves_of
from reportgen.yamlfile import YamlFile

_FICHE: Final = re.compile(r"content/(?P<lang>\w+)/(?P<rest>fiches/[^/]+\.yaml)")
_NAMED: Final = re.compile(r"(?P<word>[A-Za-z-]+)(?P<number>\d+)")


def entry_out(sources: Sources, unit: Unit, remark: str) -> list[Patch] | None:
    """The entry that holds the whole of `unit` taken out, in every language; None where none may go."""
    found = _fiche(sources, unit)
    entry = _entry(found, unit) if found else None
    if found is None or entry is None:
        return None
    made = [Patch(found.file, entry, 0, 0, "", (remark,), "out")]
    path = found.path(entry)
    for other in _overlays(sources, found.file):
        same = next((loc for loc in _entries(other.data) if other.path(loc) == path), None)
        if same is not None:
            made.append(Patch(other.file, same, 0, 0, "", (remark,), "out"))
    return made


def entry_after(sources: Sources, unit: Unit, words: str, remark: str) -> list[Patch] | None:
    """A new item with the text `words` (Markdown) behind the item `unit`; None behind anything else."""
    found = _fiche(sources, unit)
    entry = _entry(found, unit) if found else None
    if found is None or entry is None or not isinstance(entry[-1], int):
        return None
    files = [found, *_overlays(sources, found.file)]
    name = _free_name(files, entry)
    text = json.dumps(words, ensure_ascii=False)
    return [Patch(found.file, entry, 0, 0, f"id: {name}\ntext: {text}", (remark,), "after")]


def _fiche(sources: Sources, unit: Unit) -> YamlFile | None:
    """The file of a unit that a fiche of the source language holds."""
    hit = _FICHE.fullmatch(unit.origin.file)
    if hit is None or not sources.languages or hit["lang"] != sources.languages[0]:
        return None
    return sources.yaml(unit.origin.file)


def _overlays(sources: Sources, file: str) -> Iterator[YamlFile]:
    hit = _FICHE.fullmatch(file)
    for lang in sources.languages[1:] if hit else ():
        assert hit is not None
        found = sources.yaml(f"content/{lang}/{hit['rest']}")
        if found is not None:
            yield found


def _entry(found: YamlFile, unit: Unit) -> Loc | None:
    """Where the entry stands that has the text of the unit: an item with an id, or a field that may go."""
    for loc, value in leaves_of(found.data, ()):
        if found.path(loc) != unit.origin.field or _flat(value) not in _flat(unit.text):
            continue
        if len(loc) == 3 and loc[2] == "text" and isinstance(found.value((*loc[:2], "id")), str):
            return loc[:2]
        if len(loc) == 1 and not _required(str(loc[0])):
            return loc
    return None


def _flat(text: str) -> str:
    return " ".join(text.split())


def _required(name: str) -> bool:
    known = Fiche.model_fields.get(name)
    return known is None or known.is_required()


def _entries(data: Any) -> Iterator[Loc]:
    for key, value in data.items() if isinstance(data, dict) else ():
        yield (key,)
        for index in range(len(value)) if isinstance(value, list) else ():
            yield key, index


def _free_name(files: list[YamlFile], entry: Loc) -> str:
    """An id as the list has them (p1, p2), with a number that no file has given yet."""
    names = [
        str(item.get("id", ""))
        for one in files
        for item in one.value(entry[:1]) or ()
        if isinstance(item, dict)
    ]
    hits = [hit for name in names if (hit := _NAMED.fullmatch(name))]
    word = hits[0]["word"] if hits else "x"
    return f"{word}{max((int(hit['number']) for hit in hits if hit['word'] == word), default=0) + 1}"
