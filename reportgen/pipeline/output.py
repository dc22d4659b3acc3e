"""Writing results so that a reader of `build/` sees the old file or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reportgen.pipeline.exchanging import exchanged

_ABANDONED: Final = 3600
"""Seconds after which an unfinished file belongs to no writer any more."""


class OutputError(Exception):
    """A result could not be written; the message names the path and the system's reason."""


def own_folder(root: Path, name: str) -> Path:
    """The folder `name` of the project at `root`. Raises OutputError when a link there leads elsewhere."""
    folder = root.resolve() / name
    if not folder.resolve().is_relative_to(root.resolve()):
        raise OutputError(f"{folder}: leads out of the project; --output names a folder elsewhere")
    return folder


def write_inside(root: Path, relpath: str, data: bytes) -> None:
    """Write a file of the project at `root`, as `write_file`. Raises OutputError, also when it leads out."""
    path = root.resolve() / relpath
    if ".." in path.parts or not path.parent.resolve().is_relative_to(root.resolve()):
        raise OutputError(f"{path}: outside the project")
    write_file(path, data)


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` by renaming a finished temporary file, unless it is there already.

    Raises OutputError.
    """
    if _holds(path, data):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold exactly `files` (relative path -> bytes), by a swap, unless it does already.

    A file that has not changed stays the same file, so that copying the folder elsewhere sends what changed.
    Raises OutputError.
    """
    if _holds_all(folder, files):
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        try:
            for name, data in files.items():
                target = fresh / name
                if not target.resolve().is_relative_to(fresh.resolve()):
                    raise OutputError(f"{folder / name}: outside the output folder")
                target.parent.mkdir(parents=True, exist_ok=True)
                _keep_or_write(folder / name, target, data)
            fresh.chmod(0o755)
            _swap(fresh, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}") from error


def _holds(path: Path, data: bytes) -> bool:
    try:
        return not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _holds_all(folder: Path, files: Mapping[str, bytes]) -> bool:
    try:
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    except OSError:
        return False
    return found == set(files) and all(_holds(folder / name, data) for name, data in files.items())


def _keep_or_write(old: Path, target: Path, data: bytes) -> None:
    if _holds(old, data):
        try:
            target.hardlink_to(old)
            return
        except OSError:  # no links on this file system: the file is written again
            target.unlink(missing_ok=True)
    target.write_bytes(data)


def _sweep(path: Path) -> None:
    """Remove what writers of `path` that were killed have left beside it."""
    prefix = f".{path.name}."
    with os.scandir(path.parent) as entries:
        left = [entry for entry in entries if entry.name.startswith(prefix)]
    for entry in left:
        with contextlib.suppress(OSError):
            if time.time() - entry.stat(follow_symlinks=False).st_mtime < _ABANDONED:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                Path(entry.path).unlink()


def _swap(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    if not folder.is_symlink() and exchanged(fresh, folder):
        return
    retired = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.old."))
    try:
        folder.rename(retired / folder.name)
        try:
            fresh.rename(folder)
        except OSError:
            (retired / folder.name).rename(folder)
            raise
    finally:
        shutil.rmtree(retired, ignore_errors=True)
