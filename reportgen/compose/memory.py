"""Parts made before: nothing is composed twice from the same input.

A part is kept under everything that can change it: the engine, settings and shared files, the files of the
part itself in both languages, its lock; and the fiches, templates and computed values that it was seen to
use. Which these are is only known once it has been made, so they are kept first, under what is known before.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from reportgen.cache import NoStore, Store, content_key, engine_digest
from reportgen.compose.query import QueryError
from reportgen.compose.scene import Scene
from reportgen.compose.templating import Compiled
from reportgen.diagnostics import Diagnostic
from reportgen.document import nodes as n
from reportgen.document.packing import PackingError, pack, unpack
from reportgen.inventory import FicheEntry
from reportgen.memo import Memo
from reportgen.translation import State
from reportgen.yamlfile import YamlFile

_EVERYTHING: Final = "*"
_FICHES: Final = "fiches/"
_TEMPLATES: Final = "templates/"
_VALUES: Final = "values/"
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
    latest: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """The last key of each part by language, profile and name."""
    wanted: frozenset[str] | None = None
    """The ids of the parts that have to be as they now are: others may be as they were. None: all of them."""
    stopped: Callable[[], bool] = bool
    """Asked before each part is made: whether something newer is waiting. Making then ends with `Stopped`."""
    memo: Memo = field(default_factory=Memo)
    compiled: Compiled = field(default_factory=Compiled)
    made: int = 0
    """How many parts had to be made."""

    def needs_of(self, key: str) -> tuple[str, ...] | None:
        """What the part under `key` was seen to use: `fiches/<id>` or `*`, `templates/…`, `values/…`."""
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

    def put(self, first: str, needs: tuple[str, ...], key: str, made: Made) -> Made:
        """Keep `made`; returns it as `get` will give it."""
        self.made += 1
        self.needs[first] = needs
        if not isinstance(self.store, NoStore):
            packed = pack((made.part, made.findings, made.pairs, made.states))
            self.store.put(first, json.dumps(needs).encode())
            self.store.put(key, packed)
            # What later passes keep is known by its bytes, and those of a tree tell which of its equal
            # texts are one: a part just made has to be what it will be when it is read again.
            made = Made(*unpack(packed))
        self._keep(key, made)
        return made

    def _keep(self, key: str, made: Made) -> None:
        self.parts[key] = made
        while len(self.parts) > MAX_PARTS:
            self.parts.popitem(last=False)
        if len(self.needs) > 2 * MAX_PARTS:
            self.needs.clear()

    def as_it_was(self, place: tuple[str, str, str]) -> Made | None:
        """The part of this place (language, profile, name) as it was last, when that is good enough."""
        key = self.latest.get(place)
        if self.wanted is None or key is None:
            return None
        found = self.get(key)
        return None if found is None or found.part is None or found.part.id in self.wanted else found


class Stopped(Exception):  # noqa: N818 - not an error: what was made so far is kept
    """Making has ended before its end, as it was asked to."""


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
        place = (scene.lang, scene.profile, name)
        found = memory.as_it_was(place)
        if found is None:
            first = content_key(["part", self._base, name, *(project.files.digest(file) for file in files)])
            needs = memory.needs_of(first)
            found = memory.get(self._key(first, needs)) if needs is not None else None
            if found is None or needs is None:
                if memory.stopped():
                    raise Stopped
                found, needs = self._made(make)
                found = memory.put(first, needs, self._key(first, needs), found)
            memory.latest[place] = self._key(first, needs)
        scene.diagnostics.extend(found.findings)
        scene.pairs.update(found.pairs)
        scene.translation.update({State(state): count for state, count in found.states})
        return found.part

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
        fiches = (
            (_EVERYTHING,) if uses.everything else tuple(f"{_FICHES}{name}" for name in sorted(uses.fiches))
        )
        templates = (f"{_TEMPLATES}{name}" for name in sorted(uses.templates))
        # All fiches decide on any value.
        values = () if uses.everything else (f"{_VALUES}{lang}/{text}" for lang, text in sorted(uses.values))
        return made, (*fiches, *templates, *values)

    def _base_key(self) -> str:
        """What can change every part: also the order of the fiches, as any of them may be named by number."""
        scene, inventory = self.scene, self.scene.inventory
        shared = (f"{name}\0{self._text(yaml)}" for name, yaml in sorted(inventory.files.items()))
        templates = (name for name in scene.assets.names(_TEMPLATES) if name.endswith(".md.j2"))
        project = scene.project
        return content_key(
            [
                engine_digest(),
                json.dumps(list(templates)),
                self._text(project.yaml) if project else "",
                scene.lang,
                scene.profile,
                json.dumps([fiche.id for fiche in scene.report_fiches]),
                *shared,
            ]
        )

    def _key(self, first: str, needs: tuple[str, ...]) -> str:
        if _EVERYTHING in needs:
            every = (f"{_FICHES}{name}" for name in sorted(self.scene.inventory.entries))
            needs = (*every, *(name for name in needs if name.startswith(_TEMPLATES)))
        return content_key([first, *(f"{name}\0{self._digest(name)}" for name in needs)])

    def _digest(self, name: str) -> str:
        """A digest of a template, of a fiche in all its languages or of a value; empty without any."""
        if name not in self._digests:
            if name.startswith(_TEMPLATES):
                assets = self.scene.assets
                self._digests[name] = _sha(assets.text(name)) if assets.has(name) else ""
            elif name.startswith(_VALUES):
                self._digests[name] = self._value(*name.removeprefix(_VALUES).split("/", 1))
            else:
                entry = self.scene.inventory.entries.get(name.removeprefix(_FICHES))
                self._digests[name] = self._entry(entry) if entry else ""
        return self._digests[name]

    def _value(self, lang: str, expression: str) -> str:
        assert self.memory is not None
        scene = self.scene

        def computed() -> str:
            try:
                return "=" + scene.in_language(lang).value(expression)
            except QueryError:
                return ""

        given = (self._base, scene.report_fiches)
        return self.memory.memo.of(f"value {lang} {expression}", (), computed, given)

    def _entry(self, entry: FicheEntry) -> str:
        overlays = {lang: overlay.yaml for lang, overlay in entry.overlays.items()}
        texts = sorted({"": entry.yaml, **overlays}.items())
        return " ".join(f"{lang}:{self._text(yaml)}" for lang, yaml in texts)

    def _text(self, yaml: YamlFile) -> str:
        assert self.memory is not None
        return self.memory.memo.of("digest", (yaml,), lambda yaml: _sha("\n".join(yaml.lines)))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
