"""Zip files: made always the same, and read within bounds (a small file may hold an endless one)."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PACKED: Final = frozenset(
    {".png", ".jpeg", ".jpg", ".gif", ".pdf", ".docx", ".xlsx", ".ods", ".zip", ".woff2"}
)
MAX_ENTRIES: Final = 2_000
MAX_TOTAL: Final = 100_000_000
MAX_RATIO: Final = 200
DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, EOFError,
    OSError, ValueError, IndexError, OverflowError,
)  # fmt: skip
"""What `zipfile` raises for a file that is no zip, is damaged, or is packed in a way it does not know."""


class ArchiveError(Exception):
    """A zip file that is not one, or that passes the bounds; the message says which."""


class TooLargeError(ArchiveError):
    """A zip file that would be larger than the bounds when unpacked."""


def write_zip(files: Mapping[str, bytes], first: str = "", stored: tuple[str, ...] = ()) -> bytes:
    """A zip of `files` (name -> bytes), the same bytes each time: one date, entries in order of name, `first`
    before the others. What is packed already, and the names in `stored`, is not packed again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in sorted(files, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            packed = PurePosixPath(name).suffix in _PACKED or name in stored
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            target.writestr(entry, files[name], compresslevel=6)
    return out.getvalue()


def read_zip(
    data: bytes, wanted: Callable[[str], bool] | None = None, max_total: int = MAX_TOTAL
) -> dict[str, bytes]:
    """The entries of a zip by name. Raises ArchiveError for what is not a zip, is damaged, or is a bomb.

    The sizes that the directory declares are checked first, then what really comes out of each entry.
    `wanted` says by name which entries are read (all of them).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            entries = source.infolist()
            if len(entries) > MAX_ENTRIES:
                raise ArchiveError(f"more than {MAX_ENTRIES} entries")
            if sum(entry.file_size for entry in entries) > min(max_total, MAX_RATIO * max(len(data), 20_000)):
                raise TooLargeError("far larger unpacked than packed")
            return {
                entry.filename: _entry(source, entry)
                for entry in entries
                if entry.filename and not entry.is_dir() and (wanted is None or wanted(entry.filename))
            }
    except DAMAGED as error:
        raise ArchiveError(str(error)[:200] or type(error).__name__) from error


def _entry(source: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with source.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise ArchiveError(f"{entry.filename}: larger than it says")
    return data
