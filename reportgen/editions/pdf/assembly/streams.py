"""Compresses the streams of a file while it is put together, so that none waits in memory as it was drawn.

No stream ends in a carriage return: some checkers take that for the end of the line. Flate data ends in a
checksum, so one stream in 256 would; those are written in ASCII besides.
"""

from __future__ import annotations

import base64
import zlib
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Final

import pikepdf
from pikepdf import Array, Name

_COMPRESSORS: Final = 4
_TOGETHER: Final = 16
_WAITING: Final = 12
"""Groups of streams that wait for being compressed: enough to keep the threads busy."""
_LEVEL: Final = 5
"""As in `compact`."""


class Squeezer:
    """Makes streams of `pdf` that are compressed by threads: zlib works without the lock of Python."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._threads = ThreadPoolExecutor(_COMPRESSORS)
        self._group: list[tuple[Any, bytes]] = []
        self._waiting: deque[tuple[list[Any], Future[list[bytes]]]] = deque()

    def __enter__(self) -> Squeezer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)

    def stream(self, data: bytes, **entries: Any) -> Any:
        """A stream with these entries, which holds `data` when `finish` has been called."""
        made = self._pdf.make_stream(b"", **entries)
        self._squeeze(made, data)
        return made

    def finish(self) -> None:
        """Compress the streams that were copied from elsewhere, but metadata, which must stay readable
        (ISO 19005-3, 6.6.2.1)."""
        self._begin()
        self._settle(0)
        for item in self._pdf.objects:
            if not isinstance(item, pikepdf.Stream) or item.get("/Type") == Name.Metadata:
                continue
            if item.get("/Filter") is None:
                self._squeeze(item, item.read_bytes())
            elif item.Filter == Name.FlateDecode and item.read_raw_bytes().endswith(b"\r"):
                _write(item, item.read_raw_bytes())
        self._begin()
        self._settle(0)

    def _squeeze(self, stream: Any, data: bytes) -> None:
        self._group.append((stream, data))
        if len(self._group) == _TOGETHER:
            self._begin()
            self._settle(_WAITING)

    def _begin(self) -> None:
        group, self._group = self._group, []
        if group:
            streams = [stream for stream, _ in group]
            self._waiting.append((streams, self._threads.submit(_deflated, [data for _, data in group])))

    def _settle(self, left: int) -> None:
        """Fill in streams, the first ones first, until no more than `left` groups wait."""
        while len(self._waiting) > left:
            streams, packed = self._waiting.popleft()
            for stream, data in zip(streams, packed.result(), strict=True):
                _write(stream, data)


def _deflated(group: Sequence[bytes]) -> list[bytes]:
    return [zlib.compress(data, _LEVEL) for data in group]


def _write(stream: Any, data: bytes) -> None:
    """Give `stream` its compressed `data`."""
    if not data.endswith(b"\r"):
        stream.write(data, filter=Name.FlateDecode, decode_parms=stream.get("/DecodeParms"))
        return
    parameters = stream.get("/DecodeParms")
    stream.write(
        base64.a85encode(data) + b"~>",
        filter=Array([Name.ASCII85Decode, Name.FlateDecode]),
        decode_parms=Array([None, parameters]) if parameters is not None else None,
    )
