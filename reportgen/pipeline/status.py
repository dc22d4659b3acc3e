"""`reportgen status`: the state of the work, as data and as a page for the working group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from reportgen.cache import NoStore, Store
from reportgen.compose import compose_status
from reportgen.compose.directives import SYNTAXES
from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.document.nodes import Document
from reportgen.editions.html import write_single
from reportgen.followup import FollowUpData, Status, status_of
from reportgen.pipeline.documents import Loaded, load, make_documents
from reportgen.pipeline.gates import check_project, check_remarks
from reportgen.pipeline.output import write_file
from reportgen.pipeline.reviews import reviews_of
from reportgen.pipeline.timings import Timings
from reportgen.resolve import Records, resolve
from reportgen.translation import DocumentStatus, i18n_status, report_findings

STATUS_PAGE: Final = "status.html"
PAGES: Final = ("html", "docx", "pdf")


def status(
    root: Path, langs: Sequence[str], output: Path | None = None, kinds: Sequence[str] = (), today: str = ""
) -> tuple[dict[str, Status], list[Path], Diagnostics]:
    """The state in each language, and the pages written. What a release would refuse is part of the state;
    the findings returned are those that keep the state from being told. Raises OutputError."""
    diagnostics = Diagnostics()
    loaded = load(root, Diagnostics(), Timings())
    if loaded is None:
        load(root, diagnostics, Timings())
        return {}, [], diagnostics
    refused = Diagnostics()
    load(root, refused, Timings())
    documents = make_documents(loaded, loaded.project.languages, "release", refused, Timings())
    check_project(loaded, documents, refused)
    data = follow_up_data(loaded, refused)
    states = {lang: status_of(data, lang, today) for lang in langs}
    paths: list[Path] = []
    for lang, state in states.items() if output else ():
        document = status_document(loaded, lang, state, diagnostics)
        for kind in kinds if not diagnostics.errors else ():
            path = (output or Path()) / f"status.{lang}.{kind}"
            write_file(path, _page(document, loaded, kind, diagnostics))
            paths.append(path)
    return states, paths, diagnostics


def follow_up_data(
    loaded: Loaded, findings: Iterable[Diagnostic], translated: Sequence[DocumentStatus] | None = None
) -> FollowUpData:
    """What the state is told from. `translated` is how far each document is, where that is known already."""
    made = translated_of(loaded) if translated is None else translated
    rows: list[Mapping[str, object]] = [row.as_json() for row in made]
    reviews = reviews_of(loaded.project.root, Diagnostics())
    return FollowUpData(loaded.project.settings, loaded.inventory, rows, findings, reviews)


def translated_of(loaded: Loaded, store: Store | None = None) -> list[DocumentStatus]:
    """How far the translation of each document is; nothing in a report of one language."""
    if len(loaded.project.languages) == 1:
        return []
    return i18n_status(loaded.project, loaded.inventory, SYNTAXES, Diagnostics(), store)


def status_document(loaded: Loaded, lang: str, state: Status, diagnostics: Diagnostics) -> Document:
    """The page of the working group, resolved."""
    document = compose_status(loaded.project, loaded.inventory, lang, loaded.assets, state, diagnostics)
    return resolve(document, Records(), diagnostics)


def status_page(
    loaded: Loaded, lang: str, translated: Sequence[DocumentStatus], diagnostics: Diagnostics
) -> bytes:
    """The page of a draft's site. A draft has no errors; of what else a release refuses, it tells what stands
    in the content: translation and remarks. Whether all is committed changes too often to be printed."""
    refused = Diagnostics()
    for document in translated:
        report_findings(document.paired, "release", refused)
    check_remarks(loaded.project.root, refused)
    state = status_of(follow_up_data(loaded, refused, translated), lang)
    return write_single(status_document(loaded, lang, state, diagnostics), loaded.assets)


def _page(document: Document, loaded: Loaded, kind: str, diagnostics: Diagnostics) -> bytes:
    if kind == "html":
        return write_single(document, loaded.assets)
    # Loaded late: the page of a draft's site needs neither.
    if kind == "docx":
        from reportgen.editions.docx import write_docx

        return write_docx(document, loaded.assets)
    from reportgen.editions.pdf import write_pdf

    return write_pdf(document, loaded.assets, diagnostics=diagnostics, store=NoStore(), workers=1).data
