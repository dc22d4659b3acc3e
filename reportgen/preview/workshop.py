"""The report as it now stands: read again when a file is saved, and only what is looked at is finished."""

from __future__ import annotations

import dataclasses
import threading
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.compose import Memory, compose
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.editions.html import write_page, write_site
from reportgen.editions.pdf import write_pdf
from reportgen.pipeline.documents import Loaded, load, records_of
from reportgen.pipeline.inputs import Inputs, open_store
from reportgen.pipeline.timings import Timings
from reportgen.resolve import resolve
from reportgen.resolve.single import Outlines, around

Part = tuple[str, str]
"""A language and the id of a part."""


@dataclass(slots=True)
class _Now:
    """One state of the content. Pages and finished documents are made when asked for."""

    loaded: Loaded | None = None
    composed: dict[str, n.Document] = field(default_factory=dict)
    findings: Diagnostics = field(default_factory=Diagnostics)
    finished: dict[str, n.Document] = field(default_factory=dict)
    pages: dict[Part, bytes] = field(default_factory=dict)
    sites: dict[str, dict[str, bytes]] = field(default_factory=dict)


class Workshop:
    """Makes what the preview shows. May be used from several threads; one works at a time."""

    def __init__(self, root: Path, use_cache: bool = True) -> None:
        self.root = root.resolve()
        self._store = open_store(self.root, None, use_cache)
        self._memory = Memory(self._store)
        self._outlines = Outlines()
        self._lock = threading.RLock()
        self._now = _Now()
        self._shown: dict[Part, n.Part] = {}

    # ---- reading

    def refresh(self, quick: bool = False) -> frozenset[Part]:
        """Read the content again. Which parts are not what they were.

        A `quick` look leaves lists of fiches and figures made from them as they were: another must follow.
        """
        with self._lock:
            self._memory.lenient = quick
            now = _Now()
            inputs = Inputs.read(self.root)
            now.loaded = load(self.root, now.findings, Timings(), inputs.files)
            if now.loaded is not None:
                project, inventory, assets = now.loaded.project, now.loaded.inventory, now.loaded.assets
                for lang in project.languages:
                    now.composed[lang] = compose(
                        project, inventory, lang, "draft", assets, now.findings, self._memory
                    )
            parts = {(lang, part.id): part for lang, doc in now.composed.items() for part in doc.parts}
            if not parts and now.findings.errors:
                # What cannot be read at all leaves the last good state in view, with its findings.
                self._now.findings = now.findings
                return frozenset()
            changed = {key for key, part in parts.items() if self._shown.get(key) is not part}
            self._outlines.keep(tuple(parts.values()))
            self._now, self._shown = now, parts
            return frozenset(changed | (self._shown.keys() - parts.keys()))

    # ---- showing

    def page(self, lang: str, stem: str) -> bytes | None:
        """The page of a part, from that part alone; of an index or list, from the whole report."""
        with self._lock:
            now = self._now
            if (lang, stem) in now.pages:
                return now.pages[lang, stem]
            made = self._part_page(lang, stem) if (lang, stem) in self._shown else None
            if made is None:
                return self._site(lang).get(f"{stem}.html")
            now.pages[lang, stem] = made
            return made

    def file(self, lang: str, path: str) -> bytes | None:
        """A file of the site that is not a page (`assets/report.css`)."""
        with self._lock:
            return self._site(lang).get(path)

    def pdf(self, lang: str, stem: str) -> bytes | None:
        """A part as the PDF edition sets it, alone."""
        with self._lock:
            if (lang, stem) not in self._shown or self._now.loaded is None:
                return None
            document = self._around(lang, stem)
            alone = dataclasses.replace(
                document, parts=tuple(part for part in document.parts if part.id == stem)
            )
            return write_pdf(alone, self._now.loaded.assets, store=self._store, workers=1).data

    def findings(self) -> Diagnostics:
        """Everything that is wrong in the report as it now stands."""
        with self._lock:
            for lang in self._now.composed:
                self._finished(lang)
            return self._now.findings

    def part_of(self, file: str) -> str:
        """The id of the part that a file of the content makes; empty when it is not about one."""
        with self._lock:
            for (_, name), part in self._shown.items():
                if part.span is not None and part.span.file == file:
                    return name
        return ""

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._now.composed)

    # ---- making

    def _part_page(self, lang: str, stem: str) -> bytes | None:
        now = self._now
        if now.loaded is None:
            return None
        document = now.finished.get(lang) or self._around(lang, stem)
        other = next((doc for name, doc in now.composed.items() if name != lang), None)
        return write_page(document, now.loaded.assets, stem, other)

    def _around(self, lang: str, stem: str) -> n.Document:
        """The document with the part `stem` as it is in the whole, and the others in outline."""
        assert self._now.loaded is not None
        # Findings of the outlines would be those of texts that are not there: the whole tells them later.
        return resolve(
            around(self._now.composed[lang], stem, self._outlines),
            records_of(self._now.loaded, lang),
            Diagnostics(),
            only=stem,
        )

    def _finished(self, lang: str) -> n.Document:
        now = self._now
        if lang not in now.finished:
            assert now.loaded is not None
            now.finished[lang] = resolve(now.composed[lang], records_of(now.loaded, lang), now.findings)
        return now.finished[lang]

    def _site(self, lang: str) -> dict[str, bytes]:
        now = self._now
        if lang not in now.composed or now.loaded is None:
            return {}
        if lang not in now.sites:
            # The pages that show both languages need both resolved.
            other = next((self._finished(name) for name in now.composed if name != lang), None)
            now.sites[lang] = write_site(self._finished(lang), now.loaded.assets, other, ())
        return now.sites[lang]
