"""The documents of a report in several languages, each made where there is a processor for it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from reportgen.cache import NoStore, Store, content_key, engine_digest
from reportgen.compose import Memory
from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.document.packing import pack, unpack
from reportgen.pipeline.documents import Loaded, Profile, load, make_documents
from reportgen.pipeline.inputs import Inputs
from reportgen.pipeline.timings import Timings
from reportgen.work import Crew

_MADE: Final = b"made"


def documents_by(
    crew: Crew,
    loaded: Loaded,
    inputs: Inputs,
    langs: Sequence[str],
    profile: Profile,
    diagnostics: Diagnostics,
    timings: Timings,
    use_cache: bool,
) -> dict[str, Document]:
    """The resolved document of each of `langs`.

    The first language is made here. A further one that the store knows nothing of is made by another process
    at the same time: where most of it is known, to load the engine there would take longer.
    """
    memory = Memory(crew.store) if use_cache else None
    made: dict[str, Document] = {}
    elsewhere = [lang for lang in langs[1:] if crew.same_files and not _known(crew.store, lang, profile)]
    with ThreadPoolExecutor(max(1, len(elsewhere)), "language") as threads:
        root, key = str(inputs.files.root), inputs.key if elsewhere else ""
        begun = {
            lang: threads.submit(crew.do, document_piece, (), root, key, lang, profile) for lang in elsewhere
        }
        for lang in langs:
            document = None
            if lang in begun:
                with timings.phase("compose"):
                    document, findings = unpack(begun[lang].result())
                diagnostics.extend(findings)
            if document is None:
                document = make_documents(loaded, [lang], profile, diagnostics, timings, memory)[lang]
            made[lang] = document
            crew.store.put(_key(lang, profile), _MADE)
    return made


def document_piece(store: Store, root: str, key: str, lang: str, profile: Profile) -> bytes:
    """The packed document of one language with its findings: of the project at `root`, as it was at `key`.

    No document when the files have changed since: two languages of one build are of one moment.
    """
    inputs = Inputs.read(Path(root))
    if inputs.key != key:
        return pack((None, ()))
    loaded = load(inputs.files.root, Diagnostics(), Timings(), inputs.files)
    if loaded is None:
        return pack((None, ()))
    found = Diagnostics()
    memory = None if isinstance(store, NoStore) else Memory(store)
    document = make_documents(loaded, [lang], profile, found, Timings(), memory)[lang]
    return pack((document, tuple(found.items)))


def _known(store: Store, lang: str, profile: Profile) -> bool:
    """Whether this engine has made this language before, so that most of its parts are in the store."""
    return store.get(_key(lang, profile)) is not None


def _key(lang: str, profile: Profile) -> str:
    return content_key(["language", engine_digest(), lang, profile])
