"""The language server itself: what the protocol asks, in its own words, answered by the desk.

It speaks over standard input and output alone. One thread reads the project; newer readings replace older
ones that have not begun. Source: Language Server Protocol 3.17, textDocument and workspace.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import PositionCodec

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.lsp.desk import Desk
from reportgen.lsp.mentions import Mention
from reportgen.lsp.names import Place
from reportgen.lsp.renaming import Edit
from reportgen.messages import Lang
from reportgen.project import SETTINGS
from reportgen.project.assets import engine_root

PAUSE: Final = 0.2
"""Seconds without a key before the part being edited is read."""
LONG_PAUSE: Final = 1.5
"""Seconds before the whole report is."""
_SEVERITIES: Final = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """One editor, one project: the nearest folder above the first one named that holds a report."""

    def __init__(self, lang: Lang, use_cache: bool = True, pause: float = PAUSE) -> None:
        super().__init__("reportgen", metadata.version("reportgen"))
        self.lang: Lang = lang
        self.use_cache = use_cache
        self.pause = pause
        self.desk: Desk | None = None
        self._reader = ThreadPoolExecutor(1, "reading")
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = 0
        self._shown: dict[str, list[Diagnostic]] = {}

    # ---- the project

    def begin(self, folders: Iterable[str]) -> None:
        """Take the first folder that holds a report, or stands inside one, for the project."""
        for uri in folders:
            path = Path(to_fs_path(uri) or "")
            root = next((p for p in (path, *path.parents) if (p / SETTINGS).is_file()), None)
            if root is not None:
                self.desk = Desk(root, self.use_cache)
                return

    def file_of(self, uri: str) -> str:
        """The name of a document inside the project; empty when it is not one of its texts."""
        path = to_fs_path(uri)
        if self.desk is None and path is not None:
            self.begin([uri])
        return self.desk.file_of(Path(path)) if self.desk is not None and path is not None else ""

    def uri_of(self, file: str) -> str:
        """The address of a file of the project, or of the engine when the project has none."""
        assert self.desk is not None
        path = self.desk.root / file
        if not path.exists() and (engine_root() / file).is_file():
            path = engine_root() / file
        return from_fs_path(str(path)) or ""

    # ---- reading after changes

    def changed(self, file: str, now: bool = False) -> None:
        """A text has changed: read its part soon, and the whole a little later; with `now`, at once."""
        loop = asyncio.get_running_loop()
        for name in ("quick", "whole"):
            if handle := self._waiting.pop(name, None):
                handle.cancel()
        self._turn += 1
        if not now:
            self._waiting["quick"] = loop.call_later(self.pause, self._start, self._read_quick, file)
        self._waiting["whole"] = loop.call_later(0 if now else LONG_PAUSE, self._start, self._read_whole, now)

    def _start(self, reading: Callable[[Any], Coroutine[Any, Any, None]], of: str | bool) -> None:
        task = asyncio.get_running_loop().create_task(reading(of))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _read_quick(self, file: str) -> None:
        turn, desk = self._turn, self.desk
        if desk is None:
            return
        found = await asyncio.get_running_loop().run_in_executor(self._reader, desk.quick, file)
        if turn == self._turn and found is not None:
            self._show(file, found)

    async def _read_whole(self, rules: bool) -> None:
        turn, desk = self._turn, self.desk
        if desk is None:
            return
        found = await asyncio.get_running_loop().run_in_executor(self._reader, desk.whole, rules)
        if turn != self._turn:
            return
        for file in {*self._shown, *found}:
            self._show(file, found.get(file, []))

    def _show(self, file: str, found: list[Diagnostic]) -> None:
        if self._shown.get(file, []) == found:
            return
        self._shown[file] = found
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(self.uri_of(file), [self._finding(file, item) for item in found])
        )

    # ---- places

    @property
    def codec(self) -> PositionCodec:
        return self.workspace.position_codec

    def range(self, file: str, line: int, start: int, end: int) -> lsp.Range:
        """A range of one line, counted as the editor counts."""
        rows = (self.desk.text(file) or "").split("\n") if self.desk else []
        if line >= len(rows):
            return lsp.Range(lsp.Position(line, 0), lsp.Position(line, 0))
        return self.codec.range_to_client_units(
            rows, lsp.Range(lsp.Position(line, start), lsp.Position(line, end))
        )

    def here(self, file: str, position: lsp.Position) -> tuple[int, int]:
        """A place as the engine counts: line and character, from 0."""
        rows = (self.desk.text(file) or "").split("\n") if self.desk else []
        row = rows[position.line] if position.line < len(rows) else ""
        units = 0
        for index, char in enumerate(row):
            if units >= position.character:
                return position.line, index
            units += self.codec.client_num_units(char)
        return position.line, len(row)

    def _finding(self, file: str, item: Diagnostic) -> lsp.Diagnostic:
        rows = (self.desk.text(file) or "").split("\n") if self.desk else []
        line = max(item.span.line - 1, 0)
        row = rows[line] if line < len(rows) else ""
        start = min(max(item.span.col - 1, 0), len(row))
        return lsp.Diagnostic(
            range=self.range(file, line, start, _end_of_word(row, start)),
            message=item.message(self.lang),
            severity=_SEVERITIES[item.severity],
            code=item.code,
            source="reportgen",
        )

    def location(self, place: Place) -> lsp.Location:
        return lsp.Location(self.uri_of(place.file), self.range_of(place.file, place.mention))

    def range_of(self, file: str, mention: Mention) -> lsp.Range:
        return self.range(file, mention.line, mention.start, mention.end)

    def edits(self, changes: dict[str, list[Edit]]) -> lsp.WorkspaceEdit:
        """The edits of a project as the protocol says them."""
        assert self.desk is not None
        made: dict[str, list[lsp.TextEdit]] = {}
        for file, edits in changes.items():
            rows = (self.desk.text(file) or "").split("\n")
            whole = self.codec.range_to_client_units(
                rows, lsp.Range(lsp.Position(0, 0), lsp.Position(len(rows) - 1, len(rows[-1])))
            )
            made[self.uri_of(file)] = [
                lsp.TextEdit(
                    whole if edit.whole else self.range(file, edit.line, edit.start, edit.end), edit.text
                )
                for edit in edits
            ]
        return lsp.WorkspaceEdit(changes=made)


def _end_of_word(row: str, start: int) -> int:
    """Where the word that a finding points at ends: an editor underlines it."""
    end = start
    while end < len(row) and not row[end].isspace():
        end += 1
    end = start + len(row[start:end].rstrip(".,;:!?)]}»”\"'"))
    return max(end, start + 1) if row else start
