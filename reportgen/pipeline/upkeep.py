"""`reportgen i18n update`, `trivial`, `align`, `parity`, `consistency`: keeping two languages together.

`target` is the language of the translation, the first of the report by default.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reportgen.compose.directives import SYNTAXES
from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.pipeline.exchange import Bench, bench
from reportgen.pipeline.output import write_inside
from reportgen.translation.consistency import Inconsistency, inconsistencies
from reportgen.translation.documents import PairedDocument, chapter_part
from reportgen.translation.exchange.tmx import write_tmx
from reportgen.translation.lock import Entry, write_lock
from reportgen.translation.memory import memory_path, merged, past_pair
from reportgen.translation.parity import Disparity, structure_disparities, unit_disparities
from reportgen.translation.states import UNFINISHED, State
from reportgen.translation.trivial import declared_trivial, touched
from reportgen.translation.updating import aligned_lock, imported


def update(root: Path, target: str = "") -> tuple[list[Path], Diagnostics]:
    """Bring the locks up to date with texts that were edited, and keep in the memory the pairs they held.

    No state changes: a translation whose French has changed stays, and is stale. Raises OutputError.
    """
    diagnostics = Diagnostics()
    ready = bench(root, diagnostics, target)
    if ready is None or diagnostics.errors:
        return [], diagnostics
    texts = {}
    for document in ready.documents:
        text = write_lock(imported(document.paired, {}), *ready.langs)
        if document.lock_text and text != document.lock_text:
            texts[document.lock_file] = text
    past = [
        pair
        for document in ready.documents
        for unit in document.paired.units
        if (pair := past_pair(unit, f"{document.container}#{unit.key}"))
    ]
    pairs = merged(ready.past, past)
    if len(pairs) > len(ready.past):
        texts[memory_path(*ready.langs)] = write_tmx(pairs, *ready.langs, ready.project).decode()
    return _write(ready, texts), diagnostics


def trivial(root: Path, ids: Sequence[str], target: str = "") -> tuple[list[Path], Diagnostics]:
    """Say that a change of the French needs no new translation.

    Refused, for the unit it concerns, when a figure, a code or a negation has changed. Raises OutputError.
    """
    diagnostics = Diagnostics()
    ready = bench(root, diagnostics, target)
    if ready is None:
        return [], diagnostics
    today = datetime.date.today().isoformat()
    wanted, known = dict.fromkeys(ids), set[str]()
    met: set[str] = set()
    texts: dict[str, str] = {}
    for document in ready.documents:
        entries: dict[int, Entry] = {}
        for unit in document.paired.units:
            names = {f"{document.container}#{unit.key}", *(p.unit.id for p in (*unit.source, *unit.target))}
            known |= names
            if not names & wanted.keys():
                continue
            met |= names & wanted.keys()
            name, place = f"{document.container}#{unit.key}", unit.shown.origin
            entry = declared_trivial(unit, today)
            if entry is None:
                diagnostics.add("TRN151", place, key=name)
            elif what := touched(unit, ready.source, ready.loaded.inventory.spoken):
                diagnostics.add("TRN150", place, key=name, what=_WHAT[what])
            else:
                entries[id(unit)] = entry
        if entries:
            texts[document.lock_file] = write_lock(imported(document.paired, entries), *ready.langs)
    for name in wanted:
        if name not in met:
            diagnostics.add("TRN010", Span("content/lock"), suggest(name, known), id=name)
    return _write(ready, texts), diagnostics


_WHAT = {"figures": "a figure", "markup": "markup", "negation": "a negation"}


def align(
    root: Path, names: Sequence[str], target: str = ""
) -> tuple[list[Path], list[dict[str, Any]], Diagnostics]:
    """Pair the texts of documents that were never paired. Sure pairs are translated, the others drafts.

    Returns the locks written and every new pair with whether it is sure. Raises OutputError.
    """
    diagnostics = Diagnostics()
    ready = bench(root, diagnostics, target)
    if ready is None:
        return [], [], diagnostics
    by_name = {document.container: document for document in ready.documents}
    texts: dict[str, str] = {}
    pairs: list[dict[str, Any]] = []
    for name in names:
        document = by_name.get(name)
        if document is None:
            diagnostics.add("TRN010", Span("content/lock"), suggest(name, by_name), id=name)
            continue
        pairs.extend(_pairs(document))
        text = write_lock(aligned_lock(document.paired), *ready.langs)
        if text != document.lock_text:
            texts[document.lock_file] = text
    return _write(ready, texts), pairs, diagnostics


def _pairs(document: PairedDocument) -> list[dict[str, Any]]:
    return [
        {
            "unit": f"{document.container}#{unit.key}",
            "sure": unit.confident,
            "source": " ".join(piece.unit.text for piece in unit.source),
            "target": " ".join(piece.unit.text for piece in unit.target),
        }
        for unit in document.paired.units
        if unit.state is State.UNCONFIRMED
    ]


def parity(root: Path, target: str = "") -> tuple[dict[str, list[Disparity]], Diagnostics]:
    """What stands in one language alone, by document; documents that agree have an empty list."""
    diagnostics = Diagnostics()
    ready = bench(root, diagnostics, target)
    if ready is None:
        return {}, diagnostics
    found: dict[str, list[Disparity]] = {}
    for document in ready.documents:
        rows = list(unit_disparities(document.paired.units, ready.langs, ready.loaded.inventory.spoken))
        kind, _, name = document.container.partition("/")
        if kind == "chapters":
            here, there = (
                chapter_part(ready.loaded.project, name, lang, SYNTAXES, diagnostics) for lang in ready.langs
            )
            if here is not None:
                rows.extend(structure_disparities(here, there))
        found[document.container] = rows
    return found, diagnostics


def consistency(root: Path, target: str = "") -> tuple[list[Inconsistency], Diagnostics]:
    """Translations that disagree with each other or with the glossary."""
    diagnostics = Diagnostics()
    ready = bench(root, diagnostics, target)
    if ready is None:
        return [], diagnostics
    return inconsistencies((one.unit for one in ready.handed), ready.terms), diagnostics


def status_page(root: Path, since: str = "", target: str = "") -> tuple[dict[str, Any], Diagnostics]:
    """How far the translation is, for a status page: each document with its title, and the total.

    `changed` counts the units confirmed on or after `since` (an ISO date), or all that bear a date.
    """
    diagnostics = Diagnostics()
    ready = bench(root, diagnostics, target)
    if ready is None:
        return {}, diagnostics
    rows = [_status_row(document, since) for document in ready.documents]
    total: dict[str, Counter[str]] = {"units": Counter(), "words": Counter()}
    for row in rows:
        for name, counts in total.items():
            counts.update(row[name])
    page = {
        "source": ready.source,
        "target": ready.target,
        "since": since,
        "documents": rows,
        "total": {
            "units": dict(sorted(total["units"].items())),
            "words": dict(sorted(total["words"].items())),
            "finished": _share(total["words"]),
            "changed": sum(row["changed"] for row in rows),
        },
    }
    return page, diagnostics


def _status_row(document: PairedDocument, since: str) -> dict[str, Any]:
    paired = document.paired
    words = Counter({str(state): count for state, count in paired.words().items()})
    first = paired.units[0] if paired.units else None
    dates = [unit.entry.on for unit in paired.units if unit.entry and unit.entry.on]
    return {
        "document": document.container,
        "title": first.shown.text if first else "",
        "file": document.target_file,
        "units": {str(state): count for state, count in sorted(paired.counts().items())},
        "words": dict(sorted(words.items())),
        "finished": _share(words),
        "changed": sum(date >= since for date in dates),
    }


def _share(words: Mapping[str, int]) -> float:
    """Percent of the words that a release would take."""
    whole = sum(words.values())
    left = sum(count for state, count in words.items() if State(state) in UNFINISHED)
    # Never 100 while something is left.
    return int(1000 * (whole - left) / whole) / 10 if whole else 100.0


def _write(ready: Bench, texts: Mapping[str, str]) -> list[Path]:
    for name, text in texts.items():
        write_inside(ready.loaded.project.root, name, text.encode())
    return [ready.loaded.project.root / name for name in texts]
