"""Renders sheets where it pays: from the store, in this process, or by others."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

from reportgen.cache import Ledger, Store, content_key
from reportgen.editions.pdf.jobs import Job, Style
from reportgen.editions.pdf.memory import FITTING, code_key, style_key
from reportgen.editions.pdf.pagemap import MAX_FITS, Fit, Fits
from reportgen.editions.pdf.rendered import DamagedSheetError, Face, Rendered
from reportgen.editions.pdf.setting import given_typesetter, pack_fonts, render_sheet
from reportgen.editions.pdf.shelf import Shelf
from reportgen.work import Crew, Given

DIGEST: Final = 16
"""Hexadecimal figures that tell one sheet from another in the page map."""

MANY: Final = 500
"""Sheets set in one process after which what it has learnt takes much memory."""

Progress = Callable[[str, int, int], None]


class Workshop:
    """Gives the render of each job asked for; `crew` makes those that `store` does not hold.

    With a `shelf`, the bodies of sheets stay there until they are asked for. `ledger` knows the digests of
    sheets that are not written. `early` is told the sheets that are there while others set the first ones
    that are missing. `again` are the language and the profile in which a sheet may be set again.
    """

    def __init__(
        self,
        style: Style,
        store: Store,
        crew: Crew,
        progress: Progress,
        fits: Mapping[str, Fits] | None = None,
        shelf: Shelf | None = None,
        ledger: Ledger | None = None,
        early: Callable[[Rendered], None] | None = None,
        again: tuple[str, str] = ("", ""),
    ) -> None:
        self._early = early
        self._again = again
        self._ledger = ledger
        self._style_key = style_key(style)
        self._known_fits = fits or {}
        self._store = store
        self._crew = crew
        self._progress = progress
        self._shelf = shelf
        self._style = style
        self._typesetter = given_typesetter(style)
        self._set_here = 0
        self._key = content_key([code_key(), self._style_key])
        self.rendered = 0

    def render(self, jobs: Sequence[Job]) -> list[Rendered]:
        """The renders of `jobs`, in their order; those that the store holds are not made again."""
        jobs = [self._with_known_fit(job) for job in jobs]
        keys = [self._key_of(job) for job in jobs]
        found = [self._stored(key) for key in keys]
        missing = [i for i, sheet in enumerate(found) if sheet is None]
        self._make(jobs, missing, keys, found)
        self.rendered += len(missing)
        return [sheet for sheet in found if sheet is not None]

    def fonts(self, faces: dict[str, Face]) -> Callable[[], bytes]:
        """What gives the font pack for `faces` (see `render.fontpack`); a worker that is ready makes it."""
        parts = [f"{name} {face}" for name, face in sorted(faces.items())]
        key = content_key([self._key, "fonts", *parts])
        stored = self._store.get(key)
        if stored is not None and stored.startswith(b"%PDF-"):
            return partial(bytes, stored)
        pack = partial(self._packed, key, self._typesetter, faces)
        if not self._crew.ready:
            return partial(bytes, pack())
        thread = ThreadPoolExecutor(1, "fonts")
        begun = thread.submit(pack)
        thread.shutdown(wait=False)
        return begun.result

    def _packed(self, key: str, typesetter: Given, faces: dict[str, Face]) -> bytes:
        pack = self._crew.do(pack_fonts, (typesetter,), faces, elsewhere=self._crew.ready)
        self._store.put(key, pack)
        return pack

    def fits(self, jobs: Sequence[Job], rendered: Sequence[Rendered]) -> dict[str, Fits]:
        """The layouts that were kept for sheets where more than one was tried, this time or before."""
        made: dict[str, Fits] = {}
        for job, sheet in zip(jobs, rendered, strict=True):
            known = self._known_fits.get(job.name, ())
            if not known and not sheet.fitted:
                continue
            digest = self._digest(job)
            now = (Fit(digest, sheet.variant),) if sheet.fitted else ()
            before = (fit for fit in known if fit.sheet != digest)
            if fits := (*now, *before)[:MAX_FITS]:
                made[job.name] = fits
        return made

    def rest(self) -> None:
        """After many sheets, let go of what setting them has taught this process: there is more to do.

        All of it is learnt again when another sheet is set.
        """
        if self._set_here > MANY:
            self._typesetter = given_typesetter(self._style)
            self._set_here = 0
            # Styles know their fonts, which know the lines that were set in these styles.
            gc.collect()

    def _with_known_fit(self, job: Job) -> Job:
        fits = self._known_fits.get(job.name)
        digest = self._digest(job) if fits else ""
        known = next((fit.variant for fit in fits or () if fit.sheet == digest), None)
        return job if known is None else job.fitted(known)

    def _digest(self, job: Job) -> str:
        """What a sheet is, and what decides which layout is the best one."""
        if self._ledger is None:
            return self._new_digest(job)
        key = content_key(["fit", code_key(FITTING), self._style_key, job.mark])
        known = self._ledger.get(key)
        if known is None:
            known = self._new_digest(job).encode()
            self._ledger.put(key, known)
        return known.decode()

    def _new_digest(self, job: Job) -> str:
        return content_key([code_key(FITTING), self._style_key, *_parts(job)])[:DIGEST]

    def _key_of(self, job: Job) -> str:
        known = "" if job.known is None else repr(job.known)
        return content_key([self._key, str(job.tagged), known, job.mark])

    def _stored(self, key: str) -> Rendered | None:
        data = self._store.get(key)
        if data is None:
            return None
        try:
            return self._laid(data)
        except DamagedSheetError:
            return None

    def _laid(self, data: bytes) -> Rendered:
        """The sheet of these bytes. Raises DamagedSheetError."""
        kept = self._shelf.keep(data) if self._shelf else None
        sheet = Rendered.from_bytes(data)
        return sheet.left(kept) if kept else sheet

    def _make(
        self, jobs: Sequence[Job], missing: Sequence[int], keys: Sequence[str], found: list[Rendered | None]
    ) -> None:
        """Fill in what is `missing`; each sheet is stored as soon as it is there."""
        jobs = [job.plain if found[i] is None else job for i, job in enumerate(jobs)]
        enough = len(missing) > 1 or (self._crew.ready and bool(missing))
        spread = enough and self._crew.spreads(sum(len(jobs[i].html) for i in missing))
        # The longest first, so that no worker is left with it at the end.
        order = sorted(missing, key=lambda i: -len(jobs[i].html)) if spread else missing
        self._set_here += 0 if spread else len(missing)
        asked = ((jobs[i], *self._again) for i in self._told(jobs, order))
        there = tuple(sheet for sheet in found if sheet is not None)

        def begin() -> None:
            early, self._early = self._early, None
            if early is not None:
                for sheet in there:
                    early(sheet)

        given = (self._typesetter,)
        each = self._crew.each(
            *(render_sheet, given, asked), elsewhere=spread, meanwhile=begin, alone=len(order) == 1
        )
        for index, data in each:
            i = order[index]
            found[i] = self._laid(data)
            self._store.put(keys[i], data)

    def _told(self, jobs: Sequence[Job], order: Sequence[int]) -> Iterator[int]:
        """The same, telling the person what is begun."""
        for done, i in enumerate(order):
            self._progress(jobs[i].name, done, len(order))
            yield i


def _parts(job: Job) -> list[str | bytes]:
    images = [part for name, data in job.images.items() for part in (name, data)]
    return [job.name, job.html, *images]
