"""`reportgen build`: every edition asked for, in every language asked for, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from reportgen.cache import DirectoryStore, Store, content_key
from reportgen.compose import Memory
from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.editions.docx import write_docx
from reportgen.editions.epub import write_epub
from reportgen.editions.html import Site, root_files, write_single
from reportgen.editions.pdf import PageMap, Press, write_pdf
from reportgen.memo import Memo
from reportgen.pipeline.documents import Loaded, Profile, file_stem, load, make_documents
from reportgen.pipeline.finished import Finished, digests_of, recall, remember
from reportgen.pipeline.inputs import Inputs, open_store
from reportgen.pipeline.output import own_folder, write_file, write_folder, write_inside
from reportgen.pipeline.pagelock import NAME as PAGE_LOCK
from reportgen.pipeline.pagelock import page_lock, read_page_lock
from reportgen.pipeline.since import earlier_texts, marked
from reportgen.pipeline.status import STATUS_PAGE, status_page, translated_of
from reportgen.pipeline.timings import Progress, Timings, silent
from reportgen.project import read_bytes
from reportgen.translation import DocumentStatus

EDITIONS = ("pdf", "docx", "html", "epub")
"""In the order of writing: the PDF first, for its page numbers."""
BuildProfile = Literal["draft", "proof", "release", "print"]
"""`print` is a release as a printer wants it: the PDF alone, with bleed, crop marks and empty left pages."""
_SUFFIXES: Final = {"proof": ".proof", "print": ".print"}


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build. Empty `editions` or `langs` mean all of them; `output` defaults to `<root>/build`.

    `update_pages` writes the page map of what was built into the project; a release always does. `since`
    names an earlier draft (a version in git or a folder): what is new or changed is marked in a proof.
    `named`: files are named after the report, its version and the language, and not `report`.
    """

    root: Path
    editions: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    profile: BuildProfile = "draft"
    output: Path | None = None
    use_cache: bool = True
    workers: int | None = None
    update_pages: bool = False
    since: str = ""
    named: bool = False


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
    output = request.output or own_folder(request.root, "build")
    with result.timings.phase("load"):
        inputs = Inputs.read(request.root)
        store = open_store(request.root, request.output, request.use_cache)
        wanted_pages = "pages" if request.update_pages else ""
        key = content_key(
            ["build", inputs.key, request.profile, wanted_pages, *request.editions, "", *request.langs]
        )
        # An earlier draft stands outside the inputs: it is looked at again each time.
        before = None if request.since else recall(store, key)
        if before is not None and before.stands(output):
            return _nothing_to_do(before, output, result)
    loaded = load(request.root, result.diagnostics, result.timings, inputs.files)
    if loaded is None:
        return result
    langs = request.langs or loaded.project.languages
    profile: Profile = "release" if request.profile == "print" else request.profile
    documents = make_documents(
        loaded,
        loaded.project.languages,
        profile,
        result.diagnostics,
        result.timings,
        Memory(store) if request.use_cache else None,
    )
    if request.since and profile == "proof":
        with result.timings.phase("since"):
            texts = earlier_texts(loaded.project.root, request.since, result.diagnostics)
            documents = marked(documents, texts, request.since)
    if not result.ok:
        return result
    wanted = {lang: documents[lang] for lang in langs}
    made = write_editions(request, loaded, wanted, documents, result, progress, store)
    if not result.ok:
        return result
    with result.timings.phase("save"):
        _save(output, made, result)
        names = tuple(path.relative_to(output).as_posix() for path in result.outputs)
        if made.maps and (request.update_pages or request.profile == "release"):
            result.outputs.append(_save_page_lock(loaded.project.root, made))
        digests = digests_of(output, names)
        if digests is not None and not request.since and inputs.still_stand():
            remember(store, key, Finished(tuple(result.diagnostics), result.pages, names, digests))
    return result


def _save_page_lock(root: Path, made: Made) -> Path:
    """Write the page map into the project, unless it is there already; returns its path."""
    path = root / PAGE_LOCK
    data = page_lock({**made.known_maps, **made.maps})
    if not path.is_file() or path.read_bytes() != data:
        write_inside(root, PAGE_LOCK, data)
    return path


def _nothing_to_do(before: Finished, output: Path, result: BuildResult) -> BuildResult:
    """The result of the same build made before, whose files still stand."""
    result.diagnostics.extend(before.findings)
    result.outputs += [output / name for name in before.outputs]
    result.pages.update(before.pages)
    return result


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
    store: Store,
) -> Made:
    """The editions of the `wanted` languages. `documents` has all languages: pages link to each other."""
    press = _press(loaded, result.diagnostics) if request.profile == "print" else None
    editions = ("pdf",) if press else request.editions or EDITIONS
    steps = [(lang, edition) for lang in wanted for edition in EDITIONS if edition in editions]
    suffix = _SUFFIXES.get(request.profile, "")
    made = Made(known_maps=read_page_lock(loaded.project.root, result.diagnostics))
    # Without a PDF, the Word edition shows the page numbers of last time.
    pages: dict[str, Mapping[str, str]] = {lang: known.pages for lang, known in made.known_maps.items()}
    translated: Sequence[DocumentStatus] = ()
    for done, (lang, edition) in enumerate(steps):
        progress(f"{lang} {edition}", done, len(steps))
        document = wanted[lang]
        stem = f"{lang}/{file_stem(document.meta)}" if request.named else f"{lang}/report{suffix}"
        with result.timings.phase(edition):
            if edition == "pdf":
                pdf = write_pdf(
                    document,
                    loaded.assets,
                    diagnostics=result.diagnostics,
                    store=store,
                    workers=request.workers,
                    final=request.profile in ("release", "print"),
                    page_map=None if press else made.known_maps.get(lang),
                    press=press,
                )
                if pdf.page_map is not None and not press:
                    made.maps[lang] = pdf.page_map
                made.files[f"{stem}.pdf"] = pdf.data
                if pdf.jacket:
                    made.files[f"{stem}.cover.pdf"] = pdf.jacket
                pages[lang] = pdf.pages
                result.pages[lang] = pdf.page_count
            elif edition == "docx":
                made.files[f"{stem}.docx"] = write_docx(
                    document, loaded.assets, pages.get(lang), result.diagnostics
                )
            elif edition == "epub":
                made.files[f"{stem}.epub"] = write_epub(document, loaded.assets, pages.get(lang))
            else:
                beside = stem.split("/")[1]
                site = site_of(document, documents, loaded, editions, store=store, beside=beside)
                made.folders[f"{lang}/html{suffix}"] = site.files()
                made.files[f"{stem}.html"] = write_single(document, loaded.assets)
                if document.meta.profile == "draft":
                    translated = translated or translated_of(loaded)
                    page = status_page(loaded, lang, translated, result.diagnostics)
                    made.files[f"{lang}/{STATUS_PAGE}"] = page
    if "html" in editions:
        made.files.update(root_files([document.meta for document in documents.values()]))
    progress("", len(steps), len(steps))
    if isinstance(store, DirectoryStore):
        store.prune()
    return made


def _press(loaded: Loaded, diagnostics: Diagnostics) -> Press:
    """Paper and press as the settings say; a profile that cannot be read is a finding."""
    said = loaded.project.settings.printing
    profile = b""
    if said.profile:
        at = loaded.project.yaml.span("printing", "profile")
        profile = read_bytes(loaded.project.root, f"content/{said.profile}", diagnostics, at) or b""
    return Press(said.grammage, said.bulk, profile, said.profile, said.condition)


def site_of(
    document: Document,
    documents: Mapping[str, Document],
    loaded: Loaded,
    editions: Sequence[str],
    memo: Memo | None = None,
    store: Store | None = None,
    beside: str = "",
) -> Site:
    """The site, offering the other editions that are made; that of a draft leads to the page of the work."""
    others = [d for lang, d in documents.items() if lang != document.lang]
    other, further = next(iter(others), None), tuple(others[1:])
    downloads = ("pdf", "docx", *(("epub",) if "epub" in editions else ()), "html")
    draft = document.meta.profile == "draft"
    more = ((f"../{STATUS_PAGE}", document.words["status.title"]),) if draft else ()
    return Site(document, loaded.assets, other, downloads, more, memo, store, beside, further)


def _save(output: Path, made: Made, result: BuildResult) -> None:
    for name, data in made.files.items():
        write_file(output / name, data)
        result.outputs.append(output / name)
    for name, files in made.folders.items():
        write_folder(output / name, files)
        result.outputs.append(output / name)
