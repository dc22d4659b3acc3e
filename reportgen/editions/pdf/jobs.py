"""What a render needs, told to this process or another: jobs and style."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reportgen.cache import content_key

WEASYPRINT: Final = "70.0"
"""The version whose internals `render/` is written against."""


class NoFontError(LookupError):
    """The style sheets load no font."""


@dataclass(frozen=True, slots=True)
class Style:
    """Style sheets as (address, text), in order, and the files they name.

    Addresses are relative to the root of the assets: `styles/print.css`.
    """

    sheets: tuple[tuple[str, str], ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Variant:
    """How a sheet is laid out: treatment of notes, tightness, figures and tables moved past paragraphs."""

    notes: str = "auto"
    fit: str = ""
    moved: tuple[tuple[str, int], ...] = ()

    @property
    def classes(self) -> str:
        return f"notes-{self.notes} {self.fit}".strip()


@dataclass(frozen=True, slots=True)
class Job:
    """A sheet to render: `html` is a whole page whose root element carries no class of its own.

    `images` are the files it names. `tagged` is False for what is drawn as an artifact. `known` is the
    layout that was found to be the best one for this very sheet: no other is tried then.
    """

    name: str
    html: str
    images: Mapping[str, bytes]
    tagged: bool = True
    known: Variant | None = None

    @property
    def mark(self) -> str:
        """Tells what there is to render from anything else."""
        images = [part for name, data in self.images.items() for part in (name, data)]
        return content_key([self.name, self.html, *images])

    def fitted(self, known: Variant) -> Job:
        """The same with the layout that is known to be the best one."""
        return replace(self, known=known)

    @property
    def plain(self) -> Job:
        """The job with all that it needs."""
        return self


class LateJob(Job):
    """A job that is written when it has to be done; `mark` is that of the job which `write` gives."""

    __slots__ = ("_written", "mark", "write")
    mark: str
    write: Callable[[], Job]
    _written: Job | None

    def __init__(self, name: str, mark: str, write: Callable[[], Job], known: Variant | None = None) -> None:
        fields = {"name": name, "tagged": True, "known": known, "mark": mark, "write": write}
        for field, value in (*fields.items(), ("_written", None)):
            object.__setattr__(self, field, value)

    @property
    def html(self) -> str:
        return self.plain.html

    @property
    def images(self) -> Mapping[str, bytes]:
        return self.plain.images

    def fitted(self, known: Variant) -> Job:
        return LateJob(self.name, self.mark, self.write, known)

    @property
    def plain(self) -> Job:
        if self._written is None:
            job = self.write()
            object.__setattr__(self, "_written", job if self.known is None else job.fitted(self.known))
        assert isinstance(self._written, Job)
        return self._written

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Job):
            return NotImplemented
        return (self.mark, self.tagged, self.known) == (other.mark, other.tagged, other.known)

    def __hash__(self) -> int:
        return hash(self.mark)
