"""What the targets share: the project that texts are put into, and what must hold of every finding."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostics

if TYPE_CHECKING:
    from reportgen.pipeline.documents import Loaded

ROOT = Path(__file__).parents[1]
FIXTURE = ROOT / "tests/fixtures/project"


@cache
def loaded() -> Loaded:
    """The small project of the tests, read once."""
    # Loaded late: most targets read no project, and every module loaded is one to instrument.
    from reportgen.pipeline.documents import load
    from reportgen.pipeline.timings import Timings

    found = load(FIXTURE, Diagnostics(), Timings())
    assert found is not None
    return found


def files(folder: Path, *endings: str) -> list[bytes]:
    """The contents of the files below `folder` with these endings, in order of name."""
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in endings]


def sound(diagnostics: Diagnostics) -> None:
    """Each finding has a place that exists and can be said in both languages, on a line that can be printed."""
    for finding in diagnostics:
        assert finding.span.line > 0 and finding.span.col > 0, finding
        assert finding.message("fr") and finding.message("en"), finding
