"""Parts made before: nothing is composed twice from the same input.

A part is kept under everything that can change it: the engine, settings and shared files, the files that
belong to it; and the fields of fiches, templates and computed values that it was seen to use, each in the
language in which it was used. Which these are is only known once it has been made, so they are kept first,
under what is known before. What another language says of the same changes nothing here.
"""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from reportgen.cache import Ledger, NoStore, Store, content_key, engine_digest
from reportgen.compose.digests import FicheDigests, digest, text_of
from reportgen.compose.query import QueryError
from reportgen.compose.scene import Scene
from reportgen.compose.templating import Compiled
from reportgen.compose.uses import WHOLE, Uses
from reportgen.diagnostics import Diagnostic
from reportgen.document import nodes as n
from reportgen.document.late import LatePart, head_of
from reportgen.document.packing import PackingError, pack, unpack
from reportgen.inventory.locales import paths_of
from reportgen.memo import Memo
from reportgen.project import Project
from reportgen.translation import State
from reportgen.yamlfile import YamlFile

_ALL: Final = "*"
_FICHES: Final = "fiches/"
_TEMPLATES: Final = "templates/"
_VALUES: Final = "values/"
MAX_PARTS: Final = 2000
_HEAD: Final = "head "


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
    ledger: Ledger | None = None
    """With one, a part is only read from `store` when its contents are asked for."""

    def needs_of(self, key: str) -> tuple[str, ...] | None:
        """What the part under `key` was seen to use: `fiches/<language>/<id or *>/<fields>`,
        `templates/<name>`, `values/<language>/<expression>`."""
        if key not in self.needs:
            stored = self.ledger.get(key) if self.ledger else None
            if stored is None:
                stored = self.store.get(key)
                if stored is None:
                    return None
                if self.ledger:
                    self.ledger.put(key, stored)
            try:
                self.needs[key] = tuple(map(str, json.loads(stored)))
            except ValueError:
                return None
        return self.needs[key]

    def get(self, key: str, again: Callable[[], Made]) -> Made | None:
        """What is kept under `key`; `again` makes it once more, when its contents are asked for and lost."""
        found = self.parts.get(key)
        if found is None:
            found = self._known(key, again) or self._stored(key)
            if found is None:
                return None
            found = self._keep(key, found)
        self.parts.move_to_end(key)
        return found

    def _stored(self, key: str) -> Made | None:
        stored = self.store.get(key)
        try:
            return None if stored is None else Made(*unpack(stored))
        except (PackingError, TypeError):
            return None

    def _known(self, key: str, again: Callable[[], Made]) -> Made | None:
        """The part under `key` as the ledger knows it, its contents not read yet."""
        data = self.ledger.get(_HEAD + key) if self.ledger else None
        if data is None:
            return None

        def load() -> n.Part:
            part = (self._stored(key) or again()).part
            assert part is not None
            return part

        try:
            head, *told = unpack(data)
            return Made(LatePart.of(head, key, load), *told)
        except (PackingError, TypeError, ValueError):
            return None

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
            if self.ledger:
                self.ledger.put(first, json.dumps(needs).encode())
        return self._keep(key, made)

    def _keep(self, key: str, made: Made) -> Made:
        part = made.part
        if self.ledger and part is not None and not isinstance(part, LatePart):
            self.ledger.put(_HEAD + key, pack((head_of(part), made.findings, made.pairs, made.states)))
            made = replace(made, part=LatePart.of(head_of(part), key, lambda: part))
        self.parts[key] = made
        while len(self.parts) > MAX_PARTS:
            self.parts.popitem(last=False)
        if len(self.needs) > 2 * MAX_PARTS:
            self.needs.clear()
        return made

    def as_it_was(self, place: tuple[str, str, str]) -> Made | None:
        """The part of this place (language, profile, name) as it was last, when that is good enough."""
        key = self.latest.get(place)
        if self.wanted is None or key is None:
            return None
        found = self.parts.get(key)
        if found is None and (stored := self._stored(key)) is not None:
            found = self._keep(key, stored)
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
            first = self._first(project, name, files)
            needs = memory.needs_of(first)
            found = None
            if needs is not None:
                found = memory.get(self._key(first, needs), partial(self._again, first, make))
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

    def _again(self, first: str, make: Callable[[], n.Part | None]) -> Made:
        """A part that was kept, but lost since. What making it tells has been told."""
        assert self.memory is not None
        with self.scene.diagnostics.unheard():
            made, needs = self._made(make)
        return self.memory.put(first, needs, self._key(first, needs), made)

    def knows(self, name: str, files: Iterable[str]) -> bool:
        """Whether the part of this name has been made before from the files that belong to it."""
        memory, project = self.memory, self.scene.project
        if memory is None or project is None:
            return False
        return memory.needs_of(self._first(project, name, files)) is not None

    def _first(self, project: Project, name: str, files: Iterable[str]) -> str:
        return content_key(["part", self._base, name, *(project.files.digest(file) for file in files)])

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
        return made, tuple(self._needs(scene.uses))

    def _needs(self, uses: Uses) -> Iterator[str]:
        """What was used, as names that tell what has to be looked at to know whether it is the same."""
        read: dict[tuple[str, str], set[str]] = {}
        for lang, fiche_id, name in uses.fields:
            read.setdefault((lang, fiche_id), set()).add(name)
        alike: dict[tuple[str, str], list[str]] = {}
        for (lang, fiche_id), names in sorted(read.items()):
            fields = WHOLE if WHOLE in names else ",".join(sorted(names))
            alike.setdefault((lang, fields), []).append(fiche_id)
        for (lang, fields), ids in sorted(alike.items()):
            every = len(ids) == len(self.scene.inventory.entries)
            yield from (f"{_FICHES}{lang}/{one}/{fields}" for one in ([_ALL] if every else ids))
        yield from (f"{_TEMPLATES}{name}" for name in sorted(uses.templates))
        yield from (f"{_VALUES}{lang}/{text}" for lang, text in sorted(uses.values))

    def _base_key(self) -> str:
        """What can change every part: also the order of the fiches, as any of them may be named by number."""
        scene, inventory, project = self.scene, self.scene.inventory, self.scene.project
        shared = (f"{name}\0{self._text(yaml)}" for name, yaml in sorted(inventory.files.items()))
        templates = (name for name in scene.assets.names(_TEMPLATES) if name.endswith(".md.j2"))
        locales = (f"{path}\0{project.files.digest(path)}" for path in paths_of(project)) if project else ()
        return content_key(
            [
                engine_digest(),
                json.dumps(list(templates)),
                self._text(project.yaml) if project else "",
                scene.lang,
                scene.profile,
                json.dumps([fiche.id for fiche in scene.report_fiches]),
                *shared,
                *locales,
            ]
        )

    def _key(self, first: str, needs: tuple[str, ...]) -> str:
        return content_key([first, *(f"{name}\0{self._digest(name)}" for name in needs)])

    def _digest(self, name: str) -> str:
        """A digest of what a need names; empty when there is none."""
        if name not in self._digests:
            if name.startswith(_TEMPLATES):
                assets = self.scene.assets
                self._digests[name] = digest(assets.text(name)) if assets.has(name) else ""
            elif name.startswith(_VALUES):
                self._digests[name] = self._value(*name.removeprefix(_VALUES).split("/", 1))
            else:
                self._digests[name] = self._fields(*name.removeprefix(_FICHES).split("/", 2))
        return self._digests[name]

    def _fields(self, lang: str, fiche_id: str, fields: str) -> str:
        """A digest of fields of a fiche, or of every fiche, as they are read in `lang`."""
        assert self.memory is not None
        memo, entries = self.memory.memo, self.scene.inventory.entries
        names = fields.split(",")
        told: list[str] = []
        for one in sorted(entries) if fiche_id == _ALL else [fiche_id]:
            if one not in entries:
                return ""
            known = memo.of(f"fields {lang}", (entries[one],), lambda entry: FicheDigests(entry, lang))
            told.extend(map(known.of, names))
        return content_key(told)

    def _value(self, lang: str, expression: str) -> str:
        assert self.memory is not None
        scene = self.scene.in_language(lang)

        def computed() -> str:
            try:
                return "=" + scene.value(expression)
            except QueryError as error:
                return f"{error.code} {error.offset} {error.suggestion} {sorted(error.params.items())}"

        given = (self._base, scene.report_fiches)
        return self.memory.memo.of(f"value {lang} {expression}", (), computed, given)

    def _text(self, yaml: YamlFile) -> str:
        assert self.memory is not None
        return self.memory.memo.of("digest", (yaml,), lambda yaml: digest(text_of(yaml)))
