"""The project as the editor has it: files on disk, with the texts of open buffers in their place.

Two readings. A quick one, after each pause in typing, makes the part being edited anew and leaves the others
as they were; a whole one, when typing has stopped for longer, also finds what other parts now say wrongly.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reportgen.checks import CheckContext, accepted, run_rules, with_levels
from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.document import nodes as n
from reportgen.inventory import Inventory
from reportgen.inventory.shared import CslItem
from reportgen.lsp.names import Names
from reportgen.pipeline.documents import Loaded
from reportgen.pipeline.inputs import FOLDERS, open_store
from reportgen.pipeline.reading import Reading, Report, Wanted
from reportgen.project import Snapshot
from reportgen.project.files import resolve_inside

ENDINGS: Final = (".md", ".yaml", ".json", ".j2")
MAX_TEXT: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """What the last readings have found: records, and the labels of each language with titles and numbers."""

    inventory: Inventory = field(default_factory=Inventory)
    labels: dict[str, dict[str, n.Label]] = field(default_factory=dict)
    works: dict[str, str] = field(default_factory=dict)


class Desk:
    """One project under an editor. Every method may be called from any thread."""

    def __init__(self, root: Path, use_cache: bool = True) -> None:
        self.root = root.resolve()
        self.known = Known()
        self._buffers: dict[str, str] = {}
        self._names = Names()
        self._reading = Reading(self.root, open_store(self.root, None, use_cache))
        self._parts: Mapping[str, n.Document] = {}
        self._lock = threading.Lock()
        self._naming = threading.Lock()

    # ---- texts

    def file_of(self, path: Path) -> str:
        """The name of a file inside the project (`content/fr/…`); empty when it is not one of its texts."""
        try:
            name = path.resolve().relative_to(self.root).as_posix()
        except (OSError, ValueError):
            return ""
        return name if name.split("/")[0] in FOLDERS else ""

    def open(self, file: str, text: str) -> None:
        """The editor holds this text of a file, whatever stands on disk."""
        self._buffers[file] = text.replace("\r\n", "\n").replace("\r", "\n")

    def close(self, file: str) -> None:
        """The file counts as it stands on disk."""
        self._buffers.pop(file, None)

    def text(self, file: str) -> str | None:
        """The text of a file: the buffer's, else that on disk; None when there is none that can be read."""
        if file in self._buffers:
            return self._buffers[file]
        path = resolve_inside(self.root, file)
        try:
            if path is None or not path.is_file() or path.stat().st_size > MAX_TEXT:
                return None
            return path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            return None

    @property
    def names(self) -> Names:
        """Who names what, as of now."""
        with self._naming:
            self._names.update(self._stamps(), self.text)
            return self._names

    def _stamps(self) -> Iterator[tuple[str, object]]:
        for folder in ("content", "templates"):
            for path in sorted((self.root / folder).rglob("*")):
                file = path.relative_to(self.root).as_posix()
                if path.suffix not in ENDINGS or file.startswith("content/lock/"):
                    continue
                if file in self._buffers:
                    yield file, hash(self._buffers[file])
                    continue
                try:
                    stat = path.stat()
                except OSError:
                    continue
                yield file, (stat.st_mtime_ns, stat.st_size)

    # ---- readings

    def snapshot(self, texts: dict[str, str] | None = None) -> Snapshot:
        """The files of the project as the editor has them; `texts` in place of some."""
        files = Snapshot(self.root)
        for file, text in {**self._buffers, **(texts or {})}.items():
            files.put(file, text.encode("utf-8", "surrogatepass"))
        return files

    def quick(self, file: str) -> list[Diagnostic] | None:
        """The findings in one file, from the part that it makes; None when it makes none of the report."""
        with self._lock:
            found = Diagnostics()
            part = _part_of(file, self._parts)
            report = self._read(found, {lang: frozenset({part}) for lang in self._parts} if part else None)
            if report is None:
                return _of_file(found, file)
            made = _part_of(file, report.documents)
            return _of_file(self._settled(found, report.loaded), file) if made else None

    def whole(self, rules: bool = False) -> dict[str, list[Diagnostic]]:
        """The findings in every file that has some; with `rules`, those of `reportgen check` too."""
        with self._lock:
            found = Diagnostics()
            self._reading.turn()
            report = self._read(found, None)
            if report is None:
                return _by_file(found)
            loaded, documents = report.loaded, report.documents
            self.known = _known(loaded, documents)
            if rules and not found.errors:
                store = self._reading.store
                run_rules(CheckContext(loaded.project, loaded.inventory, documents, found, store))
            return _by_file(self._settled(found, loaded))

    def _read(self, found: Diagnostics, wanted: Wanted | None) -> Report | None:
        """The report with the texts of open buffers; of its parts, all those `wanted` (None: all)."""
        self._reading.renew(dict(self._buffers))
        report = self._reading.read(found, wanted)
        if report is not None:
            self._parts = report.documents
        return report

    def _settled(self, found: Diagnostics, loaded: Loaded) -> Diagnostics:
        """Findings with the project's severities, without those accepted in place."""
        levels = {code: str(level) for code, level in loaded.project.settings.check.rules.items()}
        return accepted(with_levels(found, levels), self.text)


def _known(loaded: Loaded, documents: Mapping[str, n.Document]) -> Known:
    works = {key: _work(item) for key, item in loaded.inventory.bibliography.items()}
    return Known(loaded.inventory, {lang: dict(doc.labels) for lang, doc in documents.items()}, works)


def _work(item: CslItem) -> str:
    """A work in a line: who, when, what."""
    who = ", ".join(name.literal or name.family for name in (item.author or item.editor)[:3])
    dates = item.issued.get("date-parts") or [[""]]
    year = str(dates[0][0]) if dates[0] else ""
    return ". ".join(
        text for text in (f"{who} ({year})" if who and year else who or year, item.title) if text
    )


def _part_of(file: str, documents: Mapping[str, n.Document]) -> str:
    """The id of the part that a chapter or a fiche makes, in any language."""
    stem = file.rpartition("/")[2].partition(".")[0]
    if "/fiches/" in file:
        return f"fiche-{stem}"
    for document in documents.values():
        for part in document.parts:
            if part.span is not None and part.span.file == file:
                return part.id
    return ""


def _by_file(found: Diagnostics) -> dict[str, list[Diagnostic]]:
    files: dict[str, list[Diagnostic]] = {}
    for item in found:
        files.setdefault(item.span.file, []).append(item)
    return files


def _of_file(found: Diagnostics, file: str) -> list[Diagnostic]:
    return [item for item in found if item.span.file == file]
