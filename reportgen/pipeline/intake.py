"""`reportgen intake`: forms out, fiches in, with the provenance of each."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.intake import (
    Decision,
    Lists,
    Practice,
    decide,
    docx_form,
    html_form,
    read_submission,
    xlsx_form,
)
from reportgen.intake.bounded import MAX_FILE
from reportgen.intake.mapping import NO_MAPPING, Mapped, read_mapping
from reportgen.inventory import Fiche
from reportgen.pipeline.documents import Loaded, load
from reportgen.pipeline.given import read_given
from reportgen.pipeline.output import write_file, write_inside
from reportgen.pipeline.timings import Timings
from reportgen.words import words_for
from reportgen.yamlfile import read_yaml

FORMS: Final = ("xlsx", "docx", "html")
PROVENANCE: Final = "content/intake"


@dataclass(slots=True)
class ImportResult:
    """What came in and what became of it; `written` files, and what was `built` of them."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    decisions: list[Decision] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    built: list[Path] = field(default_factory=list)


def forms(
    root: Path, lang: str, kinds: Sequence[str], output: Path, ids: Sequence[str] = (), practices: int = 0
) -> tuple[list[Path], Diagnostics]:
    """Write blank forms, or forms filled with the fiches `ids`. Raises OutputError."""
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    if loaded is None or diagnostics.errors:
        return [], diagnostics
    entries = loaded.inventory.entries
    for name in ids:
        if name not in entries:
            diagnostics.add("INV028", Span("intake"), id=name)
    if diagnostics.errors:
        return [], diagnostics
    fiches = [entries[name].fiche for name in ids]
    lists, words = Lists(loaded.inventory), words_for(lang, loaded.inventory.words)
    files: dict[str, bytes] = {}
    if "xlsx" in kinds:
        files[f"intake.{lang}.xlsx"] = xlsx_form(lists, words, lang, fiches, practices)
    if "docx" in kinds:
        chosen: list[Fiche | None] = [*fiches] or [None]
        for fiche in chosen:
            name = f"intake.{lang}.docx" if fiche is None else f"intake.{lang}.{fiche.id}.docx"
            files[name] = docx_form(lists, words, lang, fiche)
    if "html" in kinds:
        files[f"intake.{lang}.html"] = html_form(lists, words, lang, loaded.assets)
    for name, data in files.items():
        write_file(output / name, data)
    return [output / name for name in files], diagnostics


def import_files(
    root: Path,
    files: Sequence[Path],
    mapping: Path | None = None,
    update: Collection[str] = (),
    as_new: Collection[str] = (),
    dry_run: bool = False,
    today: str = "",
) -> ImportResult:
    """Read `files` and write the fiches that nothing speaks against, each with its provenance.

    A refused practice does not hold back the others. Raises OutputError.
    """
    result = ImportResult()
    loaded = load(root, Diagnostics(), Timings())
    if loaded is None:
        load(root, result.diagnostics, Timings())
        return result
    mapped = _mapping(mapping, result.diagnostics) if mapping else NO_MAPPING
    if result.diagnostics.errors:
        return result
    practices: list[Practice] = []
    hashes: dict[str, str] = {}
    for path in files:
        data = _read(path, result.diagnostics)
        if data is not None:
            hashes[str(path)] = hashlib.sha256(data).hexdigest()
            further = tuple(loaded.inventory.spoken.values())
            practices += read_submission(data, str(path), result.diagnostics, mapped, further)
    language = loaded.project.source_language
    result.decisions = decide(
        practices, Lists(loaded.inventory), language, result.diagnostics, update, as_new
    )
    if not dry_run:
        _write(loaded, result, hashes, today or datetime.date.today().isoformat())
    return result


def _mapping(path: Path, diagnostics: Diagnostics) -> Mapped:
    data = _read(path, diagnostics)
    yaml = read_yaml(data, str(path), diagnostics) if data is not None else None
    return read_mapping(yaml, diagnostics) if yaml else NO_MAPPING


def _read(path: Path, diagnostics: Diagnostics) -> bytes | None:
    try:
        return read_given(path, MAX_FILE)
    except OSError as error:
        diagnostics.add("FIL001", Span(str(path)), reason=error.strerror or error)
        return None


def _write(loaded: Loaded, result: ImportResult, hashes: dict[str, str], today: str) -> None:
    root = loaded.project.root
    for decision in result.decisions:
        if not decision.text:
            continue
        fiche = loaded.project.fiche_path(decision.id, loaded.project.source_language)
        write_inside(root, fiche, decision.text.encode())
        record = f"{PROVENANCE}/{decision.id}.json"
        write_inside(root, record, _provenance(root / record, decision, hashes, today))
        result.written += [root / fiche, root / record]


def _provenance(record: Path, decision: Decision, hashes: dict[str, str], today: str) -> bytes:
    """The imports of a fiche, the newest last: from which file, sheet and cells, with its SHA-256."""
    place = decision.practice.place
    cells = {
        ".".join((k[0], str(k[1] + 1), k[2])): c.place.field
        for k, c in decision.practice.cells.items()
        if c.text
    }
    entry: dict[str, Any] = {
        "date": today,
        "outcome": str(decision.outcome),
        "file": Path(place.file).name,
        "sha256": hashes.get(place.file, ""),
        **decision.practice.where,
        "cells": cells,
    }
    try:
        earlier = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        earlier = []
    entries = [*(earlier if isinstance(earlier, list) else []), entry]
    return (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode()
