"""Renders sheets where it pays: from the store, in this process, or in several."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Final

from reportgen.cache import Store, content_key
from reportgen.editions.pdf.jobs import Job, Style
from reportgen.editions.pdf.memory import FITTING, code_key, style_key
from reportgen.editions.pdf.pagemap import Fit
from reportgen.editions.pdf.processes import ProcessEndedError, Processes
from reportgen.editions.pdf.rendered import DamagedSheetError, Face, Rendered

if TYPE_CHECKING:
    from reportgen.editions.pdf.render.typeset import Typesetter

ALONE: Final = 60_000
"""Below this many characters of HTML, starting processes costs more than it saves."""

DIGEST: Final = 16
"""Hexadecimal figures that tell one sheet from another in the page map."""

Progress = Callable[[str, int, int], None]


class Workshop:
    """Gives the render of each job asked for. A context manager: processes end with it."""

    def __init__(
        self,
        style: Style,
        store: Store,
        workers: int | None,
        progress: Progress,
        fits: Mapping[str, Fit] | None = None,
    ) -> None:
        self._style = style
        self._style_key = style_key(style)
        self._known_fits = fits or {}
        self._store = store
        self._workers = workers or _processors()
        self._progress = progress
        self._typesetter: Typesetter | None = None
        self._processes: Processes | None = None
        self._key = content_key([code_key(), self._style_key])
        self.rendered = 0

    def __enter__(self) -> Workshop:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def render(self, jobs: Sequence[Job]) -> list[Rendered]:
        """The renders of `jobs`, in their order; those that the store holds are not made again."""
        jobs = [self._with_known_fit(job) for job in jobs]
        keys = [self._key_of(job) for job in jobs]
        found = [self._stored(key) for key in keys]
        missing = [i for i, sheet in enumerate(found) if sheet is None]
        for i, sheet in zip(missing, self._make([jobs[i] for i in missing]), strict=True):
            found[i] = sheet
            self._store.put(keys[i], sheet.to_bytes())
        self.rendered += len(missing)
        return [sheet for sheet in found if sheet is not None]

    def fonts(self, faces: dict[str, Face]) -> bytes:
        """The font pack for `faces` (see `render.fontpack`)."""
        parts = [f"{name} {face}" for name, face in sorted(faces.items())]
        key = content_key([self._key, "fonts", *parts])
        stored = self._store.get(key)
        if stored is None:
            stored = self._own_typesetter().font_pack(faces)
            self._store.put(key, stored)
        return stored

    def fits(self, jobs: Sequence[Job], rendered: Sequence[Rendered]) -> dict[str, Fit]:
        """The layouts that were kept for sheets where more than one was tried, this time or before."""
        pairs = zip(jobs, rendered, strict=True)
        return {job.name: Fit(self._digest(job), sheet.variant) for job, sheet in pairs if sheet.fitted}

    def _with_known_fit(self, job: Job) -> Job:
        fit = self._known_fits.get(job.name)
        if fit is None or fit.sheet != self._digest(job):
            return job
        return dataclasses.replace(job, known=fit.variant)

    def _digest(self, job: Job) -> str:
        """What a sheet is, and what decides which layout is the best one."""
        return content_key([code_key(FITTING), self._style_key, *_parts(job)])[:DIGEST]

    def _key_of(self, job: Job) -> str:
        known = "" if job.known is None else repr(job.known)
        return content_key([self._key, str(job.tagged), known, *_parts(job)])

    def _stored(self, key: str) -> Rendered | None:
        data = self._store.get(key)
        if data is None:
            return None
        try:
            return Rendered.from_bytes(data)
        except DamagedSheetError:
            return None

    def _make(self, jobs: Sequence[Job]) -> list[Rendered]:
        if self._workers == 1 or len(jobs) < 2 or sum(len(job.html) for job in jobs) < ALONE:
            return [self._alone(job, done, len(jobs)) for done, job in enumerate(jobs)]
        if self._processes is None:
            self._processes = Processes(self._style, min(self._workers, len(jobs)))
        try:
            return self._processes.render(jobs, lambda job, done: self._progress(job.name, done, len(jobs)))
        except ProcessEndedError:
            # Killed, or out of memory: one at a time will do.
            self._close()
            self._workers = 1
            return self._make(jobs)

    def _alone(self, job: Job, done: int, total: int) -> Rendered:
        self._progress(job.name, done, total)
        return self._own_typesetter().render(job)

    def _own_typesetter(self) -> Typesetter:
        if self._typesetter is None:
            self._typesetter = _typesetter(self._style)
        return self._typesetter

    def _close(self) -> None:
        if self._processes is not None:
            self._processes.close()
            self._processes = None


def _parts(job: Job) -> list[str | bytes]:
    images = [part for name, data in job.images.items() for part in (name, data)]
    return [job.name, job.html, *images]


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _typesetter(style: Style) -> Typesetter:
    # Loaded late: most commands never set a page, and WeasyPrint takes half a second to load.
    from reportgen.editions.pdf.render.typeset import Typesetter

    return Typesetter(style)
