"""`reportgen check`: everything a build would find wrong, without writing an edition."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.documents import Profile, load, make_documents
from reportgen.pipeline.timings import Timings


def check(root: Path, profile: Profile = "draft") -> Diagnostics:
    """All findings on the project at `root`, in every language."""
    diagnostics = Diagnostics()
    timings = Timings()
    loaded = load(root, diagnostics, timings)
    if loaded is not None:
        make_documents(loaded, loaded.project.languages, profile, diagnostics, timings)
    return diagnostics
