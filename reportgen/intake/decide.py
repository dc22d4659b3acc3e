"""What becomes of each practice that came: a new fiche, a change that was asked for, or a refusal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from reportgen.diagnostics import Diagnostics, Span
from reportgen.intake.assemble import Candidate, assemble
from reportgen.intake.duplicates import Difference, Names, differences
from reportgen.intake.lists import Lists
from reportgen.intake.submission import Practice
from reportgen.intake.yamltext import fiche_yaml
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import record_data


class Outcome(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decision:
    """One practice and its fate. `text` is the YAML to write, empty when there is nothing to write.

    `other` and `differences` show it beside the fiche that it would replace or that it looks like.
    """

    practice: Practice
    outcome: Outcome
    id: str
    name: str
    text: str = ""
    other: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class _Deciding:
    lists: Lists
    language: str
    update: Collection[str]
    as_new: Collection[str]
    diagnostics: Diagnostics
    names: Names
    taken: dict[str, tuple[Fiche, Span]] = field(default_factory=dict)


def decide(
    practices: Sequence[Practice],
    lists: Lists,
    language: str,
    diagnostics: Diagnostics,
    update: Collection[str] = (),
    as_new: Collection[str] = (),
) -> list[Decision]:
    """A decision for each practice, in order. Nothing replaces a fiche unless `update` names it; a practice
    that looks like a fiche is refused unless `as_new` names it (or `update` names that fiche)."""
    known = {entry.id: entry.fiche for entry in lists.inventory.entries.values()}
    names = Names(known.values())
    deciding = _Deciding(lists, language, frozenset(update), frozenset(as_new), diagnostics, names)
    decisions = [_decide(practice, deciding, known) for practice in practices]
    seen = {d.id for d in decisions} | {d.other for d in decisions}
    for option, asked in (("--update", deciding.update), ("--as-new", deciding.as_new)):
        for name in sorted(set(asked) - seen):
            diagnostics.add("INT023", Span("intake"), id=name, option=option)
    return decisions


def _decide(practice: Practice, deciding: _Deciding, known: dict[str, Fiche]) -> Decision:
    made = assemble(practice, deciding.lists, deciding.language)
    if not isinstance(made, Candidate):
        deciding.diagnostics.extend(made)
        return Decision(practice, Outcome.REFUSED, "", practice.text("name"))
    deciding.diagnostics.extend(made.findings)
    fiche, text = made.fiche, made.text
    if not made.ok:
        return Decision(practice, Outcome.REFUSED, fiche.id, fiche.name)
    same = known.get(fiche.id)
    if same is not None and fiche.id in deciding.as_new:
        fiche, text = _renamed(fiche, {*known, *deciding.taken})
        same = None
    elif same is None:
        alike = _alike(fiche, made, deciding)
        if isinstance(alike, Decision):
            return alike
        if alike is not None:
            same = alike
            fiche = fiche.model_copy(update={"id": alike.id})
            text = fiche_yaml(record_data(fiche))
    if fiche.id in deciding.taken:
        other = deciding.taken[fiche.id][1]
        where = f"{other.file} {other.field}".strip()
        deciding.diagnostics.add("INT022", practice.place, id=fiche.id, other=where)
        return Decision(practice, Outcome.REFUSED, fiche.id, fiche.name)
    deciding.taken[fiche.id] = (fiche, practice.place)
    if same is None:
        deciding.names.add(fiche)
        return Decision(practice, Outcome.NEW, fiche.id, fiche.name, text)
    return _against(same, fiche, text, practice, deciding)


def _alike(fiche: Fiche, made: Candidate, deciding: _Deciding) -> Decision | Fiche | None:
    """A refusal when it looks like another one; that fiche when it may be replaced; None when it is new."""
    if fiche.id in deciding.as_new:
        return None
    found = deciding.names.nearest(fiche)
    if found is None:
        return None
    other = found.other
    if other.id in deciding.update:
        return other
    deciding.diagnostics.add("INT021", made.practice.place, id=fiche.id, other=other.id, score=found.score)
    shown = differences(other, fiche)
    return Decision(made.practice, Outcome.REFUSED, fiche.id, fiche.name, "", other.id, shown)


def _against(same: Fiche, fiche: Fiche, text: str, practice: Practice, deciding: _Deciding) -> Decision:
    changed = differences(same, fiche)
    if not changed:
        return Decision(practice, Outcome.SAME, fiche.id, fiche.name)
    if fiche.id not in deciding.update:
        deciding.diagnostics.add("INT020", practice.place, id=fiche.id)
        return Decision(practice, Outcome.REFUSED, fiche.id, fiche.name, "", fiche.id, changed)
    return Decision(practice, Outcome.UPDATED, fiche.id, fiche.name, text, fiche.id, changed)


def _renamed(fiche: Fiche, taken: Collection[str]) -> tuple[Fiche, str]:
    """The fiche under the next free id: `rennes` gives `rennes-2`."""
    number = 2
    while f"{fiche.id}-{number}" in taken:
        number += 1
    fiche = fiche.model_copy(update={"id": f"{fiche.id}-{number}"})
    return fiche, fiche_yaml(record_data(fiche))
