"""`reportgen intake import --build`: fiches in, and at once what they look like: web pages and data."""

from __future__ import annotations

from pathlib import Path

from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.data import export
from reportgen.pipeline.intake import ImportResult
from reportgen.pipeline.timings import Progress, silent

DATA = "data"


def build_imported(root: Path, result: ImportResult, progress: Progress = silent) -> None:
    """Check the project as it now stands, build its web edition and write its data to `build/data`.

    Findings and files are added to `result`. Nothing is built after an error. Raises OutputError.
    """
    built = build(BuildRequest(root=root, editions=("html",)), progress)
    result.diagnostics.extend(built.diagnostics)
    result.built += built.outputs
    if built.ok:
        paths, diagnostics = export(root, root / "build" / DATA)
        result.diagnostics.extend(diagnostics)
        result.built += paths
