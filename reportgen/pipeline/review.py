"""`reportgen review`: drafts out to the proofreaders, their remarks back to the sources."""

from __future__ import annotations

import datetime
import difflib
import importlib.util
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.document.nodes import Document
from reportgen.editions.docx import write_docx
from reportgen.editions.html import write_single
from reportgen.pipeline.documents import Loaded, load, make_documents
from reportgen.pipeline.given import read_given
from reportgen.pipeline.output import write_file, write_inside
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets
from reportgen.review.model import Reading, Remark
from reportgen.review.observations import observations
from reportgen.review.package import MAX_FILE
from reportgen.review.places import Patch, Sources
from reportgen.review.present import Present, present_units
from reportgen.review.proposals import Proposal, joined, propose
from reportgen.review.reading import read_draft
from reportgen.review.register import (
    Register,
    Thread,
    decided,
    dump,
    identify,
    load_register,
    make_register,
    remark_of,
)
from reportgen.review.workbook import observations_workbook
from reportgen.review.writing import patched

FOLDER: Final = "reviews"
_SHOWN: Final = 160
_ROUND: Final = 30


@dataclass(slots=True)
class ReviewResult:
    """Findings, files written, and figures for the console."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    outputs: list[Path] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)


def import_drafts(root: Path, files: Sequence[Path], name: str = "") -> ReviewResult:
    """Read annotated drafts into `reviews/<name>.yaml`, a table (HTML, DOCX, XLSX) and a patch to look at.

    Nothing is written when a file cannot be read or a remark would be lost. Raises OutputError.
    """
    result = ReviewResult()
    found = result.diagnostics
    readings = [reading for path in files if (reading := _read(path, found)) is not None]
    if found.errors or not readings or not _complete(readings, found):
        return result
    loaded = _load(root, found)
    if loaded is None:
        return result
    first = readings[0].manifest
    # What a draft says of itself comes from outside, and names a file here.
    name = _file_name(name or "-".join(piece for piece in (first.version, first.lang) if piece))
    target = loaded.project.root / FOLDER / f"{name}.yaml"
    before = load_register(target.read_bytes(), f"{FOLDER}/{name}.yaml", found) if target.is_file() else None
    if found.errors:
        return result
    remarks = identify(readings)
    present, documents = _present(loaded, readings, found)
    sources = _sources(loaded)
    proposals = propose(remarks, present, sources)
    register = make_register(readings, remarks, proposals, present, before)
    write_inside(loaded.project.root, f"{FOLDER}/{name}.yaml", dump(register))
    result.outputs.append(target)
    _tables(register, name, next(iter(documents.values())), loaded.assets, target, result)
    patch = _patch(sources, proposals)
    write_file(target.with_suffix(".patch"), patch.encode())
    result.outputs.append(target.with_suffix(".patch"))
    _report(remarks, proposals, present, found)
    result.figures = _figures(readings, register, proposals)
    return result


def apply_review(
    root: Path, names: Sequence[str] = (), *, every: bool = False, ids: Sequence[str] = (), who: str = ""
) -> ReviewResult:
    """Put accepted edits into the sources; with `every`, open ones too; `ids` are accepted first.

    Only edits whose words still stand are made; conflicts are findings that show all sides. Each file is
    written whole, and what was not touched in it stays byte for byte. Raises OutputError.
    """
    result = ReviewResult()
    found = result.diagnostics
    loaded = _load(root, found)
    if loaded is None:
        return result
    folder = loaded.project.root / FOLDER
    paths = [folder / f"{name}.yaml" for name in names] or sorted(folder.glob("*.yaml"))
    registers = {path: read_register(path, found) for path in paths}
    known = {thread.id for one in registers.values() if one for thread in one.threads}
    for identifier in ids:
        if identifier not in known:
            found.add("REV008", Span(FOLDER), id=identifier)
    if found.errors:
        return result
    today = datetime.date.today().isoformat()
    chosen: list[tuple[str, Remark]] = []
    owner: dict[str, Path] = {}
    for path, register in registers.items():
        if register is None:
            continue
        for thread in register.threads:
            if _wanted(thread, every, ids):
                key = f"{path.stem} {thread.id}"
                owner[key] = path
                chosen.append((key, remark_of(thread, register)))
    present, _documents = _present_of([r for r in registers.values() if r], loaded, found)
    sources = _sources(loaded)
    proposals = propose(chosen, present, sources)
    written = _write_sources(loaded.project.root, sources, proposals, result)
    states = {one.remark: one for one in proposals}
    for path, register in registers.items():
        if register is None:
            continue
        threads = tuple(_settled(thread, path, states, written, who, today) for thread in register.threads)
        if threads != register.threads:
            settled = dump(replace(register, threads=threads))
            write_inside(loaded.project.root, f"{FOLDER}/{path.name}", settled)
            result.outputs.append(path)
    _report(chosen, proposals, present, found)
    result.figures = _counted(proposals)
    return result


def _wanted(thread: Thread, every: bool, ids: Sequence[str]) -> bool:
    if thread.kind == "comment" or thread.applied or thread.state == "refused":
        return False
    return thread.id in ids or thread.state == "accepted" or (every and thread.state == "open")


def _settled(
    thread: Thread, path: Path, states: Mapping[str, Proposal], written: set[str], who: str, today: str
) -> Thread:
    proposal = states.get(f"{path.stem} {thread.id}")
    if proposal is None:
        return thread
    thread = replace(thread, proposal=proposal.status, reason=proposal.reason)
    if proposal.status == "done" or proposal.remark in written:
        return replace(
            decided(thread, "accepted", who, today), applied=today, proposal="done", reason="already"
        )
    return thread


def _write_sources(
    root: Path, sources: Sources, proposals: Sequence[Proposal], result: ReviewResult
) -> set[str]:
    """Write the patched files; the ids of the remarks that are now in them."""
    made: dict[str, str] = {}
    failed: set[str] = set()
    files = joined(proposals)
    for file, patches in files.items():
        text, refused = _patched(sources, file, patches)
        failed |= refused
        if text is not None:
            made[file] = text
    for proposal in proposals:
        if proposal.remark in failed and proposal.status == "ready":
            proposal.status, proposal.reason = "manual", "place"
    broken = {file for file, patches in files.items() for p in patches if failed & set(p.remarks)}
    done: set[str] = set()
    for file, text in made.items():
        if file in broken:
            again = [p for p in files[file] if not failed & set(p.remarks)]
            text = patched(sources, file, again) or sources.text(file) or ""
        write_inside(root, file, text.encode())
        result.outputs.append(root / file)
        done.update(r for p in files[file] for r in p.remarks if r not in failed)
    return done


def _patched(sources: Sources, file: str, patches: Sequence[Patch]) -> tuple[str | None, set[str]]:
    """The text of a file with its patches, and the remarks whose patches cannot be made beside the others."""
    text = patched(sources, file, patches)
    if text is not None:
        return text, set()
    kept: list[Patch] = []
    refused: set[str] = set()
    for remark in dict.fromkeys(remark for patch in patches for remark in patch.remarks):
        more = [patch for patch in patches if remark in patch.remarks and patch not in kept]
        tried = patched(sources, file, [*kept, *more])
        if tried is None:
            refused.add(remark)
        else:
            kept, text = [*kept, *more], tried
    return text, refused


def _file_name(text: str) -> str:
    """A text as the name of a file: letters, digits, points and hyphens, in no other folder."""
    return re.sub(r"[^\w.-]+", "-", text).strip(".-")[:80] or "review"


def _read(path: Path, found: Diagnostics) -> Reading | None:
    try:
        return read_draft(read_given(path, MAX_FILE), path.name, found)
    except OSError as error:
        found.add("FIL001", Span(str(path)), reason=error.strerror or error)
        return None


def _complete(readings: Sequence[Reading], found: Diagnostics) -> bool:
    """Counts in are counts out: what the file holds, and what the remarks stand for."""
    for one in readings:
        total = one.counts.comments + one.counts.changes
        kept = one.kept
        if (kept.comments, kept.changes) != (one.counts.comments, one.counts.changes):
            found.add("REV004", Span(one.name), missing=total - kept.comments - kept.changes, total=total)
    return not found.errors


def read_register(path: Path, found: Diagnostics) -> Register | None:
    name = f"{FOLDER}/{path.name}"
    try:
        return load_register(path.read_bytes(), name, found)
    except OSError as error:
        found.add("FIL001", Span(name), reason=error.strerror or error)
        return None


def _present(
    loaded: Loaded, readings: Sequence[Reading], found: Diagnostics
) -> tuple[Present, Mapping[str, Document]]:
    langs = {unit.lang for reading in readings for unit in reading.manifest.units} | {"fr"}
    ids = frozenset(unit.id for reading in readings for unit in reading.manifest.units)
    return _present_in(loaded, langs, ids, found)


def _present_of(
    registers: Sequence[Register], loaded: Loaded, found: Diagnostics
) -> tuple[Present, Mapping[str, Document]]:
    langs = {unit.lang for register in registers for unit in register.units.values()}
    ids = frozenset(unit.id for register in registers for unit in register.units.values())
    return _present_in(loaded, langs, ids, found)


def _load(root: Path, found: Diagnostics) -> Loaded | None:
    """The project, errors in its content apart: a review is read all the same."""
    others = Diagnostics()
    loaded = load(root, others, Timings())
    if loaded is None:
        found.extend(others)
    return loaded


def _present_in(
    loaded: Loaded, langs: set[str], drafted: frozenset[str], found: Diagnostics
) -> tuple[Present, Mapping[str, Document]]:
    """Today's units, in the languages of the drafts."""
    wanted = [lang for lang in loaded.project.languages if lang in langs] or [loaded.project.source_language]
    documents = make_documents(loaded, wanted, "proof", Diagnostics(), Timings())
    units = [unit for document in documents.values() for unit in present_units(document)]
    return Present(units, drafted), documents


def _sources(loaded: Loaded) -> Sources:
    root, source = loaded.project.root, loaded.project.source_language

    def read(file: str) -> bytes | None:
        path = (root / file).resolve()
        if not path.is_relative_to(root.resolve()) or not path.is_file():
            return None
        return path.read_bytes()

    return Sources(read, (source, *(lang for lang in loaded.project.languages if lang != source)))


def _tables(
    register: Register, name: str, document: Document, assets: Assets, target: Path, result: ReviewResult
) -> None:
    table = observations(register, name, document.lang, document.meta.date, document.words)
    made = [(".html", write_single(table, assets)), (".docx", write_docx(table, assets))]
    if importlib.util.find_spec("openpyxl"):
        sheet = observations_workbook(register, name, document.lang, document.meta.date, document.words)
        made.append((".xlsx", sheet))
    else:
        result.diagnostics.add("REV012", Span(f"{FOLDER}/{name}.xlsx"))
    for suffix, data in made:
        write_file(target.with_suffix(suffix), data)
        result.outputs.append(target.with_suffix(suffix))


def _patch(sources: Sources, proposals: Sequence[Proposal]) -> str:
    """What `review apply --all` would change, as a unified diff."""
    made: list[str] = []
    for file, patches in sorted(joined(proposals).items()):
        before, (after, _refused) = sources.text(file), _patched(sources, file, patches)
        if before is not None and after is not None:
            lines = [text.splitlines(keepends=True) for text in (before, after)]
            made += difflib.unified_diff(lines[0], lines[1], f"a/{file}", f"b/{file}", n=1)
    return "".join(line if line.endswith("\n") else line + "\n" for line in made)


def _report(
    remarks: Sequence[tuple[str, Remark]], proposals: Sequence[Proposal], present: Present, found: Diagnostics
) -> None:
    """Say what has no paragraph, what is in conflict (three ways), and what must be done by hand."""
    by_id = dict(remarks)
    for proposal in proposals:
        remark = by_id[proposal.remark]
        unit = remark.unit
        now = present.became(unit) if unit else None
        at = Span(unit.file, unit.line, field=unit.field) if unit else Span(remark.draft)
        at = now.unit.origin if now else at
        if unit is None:
            text = remark.text or remark.new or remark.old or remark.quote
            found.add("REV005", at, heading=remark.heading, text=_short(f"{proposal.remark} {text}"))
        elif proposal.status == "conflict":
            names = ", ".join(remark.authors) or remark.draft
            ways = _ways(proposal.base, proposal.now, proposal.wanted)
            for rival in proposal.rivals:
                other = by_id[rival]
                ways[2] += f" — {', '.join(other.authors) or other.draft}: {_short(other.new) or '∅'}"
            found.add("REV006", at, base=ways[0], now=ways[1], who=names, wanted=ways[2])
        elif proposal.status == "manual":
            text = f"{proposal.remark} {remark.old} → {remark.new or remark.looks or remark.text}"
            found.add("REV007", at, reason=proposal.reason, text=_short(text))


def _ways(base: str, now: str, wanted: str) -> list[str]:
    """The three ways of a conflict, cut down to what differs and a few words round it."""
    texts = [" ".join(text.split()) for text in (base, now, wanted)]
    start = _alike(texts)
    end = _alike([text[start:][::-1] for text in texts])
    start, end = max(0, start - _ROUND), max(0, end - _ROUND)
    cut = [_short(text[start : len(text) - end]) for text in texts]
    return [("…" if start else "") + text + ("…" if end else "") for text in cut]


def _alike(texts: Sequence[str]) -> int:
    """How many characters all texts begin with."""
    return next(
        (at for at, chars in enumerate(zip(*texts, strict=False)) if len(set(chars)) > 1),
        min(map(len, texts)),
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _counted(proposals: Sequence[Proposal]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for proposal in proposals:
        counts[proposal.status] = counts.get(proposal.status, 0) + 1
    return counts


def _figures(
    readings: Sequence[Reading], register: Register, proposals: Sequence[Proposal]
) -> dict[str, Any]:
    return {
        "comments": sum(one.counts.comments for one in readings),
        "changes": sum(one.counts.changes for one in readings),
        "threads": len(register.threads),
        "unmapped": sum(not thread.unit for thread in register.threads),
        **_counted(proposals),
    }
