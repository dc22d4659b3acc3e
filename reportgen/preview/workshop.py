"""The report as it now stands: what was saved is read again, and only what is looked at is made of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from reportgen.compose import Stopped
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.editions.html import Site
from reportgen.pipeline.documents import Loaded
from reportgen.pipeline.inputs import open_store
from reportgen.pipeline.pieces import site_of
from reportgen.pipeline.reading import Reading, Report, Wanted
from reportgen.pipeline.status import status_page, translated_of
from reportgen.preview.paper import Paper

View = tuple[str, str]
"""A page that is looked at: its language and its stem, the id of the part when it is that of a part."""
BUILT: Final = ("pdf", "docx", "epub")
EDITIONS: Final = ("html",)
"""The pages are those of `reportgen build html`."""


@dataclass(frozen=True, slots=True)
class State:
    """The report at one moment. `settled`: all of it is as a build would make it now.

    Otherwise it is so for the files that were looked at, as far as they do not show what other files say.
    """

    loaded: Loaded | None = None
    documents: dict[str, n.Document] = field(default_factory=dict)
    findings: Diagnostics = field(default_factory=Diagnostics)
    settled: bool = False
    sites: dict[str, Site] = field(default_factory=dict)
    files: dict[tuple[str, str], bytes | None] = field(default_factory=dict)


class Workshop:
    """Makes what the preview shows. May be used from several threads; one works at a time."""

    def __init__(self, root: Path, use_cache: bool = True) -> None:
        self.root = root.resolve()
        self._reading = Reading(self.root, open_store(self.root, None, use_cache))
        self._paper = Paper(self.root, self._reading.store)
        self._paper_lock = threading.Lock()
        self._lock = threading.RLock()
        self._state = State()

    # ---- reading

    def look(self, views: Iterable[View]) -> None:
        """Read what was saved, and make the parts that are looked at anew; the others stay as they were.

        Nothing is told of findings: `settle` must follow.
        """
        with self._lock:
            wanted: dict[str, set[str]] = {}
            for lang, stem in views:
                wanted.setdefault(lang, set()).add(stem)
            known = {
                lang: frozenset(stems) for lang, stems in wanted.items() if lang in self._state.documents
            }
            if known:
                self._read(known, bool)

    def settle(self, stopped: Callable[[], bool] = bool) -> bool:
        """Read what was saved, and make everything anew that it changes.

        False when `stopped` said so before the end: what was made is not lost.
        """
        with self._lock:
            self._reading.turn()
            try:
                self._read(None, stopped)
            except Stopped:
                self._state = replace(self._state, settled=False)
                return False
            return True

    def _read(self, wanted: Wanted | None, stopped: Callable[[], bool]) -> None:
        was = self._state
        if not self._reading.renew() and was.settled:
            return
        # What is not settled yet has to be, whatever was saved since.
        if was.loaded is not None and (wanted is not None or was.settled):
            report = self._reading.furnished(Report(was.loaded, was.documents))
            if report is not None:
                self._state = State(report.loaded, was.documents, was.findings, was.settled)
                return
        findings = Diagnostics()
        report = self._reading.read(findings, wanted, stopped)
        if report is None:
            # What cannot be read at all leaves the last good state in view, with its findings.
            self._state = replace(was, findings=findings, settled=wanted is None)
            return
        others = was.documents if wanted is not None else {}
        self._state = State(report.loaded, {**others, **report.documents}, findings, wanted is None)

    # ---- showing

    def file(self, lang: str, path: str) -> bytes | None:
        """A file of the site (`ch-why.html`, `assets/report.css`), as `reportgen build html` writes it."""
        with self._lock:
            state = self._state
            key = (lang, path)
            if key not in state.files:
                site = self._site(lang)
                state.files[key] = site.file(path) if site else None
            return state.files[key]

    def page(self, lang: str, stem: str) -> bytes | None:
        """The page of a part, or another page of the site."""
        return self.file(lang, f"{stem}.html")

    def status(self, lang: str) -> bytes | None:
        """The page of the working group."""
        with self._lock:
            state = self._state
            if state.loaded is None or lang not in state.documents:
                return None
            return status_page(state.loaded, lang, translated_of(state.loaded), Diagnostics())

    def built(self, lang: str, ending: str) -> bytes | None:
        """Another edition, as it stands in `build/`; None when it has not been built."""
        if lang not in self._state.documents or ending not in BUILT:
            return None
        path = self.root / "build" / lang / f"report.{ending}"
        return path.read_bytes() if path.is_file() else None

    def pdf(self, lang: str, stem: str) -> bytes | None:
        """A part as the PDF edition sets it: that part alone, with the page numbers of the page map."""
        with self._lock:
            state = self._state
            document = state.documents.get(lang)
            if state.loaded is None or document is None or all(part.id != stem for part in document.parts):
                return None
        # Setting takes a while: the pages that follow a save need not wait for it.
        with self._paper_lock:
            return self._paper.pdf(document, stem, state.loaded)

    def container_of(self, stem: str) -> str:
        """The file of a part, as units name it (`chapters/03-methods`); empty when there is no such part."""
        with self._lock:
            for document in self._state.documents.values():
                for part in document.parts:
                    if part.id == stem and part.unit is not None:
                        return part.unit.container
        return ""

    def findings(self) -> Diagnostics:
        """What is wrong in the report, as it was when it was last settled."""
        with self._lock:
            return self._state.findings

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._state.documents)

    @property
    def settled(self) -> bool:
        return self._state.settled

    def _site(self, lang: str) -> Site | None:
        state = self._state
        if lang not in state.documents or state.loaded is None:
            return None
        if lang not in state.sites:
            document, memo = state.documents[lang], self._reading.memo(f"{lang} site")
            others = [other for code, other in state.documents.items() if code != lang]
            state.sites[lang] = site_of(document, others, state.loaded.assets, EDITIONS, memo)
        return state.sites[lang]
