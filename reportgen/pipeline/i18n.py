"""`reportgen i18n`: the state of the English text, and the locks that pair it with the French."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from reportgen.compose.directives import SYNTAXES
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.documents import Loaded, load
from reportgen.pipeline.output import write_inside
from reportgen.pipeline.timings import Timings
from reportgen.translation import i18n_adopt, i18n_confirm, i18n_status


def status(root: Path) -> tuple[list[Mapping[str, Any]], Diagnostics]:
    """One row a document: its name, units and source words by state, and the units left to do."""
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    if loaded is None:
        return [], diagnostics
    rows = i18n_status(loaded.project, loaded.inventory, SYNTAXES, diagnostics)
    return [row.as_json() for row in rows], diagnostics


def adopt(root: Path) -> tuple[list[Path], Diagnostics]:
    """Pair what was never paired. Returns the locks written. Raises OutputError."""
    return _change(
        root,
        lambda loaded, diagnostics: i18n_adopt(loaded.project, loaded.inventory, SYNTAXES, diagnostics),
    )


def confirm(root: Path, ids: Sequence[str], why: str = "") -> tuple[list[Path], Diagnostics]:
    """Say that units are right as they stand. Returns the locks written. Raises OutputError."""
    today = datetime.date.today().isoformat()
    return _change(
        root,
        lambda loaded, diagnostics: i18n_confirm(
            loaded.project, loaded.inventory, SYNTAXES, ids, diagnostics, on=today, why=why
        ),
    )


def _change(
    root: Path, action: Callable[[Loaded, Diagnostics], Mapping[str, str]]
) -> tuple[list[Path], Diagnostics]:
    """Write the locks that `action` returns, unless something is wrong: then none is written."""
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    if loaded is None:
        return [], diagnostics
    texts = action(loaded, diagnostics)
    if diagnostics.errors:
        return [], diagnostics
    for name, text in texts.items():
        write_inside(loaded.project.root, name, text.encode())
    return [loaded.project.root / name for name in texts], diagnostics
