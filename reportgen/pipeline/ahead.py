"""Work begun by another process before this one has loaded what it needs: the parts of a report never made.

Loaded by the shortest commands: what does the work is loaded where it is done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from reportgen.cache import NoStore, Store, content_key, engine_digest
from reportgen.pipeline.inputs import Inputs
from reportgen.project import Assets
from reportgen.work import Crew

if TYPE_CHECKING:
    from reportgen.document.nodes import Document

LARGE: Final = 500_000
"""Bytes of content from which others take part before there is anything to set."""
_MADE: Final = b"made"
FEW: Final = 2
"""Files that somebody has changed by hand since the last build."""
_FILES: Final = content_key(["files of the last build"])


def is_large(inputs: Inputs) -> bool:
    return sum(size for _, size, _ in inputs.listing) > LARGE


def begin_parts(crew: Crew, inputs: Inputs, lang: str, profile: str) -> None:
    """Let a worker compose the report of `inputs` in `lang` from its end, unless it was made before."""
    if is_large(inputs) and not is_known(crew.store, lang, profile):
        crew.ahead(parts_ahead, str(inputs.files.root), inputs.key, lang, profile)


def begin_setting(crew: Crew, inputs: Inputs, assets: Assets, langs: Sequence[str], profile: str) -> None:
    """Let a worker load what sets sheets, and set those again whose files have changed a little."""
    if is_large(inputs):
        from reportgen.editions.pdf import make_ready

        make_ready(crew, assets, profile, _changed_sheets(crew.store, inputs, langs))


def remember_files(store: Store, inputs: Inputs, documents: Mapping[str, Document]) -> None:
    """Leave word of the files of a project, and of the parts that they make, to the next build."""
    names = {name for name, _, _ in inputs.listing}
    made = {
        part.span.file: (lang, part.id)
        for lang, document in documents.items()
        for part in document.parts
        if part.span is not None
    }
    parts = {file: part for file, part in {**_before(store).parts, **made}.items() if file in names}
    store.put(_FILES, json.dumps([inputs.listing, parts]).encode())


@dataclass(frozen=True, slots=True)
class _Before:
    """The files of the last build, and language and name of the parts that some of them make."""

    files: frozenset[tuple[object, ...]] = frozenset()
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def _before(store: Store) -> _Before:
    try:
        listing, parts = json.loads(store.get(_FILES) or b"")
        made = {str(file): (str(lang), str(name)) for file, (lang, name) in parts.items()}
        return _Before(frozenset((name, size, saved) for name, size, saved in listing), made)
    except (ValueError, TypeError, AttributeError):
        return _Before()


def _changed_sheets(store: Store, inputs: Inputs, langs: Sequence[str]) -> list[tuple[str, str]]:
    """Language and name of the sheets whose files are not those of last time; none if there are many."""
    before = _before(store)
    changed = {str(name) for name, _, _ in before.files.symmetric_difference(inputs.listing)}
    found = [before.parts[name] for name in sorted(changed) if name in before.parts]
    wanted = [(lang, name) for lang, name in found if not langs or lang in langs]
    return wanted if len(changed) <= FEW else []


def parts_ahead(store: Store, root: str, key: str, lang: str, profile: str) -> bytes:
    """Compose parts of the project at `root`, as it was at `key`, into `store`."""
    from reportgen.pipeline.languages import last_parts

    if not isinstance(store, NoStore):
        last_parts(store, root, key, lang, profile)
    return b""


def is_known(store: Store, lang: str, profile: str) -> bool:
    """Whether this engine has made this language before, so that most of its parts are in the store."""
    return store.get(_key(lang, profile)) is not None


def make_known(store: Store, lang: str, profile: str) -> None:
    store.put(_key(lang, profile), _MADE)


def _key(lang: str, profile: str) -> str:
    return content_key(["language", engine_digest(), lang, profile])
