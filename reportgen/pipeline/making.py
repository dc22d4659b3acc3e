"""Making the editions of a build: everything from the content to files in the output folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.cache import DirectoryStore, Ledger, NoStore, Store
from reportgen.compose import Memory
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.nodes import Document
from reportgen.editions.pdf import PageMap, Press
from reportgen.pipeline import languages
from reportgen.pipeline.ahead import is_large, remember_files
from reportgen.pipeline.build import EDITIONS, BuildRequest, BuildResult
from reportgen.pipeline.documents import Loaded, file_stem, load, make_documents
from reportgen.pipeline.finished import Finished, digests_of
from reportgen.pipeline.inputs import Inputs
from reportgen.pipeline.languages import documents_by
from reportgen.pipeline.output import write_file, write_folder, write_inside
from reportgen.pipeline.pagelock import NAME as PAGE_LOCK
from reportgen.pipeline.pagelock import page_lock, read_page_lock
from reportgen.pipeline.pieces import Order, Piece, Pieces
from reportgen.pipeline.timings import Progress
from reportgen.project import Assets, read_bytes
from reportgen.work import Crew

if TYPE_CHECKING:
    from reportgen.translation import DocumentStatus

WORKERS: Final = Span("workers")
States = Callable[[], Sequence["DocumentStatus"]]
_SUFFIXES: Final = {"proof": ".proof", "print": ".print"}


def make(
    request: BuildRequest,
    inputs: Inputs,
    store: Store,
    crew: Crew,
    assets: Assets,
    output: Path,
    result: BuildResult,
    progress: Progress,
) -> Finished | None:
    """Build into `output`; what came out, to be known again, or None after an error.

    Raises OutputError when a result cannot be written.
    """
    profile = request.trees
    editions = request.made
    large = is_large(inputs)
    if large and "pdf" not in editions and ("html" in editions or len(request.langs) != 1):
        languages.make_ready(crew, inputs)
    inputs.files.ledger = ledger = None if isinstance(store, NoStore) else Ledger(store, ("yaml",))
    loaded = load(request.root, result.diagnostics, result.timings, inputs.files, assets)
    if ledger:
        ledger.save()
        # What is read after this would be written for nobody.
        inputs.files.ledger = None
    if loaded is None:
        return None
    langs = request.langs or loaded.project.languages
    # Pages of the site lead to those of the other languages; a file is of one language.
    needed = loaded.project.languages if "html" in editions else langs
    states = _states_of(loaded, crew) if "html" in editions and profile == "draft" else None
    if large:
        documents = documents_by(
            *(crew, loaded, inputs, needed, profile),
            *(result.diagnostics, result.timings, request.use_cache, states),
        )
    else:
        memory = Memory(store) if request.use_cache else None
        documents = make_documents(loaded, needed, profile, result.diagnostics, result.timings, memory)
    if request.since and profile == "proof":
        # Few builds need it, and it takes long to load.
        from reportgen.pipeline.since import earlier_texts, marked

        with result.timings.phase("since"):
            texts = earlier_texts(loaded.project.root, request.since, result.diagnostics)
            documents = marked(documents, texts, request.since)
    if not result.ok:
        return None
    wanted = {lang: documents[lang] for lang in langs}
    made = write_editions(request, loaded, wanted, documents, result, progress, crew, states)
    if not result.ok:
        return None
    if isinstance(store, DirectoryStore):
        store.prune()
    with result.timings.phase("save"):
        _save(output, made, result)
        names = tuple(path.relative_to(output).as_posix() for path in result.outputs)
        if made.maps and (request.update_pages or request.profile == "release"):
            result.outputs.append(_save_page_lock(loaded.project.root, made))
        digests = digests_of(output, names)
    if digests is None:
        return None
    remember_files(store, inputs, documents)
    # Who did the work is no part of what was made.
    findings = tuple(found for found in result.diagnostics if not found.code.startswith("WRK"))
    return Finished(findings, result.pages, names, digests)


def _states_of(loaded: Loaded, crew: Crew) -> States:
    """How far the translations are, looked at once: while another process is busy, or when asked for."""
    # Loaded where it is needed, as each edition is.
    from reportgen.pipeline.status import translated_of

    return cache(lambda: translated_of(loaded, crew.store))


def _save_page_lock(root: Path, made: Made) -> Path:
    """Write the page map into the project, unless it is there already; returns its path."""
    path = root / PAGE_LOCK
    data = page_lock({**made.known_maps, **made.maps})
    if not path.is_file() or path.read_bytes() != data:
        write_inside(root, PAGE_LOCK, data)
    return path


@dataclass(slots=True)
class Made:
    """Editions before they are saved: files by path, and folders of files."""

    files: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    maps: dict[str, PageMap] = field(default_factory=dict)
    known_maps: dict[str, PageMap] = field(default_factory=dict)


def write_editions(
    request: BuildRequest,
    loaded: Loaded,
    wanted: Mapping[str, Document],
    documents: Mapping[str, Document],
    result: BuildResult,
    progress: Progress,
    crew: Crew,
    states: States | None = None,
) -> Made:
    """The editions of the `wanted` languages, by `crew`. `documents` has all that they link to; `states` how
    far the translations of a draft are, which its page of the work says."""
    press = _press(loaded, result.diagnostics) if request.profile == "print" else None
    editions = request.made
    steps = [(lang, edition) for lang in wanted for edition in EDITIONS if edition in editions]
    suffix = _SUFFIXES.get(request.profile, "")
    made = Made(known_maps=read_page_lock(loaded.project.root, result.diagnostics))
    stems = {
        lang: f"{lang}/{file_stem(document.meta)}" if request.named else f"{lang}/report{suffix}"
        for lang, document in wanted.items()
    }
    order = Order(editions, stems, made.known_maps, request.profile in ("release", "print"), press)
    with Pieces(order, crew, documents, loaded.assets).making(steps) as piece_of:
        for done, (lang, edition) in enumerate(steps):
            progress(f"{lang} {edition}", done, len(steps))
            with result.timings.phase(edition):
                piece = piece_of(lang, edition)
                result.diagnostics.extend(piece.findings)
                _take(made, result, piece, lang, stems[lang], suffix)
                if edition == "html" and states is not None:
                    from reportgen.pipeline.status import STATUS_PAGE, status_page

                    page = status_page(loaded, lang, states(), result.diagnostics)
                    made.files[f"{lang}/{STATUS_PAGE}"] = page
    if crew.lost:
        result.diagnostics.add("WRK001", WORKERS)
    if request.spread.is_open:
        result.diagnostics.add("WRK002", WORKERS, address=request.spread.scheduler)
    if "html" in editions:
        # Loaded where it is needed, as each edition is.
        from reportgen.editions.html import root_files

        made.files.update(root_files([document.meta for document in documents.values()]))
    progress("", len(steps), len(steps))
    return made


def _press(loaded: Loaded, diagnostics: Diagnostics) -> Press:
    """Paper and press as the settings say; a profile that cannot be read is a finding."""
    said = loaded.project.settings.printing
    profile = b""
    if said.profile:
        at = loaded.project.yaml.span("printing", "profile")
        profile = read_bytes(loaded.project.root, f"content/{said.profile}", diagnostics, at) or b""
    return Press(said.grammage, said.bulk, profile, said.profile, said.condition)


def _take(made: Made, result: BuildResult, piece: Piece, lang: str, stem: str, suffix: str) -> None:
    """Keep what a step has made, under its names."""
    made.files |= {f"{stem}.{ending}": data for ending, data in piece.files.items()}
    if piece.folder:
        made.folders[f"{lang}/html{suffix}"] = piece.folder
    if piece.pdf is None:
        return
    if piece.pdf.page_map is not None and suffix != _SUFFIXES["print"]:
        made.maps[lang] = piece.pdf.page_map
    made.files[f"{stem}.pdf"] = piece.pdf.data
    if piece.pdf.jacket:
        made.files[f"{stem}.cover.pdf"] = piece.pdf.jacket
    result.pages[lang] = piece.pdf.page_count


def _save(output: Path, made: Made, result: BuildResult) -> None:
    for name, data in made.files.items():
        write_file(output / name, data)
        result.outputs.append(output / name)
    for name, files in made.folders.items():
        write_folder(output / name, files)
        result.outputs.append(output / name)
