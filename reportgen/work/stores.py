"""Stores that several machines share: a folder, or anything that fsspec reaches."""

from __future__ import annotations

import contextlib
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportgen.cache import DirectoryStore, NoStore, Store
from reportgen.work.spread import WorkersError


class UrlStore:
    """Pieces as objects under a URL of fsspec, each with a digest of its own: a damaged one is not used.

    It is not bounded: old objects are left to the rules of the object store. Raises WorkersError when the
    URL cannot be used at all; afterwards a failure only means that a piece is not found, or not kept.
    """

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs

            self._files, root = url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise WorkersError(f"--store {url}: {error}") from error
        self._root = str(root).rstrip("/")

    def _path(self, key: str) -> str:
        return f"{self._root}/{key[:2]}/{key}"

    def get(self, key: str) -> bytes | None:
        # Each kind of store has errors of its own; any of them means that the piece is made again.
        with contextlib.suppress(Exception):
            stored: bytes = self._files.cat_file(self._path(key))
            if hashlib.sha256(stored[32:]).digest() == stored[:32]:
                return stored[32:]
        return None

    def put(self, key: str, data: bytes) -> None:
        with contextlib.suppress(Exception):
            path = self._path(key)
            self._files.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
            self._files.pipe_file(path, hashlib.sha256(data).digest() + data)


class NearAndFar:
    """What is near is used first; what is made is kept in both."""

    def __init__(self, near: Store, far: Store) -> None:
        self.near = near
        self.far = far

    def get(self, key: str) -> bytes | None:
        found = self.near.get(key)
        if found is None:
            found = self.far.get(key)
            if found is not None:
                self.near.put(key, found)
        return found

    def put(self, key: str, data: bytes) -> None:
        self.near.put(key, data)
        self.far.put(key, data)


def open_shared(where: str) -> Store:
    """The store at a folder or URL, made when it is not there. Raises WorkersError."""
    folder = _folder(where)
    if folder is None:
        return UrlStore(where)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkersError(f"--store {where}: {error.strerror or error}") from error
    return DirectoryStore(folder)


@lru_cache(maxsize=4)
def store_at(where: str) -> Store:
    """The store at a place that another process named; one that cannot be reached from here holds nothing."""
    if not where:
        return NoStore()
    folder = _folder(where)
    if folder is not None:
        return DirectoryStore(folder) if folder.is_dir() else NoStore()
    try:
        return UrlStore(where)
    except WorkersError:
        return NoStore()


def place_of(store: Any) -> str:
    """What tells another process of this machine where `store` is; empty for one that only we have."""
    return str(store.root.resolve()) if isinstance(store, DirectoryStore) else ""


def _folder(where: str) -> Path | None:
    if where.startswith("file://"):
        return Path(where.removeprefix("file://"))
    return None if "://" in where else Path(where).resolve()
