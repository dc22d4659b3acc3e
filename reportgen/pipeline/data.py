"""`reportgen data`: the inventory as an open data package, and its verification."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostics
from reportgen.opendata import Check, Source, data_package, verify_package
from reportgen.pipeline.documents import Loaded, load
from reportgen.pipeline.output import write_folder
from reportgen.pipeline.timings import Timings

LICENCE = "LICENSES/etalab-2.0.txt"


def export(root: Path, output: Path) -> tuple[list[Path], Diagnostics]:
    """Write the package to `output`, which then holds nothing else. Raises OutputError.

    Nothing is written when the content has an error.
    """
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    if loaded is None or diagnostics.errors:
        return [], diagnostics
    files = data_package(data_source(loaded), diagnostics)
    if diagnostics.errors:
        return [], diagnostics
    write_folder(output, files)
    return [output / name for name in sorted(files)], diagnostics


def verify(root: Path, folder: Path) -> tuple[list[Check], Diagnostics]:
    """Read the package in `folder` again and compare it with the records of the project."""
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    if loaded is None or diagnostics.errors:
        return [], diagnostics
    return verify_package(folder, data_source(loaded), diagnostics), diagnostics


def data_source(loaded: Loaded) -> Source:
    """What the package is made from; the text of the licence comes from the project, when it has it."""
    project = loaded.project
    text = project.read_bytes(LICENCE, Diagnostics()) if project.exists(LICENCE) else None
    return Source(project.settings, loaded.inventory, text or b"")
