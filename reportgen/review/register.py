"""The register of a review: one YAML file that says what was remarked, where, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from typing import Any, Final

import yaml
from pydantic import TypeAdapter, ValidationError

from reportgen.diagnostics import Diagnostics, Span
from reportgen.review.model import Counts, Reading, Remark, Reply, State, UnitRecord
from reportgen.review.present import Present
from reportgen.review.proposals import Proposal

MAX_BYTES: Final = 50_000_000
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class Event:
    """Who set a state, and when."""

    state: State
    who: str
    on: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One remark in the register. `place` is its file and line today; `unit` names a row of `units`.

    `blocking`: somebody has marked it so by hand; a release waits for it (see `review.blocking`).
    """

    id: str
    kind: str
    state: State
    place: str
    field: str
    number: str
    heading: str
    draft: str
    unit: str = ""
    found: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    text: str = ""
    quote: str = ""
    at: int = 0
    old: str = ""
    new: str = ""
    tracked: bool = True
    looks: str = ""
    after: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()
    proposal: str = ""
    reason: str = ""
    applied: str = ""
    blocking: bool = False
    history: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A file that was imported, with what it held and what of it is in the register."""

    file: str
    lang: str
    version: str
    comments: int
    changes: int


@dataclass(frozen=True, slots=True)
class Register:
    drafts: tuple[DraftRow, ...] = ()
    threads: tuple[Thread, ...] = ()
    units: dict[str, UnitRecord] = field(default_factory=dict)


_ADAPTER: Final = TypeAdapter(Register)


def identify(readings: Sequence[Reading]) -> list[tuple[str, Remark]]:
    """The remarks of all drafts, each with an id that it keeps when the same file is imported again."""
    seen: dict[str, int] = {}
    found: list[tuple[str, Remark]] = []
    for reading in readings:
        for one in reading.remarks:
            if one.known:
                found.append((one.known, one))
                continue
            unit = one.unit.id if one.unit else one.heading
            said = (
                one.kind,
                unit,
                *one.authors,
                one.date,
                one.text,
                one.quote,
                str(one.at),
                one.old,
                one.new,
            )
            digest = hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()[:8]
            seen[digest] = seen.get(digest, 0) + 1
            found.append((f"r{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else ""), one))
    return found


def make_register(
    readings: Sequence[Reading],
    remarks: Sequence[tuple[str, Remark]],
    proposals: Sequence[Proposal],
    present: Present,
    before: Register | None,
) -> Register:
    """The register of these drafts; states, history and threads of `before` are kept."""
    old = {thread.id: thread for thread in before.threads} if before else {}
    units: dict[str, UnitRecord] = dict(before.units) if before else {}
    threads = []
    for (identifier, remark), proposal in zip(remarks, proposals, strict=True):
        made = _thread(identifier, remark, proposal, present, units)
        if identifier in old:
            kept = old.pop(identifier)
            made = _continued(kept, made) if remark.known else made
            made = replace(
                made, state=kept.state, history=kept.history, applied=kept.applied, blocking=kept.blocking
            )
        threads.append(made)
    drafts = {row.file: row for row in before.drafts} if before else {}
    for reading in readings:
        counts: Counts = reading.counts
        manifest = reading.manifest
        drafts[reading.name] = DraftRow(
            reading.name, manifest.lang, manifest.version, counts.comments, counts.changes
        )
    return Register(tuple(drafts.values()), (*threads, *old.values()), units)


def _continued(kept: Thread, made: Thread) -> Thread:
    """An earlier remark that came back as a comment: itself, with the replies it has got."""
    replies = tuple(dict.fromkeys((*kept.replies, *made.replies)))
    return replace(kept, replies=replies, resolved=made.resolved, place=made.place, number=made.number)


def _thread(
    identifier: str, remark: Remark, proposal: Proposal, present: Present, units: dict[str, UnitRecord]
) -> Thread:
    unit = remark.unit
    place = spot = ""
    heading = remark.heading
    number = unit.number if unit else ""
    if unit is not None:
        now = present.became(unit)
        place = f"{now.unit.origin.file}:{now.unit.origin.line}" if now else f"{unit.file}:{unit.line}"
        spot = now.unit.origin.field if now else unit.field
        number = (now.number if now else "") or number
        if unit.kind == "footnote" and now:
            heading = now.part  # notes stand at the end of the file, behind the last heading
    state: State = "open"
    if remark.kind == "comment" and (remark.replies or remark.resolved):
        state = "answered"
    return Thread(
        id=identifier,
        kind=remark.kind,
        state=state,
        place=place,
        field=spot,
        number=number,
        heading=heading,
        draft=remark.draft,
        unit=_row(unit, units),
        found=remark.found,
        authors=remark.authors,
        date=remark.date,
        text=remark.text,
        quote=remark.quote,
        at=remark.at,
        old=remark.old,
        new=remark.new,
        tracked=remark.tracked,
        looks=remark.looks,
        after=_row(remark.after, units),
        resolved=remark.resolved,
        replies=remark.replies,
        proposal=proposal.status,
        reason=proposal.reason,
    )


def _row(unit: UnitRecord | None, units: dict[str, UnitRecord]) -> str:
    """The name of the unit's row: its id, with a count where drafts or languages differ."""
    if unit is None:
        return ""
    name, count = unit.id, 1
    while name in units and _identity(units[name]) != _identity(unit):
        count += 1
        name = f"{unit.id}-{count}"
    units.setdefault(name, unit)
    return name


def _identity(unit: UnitRecord) -> tuple[str, ...]:
    return unit.printed, unit.source, unit.lang, unit.file


def remark_of(thread: Thread, register: Register) -> Remark:
    """The remark that a thread of the register stands for."""
    return Remark(
        kind=thread.kind,  # type: ignore[arg-type]
        draft=thread.draft,
        keys=(),
        authors=thread.authors,
        date=thread.date,
        unit=register.units.get(thread.unit),
        heading=thread.heading,
        quote=thread.quote,
        text=thread.text,
        at=thread.at,
        old=thread.old,
        new=thread.new,
        tracked=thread.tracked,
        looks=thread.looks,
        after=register.units.get(thread.after),
        replies=thread.replies,
        resolved=thread.resolved,
    )


def decided(thread: Thread, state: State, who: str, on: str) -> Thread:
    """The thread with a new state, and who set it when."""
    if thread.state == state:
        return thread
    return replace(thread, state=state, history=(*thread.history, Event(state, who, on)))


def dump(register: Register) -> bytes:
    """The register as YAML; values that say nothing are left out."""
    data = {
        "drafts": [_plain(row) for row in register.drafts],
        "threads": [_plain(thread) for thread in register.threads],
        "units": {name: _plain(unit) for name, unit in register.units.items()},
    }
    text = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110)
    return str(text).encode()


def load_register(data: bytes, file: str, diagnostics: Diagnostics) -> Register | None:
    """A register that was written before; None after the finding REV009."""
    try:
        if len(data) > MAX_BYTES:
            raise ValueError("too large")
        return _ADAPTER.validate_python(yaml.load(data, Loader=_LOADER) or {})
    except (yaml.YAMLError, ValueError, ValidationError, RecursionError) as error:
        reason = str(error).splitlines()
        diagnostics.add("REV009", Span(file), reason=" ".join(reason[:3]))
        return None


def _plain(row: Any) -> dict[str, Any]:
    """The fields of a row; those that have their default value are left out."""
    made: dict[str, Any] = {}
    for one in fields(row):
        value = getattr(row, one.name)
        if one.name == "state" or one.default is MISSING or value != one.default:
            made[one.name] = _lists(value)
    return made


def _lists(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_lists(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(value)
    return value
