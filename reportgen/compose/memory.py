"""Parts made before: nothing is composed twice from the same input.

A part is kept under everything that can change it: the engine, the templates, settings and shared files, the
files of the part itself in both languages, its lock; and the fiches that it was seen to use. Which these are
is only known once it has been made, so they are kept first, under what is known before.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.cache import NoStore, Store, content_key, engine_digest
from reportgen.compose.scene import Scene
from reportgen.diagnostics import Diagnostic
from reportgen.document import nodes as n
from reportgen.document.packing import PackingError, pack, unpack
from reportgen.translation import State

_EVERYTHING: Final = "*"
MAX_PARTS: Final = 2000


@dataclass(frozen=True, slots=True)
class Made:
    """A part, and what making it told: findings, pairs of units, states of translation."""

    part: n.Part | None
    findings: tuple[Diagnostic, ...]
    pairs: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Memory:
    """Parts by key: on disk in `store`, and in this process as they are, the least recently used dropped."""

    store: Store = field(default_factory=NoStore)
    parts: OrderedDict[str, Made] = field(default_factory=OrderedDict)
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    latest: dict[str, str] = field(default_factory=dict)
    """The last key of each part whose own files are the same: all that differs may be the fiches it lists."""
    lenient: bool = False
    """Whether a part that lists all fiches may be as it was before one of them changed (in a preview)."""
    made: int = 0
    """How many parts had to be made."""

    def needs_of(self, key: str) -> tuple[str, ...] | None:
        """The ids of the fiches that the part under `key` was seen to use; `*` for all of them."""
        if key not in self.needs:
            stored = self.store.get(key)
            if stored is None:
                return None
            try:
                self.needs[key] = tuple(map(str, json.loads(stored)))
            except ValueError:
                return None
        return self.needs[key]

    def get(self, key: str) -> Made | None:
        found = self.parts.get(key)
        if found is None:
            stored = self.store.get(key)
            if stored is None:
                return None
            try:
                found = Made(*unpack(stored))
            except (PackingError, TypeError):
                return None
            self._keep(key, found)
        self.parts.move_to_end(key)
        return found

    def put(self, first: str, needs: tuple[str, ...], key: str, made: Made) -> None:
        self.made += 1
        self.needs[first] = needs
        self.latest[first] = key
        self.store.put(first, json.dumps(needs).encode())
        self.store.put(key, pack((made.part, made.findings, made.pairs, made.states)))
        self._keep(key, made)

    def _keep(self, key: str, made: Made) -> None:
        self.parts[key] = made
        while len(self.parts) > MAX_PARTS:
            self.parts.popitem(last=False)
        if len(self.needs) > 2 * MAX_PARTS:
            self.needs.clear()
            self.latest.clear()


class Maker:
    """Makes the parts of one document, or takes them from `memory`; without one it only makes."""

    def __init__(self, scene: Scene, memory: Memory | None) -> None:
        plan = scene.project.settings.parts if scene.project else None
        names = (*plan.front, *plan.chapters, *plan.annexes) if plan else ()
        # A part named twice shares the counting of its units with itself: it is an error, and never kept.
        self.memory = memory if len(set(names)) == len(names) else None
        self.scene = scene
        self._digests: dict[str, str] = {}
        if self.memory is not None:
            self._base = self._base_key()

    def part(self, name: str, files: Iterable[str], make: Callable[[], n.Part | None]) -> n.Part | None:
        """What `make` makes. `name` tells the part from all others; `files` are those that belong to it."""
        scene, memory, project = self.scene, self.memory, self.scene.project
        if memory is None or project is None:
            return make()
        first = content_key(["part", self._base, name, *(project.files.digest(file) for file in files)])
        needs = memory.needs_of(first)
        found = self._known(first, needs) if needs is not None else None
        if found is None:
            found, needs = self._made(make)
            memory.put(first, needs, self._key(first, needs), found)
        scene.diagnostics.extend(found.findings)
        scene.pairs.update(found.pairs)
        scene.translation.update({State(state): count for state, count in found.states})
        return found.part

    def _known(self, first: str, needs: tuple[str, ...]) -> Made | None:
        """The part made before from the same input; from nearly the same where that is enough."""
        assert self.memory is not None
        memory = self.memory
        if memory.lenient and _EVERYTHING in needs and first in memory.latest:
            return memory.get(memory.latest[first])
        key = self._key(first, needs)
        found = memory.get(key)
        if found is not None:
            memory.latest[first] = key
        return found

    def _made(self, make: Callable[[], n.Part | None]) -> tuple[Made, tuple[str, ...]]:
        scene = self.scene
        pairs, scene.pairs = scene.pairs, {}
        states, scene.translation = scene.translation, Counter()
        scene.uses.forget()
        try:
            with scene.diagnostics.captured() as findings:
                part = make()
            made = Made(
                part,
                tuple(findings),
                tuple(scene.pairs.items()),
                tuple((str(state), count) for state, count in scene.translation.items()),
            )
        finally:
            scene.pairs, scene.translation = pairs, states
        uses = scene.uses
        return made, (_EVERYTHING,) if uses.everything else tuple(sorted(uses.fiches))

    def _base_key(self) -> str:
        """What can change every part: also the order of the fiches, as any of them may be named by number."""
        scene, inventory = self.scene, self.scene.inventory
        shared = (f"{name}\0{_text_digest(yaml.lines)}" for name, yaml in sorted(inventory.files.items()))
        project = scene.project
        return content_key(
            [
                engine_digest(),
                scene.assets.digest("templates/"),
                _text_digest(project.yaml.lines) if project else "",
                scene.lang,
                scene.profile,
                json.dumps([fiche.id for fiche in scene.report_fiches]),
                *shared,
            ]
        )

    def _key(self, first: str, needs: tuple[str, ...]) -> str:
        if _EVERYTHING in needs:
            needs = tuple(sorted(self.scene.inventory.entries))
        return content_key([first, *(f"{name}\0{self._fiche(name)}" for name in needs)])

    def _fiche(self, name: str) -> str:
        """A digest of a fiche in all its languages; empty when there is none."""
        if name not in self._digests:
            entry = self.scene.inventory.entries.get(name)
            texts: Mapping[str, Any] = (
                {"": entry.yaml, **{lang: overlay.yaml for lang, overlay in entry.overlays.items()}}
                if entry
                else {}
            )
            self._digests[name] = " ".join(
                f"{lang}:{_text_digest(yaml.lines)}" for lang, yaml in sorted(texts.items())
            )
        return self._digests[name]


def _text_digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
