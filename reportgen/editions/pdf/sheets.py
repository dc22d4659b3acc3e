"""The sheets of a report: what is rendered in one go, and the HTML of each for a given page map."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from reportgen.cache import Ledger
from reportgen.document import nodes as n
from reportgen.document.lasting import LastingMemo
from reportgen.document.packing import Codec
from reportgen.document.walk import plain_text, walk
from reportgen.editions.html import BlockContext, write_blocks, write_inlines
from reportgen.editions.html.context import paragraph_id
from reportgen.editions.pdf.datafiles import DataFile
from reportgen.editions.pdf.jobs import Job
from reportgen.editions.pdf.joined import joined
from reportgen.editions.pdf.known import KeptJobs, KnownJob
from reportgen.editions.pdf.pages import NOWHERE, Asked, Pages
from reportgen.editions.pdf.printed import Shows, printed, references
from reportgen.editions.pdf.shell import Shell
from reportgen.memo import Memo

COVER: Final = "cover"
CONTENTS: Final = "contents"
RIGHT: Final = frozenset({"chapter", "divider"})
"""Parts that start on a right-hand page in a printed copy."""
RESOURCES: Final = "resources/"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One render: the cover with title page and imprint (no part), or one part. `front` pages are roman."""

    name: str
    front: bool
    part: n.Part | None = None


class Book:
    """A document seen as sheets."""

    def __init__(
        self, document: n.Document, shell: Shell, *, press: bool = False, ledger: Ledger | None = None
    ) -> None:
        self.press = press
        self.document = document
        # All that a sheet may show of the rest of the report: its words, images and metadata.
        self._around = dataclasses.replace(document, parts=(), labels={}, pairs={}, attachments=())
        self.shell = shell
        codec = Codec(Measure, DataFile)
        self.memo = LastingMemo(ledger=ledger, codec=codec) if ledger else Memo()
        self._jobs: dict[str, KnownJob] = {}
        self.images = {
            RESOURCES + quote(name): resource.data for name, resource in document.resources.items()
        }
        self._kept = KeptJobs(ledger, document, shell, self.images, press=press) if ledger else None
        self.sheets = tuple(_sheets(document, self.memo))
        parts = [sheet.part for sheet in self.sheets if sheet.part]
        looked = [self.memo.of("references", (part,), _looked_at) for part in parts]
        self.references = tuple(pair for pairs, _ in looked for pair in pairs)
        """The own id and the target of each reference that may show a page number."""
        self.measures = {part.id: measured for part, (_, measured) in zip(parts, looked, strict=True)}

    @property
    def has_cover(self) -> bool:
        return self.sheets[0].part is None

    def starts_on_the_right(self, sheet: Sheet | None) -> bool:
        """Whether a printed copy has an empty page before `sheet` rather than start it on the left.

        So it has after the last sheet (None): a leaf has two pages.
        """
        if sheet is None:
            return self.press
        return self.press and sheet.part is not None and sheet.part.kind in RIGHT

    def job(self, sheet: Sheet, pages: Pages, shows: Shows, *, imprint_alone: bool) -> Job:
        """What to render for `sheet` when page numbers are those of `pages`.

        The same job as last time when `pages` and `shows` say the same of what is asked of them.
        """
        if sheet.part is None:
            used: set[str] = set()
            imprint = write_blocks(self.document.meta.imprint, self._context(_NO_PART, pages, used))
            body = joined(self.shell.cover(imprint, imprint_alone=imprint_alone, bound=self.press))
            return self._job(sheet.name, body, self.document.meta.title, used)
        known = self._jobs.get(sheet.name)
        if known is None and self._kept:
            known = self._kept.of(sheet.part, lambda: self._written(sheet, pages, shows).job)
        if known is None or not known.agrees(pages, shows):
            known = self._written(sheet, pages, shows)
            if self._kept:
                self._kept.keep(sheet.part, known)
        self._jobs[sheet.name] = known
        return known.job

    def _written(self, sheet: Sheet, pages: Pages, shows: Shows) -> KnownJob:
        assert sheet.part is not None
        used: set[str] = set()
        asked, shown = Asked(pages.labels, pages.place), dict[tuple[str, str], bool]()

        def showing(own: str, target: str) -> bool:
            shown[own, target] = shows(own, target)
            return shown[own, target]

        body = joined(self._part(printed(sheet.part, asked, showing), asked, used))
        return KnownJob(asked, shown, self._job(sheet.name, body, plain_text(sheet.part.title), used))

    def forget(self) -> None:
        """Let go of the jobs that were written: there will be no other round."""
        self._jobs.clear()

    def _job(self, name: str, body: str, title: str, used: set[str]) -> Job:
        images = {address: self.images[address] for address in sorted(used)}
        return Job(name, self.shell.page(body, title), images)

    def _part(self, part: n.Part, pages: Pages, used: set[str]) -> str:
        context = self._context(part, pages, used)
        number = self.numbered(part)
        title = plain_text(part.title)
        return self.shell.fill(
            "part.html.j2",
            kind=part.kind,
            id=part.id,
            lang=part.attrs.lang,
            landscape=part.landscape,
            number=number,
            bookmark=_bookmark(part, number, title),
            title=Markup(write_inlines(part.title, context)),
            blocks=Markup(write_blocks(part.blocks, context)),
        )

    def numbered(self, part: n.Part) -> str:
        """The number of a part as its opening shows it: "2", "Fiche 31", "Annexe B"."""
        if not part.number or part.kind not in ("fiche", "annex"):
            return part.number
        return f"{self.document.words[f'contents.{part.kind}']}\u00a0{part.number}"

    def _context(self, part: n.Part, pages: Pages, used: set[str]) -> BlockContext:
        def resource_url(name: str) -> str:
            address = RESOURCES + quote(name)
            used.add(address)
            return address

        def slot(target: str) -> str:
            return f'<span class="pn" data-slot="{escape(target)}">{pages.slot(target)}</span>'

        return BlockContext(
            self._around,
            part,
            href=lambda id_: f"#{id_}",
            resource_url=resource_url,
            medium="print",
            edition="pdf",
            page_slot=slot,
            notes="footnotes",
            paragraph_numbers=self.document.meta.profile == "proof",
        )


_NO_PART: Final = n.Part(COVER, "front", (), ())


def _bookmark(part: n.Part, number: str, title: str) -> str:
    if not number:
        return title
    return f"{number}. {title}" if part.kind == "chapter" else f"{number} – {title}"


def _looked_at(part: n.Part) -> tuple[tuple[tuple[str, str], ...], Measure]:
    """The references of a part, and how much room it takes."""
    marked = printed(part, NOWHERE)
    return tuple(references(marked)), measure(marked)


def _sheets(document: n.Document, memo: Memo) -> Iterator[Sheet]:
    """The cover when there is something to say on it, contents when no part brings any, then the parts."""
    parts = document.parts
    report = len(parts) > 1
    if report:
        yield Sheet(COVER, True)
    front = report
    if report and not any(memo.of("has contents", (part,), _has_contents) for part in parts):
        yield Sheet(CONTENTS, True, _own_contents(document, memo))
    for part in parts:
        front = front and part.kind == "front"
        yield Sheet(part.id, front, part)


def _has_contents(part: n.Part) -> bool:
    return any(isinstance(node, n.Contents) and node.kind == "toc" for node in walk(part))


def _sections(part: n.Part) -> tuple[n.ContentsEntry, ...]:
    return tuple(
        n.ContentsEntry(block.attrs.id, 2, block.number, block.children, "", "section")
        for block in part.blocks
        if isinstance(block, n.Heading) and block.level == 2 and block.attrs.id
    )


def _own_contents(document: n.Document, memo: Memo) -> n.Part:
    """Contents for a report that has none: parts and their sections."""
    entries: list[n.ContentsEntry] = []
    for part in document.parts:
        before = document.words.get(f"contents.{part.kind}", "") if part.number else ""
        entries.append(n.ContentsEntry(part.id, 1, part.number, part.title, before, part.kind))
        if part.kind != "fiche":
            entries += memo.of("sections", (part,), _sections)
    title = (n.Text(document.words["pdf.contents"]),)
    return n.Part(CONTENTS, "front", title, (n.Contents("toc", tuple(entries)),))


@dataclass(frozen=True, slots=True)
class Measure:
    """The amount of text of a part: its length in characters, and how many stand before each id."""

    length: int
    ids: tuple[tuple[str, int], ...]


def measure(part: n.Part) -> Measure:
    """How much room `part` will take, roughly."""
    ids = [(part.id, 0)]
    position = 0
    for node in walk(dataclasses.replace(part, title=())):
        if isinstance(node, n.Anchor):
            ids.append((node.id, position))
        elif isinstance(node, n.Text):
            position += len(node.text)
        elif isinstance(node, n.Figure | n.Table):
            position += _ROOM
        if isinstance(node, n.Paragraph) and node.number:
            ids.append((paragraph_id(node.number), position))
        attrs = getattr(node, "attrs", None)
        if isinstance(attrs, n.Attrs) and attrs.id:
            ids.append((attrs.id, position))
    return Measure(position, tuple(ids))


_ROOM: Final = 900
"""Characters of text that would take the place of a figure or of the frame of a table."""

NO_TEXT: Final = Measure(3000, ())
"""The cover sheet: two pages."""
