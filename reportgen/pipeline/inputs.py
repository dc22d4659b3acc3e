"""Everything that a result of the pipeline is made from, as one key; and whether it still stands."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reportgen.cache import DirectoryStore, NoStore, Store, content_key, engine_digest
from reportgen.project import Assets, Snapshot

FOLDERS: Final = ("content", "templates", "styles")
ASSET_FOLDERS: Final = ("templates/", "styles/")
_CLOCK: Final = 100_000_000
"""Nanoseconds within which two saves may bear the same time."""

Listing = tuple[tuple[str, int, int], ...]
"""The files of a project with their sizes and times, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a project at one moment, `taken` (nanoseconds)."""

    files: Snapshot
    listing: Listing = field(repr=False)
    taken: int

    @classmethod
    def read(cls, root: Path, before: Inputs | None = None) -> Inputs:
        """The inputs of the project at `root`; reading what is wrong there is left to loading.

        Files that have not changed since `before` are not read again.
        """
        taken, root = time.time_ns(), root.resolve()
        listing = _listing(root)
        if before is None:
            return cls(Snapshot(root), listing, taken)
        known = set(before.listing).intersection(listing)
        same = {name for name, _, saved in known if saved < before._settled}
        return cls(before.files.renewed(same), listing, taken)

    @property
    def _settled(self) -> int:
        """A file saved after this may have been saved again at the same time of clock, once it was read."""
        return self.taken - _CLOCK

    @property
    def key(self) -> str:
        """What changes when any of the files, or the engine, does."""
        rows = (f"{name}\0{self.files.digest(name)}" for name, _, _ in self.listing)
        engine = Assets(None)
        styles, templates = engine.digest("styles/"), engine.digest("templates/")
        return content_key([engine_digest(), templates, styles, str(self.files.root), *rows])

    def changed(self, before: Inputs) -> frozenset[str]:
        """The files that may not be what they were: saved, added, removed, or saved as they were read."""
        rows = set(self.listing)
        unsure = {row for row in rows if row[2] >= before._settled}
        return frozenset(name for name, _, _ in rows.symmetric_difference(before.listing) | unsure)

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
