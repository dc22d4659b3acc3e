"""`reportgen build`: every edition asked for, in every language asked for, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.cache import DirectoryStore, NoStore, Store
from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.editions.docx import write_docx
from reportgen.editions.html import write_site
from reportgen.editions.pdf import write_pdf
from reportgen.pipeline.documents import Loaded, Profile, load, make_documents
from reportgen.pipeline.output import write_file, write_folder
from reportgen.pipeline.status import STATUS_PAGE, status_page
from reportgen.pipeline.timings import Progress, Timings, silent

EDITIONS = ("pdf", "docx", "html")


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build. Empty `editions` or `langs` mean all of them; `output` defaults to `<root>/build`."""

    root: Path
    editions: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    profile: Profile = "draft"
    output: Path | None = None
    use_cache: bool = True
    workers: int | None = None


@dataclass(slots=True)
class BuildResult:
    """What came out: findings, files written (none after an error), seconds by phase, pages by language."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    outputs: list[Path] = field(default_factory=list)
    timings: Timings = field(default_factory=Timings)
    pages: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.diagnostics.errors == 0


def build(request: BuildRequest, progress: Progress = silent) -> BuildResult:
    """Build the editions. Nothing is written when the content has an error.

    Raises OutputError when a result cannot be written.
    """
    result = BuildResult()
    loaded = load(request.root, result.diagnostics, result.timings)
    if loaded is None:
        return result
    langs = request.langs or loaded.project.languages
    documents = make_documents(
        loaded, loaded.project.languages, request.profile, result.diagnostics, result.timings
    )
    if not result.ok:
        return result
    wanted = {lang: documents[lang] for lang in langs}
    made = write_editions(request, loaded, wanted, documents, result, progress)
    if not result.ok:
        return result
    with result.timings.phase("save"):
        _save(request.output or loaded.project.root / "build", made, result)
    return result


@dataclass(slots=True)
class Made:
    """Editions before they are saved: files by path, and folders of files."""

    files: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Mapping[str, bytes]] = field(default_factory=dict)


def write_editions(
    request: BuildRequest,
    loaded: Loaded,
    wanted: Mapping[str, Document],
    documents: Mapping[str, Document],
    result: BuildResult,
    progress: Progress,
) -> Made:
    """The editions of the `wanted` languages. `documents` has all languages: pages link to each other."""
    editions = request.editions or EDITIONS
    steps = [(lang, edition) for lang in wanted for edition in EDITIONS if edition in editions]
    store = _store(request, loaded.project.root)
    suffix = ".proof" if request.profile == "proof" else ""
    made = Made()
    pages: dict[str, Mapping[str, str]] = {}
    for done, (lang, edition) in enumerate(steps):
        progress(f"{lang} {edition}", done, len(steps))
        document = wanted[lang]
        with result.timings.phase(edition):
            if edition == "pdf":
                pdf = write_pdf(
                    document,
                    loaded.assets,
                    diagnostics=result.diagnostics,
                    store=store,
                    workers=request.workers,
                )
                made.files[f"{lang}/report{suffix}.pdf"] = pdf.data
                pages[lang] = pdf.pages
                result.pages[lang] = pdf.page_count
            elif edition == "docx":
                made.files[f"{lang}/report{suffix}.docx"] = write_docx(
                    document, loaded.assets, pages.get(lang)
                )
            else:
                made.folders[f"{lang}/html{suffix}"] = _site(document, documents, loaded, result.diagnostics)
    progress("", len(steps), len(steps))
    if isinstance(store, DirectoryStore):
        store.prune()
    return made


def _site(
    document: Document, documents: Mapping[str, Document], loaded: Loaded, diagnostics: Diagnostics
) -> Mapping[str, bytes]:
    """The site; a draft has a page that says how far the work is."""
    other = next((d for lang, d in documents.items() if lang != document.lang), None)
    if document.meta.profile != "draft":
        return write_site(document, loaded.assets, other)
    more = ((STATUS_PAGE, document.words["status.title"]),)
    page = status_page(loaded, document.lang, diagnostics)
    return {**write_site(document, loaded.assets, other, more=more), STATUS_PAGE: page}


def _store(request: BuildRequest, root: Path) -> Store:
    if not request.use_cache:
        return NoStore()
    return DirectoryStore((request.output or root / "build") / ".cache")


def _save(output: Path, made: Made, result: BuildResult) -> None:
    for name, data in made.files.items():
        write_file(output / name, data)
        result.outputs.append(output / name)
    for name, files in made.folders.items():
        write_folder(output / name, files)
        result.outputs.append(output / name)
