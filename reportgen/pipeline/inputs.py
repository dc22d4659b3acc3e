"""Everything that a result of the pipeline is made from, as one key; and whether it still stands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reportgen.cache import DirectoryStore, NoStore, Store, content_key, engine_digest
from reportgen.project import Assets, Snapshot

FOLDERS: Final = ("content", "templates", "styles")

Listing = tuple[tuple[str, int, int], ...]
"""The files of a project with their sizes and times, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a project, read at one moment. `key` changes when any of them, or the engine, does."""

    files: Snapshot
    key: str
    listing: Listing = field(repr=False)

    @classmethod
    def read(cls, root: Path) -> Inputs:
        """The inputs of the project at `root`; reading what is wrong there is left to loading."""
        files = Snapshot(root.resolve())
        listing = _listing(files.root)
        rows = (f"{name}\0{files.digest(name)}" for name, _, _ in listing)
        engine = Assets(None)
        key = content_key(
            [engine_digest(), engine.digest("templates/"), engine.digest("styles/"), str(files.root), *rows]
        )
        return cls(files, key, listing)

    def still_stand(self) -> bool:
        """Whether nothing was saved, added or removed since: a result may be kept under the key."""
        return _listing(self.files.root) == self.listing


def _listing(root: Path) -> Listing:
    return tuple(sorted(row for folder in FOLDERS for row in _rows(root, folder)))


def _rows(root: Path, folder: str) -> Iterator[tuple[str, int, int]]:
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        name = f"{folder}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _rows(root, name)
            else:
                stat = entry.stat()
                yield name, stat.st_size, stat.st_mtime_ns
        except OSError:
            yield name, -1, -1


def open_store(root: Path, output: Path | None, use_cache: bool) -> Store:
    """The cache of the project at `root`: beside its results, or none."""
    return DirectoryStore((output or root / "build") / ".cache") if use_cache else NoStore()
