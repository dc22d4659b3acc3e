"""Writing what an import has taken: new texts of the files, new locks. Each file is read again to be sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.cache import Store
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.units import Unit, text_hash
from reportgen.translation.documents import Directives, PairedDocument, part_of
from reportgen.translation.exchange.importing import Taken
from reportgen.translation.exchange.units import BETWEEN
from reportgen.translation.lock import Entry, StoredState, write_lock
from reportgen.translation.pieces import pieces_of
from reportgen.translation.states import PairedPart, PairedUnit
from reportgen.translation.updating import imported
from reportgen.translation.writing import NotPlacedError, inserted, put_text, set_fields
from reportgen.yamlfile import read_yaml

_STATES: Mapping[str, StoredState] = {
    "draft": "draft", "translated": "translated", "reviewed": "reviewed", "final": "final",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Texts:
    """The files of one document: its source and its translation (None: not there yet), as read."""

    source: str
    target: str | None


@dataclass(slots=True)
class Written:
    """New texts of files by path, the units that are in them, and those that found no place."""

    files: dict[str, str] = field(default_factory=dict)
    done: list[Taken] = field(default_factory=list)
    lost: list[Taken] = field(default_factory=list)


def apply_document(
    document: PairedDocument,
    taken: Sequence[Taken],
    texts: Texts,
    langs: tuple[str, str],
    directives: Directives,
    on: str,
    diagnostics: Diagnostics,
    store: Store | None = None,
) -> Written:
    """The new files of one document: its translation with the texts taken, and its lock.

    A text whose place can't be told, or that would change another one, is reported and left out. Chapters
    that were read before are taken from `store`.
    """
    written = Written()
    new = [one for one in taken if one.markdown is not None]
    made: _Fiche | _Chapter
    if document.container.startswith("fiches/"):
        made = _Fiche(document, texts, langs)
    else:
        made = _Chapter(document, texts, langs, directives, store)
    target, done = made.with_texts(new)
    written.done = [one for one in taken if one.markdown is None or id(one) in done]
    written.lost = [one for one in new if id(one) not in done]
    for one in written.lost:
        diagnostics.add("TRN142", one.handed.pair.shown.origin, unit=one.handed.unit.name, at=one.at)
    if target is not None and target != texts.target:
        written.files[document.target_file] = target
    entries = {id(one.handed.pair): _entry(one, on) for one in written.done}
    if entries:
        lock = write_lock(imported(document.paired, entries), *langs)
        written.files[document.lock_file] = lock
    return written


def _entry(one: Taken, on: str) -> Entry:
    pair = one.handed.pair
    if one.markdown is None:
        hashes = tuple(piece.unit.hash for piece in pair.target)
    else:
        hashes = tuple(text_hash(text) for text in _parts(one))
    key, kind = pair.source[0].key, pair.source[0].unit.kind
    return Entry(key, kind, one.source_hashes, hashes, _STATES[one.state], one.was, "", on)


def _parts(one: Taken) -> list[str]:
    """The texts of the target units that a translation is made of."""
    text = one.markdown or ""
    if len(one.handed.pair.target) < 2:
        return [text]
    return text.split(BETWEEN)


class _Chapter:
    def __init__(
        self,
        document: PairedDocument,
        texts: Texts,
        langs: tuple[str, str],
        directives: Directives,
        store: Store | None,
    ) -> None:
        self.document = document
        self.texts = texts
        self.langs = langs
        self.directives = directives
        self.store = store
        self.name = document.container.partition("/")[2]

    def part(self, text: str, lang: str) -> n.Part:
        return part_of(text, self.document.target_file, self.name, lang, self.directives, self.store)

    def with_texts(self, taken: Sequence[Taken]) -> tuple[str | None, set[int]]:
        """The new target file, and the identities of what is in it. All at once, else one by one."""
        target, done = self._put([one for one in taken if one.handed.pair.target])
        target, more = self._insert(target, [one for one in taken if not one.handed.pair.target])
        return target, done | more

    def _put(self, taken: Sequence[Taken]) -> tuple[str | None, set[int]]:
        text = self.texts.target
        if text is None or not taken:
            return text, set()
        made = self._replaced(text, taken)
        if made is not None:
            return made, {id(one) for one in taken}
        done: list[Taken] = []
        made = text
        # One of them can't be placed: find out which, keeping the others.
        for one in taken:
            tried = self._replaced(text, [*done, one])
            if tried is not None:
                made = tried
                done.append(one)
        return made, {id(one) for one in done}

    def _replaced(self, text: str, taken: Sequence[Taken]) -> str | None:
        """The file with the texts of the taken, when it then holds exactly what it should."""
        edits: list[tuple[Unit, str]] = []
        for one in taken:
            parts = _parts(one)
            if len(parts) != len(one.handed.pair.target):
                return None
            edits.extend(zip((piece.unit for piece in one.handed.pair.target), parts, strict=True))
        try:
            made = put_text(text, edits)
        except NotPlacedError:
            return None
        new = {unit.id: text_hash(part) for unit, part in edits}
        before = pieces_of(self.part(text, self.langs[1]))
        after = pieces_of(self.part(made, self.langs[1]))
        wanted = [new.get(piece.unit.id, piece.unit.hash) for piece in before]
        return made if wanted == [piece.unit.hash for piece in after] else None

    def _insert(self, text: str | None, taken: Sequence[Taken]) -> tuple[str | None, set[int]]:
        wanted = {one.handed.pair.source[0].unit.id: one for one in taken if len(one.handed.pair.source) == 1}
        if not wanted:
            return text, set()
        source = part_of(self.texts.source, "source", self.name, self.langs[0], self.directives)
        target = self.part(text, self.langs[1]) if text is not None else None
        # Places are told by the file as it is now, in which replaced texts have new ids.
        paired = self.document.paired if text == self.texts.target else self._as_now(target)
        done = dict(wanted)
        made, lost = inserted(
            self.texts.source,
            text,
            source,
            target,
            paired,
            {key: one.markdown or "" for key, one in wanted.items()},
        )
        for key in lost:
            done.pop(key, None)
        after = {piece.unit.hash for piece in pieces_of(self.part(made, self.langs[1]))} if made else set()
        before = {piece.unit.hash for piece in pieces_of(target)} if target else set()
        kept = {key: one for key, one in done.items() if text_hash(one.markdown or "") in after}
        if not before <= after or len(kept) < len(done):
            return text, set()
        return (made if done else text), {id(one) for one in kept.values()}

    def _as_now(self, target: n.Part | None) -> PairedPart:
        """The pairing with the target units as they are after replacing, which are as many as before."""
        pieces = list(pieces_of(target)) if target else []
        old = {
            piece.unit.id: index
            for index, piece in enumerate(pieces_of(self.part(self.texts.target or "", self.langs[1])))
        }
        units = []
        for unit in self.document.paired.units:
            now = tuple(pieces[old[piece.unit.id]] for piece in unit.target if piece.unit.id in old)
            units.append(PairedUnit(unit.state, unit.source, now, unit.entry))
        return PairedPart.of(units)


class _Fiche:
    def __init__(self, document: PairedDocument, texts: Texts, langs: tuple[str, str]) -> None:
        self.document = document
        self.texts = texts
        self.lang = langs[1]
        self.name = document.container.partition("/")[2]
        source = read_yaml(texts.source, "source", Diagnostics())
        self.order = tuple(source.data) if source and isinstance(source.data, dict) else ()

    def with_texts(self, taken: Sequence[Taken]) -> tuple[str | None, set[int]]:
        """The new overlay, and the identities of what is in it. All at once, else one by one."""
        if not taken:
            return self.texts.target, set()
        schema = "# yaml-language-server: $schema=../../../schemas/fiche-overlay.schema.json"
        text = self.texts.target if self.texts.target is not None else f"{schema}\nid: {self.name}\n"
        made = self._put(text, taken)
        if made is not None:
            return made, {id(one) for one in taken}
        done: set[int] = set()
        # One of them can't be placed: find out which, keeping the others.
        for one in taken:
            made = self._put(text, [one])
            if made is not None:
                text = made
                done.add(id(one))
        return (text if done else self.texts.target), done

    def _put(self, text: str, taken: Sequence[Taken]) -> str | None:
        """The overlay with the texts of the taken, when it then holds them and everything else as it was."""
        values = {one.handed.pair.source[0].label: one.markdown or "" for one in taken}
        try:
            made = set_fields(text, values, self.lang, self.order)
        except NotPlacedError:
            return None
        before, after = _leaves(text), _leaves(made)
        if len(values) < len(taken) or not _differences(before, after) <= values.keys():
            return None
        held = all(text_hash(after.get(path, "")) == text_hash(value) for path, value in values.items())
        return made if held else None


def _leaves(text: str) -> dict[str, str]:
    yaml = read_yaml(text, "overlay", Diagnostics())
    found: dict[str, str] = {}

    def inside(value: object, loc: tuple[str | int, ...]) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                inside(item, (*loc, key))
        elif isinstance(value, list) and all(isinstance(item, dict) for item in value):
            for position, item in enumerate(value):
                inside(item, (*loc, position))
        elif yaml is not None:
            shown = " ; ".join(str(item) for item in value) if isinstance(value, list) else str(value)
            found[yaml.path(loc)] = shown

    inside(yaml.data if yaml else None, ())
    return found


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    names = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    return {name for name in names if not name.endswith((".id", "].id")) and name != "id"}
