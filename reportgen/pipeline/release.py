"""`reportgen release`: every edition and the data, from a clean tree, with a manifest."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from reportgen.archive import write_zip
from reportgen.diagnostics import Diagnostics, Severity, Span
from reportgen.document.nodes import Document, Image
from reportgen.document.walk import walk
from reportgen.followup.notes import Edition, as_json, edition_of, notes, read_edition
from reportgen.opendata import data_package
from reportgen.pipeline.build import BuildRequest, BuildResult, write_editions
from reportgen.pipeline.data import data_source
from reportgen.pipeline.documents import Loaded, load, make_documents
from reportgen.pipeline.inputs import open_store
from reportgen.pipeline.manifest import MANIFEST, citation, commit_of, manifest, uncommitted
from reportgen.pipeline.output import own_folder, write_folder
from reportgen.pipeline.timings import Progress, Timings, silent
from reportgen.project import SETTINGS
from reportgen.words import words_for

FOLDER: Final = "release"
EDITION: Final = "units.json"
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


def release(request: ReleaseRequest, progress: Progress = silent) -> BuildResult:
    """Write `release/<version>/` whole, or nothing after an error. Raises ReleaseError and OutputError."""
    if not _VERSION.match(request.version):
        raise ReleaseError(f"{request.version}: a version is made of letters, digits, points and hyphens")
    result = BuildResult()
    loaded = load(request.root, result.diagnostics, result.timings)
    if loaded is None:
        return result
    target = (request.output or own_folder(loaded.project.root, FOLDER)) / request.version
    _checks(request, loaded, target, result.diagnostics)
    documents = make_documents(
        loaded, loaded.project.languages, "release", result.diagnostics, result.timings
    )
    for document in documents.values():
        _images(document, result.diagnostics)
    _waive(request.waivers, result.diagnostics)
    if not result.ok:
        return result
    files = release_files(request, loaded, documents, result, progress)
    if result.ok:
        write_folder(target, files)
        result.outputs.append(target)
    return result


def _checks(request: ReleaseRequest, loaded: Loaded, target: Path, diagnostics: Diagnostics) -> None:
    """What a release asks beside sound content."""
    project = loaded.project
    settings, yaml = project.settings, project.yaml
    if settings.version != request.version:
        where = yaml.span("version") if settings.version else Span(SETTINGS)
        diagnostics.add("REL003", where, found=settings.version, wanted=request.version)
    if not settings.date:
        diagnostics.add("REL004", Span(SETTINGS))
    if target.exists():
        diagnostics.add("REL005", Span(SETTINGS), path=f"{FOLDER}/{request.version}")
    changed = uncommitted(project.root)
    if changed is None:
        diagnostics.add("REL002", Span(SETTINGS))
    elif changed:
        diagnostics.add("REL001", Span(changed[0]), count=len(changed), path=changed[0])


def _images(document: Document, diagnostics: Diagnostics) -> None:
    """Images that say nothing to those who cannot see them (WCAG 2.2, 1.1.1)."""
    for part in document.parts:
        place = part.span or Span(SETTINGS)
        for node in walk(part):
            place = getattr(node, "span", None) or place
            if isinstance(node, Image) and not node.alt.strip() and "decorative" not in node.attrs.classes:
                diagnostics.add("REL008", place)


def _waive(waivers: Mapping[str, str], diagnostics: Diagnostics) -> None:
    """Take the errors that are waived away, and say so. That a release exists already is never waived.

    A waiver names a code, or one finding: a code, a colon, and the key of its unit (`TRN002:~sec-who/p2`).
    """
    for name, reason in waivers.items():
        code, _, key = name.partition(":")
        found = [
            d
            for d in diagnostics
            if d.code == code and d.severity is Severity.ERROR and key in ("", dict(d.params).get("key"))
        ]
        if not found or code == "REL005":
            diagnostics.add("REL007", Span(SETTINGS), code=name)
            continue
        for finding in found:
            del diagnostics.items[finding]
        diagnostics.add("REL006", found[0].span, code=name, count=len(found), reason=reason)


def release_files(
    request: ReleaseRequest,
    loaded: Loaded,
    documents: Mapping[str, Document],
    result: BuildResult,
    progress: Progress,
) -> dict[str, bytes]:
    """Every file of the release by path, the manifest last."""
    project = loaded.project
    settings = project.settings
    building = BuildRequest(
        root=request.root, profile="release", use_cache=request.use_cache, workers=request.workers
    )
    waived = Counter(dict(d.params)["code"] for d in result.diagnostics if d.code == "REL006")
    store = open_store(request.root, None, request.use_cache)
    made = write_editions(building, loaded, documents, documents, result, progress, store)
    files = dict(made.files)
    for folder, inside in made.folders.items():
        files |= {f"{folder}/{name}": data for name, data in inside.items()}
    with result.timings.phase("data"):
        package = data_package(data_source(loaded), result.diagnostics)
    files |= {f"data/{name}": data for name, data in package.items()}
    before = last_release((request.output or project.root / FOLDER), request.version)
    editions: dict[str, Any] = {}
    for lang, document in documents.items():
        now = edition_of(request.version, document, loaded.inventory.localised(lang))
        words = words_for(lang, loaded.inventory.words)
        text = notes(now, before.get(lang), settings.title[lang], settings.date, words)
        files[f"notes.{lang}.md"] = text.encode()
        editions[lang] = as_json(now)
    files[EDITION] = _json(editions)
    files["CITATION.cff"] = citation(settings).encode()
    bundle = f"{settings.id}-{request.version}"
    files[f"{bundle}.zip"] = write_zip({f"{bundle}/{name}": data for name, data in files.items()})
    waivers = {code: reason for code, reason in request.waivers.items() if code in waived}
    files[MANIFEST] = _json(manifest(loaded, request.version, commit_of(project.root), waivers, files))
    return files


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


def rebuilt(request: ReleaseRequest) -> tuple[dict[str, bytes], Diagnostics]:
    """The files of a release made again, without writing them."""
    result = BuildResult()
    loaded = load(request.root, result.diagnostics, Timings())
    if loaded is None:
        return {}, result.diagnostics
    documents = make_documents(loaded, loaded.project.languages, "release", result.diagnostics, Timings())
    _waive({c: r for c, r in request.waivers.items() if not c.startswith("REL")}, result.diagnostics)
    if not result.ok:
        return {}, result.diagnostics
    return release_files(request, loaded, documents, result, silent), result.diagnostics
