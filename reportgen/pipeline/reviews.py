"""The reviews of a project as they stand in `reviews/`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.review.register import Register, load_register

FOLDER: Final = "reviews"


def reviews_of(root: Path, diagnostics: Diagnostics) -> dict[str, Register]:
    """Every register by the path of its file below `root`; one that cannot be read is a finding (REV009)."""
    found: dict[str, Register] = {}
    for path in sorted((root / FOLDER).glob("*.yaml")):
        name = f"{FOLDER}/{path.name}"
        try:
            register = load_register(path.read_bytes(), name, diagnostics)
        except OSError as error:
            diagnostics.add("FIL001", Span(name), reason=error.strerror or error)
            continue
        if register is not None:
            found[name] = register
    return found
