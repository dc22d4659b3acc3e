"""Reading a file that a person names on the command line: a regular one, and never without end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_given(path: Path, limit: int) -> bytes:
    """The bytes of a file; one more than `limit` of a file that is larger, for its reader to refuse.

    Raises OSError, also for what is no file: a pipe or a device could be read for ever.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return file.read(limit + 1)
