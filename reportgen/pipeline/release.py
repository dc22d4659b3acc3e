"""`reportgen release`: every edition and the data, from a clean tree, with a manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from reportgen.archive import write_zip
from reportgen.compose import compose_fragment
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.nodes import Document
from reportgen.editions.html import write_single
from reportgen.followup.notes import Edition, as_json, edition_of, notes, read_edition
from reportgen.opendata import attachments, data_package
from reportgen.pipeline.build import BuildRequest, BuildResult
from reportgen.pipeline.data import data_source
from reportgen.pipeline.documents import Loaded, file_stem, load, make_documents
from reportgen.pipeline.gates import Waivers, check_editions, check_project, check_version
from reportgen.pipeline.inputs import open_store
from reportgen.pipeline.making import write_editions
from reportgen.pipeline.manifest import MANIFEST, commit_of, fonts, manifest
from reportgen.pipeline.output import own_folder, write_folder
from reportgen.pipeline.timings import Progress, Timings, silent
from reportgen.project import SETTINGS
from reportgen.publication.covers import NoRendererError, covers
from reportgen.publication.identity import citation, datacite
from reportgen.publication.landing import landing
from reportgen.publication.tools import bill, tools
from reportgen.resolve import Records, resolve
from reportgen.words import words_for
from reportgen.words.formats import date_in_words
from reportgen.work import crew_for

FOLDER: Final = "release"
EDITION: Final = "units.json"
BILL: Final = "tools.cdx.json"
_VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,40}\Z")


class ReleaseError(Exception):
    """Wrong use: the message says what."""


@dataclass(frozen=True, slots=True)
class ReleaseRequest:
    """What to release. `waivers`: a code, or one finding by name -> why it does not hold the release back."""

    root: Path
    version: str
    waivers: Mapping[str, str] = field(default_factory=dict)
    output: Path | None = None
    use_cache: bool = False
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What was made, by path, without bundle and manifest. `offline`: the first page as the bundle has it."""

    files: dict[str, bytes]
    offline: bytes


def release(request: ReleaseRequest, progress: Progress = silent) -> BuildResult:
    """Write `release/<version>/` whole, or nothing after an error. Raises ReleaseError and OutputError."""
    if not _VERSION.match(request.version):
        raise ReleaseError(f"{request.version}: a version is made of letters, digits, points and hyphens")
    result = BuildResult()
    loaded = load(request.root, result.diagnostics, result.timings)
    if loaded is None:
        return result
    target = (request.output or own_folder(loaded.project.root, FOLDER)) / request.version
    check_version(loaded, request.version, target, result.diagnostics)
    documents = _documents(loaded, result)
    check_project(loaded, documents, result.diagnostics)
    waivers = Waivers(request.waivers)
    waivers.apply(result.diagnostics, last=False)
    if not result.ok:
        return result
    made = _make(request, loaded, documents, result, progress)
    waivers.apply(result.diagnostics, last=True)
    if result.ok:
        printed = [{"code": w.code, "reason": w.reason, "count": w.count} for w in waivers.used]
        printed.sort(key=lambda waiver: str(waiver["code"]))
        write_folder(target, _closed(request, loaded, made, printed))
        result.outputs.append(target)
    return result


def rebuilt(
    request: ReleaseRequest, printed: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, bytes], Diagnostics]:
    """The files of a release made again, without writing them. `printed`: the waivers that its manifest has;
    what holds back a release but does not change its bytes is not asked again."""
    result = BuildResult()
    loaded = load(request.root, result.diagnostics, Timings())
    if loaded is None:
        return {}, result.diagnostics
    documents = _documents(loaded, result)
    waivers = Waivers({str(w["code"]): str(w["reason"]) for w in printed if not _only_asked(str(w["code"]))})
    waivers.apply(result.diagnostics, last=False)
    if not result.ok:
        return {}, result.diagnostics
    made = _make(request, loaded, documents, result, silent)
    waivers.apply(result.diagnostics, last=True)
    files = _closed(request, loaded, made, printed) if result.ok else {}
    return files, result.diagnostics


def _only_asked(code: str) -> bool:
    return code.startswith("REL") and code != "REL016"


def _documents(loaded: Loaded, result: BuildResult) -> dict[str, Document]:
    langs = loaded.project.languages
    return make_documents(loaded, langs, "release", result.diagnostics, result.timings)


def _make(
    request: ReleaseRequest,
    loaded: Loaded,
    documents: Mapping[str, Document],
    result: BuildResult,
    progress: Progress,
) -> _Pieces:
    """The editions, the data and what stands beside them, checked."""
    building = BuildRequest(
        root=request.root,
        profile="release",
        use_cache=request.use_cache,
        workers=request.workers,
        named=True,
    )
    store = open_store(request.root, None, request.use_cache)
    source = data_source(loaded)
    with result.timings.phase("data"):
        # Findings of its own: an error of an edition, which may be waived, does not hold the data back.
        of_data = Diagnostics()
        package = data_package(source, of_data)
        result.diagnostics.extend(of_data)
    documents = {
        lang: replace(document, attachments=attachments(source, package, lang))
        for lang, document in documents.items()
    }
    with crew_for(building.spread_of(), store) as crew:
        made = write_editions(building, loaded, documents, documents, result, progress, crew)
    files = dict(made.files)
    for folder, inside in made.folders.items():
        files |= {f"{folder}/{name}": data for name, data in inside.items()}
    with result.timings.phase("check"):
        check_editions(files, documents, result.diagnostics)
    files |= {f"data/{name}": data for name, data in package.items()}
    with result.timings.phase("around"):
        files |= _around(request, loaded, documents, files, result)
        words = {lang: words_for(lang, loaded.inventory.words) for lang in documents}
        about = (loaded.project.settings, files, words, result.pages)
        stems = {lang: file_stem(document.meta) for lang, document in documents.items()}
        bundle, assets = f"{_bundle(request, loaded)}.zip", loaded.assets
        offline = landing(*about, stems=stems, later=(MANIFEST,), bundle="", assets=assets)
        online = landing(*about, stems=stems, later=(bundle, MANIFEST), bundle=bundle, assets=assets)
        files["index.html"] = online
    return _Pieces(files, offline)


def _around(
    request: ReleaseRequest,
    loaded: Loaded,
    documents: Mapping[str, Document],
    files: Mapping[str, bytes],
    result: BuildResult,
) -> dict[str, bytes]:
    """Covers, notes, how to cite, and the bill of tools."""
    settings = loaded.project.settings
    more: dict[str, bytes] = {}
    before = last_release(request.output or loaded.project.root / FOLDER, request.version)
    editions: dict[str, Any] = {}
    words = {lang: words_for(lang, loaded.inventory.words) for lang in documents}
    for lang, document in documents.items():
        try:
            pictures = covers(files[f"{lang}/{file_stem(document.meta)}.pdf"])
        except NoRendererError as error:
            result.diagnostics.add("REL017", Span(SETTINGS), library=error)
            pictures = {}
        more |= {f"{lang}/{name}": data for name, data in pictures.items()}
        now = edition_of(request.version, document, loaded.inventory.localised(lang))
        date = date_in_words(settings.date, words[lang])
        text = notes(now, before.get(lang), settings.title[lang], date, words[lang])
        more[f"notes.{lang}.md"] = text.encode()
        more[f"notes.{lang}.html"] = _page(text, lang, loaded, result.diagnostics)
        editions[lang] = as_json(now)
    more[EDITION] = _json(editions)
    more["CITATION.cff"] = citation(settings).encode()
    more["datacite.json"] = _json(datacite(settings, {**files, **more}))
    title, version = settings.title[settings.source_language], request.version
    more[BILL] = _json(bill(tools(), fonts(loaded), title, version, settings.date))
    return more


def _page(text: str, lang: str, loaded: Loaded, diagnostics: Diagnostics) -> bytes:
    """The notes as one page. They are ours: what is said of them is a fault of the engine, and shown."""
    document = compose_fragment(text, Path(f"notes.{lang}.md"), lang, loaded.assets, diagnostics)
    return write_single(resolve(document, Records(), diagnostics), loaded.assets)


def _bundle(request: ReleaseRequest, loaded: Loaded) -> str:
    return f"{loaded.project.settings.id}-{request.version}"


def _closed(
    request: ReleaseRequest,
    loaded: Loaded,
    made: _Pieces,
    printed: Sequence[Mapping[str, Any]],
) -> dict[str, bytes]:
    """The files with the bundle of them all, and the manifest of all that. The bundle has a manifest of its
    own, so that it can be verified where it was unpacked."""
    commit = commit_of(loaded.project.root)

    def described(files: Mapping[str, bytes]) -> dict[str, bytes]:
        return {**files, MANIFEST: _json(manifest(loaded, request.version, commit, printed, files))}

    bundle = _bundle(request, loaded)
    inside = described({**made.files, "index.html": made.offline})
    packed = write_zip({f"{bundle}/{name}": data for name, data in inside.items()})
    return described({**made.files, f"{bundle}.zip": packed})


def last_release(folder: Path, version: str) -> dict[str, Edition]:
    """The editions of the newest release but `version`, by language; empty when there is none."""
    found: list[tuple[tuple[int, ...], str, Path]] = []
    for path in folder.glob(f"*/{EDITION}"):
        name = path.parent.name
        if name != version:
            found.append((tuple(int(part) for part in re.findall(r"\d+", name)), name, path))
    own = tuple(int(part) for part in re.findall(r"\d+", version))
    earlier = [row for row in found if row[0] <= own]
    if not earlier:
        return {}
    try:
        data = json.loads(max(earlier)[2].read_text(encoding="utf-8"))
        return {lang: read_edition(edition) for lang, edition in data.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{max(earlier)[2]}: not the units of a release: {error}") from error


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
