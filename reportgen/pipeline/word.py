"""`reportgen check FILE.docx`: how accessible a Word file is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportgen.diagnostics import Diagnostics, Span
from reportgen.review.accessibility import check_accessibility


def check_word(files: Sequence[Path]) -> Diagnostics:
    """What Microsoft's accessibility checker would say of Word files."""
    diagnostics = Diagnostics()
    for path in files:
        try:
            check_accessibility(path.read_bytes(), str(path), diagnostics)
        except OSError as error:
            diagnostics.add("FIL001", Span(str(path)), reason=error.strerror or error)
    return diagnostics
