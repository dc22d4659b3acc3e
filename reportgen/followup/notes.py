"""Release notes: what changed since the last release, in readers' words, by unit and field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.document import nodes as n
from reportgen.document.escape import escape_markdown
from reportgen.document.walk import plain_text, walk
from reportgen.inventory import LocalInventory
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import record_data
from reportgen.words import Words


@dataclass(frozen=True, slots=True)
class Edition:
    """What notes compare: the version, parts with the hashes of their units, and fiches as plain data."""

    version: str
    parts: Mapping[str, Mapping[str, Any]]
    fiches: Mapping[str, Mapping[str, Any]]


def edition_of(version: str, document: n.Document, inventory: LocalInventory) -> Edition:
    """The edition that is released now."""
    parts = {
        part.id: {
            "kind": part.kind,
            "title": plain_text(part.title),
            "units": [
                f"{unit.id}:{unit.hash}" for node in walk(part) if (unit := getattr(node, "unit", None))
            ],
        }
        for part in document.parts
    }
    return Edition(version, parts, {fiche.id: record_data(fiche) for fiche in inventory.fiches})


def as_json(edition: Edition) -> dict[str, Any]:
    """The edition as it is kept in a release, for the next one to compare with."""
    return {"version": edition.version, "parts": edition.parts, "fiches": edition.fiches}


def read_edition(data: Any) -> Edition:
    """The edition of an earlier release. Raises KeyError or TypeError for what is not one."""
    return Edition(str(data["version"]), dict(data["parts"]), dict(data["fiches"]))


def notes(now: Edition, before: Edition | None, title: str, date: str, words: Words) -> str:
    """The notes as Markdown."""
    heading = words["release.title"].format(title=_inside(title), version=_inside(now.version))
    lines = [f"# {heading}", ""]
    if date:
        lines += [words["release.date"].format(date=date), ""]
    if before is None:
        return "\n".join([*lines, words["release.first"].format(fiches=len(now.fiches)), ""])
    since = words["release.since"].format(version=_inside(before.version))
    lines += [f"## {since}", ""]
    changes = [*_fiches(now, before, words), *_chapters(now, before, words)]
    return "\n".join([*lines, *(changes or [words["release.same"], ""])])


def _inside(text: str) -> str:
    """`text` as Markdown inside a line, where no sign starts a list."""
    return escape_markdown(f"x{text}")[1:]


def _count(name: str, count: int, words: Words) -> str:
    return words[f"release.units.{name}.{'one' if count == 1 else 'many'}"].format(count=count)


def _fiches(now: Edition, before: Edition, words: Words) -> Iterator[str]:
    added = [_inside(now.fiches[key]["name"]) for key in now.fiches if key not in before.fiches]
    removed = [_inside(before.fiches[key]["name"]) for key in before.fiches if key not in now.fiches]
    changed = [
        f"{_inside(now.fiches[key]['name'])}{words['colon']}{', '.join(fields)}"
        for key in now.fiches
        if key in before.fiches and (fields := _changed(now.fiches[key], before.fiches[key], words))
    ]
    for key, names in (("added", added), ("removed", removed), ("changed", changed)):
        if names:
            yield f"### {words[f'release.{key}']} ({len(names)})"
            yield ""
            yield from (f"- {name}" for name in names)
            yield ""


def _changed(now: Mapping[str, Any], before: Mapping[str, Any], words: Words) -> list[str]:
    """The names of the fields that differ, in the order of the model."""
    return [words[f"fields.{name}"] for name in Fiche.model_fields if now.get(name) != before.get(name)]


def _chapters(now: Edition, before: Edition, words: Words) -> Iterator[str]:
    lines = []
    for key in {**now.parts, **before.parts}:
        here, there = now.parts.get(key), before.parts.get(key)
        if (here or there or {})["kind"] == "fiche":
            continue
        if here is None or there is None:
            word = "release.new.part" if there is None else "release.gone.part"
            lines.append(f"- {_inside((here or there or {})['title'])}{words['colon']}{words[word]}")
            continue
        added = len(set(here["units"]) - set(there["units"]))
        removed = len(set(there["units"]) - set(here["units"]))
        if added or removed:
            counts = [_count(name, n, words) for name, n in (("added", added), ("removed", removed)) if n]
            lines.append(f"- {_inside(here['title'])}{words['colon']}{', '.join(counts)}")
    if lines:
        yield from (f"### {words['release.chapters']}", "", *lines, "")
