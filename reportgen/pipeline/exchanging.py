"""Two paths exchanged in one step, where the system can: at no moment is either of them missing."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

# From linux/fs.h and fcntl.h.
_RENAME_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100


def exchanged(one: Path, other: Path) -> bool:
    """Whether `one` and `other`, both there, have changed places. False: the system or the disk cannot."""
    call = _renameat2()
    if call is None:
        return False
    return bool(call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


@cache
def _renameat2() -> Any:
    """The function of the C library (renameat2(2)); None elsewhere than on Linux, or in an old one."""
    if not sys.platform.startswith("linux"):
        return None
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    if call is not None:
        call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        call.restype = ctypes.c_int
    return call
