"""Reading a project's files: never outside its folder, never without end, text as UTF-8 alone."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from reportgen.cache import Ledger
from reportgen.diagnostics import Diagnostics, Span
from reportgen.memo import Memo

MAX_BYTES: Final = 20_000_000


def resolve_inside(root: Path, relpath: str) -> Path | None:
    """The file `relpath` below `root` with symbolic links followed; None when it leaves `root`."""
    if not relpath or "\0" in relpath or "\\" in relpath:
        return None
    try:
        base, path = os.fspath(root), os.path.realpath(root / relpath)
        if not path.startswith(base + os.sep):
            # The folder itself may be named by a link; a path without links never starts with one.
            base = os.path.realpath(base)
    except OSError:
        return None
    found = Path(path)
    try:
        found.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None
    inside = base.rstrip(os.sep) + os.sep
    return found if path.startswith(inside) and path != inside else None


class Snapshot:
    """The files of a project as they were when first read in this run.

    What a result was made from and what its cache key says are then the same bytes, though somebody saves a
    file in the meantime. `memo` knows what has been made of these bytes, `ledger` what of the same bytes in
    another process.
    """

    def __init__(self, root: Path, memo: Memo | None = None) -> None:
        self.root = root
        self.memo = memo or Memo()
        self.ledger: Ledger | None = None
        self._seen: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}

    def renewed(self, unchanged: Iterable[str]) -> Snapshot:
        """The files as they are now, when these have not changed since they were read here."""
        now = Snapshot(self.root, self.memo)
        now._seen = {name: self._seen[name] for name in unchanged if name in self._seen}
        now._digests = {name: self._digests[name] for name in now._seen if name in self._digests}
        return now

    def read(
        self, relpath: str, diagnostics: Diagnostics, at: Span | None = None, limit: int = MAX_BYTES
    ) -> bytes | None:
        """The bytes of `relpath`; None after a finding, as `read_bytes`."""
        known = self._seen.get(relpath)
        if known is not None and len(known) <= limit:
            return known
        data = read_bytes(self.root, relpath, diagnostics, at, limit)
        if data is not None:
            self._seen[relpath] = data
        return data

    def put(self, relpath: str, data: bytes) -> None:
        """Take `data` for the bytes of `relpath`, whatever stands on disk: a text that is not saved yet."""
        self._seen[relpath] = data
        self._digests.pop(relpath, None)

    def forget(self, relpath: str) -> None:
        """Read `relpath` again the next time it is asked for."""
        self._seen.pop(relpath, None)
        self._digests.pop(relpath, None)

    def has(self, relpath: str) -> bool:
        """Whether `relpath` has been read."""
        return relpath in self._seen

    def digest(self, relpath: str) -> str:
        """A digest of the bytes of `relpath`; empty when it cannot be read."""
        if relpath not in self._digests:
            data = self.read(relpath, Diagnostics())
            if data is None:
                return ""
            self._digests[relpath] = hashlib.sha256(data).hexdigest()
        return self._digests[relpath]


def read_bytes(
    root: Path, relpath: str, diagnostics: Diagnostics, at: Span | None = None, limit: int = MAX_BYTES
) -> bytes | None:
    """The bytes of `relpath` (with forward slashes, relative to `root`); None after a finding.

    `at` is the place that names the file, and defaults to the file itself.
    """
    where = at or Span(relpath.replace("\0", ""))
    path = resolve_inside(root, relpath)
    if path is None:
        diagnostics.add("FIL004", where, path=relpath.replace("\0", "\\0"))
        return None
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            diagnostics.add("FIL001", where, reason=relpath)
            return None
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        diagnostics.add("FIL005", where, path=relpath)
        return None
    except OSError as error:
        diagnostics.add("FIL001", where, reason=error.strerror or relpath)
        return None
    if len(data) > limit:
        diagnostics.add("FIL003", where, limit=limit)
        return None
    return data


def read_text(root: Path, relpath: str, diagnostics: Diagnostics, at: Span | None = None) -> str | None:
    """The text of a UTF-8 file, without byte order mark and with `\\n` line ends; None after a finding."""
    data = read_bytes(root, relpath, diagnostics, at)
    return None if data is None else decoded(data, relpath, diagnostics)


def decoded(data: bytes, relpath: str, diagnostics: Diagnostics) -> str | None:
    """The text of the bytes of `relpath`, as `read_text` gives it; None after a finding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        diagnostics.add("FIL002", Span(relpath, line, len(before) - before.rfind("\n")))
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
