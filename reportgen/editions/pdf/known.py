"""What is known of the jobs of sheets, here and from another process: none is written only to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportgen.cache import Ledger, content_key
from reportgen.document import nodes as n
from reportgen.document.late import LatePart
from reportgen.document.packing import PackingError, digest_of, pack, unpack
from reportgen.editions.pdf.jobs import Job, LateJob
from reportgen.editions.pdf.pages import Asked, Pages
from reportgen.editions.pdf.printed import Shows
from reportgen.editions.pdf.shell import Shell


@dataclass(frozen=True, slots=True)
class KnownJob:
    """A job, what it asked of the page map, and whether each of its references shows a page."""

    asked: Asked
    shown: Mapping[tuple[str, str], bool]
    job: Job

    def agrees(self, pages: Pages, shows: Shows) -> bool:
        return self.asked.agrees(pages) and all(shows(*pair) == said for pair, said in self.shown.items())


class KeptJobs:
    """The jobs of late parts in a ledger: what they asked, and their marks.

    A job depends on its part, on words and metadata of the document, on the templates around it, on the sizes
    of all images, on the bytes of those that it shows, and on what it was told of pages.
    """

    def __init__(
        self, ledger: Ledger, document: n.Document, shell: Shell, images: Mapping[str, bytes], *, press: bool
    ) -> None:
        self._ledger = ledger
        self._images = images
        sizes = [(name, image.width, image.height) for name, image in document.resources.items()]
        self._base = digest_of((document.words, document.meta, sizes, shell.templates, press))

    def of(self, part: n.Part, write: Callable[[], Job]) -> KnownJob | None:
        """The job of `part` as it was last; `write` writes it, where pages are still what it was told."""
        data = self._ledger.get(self._key(part)) if isinstance(part, LatePart) else None
        if data is None:
            return None
        try:
            answers, shown, mark, digests = unpack(data)
            if digests != self._digests(digests):
                return None
            return KnownJob(Asked((), {}, answers), shown, LateJob(part.id, mark, write))
        except (PackingError, TypeError, ValueError):
            return None

    def keep(self, part: n.Part, known: KnownJob) -> None:
        if isinstance(part, LatePart):
            job = known.job
            told = (known.asked.answers, known.shown, job.mark, self._digests(job.images))
            self._ledger.put(self._key(part), pack(told))

    def _key(self, part: LatePart) -> str:
        return content_key(["job", self._base, part.mark])

    def _digests(self, names: Mapping[str, object]) -> dict[str, str]:
        """Of the images of these names; none for one that is not there."""
        return {
            name: hashlib.sha256(self._images[name]).hexdigest() for name in names if name in self._images
        }
