"""`reportgen i18n export` and `import`: hand-offs to translators, and what they give back."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from reportgen.cache import Store
from reportgen.compose import Memory, compose_written
from reportgen.compose.directives import SYNTAXES
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.inventory import translatable_leaves
from reportgen.pipeline.documents import Loaded, load, records_of
from reportgen.pipeline.given import read_given
from reportgen.pipeline.inputs import open_store
from reportgen.pipeline.output import write_file, write_inside
from reportgen.pipeline.timings import Timings
from reportgen.resolve import numbered
from reportgen.translation.documents import PairedDocument, paired_documents
from reportgen.translation.exchange.applying import Texts, apply_document
from reportgen.translation.exchange.formats import ENDINGS, FormatName, hand_off_files, read_file, zipped
from reportgen.translation.exchange.importing import Desk, Outcome, Taken, judge_files
from reportgen.translation.exchange.tmx import Pair, job_pairs, read_pairs, write_tmx
from reportgen.translation.exchange.units import (
    ExchangeUnit,
    Handed,
    HandOff,
    ReturnedFile,
    handed_units,
    number_of,
)
from reportgen.translation.exchange.xmlfile import MAX_BYTES, UnreadableError, parse_xml
from reportgen.translation.memory import holding, memory_path, merged, past_pair, with_leverage, word_counts
from reportgen.translation.states import OUT_OF_DATE, UNFINISHED, State
from reportgen.translation.terms import Term, term_rows, terms_of

Only = Literal["all", "unfinished", "stale", "missing"]


@dataclass(slots=True)
class Bench:
    """A project with its pairs, as exchange needs it. `project` is its short name, that of the report."""

    loaded: Loaded
    target: str
    documents: list[PairedDocument]
    handed: list[Handed]
    terms: tuple[Term, ...]
    past: list[Pair]

    @property
    def source(self) -> str:
        return self.loaded.project.source_language

    @property
    def langs(self) -> tuple[str, str]:
        return self.source, self.target

    @property
    def project(self) -> str:
        return project_name(self.loaded.project.settings.title[self.source])


@dataclass(slots=True)
class Exported:
    """Files of a hand-off (written), and units and words by class of match."""

    paths: list[Path] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Imported:
    """What an import did: files written, and units by what became of them."""

    paths: list[Path] = field(default_factory=list)
    taken: int = 0
    confirmed: int = 0
    unchanged: int = 0
    untranslated: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "taken": self.taken,
            "confirmed": self.confirmed,
            "unchanged": self.unchanged,
            "untranslated": self.untranslated,
            "refused": [{"unit": unit, "at": at} for unit, at in self.refused],
            "files": [str(path) for path in self.paths],
        }


def project_name(title: str) -> str:
    """The short name of a project in hand-offs, from the title of its report: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-") or "report"


def bench(
    root: Path,
    diagnostics: Diagnostics,
    target: str = "",
    store: Store | None = None,
    only: Container[str] | None = None,
) -> Bench | None:
    """Read a project for exchange; None when it can't be read or has no such language.

    `only` keeps to some documents (`chapters/02-x`); chapters read before are taken from `store`.
    """
    loaded = load(root, diagnostics, Timings())
    if loaded is None:
        return None
    project = loaded.project
    target = target or next((lang for lang in project.languages if lang != project.source_language), "")
    if not target or target == project.source_language or target not in project.languages:
        diagnostics.add("TRN012", Span("content/report.yaml"), lang=target or "?")
        return None
    pairs = paired_documents(project, loaded.inventory, SYNTAXES, target, diagnostics, only, store)
    documents = list(pairs)
    handed = list(handed_units(documents))
    terms = terms_of(loaded.inventory, project.source_language, target)
    past = _past(loaded, target, diagnostics)
    return Bench(loaded, target, documents, handed, terms, past)


def _with_numbers(
    units: Sequence[ExchangeUnit], handed: Iterable[Handed], loaded: Loaded, store: Store
) -> list[ExchangeUnit]:
    """The units with the printed numbers of their paragraphs."""
    numbers = _numbers(loaded, store, frozenset(unit.document for unit in units))
    pairs = {one.unit.name: one.pair for one in handed}
    return [replace(unit, number=number_of(pairs[unit.name], numbers)) for unit in units]


def _numbers(loaded: Loaded, store: Store, documents: Container[str]) -> dict[tuple[str, str], str]:
    """The printed numbers of paragraphs of `documents`, by file and line or field.

    Only these are numbered, and nothing is made that comes after them. Findings are those of a build.
    """
    lang = loaded.project.source_language
    project, inventory, assets = loaded.project, loaded.inventory, loaded.assets
    document = compose_written(project, inventory, lang, assets, Diagnostics(), Memory(store))
    parts = tuple(
        part if part.unit is None or part.unit.container in documents else replace(part, blocks=(), notes=())
        for part in document.parts
    )
    document = numbered(replace(document, parts=parts), records_of(loaded, lang), Diagnostics())
    found: dict[tuple[str, str], str] = {}
    for part in document.parts:
        for node in walk(part):
            if isinstance(node, n.Paragraph) and node.number and node.unit is not None:
                origin = node.unit.origin
                found.setdefault((origin.file, origin.field or str(origin.line)), node.number)
    return found


def _past(loaded: Loaded, target: str, diagnostics: Diagnostics) -> list[Pair]:
    """The pairs of the memory file, with their codes compared with those of Markdown."""
    path = memory_path(loaded.project.source_language, target)
    if not loaded.project.exists(path):
        return []
    data = (loaded.project.root / path).read_bytes()
    try:
        return list(read_pairs(parse_xml(data), loaded.project.source_language, target))
    except UnreadableError as error:
        diagnostics.add(error.code, Span(path), reason=str(error))
        return []


def chosen(units: Sequence[ExchangeUnit], only: Only) -> list[ExchangeUnit]:
    """The units that a hand-off is for."""
    wanted: frozenset[State] = {
        "all": frozenset(State),
        "unfinished": UNFINISHED,
        "stale": OUT_OF_DATE,
        "missing": frozenset({State.MISSING}),
    }[only]
    return [unit for unit in units if unit.state in wanted]


def export(
    root: Path,
    out: Path,
    to: FormatName = "xliff2",
    only: Only = "all",
    *,
    target: str = "",
    documents: Sequence[str] = (),
    zip_it: bool = False,
    numbers: bool = True,
    by_sentence: bool = False,
) -> tuple[Exported, Diagnostics]:
    """Write a hand-off into `out`: the units in a format, the terms beside them, and the count of words.

    `documents` keeps to some (`chapters/02-x`). `by_sentence` cuts units into sentences, in formats that know
    them. Raises OutputError.
    """
    diagnostics = Diagnostics()
    # What only reads a project leaves nothing in it.
    store = open_store(root, None, numbers)
    ready = bench(root, diagnostics, target, store)
    if ready is None:
        return Exported(), diagnostics
    units = [one.unit for one in ready.handed]
    past = [pair for one in ready.handed if (pair := past_pair(one.pair, one.unit.name))]
    units = with_leverage(units, [*holding(ready.handed), *past, *ready.past])
    units = [unit for unit in chosen(units, only) if not documents or unit.document in documents]
    if numbers:
        units = _with_numbers(units, ready.handed, ready.loaded, store)
    terms = term_rows(ready.terms)
    job = HandOff(tuple(units), *ready.langs, ready.project, _title(ready), terms, by_sentence)
    if to == "tmx":
        pairs = [*job_pairs(job), *ready.past] if only == "all" else list(job_pairs(job))
        files: Mapping[str, bytes] = {
            f"{job.project}.{job.source}-{job.target}.tmx": write_tmx(pairs, *ready.langs, job.project)
        }
    else:
        files = hand_off_files(to, job, ready.terms)
    counts = word_counts(units)
    summary = {"project": job.project, "format": to, "only": only, "source": job.source, "target": job.target}
    report = json.dumps({**summary, "classes": counts}, ensure_ascii=False, indent=1) + "\n"
    files = {**files, "words.json": report.encode()}
    if zip_it:
        name = f"{job.project}.{job.source}-{job.target}.{to}.zip"
        files = {name: zipped(files)}
    for name, data in files.items():
        if name.endswith("/"):
            (out / name).mkdir(parents=True, exist_ok=True)
        else:
            write_file(out / name, data)
    paths = [out / name for name in files if not name.endswith("/")]
    return Exported(paths, counts), diagnostics


def _title(ready: Bench) -> str:
    return ready.loaded.project.settings.title[ready.source]


def import_files(
    root: Path, files: Sequence[Path], *, target: str = "", dry_run: bool = False
) -> tuple[Imported, Diagnostics]:
    """Take what came back. Everything is judged first; then good units are written, and the others listed.

    Raises OutputError.
    """
    diagnostics = Diagnostics()
    store = open_store(root, None, not dry_run)
    ready = bench(root, diagnostics, target, store)
    if ready is None:
        return Imported(), diagnostics
    read: list[tuple[str, ReturnedFile]] = []
    for path in files:
        if path.suffix.lower() not in ENDINGS:
            diagnostics.add("TRN104", Span(path.name), known=", ".join(ENDINGS))
            continue
        try:
            read.extend(read_file(path.name, read_given(path, MAX_BYTES), *ready.langs))
        except UnreadableError as error:
            diagnostics.add(error.code, Span(path.name), reason=str(error))
        except OSError as error:
            diagnostics.add("TRN101", Span(path.name), reason=error.strerror or str(error))
    return take(ready, read, diagnostics, dry_run, store), diagnostics


def take(
    ready: Bench,
    files: Iterable[tuple[str, ReturnedFile]],
    diagnostics: Diagnostics,
    dry_run: bool = False,
    store: Store | None = None,
) -> Imported:
    """Judge what came back, then write what is good of it. Raises OutputError."""
    spoken = ready.loaded.inventory.spoken
    desk = Desk(ready.handed, ready.langs, ready.project, ready.terms, _plain_fields(ready), spoken)
    outcome = judge_files(files, desk, diagnostics)
    texts, done = _texts(ready, outcome, diagnostics, store)
    result = Imported(
        taken=sum(one.markdown is not None for one in done),
        confirmed=sum(one.markdown is None for one in done),
        unchanged=outcome.unchanged,
        untranslated=outcome.untranslated,
        refused=outcome.refused,
    )
    if not dry_run:
        for name, text in texts.items():
            root = ready.loaded.project.root
            write_inside(root, name, _as_before(root / name, text))
    result.paths = [ready.loaded.project.root / name for name in texts]
    return result


def _texts(
    ready: Bench, outcome: Outcome, diagnostics: Diagnostics, store: Store | None
) -> tuple[dict[str, str], list[Taken]]:
    """The new text of each file that changes, and the units that are in them."""
    texts: dict[str, str] = {}
    done: list[Taken] = []
    by_document: dict[str, list[Taken]] = {}
    for one in outcome.taken:
        by_document.setdefault(one.handed.unit.document, []).append(one)
    today = datetime.date.today().isoformat()
    past: list[Pair] = []
    for document in ready.documents:
        taken = by_document.get(document.container)
        if not taken:
            continue
        files = _files(ready, document)
        written = apply_document(document, taken, files, ready.langs, SYNTAXES, today, diagnostics, store)
        texts.update(written.files)
        done.extend(written.done)
        outcome.refused.extend((one.handed.unit.name, one.at) for one in written.lost)
        past.extend(
            _replaced(one) for one in written.done if one.markdown is not None and one.handed.unit.target
        )
    if past:
        pairs = merged(ready.past, past)
        texts[memory_path(*ready.langs)] = write_tmx(pairs, *ready.langs, ready.project).decode()
    return texts, done


def _replaced(one: Taken) -> Pair:
    """The pair that a new translation takes the place of."""
    known = past_pair(one.handed.pair, one.handed.unit.name)
    unit = one.handed.unit
    return known or Pair(unit.source, unit.target or unit.source, unit.name, unit.stamp, str(unit.state))


def _files(ready: Bench, document: PairedDocument) -> Texts:
    project, quiet = ready.loaded.project, Diagnostics()
    kind, _, name = document.container.partition("/")
    path_of = project.fiche_path if kind == "fiches" else project.chapter_path
    source = project.read_text(path_of(name, ready.source), quiet) or ""
    path = path_of(name, ready.target)
    return Texts(source, project.read_text(path, quiet) if project.exists(path) else None)


def _plain_fields(ready: Bench) -> frozenset[str]:
    return frozenset(
        f"fiches/{entry.id}#{leaf.path}"
        for entry in ready.loaded.inventory.entries.values()
        for leaf in translatable_leaves(entry, ready.source)
        if leaf.kind == "plain"
    )


def _as_before(path: Path, text: str) -> bytes:
    """The bytes of a text, with the line ends and byte order mark that its file has."""
    old = path.read_bytes()[:100_000] if path.exists() else b""
    if b"\r\n" in old:
        text = text.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b"") + text.encode()
