"""The state of the inventory as data: what `reportgen status` prints and its page shows."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final, Literal

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.inventory import Inventory
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.shared import Milestone
from reportgen.project import Settings
from reportgen.review.blocking import holding_back
from reportgen.review.register import Register
from reportgen.translation import UNFINISHED

MilestoneState = Literal["done", "done_late", "late", "planned", "unknown"]
STATES: Final = ("draft", "in_review", "validated")
TIERS: Final = ("core", "delegated", "institution")


@dataclass(frozen=True, slots=True)
class Tier:
    """Portfolios of one tier that lead at least one practice; `missing` are the names of the others."""

    tier: str
    covered: int
    total: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FicheState:
    """How complete one fiche is; `missing` names its empty fields."""

    id: str
    name: str
    status: str
    filled: int
    total: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldState:
    """In how many fiches a field is filled."""

    field: str
    filled: int
    total: int


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone of the commitment, with what shows that it was reached."""

    id: str
    name: str
    due: str
    done: str
    state: MilestoneState
    evidence: str
    url: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """A kind of finding that a release refuses: how often, and the first place."""

    code: str
    count: int
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class ReviewState:
    """One review: how many remarks are in each state, and which ones hold the release back."""

    name: str
    open: int
    answered: int
    accepted: int
    refused: int
    blocking: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.open + self.answered + self.accepted + self.refused


@dataclass(frozen=True, slots=True)
class Status:
    """The whole state, in one language. `translation`: units by state, `words_done` of `words_total`."""

    title: str
    version: str
    date: str
    fiches: int
    coverage: tuple[Tier, ...]
    completeness: float
    by_field: tuple[FieldState, ...]
    by_fiche: tuple[FicheState, ...]
    editorial: Mapping[str, int]
    translation: Mapping[str, int]
    words_done: int
    words_total: int
    reviews: tuple[ReviewState, ...]
    milestones: tuple[MilestoneLine, ...]
    blockers: tuple[Blocker, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data, keys as the fields are named."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, slots=True)
class FollowUpData:
    """What the state is told from: `translation` are rows of `i18n status`, `findings` those of a release,
    `reviews` the registers by the path of their file."""

    settings: Settings
    inventory: Inventory
    translation: Sequence[Mapping[str, Any]]
    findings: Iterable[Diagnostic]
    reviews: Mapping[str, Register] = field(default_factory=dict)


def status_of(data: FollowUpData, lang: str, today: str = "") -> Status:
    """The state in `lang`. `today` (a day) tells what is late; the date of the report when it is empty."""
    settings, inventory = data.settings, data.inventory
    local = inventory.localised(lang)
    fiches = local.fiches
    states = sorted((_fiche(fiche) for fiche in fiches), key=lambda s: (s.filled / max(s.total, 1), s.id))
    units: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for row in data.translation:
        units.update(row["units"])
        words.update(row["words"])
    left = sum(words[str(state)] for state in UNFINISHED)
    return Status(
        title=settings.title[lang],
        version=settings.version,
        date=settings.date,
        fiches=len(fiches),
        coverage=tuple(_tiers(inventory, fiches, lang)),
        completeness=sum(s.filled for s in states) / max(sum(s.total for s in states), 1),
        by_field=_fields(fiches),
        by_fiche=tuple(states),
        editorial={
            name: sum(f.status == name for f in fiches) for name in ("draft", "in_review", "validated")
        },
        translation={str(state): count for state, count in sorted(units.items()) if count},
        words_done=sum(words.values()) - left,
        words_total=sum(words.values()),
        reviews=tuple(_review(name, register) for name, register in data.reviews.items()),
        milestones=tuple(_milestone(m, lang, today or settings.date) for m in inventory.milestones.values()),
        blockers=_blockers(data.findings, lang),
    )


def _tiers(inventory: Inventory, fiches: Sequence[Fiche], lang: str) -> Iterable[Tier]:
    leading = {fiche.lead.portfolio for fiche in fiches}
    for tier in TIERS:
        own = [p for p in inventory.portfolios.values() if p.tier == tier]
        if own:
            missing = tuple(p.name(lang) for p in own if p.id not in leading)
            yield Tier(tier, len(own) - len(missing), len(own), missing)


def _fiche(fiche: Fiche) -> FicheState:
    found = fiche.completeness
    return FicheState(fiche.id, str(fiche.name), fiche.status, found.filled, found.total, found.missing)


def _fields(fiches: Sequence[Fiche]) -> tuple[FieldState, ...]:
    """The fields of completeness, the emptiest first."""
    missing = Counter(name for fiche in fiches for name in fiche.completeness.missing)
    made = [FieldState(name, len(fiches) - count, len(fiches)) for name, count in missing.items()]
    return tuple(sorted(made, key=lambda f: (f.filled, f.field)))


def _review(name: str, register: Register) -> ReviewState:
    states = Counter(thread.state for thread in register.threads)
    blocking = tuple(thread.id for thread in holding_back(register))
    title = PurePosixPath(name).stem
    return ReviewState(
        title, states["open"], states["answered"], states["accepted"], states["refused"], blocking
    )


def _milestone(milestone: Milestone, lang: str, today: str) -> MilestoneLine:
    due, done = milestone.due, milestone.done
    state: MilestoneState = "unknown"
    if done.known:
        state = "done_late" if due.known and done.first_day > due.last_day else "done"
    elif due.known and today:
        day = tuple(int(part) for part in today.split("-"))
        state = "late" if due.last_day < day else "planned"
    evidence = milestone.evidence[lang] if milestone.evidence else ""
    return MilestoneLine(
        milestone.id, milestone.name[lang], str(due), str(done), state, evidence, milestone.url
    )


def _blockers(findings: Iterable[Diagnostic], lang: str) -> tuple[Blocker, ...]:
    """Errors by code, the most frequent first; findings are said in French or English."""
    by_code: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            by_code.setdefault(finding.code, []).append(finding)
    made = [
        Blocker(code, len(found), str(found[0].span), found[0].message("fr" if lang == "fr" else "en"))
        for code, found in by_code.items()
    ]
    return tuple(sorted(made, key=lambda b: (-b.count, b.code)))
