"""`reportgen check FILE.docx`: how accessible a Word file is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportgen.diagnostics import Diagnostics, Span
from reportgen.pipeline.given import read_given
from reportgen.review.accessibility import check_accessibility
from reportgen.review.package import MAX_FILE


def check_word(files: Sequence[Path]) -> Diagnostics:
    """What Microsoft's accessibility checker would say of Word files."""
    diagnostics = Diagnostics()
    for path in files:
        try:
            check_accessibility(read_given(path, MAX_FILE), str(path), diagnostics)
        except OSError as error:
            diagnostics.add("FIL001", Span(str(path)), reason=error.strerror or error)
    return diagnostics
