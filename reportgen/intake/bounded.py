"""Office files from outside, opened within bounds: no bomb, no document type, nothing that is not there."""

from __future__ import annotations

import re
from typing import Final

from reportgen.archive import ArchiveError, read_zip
from reportgen.diagnostics import Diagnostics, Span

MAX_FILE: Final = 10_000_000
MAX_UNPACKED: Final = 40_000_000
MAX_CELL: Final = 60_000
_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def office_parts(data: bytes, place: Span, diagnostics: Diagnostics) -> dict[str, bytes] | None:
    """The parts of an OOXML file by name; None after a finding."""
    try:
        parts = read_zip(data)
    except ArchiveError as error:
        diagnostics.add("INT001", place, reason=error)
        return None
    if sum(map(len, parts.values())) > MAX_UNPACKED:
        diagnostics.add("INT001", place, reason=f"> {MAX_UNPACKED} bytes")
        return None
    # ECMA-376, part 2, section 8.1.4: a part shall not have a document type declaration.
    for part in parts.values():
        if _DECLARES.search(part) or (b"\0" in part[:64] and _DECLARES.search(part.replace(b"\0", b""))):
            diagnostics.add("INT005", place)
            return None
    return parts
