"""Where the bodies of sheets wait for the assembler: in a file without a name, not in memory."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from functools import partial
from io import FileIO
from types import TracebackType

from reportgen.editions.pdf.rendered import Kept


class Shelf:
    """Keeps bytes until it is closed. The system drops the file when the process ends, however it ends."""

    def __init__(self) -> None:
        self._file: FileIO | None = None
        self._length = 0
        # No folder for temporary files: everything stays in memory, as before.
        with suppress(OSError):
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115

    def __enter__(self) -> Shelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def keep(self, data: bytes) -> Kept | None:
        """Where `data` is read again; None when the disk does not take it."""
        if self._file is None:
            return None
        start = self._length
        try:
            self._file.seek(start)
            if self._file.write(data) < len(data):
                return None
        except OSError:
            return None
        self._length += len(data)
        return partial(self._read, start, len(data))

    def _read(self, start: int, length: int) -> bytes:
        assert self._file is not None
        self._file.seek(start)
        return self._file.read(length)
