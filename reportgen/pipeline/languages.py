"""The documents of a report in several languages, each made where there is a processor for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

from reportgen.cache import NoStore, Store
from reportgen.compose import Memory, compose_ahead
from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.document.packing import pack, unpack
from reportgen.pipeline.ahead import make_known
from reportgen.pipeline.documents import Loaded, Profile, load, make_documents
from reportgen.pipeline.inputs import Inputs
from reportgen.pipeline.timings import Timings
from reportgen.work import Crew, Given


def documents_by(
    crew: Crew,
    loaded: Loaded,
    inputs: Inputs,
    langs: Sequence[str],
    profile: Profile,
    diagnostics: Diagnostics,
    timings: Timings,
    use_cache: bool,
    meanwhile: Callable[[], object] | None = None,
) -> dict[str, Document]:
    """The resolved document of each of `langs`.

    The first language is made here, each further one by another process at the same time; `meanwhile` is
    called before this one waits for another.
    """
    memory = Memory(crew.store) if use_cache else None
    made: dict[str, Document] = {}
    elsewhere = langs[1:] if crew.same_files else ()
    # Of several languages, each has a processor to itself.
    helped = None if elsewhere else crew
    with ThreadPoolExecutor(max(1, len(elsewhere)), "language") as threads:
        project = (given_project(inputs),) if elsewhere else ()
        begun = {lang: threads.submit(crew.do, document_piece, project, lang, profile) for lang in elsewhere}
        for lang in langs:
            document = None
            if lang in begun:
                if meanwhile is not None:
                    meanwhile()
                with timings.phase("compose"):
                    document, findings = unpack(begun[lang].result())
                diagnostics.extend(findings)
            if document is None:
                document = make_documents(*(loaded, [lang], profile, diagnostics, timings, memory, helped))[
                    lang
                ]
            made[lang] = document
            make_known(crew.store, lang, profile)
    return made


def document_piece(store: Store, loaded: Loaded | None, lang: str, profile: Profile) -> bytes:
    """The packed document of one language of a project with its findings; none without a project."""
    if loaded is None:
        return pack((None, ()))
    found = Diagnostics()
    memory = None if isinstance(store, NoStore) else Memory(store)
    document = make_documents(loaded, [lang], profile, found, Timings(), memory)[lang]
    return pack((document, tuple(found.items)))


def given_project(inputs: Inputs) -> Given:
    """The project as it is at `inputs`, for a process that sees its files; see `read_project`."""
    root, key = str(inputs.files.root), inputs.key
    data = pack((root, key))
    return Given(lambda: read_project(data), lambda: data, read_project)


def read_project(data: bytes) -> Loaded | None:
    """The project of which `given_project` gave the folder and the key.

    None when its files have changed since: two languages of one build are of one moment.
    """
    return _project_at(*unpack(data))


def _project_at(root: str, key: str) -> Loaded | None:
    inputs = Inputs.read(Path(root))
    return load(inputs.files.root, Diagnostics(), Timings(), inputs.files) if inputs.key == key else None


def last_parts(store: Store, root: str, key: str, lang: str, profile: str) -> None:
    """Compose the report at `root`, as it was at `key`, into `store` from its last part on."""
    loaded = _project_at(root, key)
    if loaded is not None and lang in loaded.project.languages:
        compose_ahead(
            *(loaded.project, loaded.inventory, lang, cast(Profile, profile), loaded.assets, Memory(store))
        )


def make_ready(crew: Crew, inputs: Inputs) -> None:
    """Let another process read the project while this one does, when there are more languages."""
    chapters = {name.split("/")[1] for name, _, _ in inputs.listing if "/chapters/" in name}
    if len(chapters) > 1 and not crew.ready:
        crew.make_ready(_nothing, (given_project(inputs),))


def _nothing(store: Store, loaded: Loaded | None) -> bytes:
    """Called in a worker, which has read the project then, and loaded what makes a document."""
    return b""
