"""A content-addressed store of finished pieces: safe to delete, safe when two builds share it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final, Protocol

MAX_BYTES: Final = 1 << 30
_STANDS_ON: Final = (
    "jinja2", "markdown-it-py", "mdit-py-plugins", "pydantic", "PyYAML", "citeproc-py", "pyuca", "babel",
    "rapidfuzz", "python-docx", "weasyprint", "pikepdf", "lxml", "resvg-py", "pillow",
)  # fmt: skip


class Store(Protocol):
    """What a builder of pieces needs of a cache."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, data: bytes) -> None: ...


class NoStore:
    """A cache that remembers nothing (`--no-cache`)."""

    def get(self, key: str) -> bytes | None:
        return None

    def put(self, key: str, data: bytes) -> None:
        return None


class DirectoryStore:
    """Pieces as files named by their key, each with a digest of its own so that a damaged one is not used.

    Bounded to `max_bytes`: `prune` drops the least recently used pieces.
    """

    def __init__(self, root: Path, max_bytes: int = MAX_BYTES) -> None:
        self.root = root
        self.max_bytes = max_bytes

    def _path(self, key: str) -> Path:
        return self.root / key[:2] / key

    def get(self, key: str) -> bytes | None:
        """The piece stored under `key`, or None when it is absent or damaged."""
        path = self._path(key)
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        digest, data = stored[:32], stored[32:]
        if hashlib.sha256(data).digest() != digest:
            path.unlink(missing_ok=True)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Store `data`; a full or read-only disk only means that it is not remembered."""
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(data).digest() + data)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def prune(self) -> None:
        """Drop the least recently used pieces until the store is within its bound."""
        found: list[tuple[float, int, Path]] = []
        for path in self.root.glob("??/*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self.max_bytes:
                return
            path.unlink(missing_ok=True)
            total -= size


class Ledger:
    """Small things about one result, kept in one piece of a store: read at once, and written at once.

    What nobody has asked for is not written again: it holds the things of the last time. `name` tells it from
    others; the engine is part of its key, as of every other one.
    """

    def __init__(self, store: Store, name: Iterable[str]) -> None:
        self._store = store
        self._key = content_key(["ledger", engine_digest(), *name])
        self._known = _entries(store.get(self._key) or b"")
        self._asked: dict[str, bytes] = {}
        self._new = False

    def get(self, key: str) -> bytes | None:
        data = self._asked.get(key)
        if data is None and (data := self._known.get(key)) is not None:
            self._asked[key] = data
        return data

    def put(self, key: str, data: bytes) -> None:
        self._asked[key] = data
        self._new = True

    def save(self) -> None:
        """Leave what was asked for and put to the next time."""
        if self._new:
            lengths = json.dumps({key: len(data) for key, data in self._asked.items()}).encode()
            self._store.put(self._key, b"\n".join((lengths, b"".join(self._asked.values()))))
            self._new = False


def _entries(data: bytes) -> dict[str, bytes]:
    """The things that `Ledger.save` has written; none when they are not all there."""
    head, _, rest = data.partition(b"\n")
    try:
        lengths = {str(key): int(length) for key, length in json.loads(head).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
    ends = [0, *accumulate(lengths.values())]
    if ends[-1] != len(rest):
        return {}
    return {key: rest[start:end] for key, (start, end) in zip(lengths, pairwise(ends), strict=True)}


@cache
def engine_digest() -> str:
    """A digest of the engine's own source and of the versions of what it stands on.

    Part of every key: a piece made by another version of the engine is never taken for one of this version.
    """
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*.py")):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(package).as_posix()}\0{len(data)}\0".encode() + data)
    for name in _STANDS_ON:
        with contextlib.suppress(metadata.PackageNotFoundError):
            digest.update(f"{name} {metadata.version(name)}\n".encode())
    return digest.hexdigest()


def content_key(parts: Iterable[bytes | str]) -> str:
    """A key for a piece made from `parts`, in order; lengths are hashed too, so none runs into the next."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
