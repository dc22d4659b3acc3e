"""What can be done about each remark in the sources as they are now: patches, conflicts, work by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from reportgen.document.units import Unit
from reportgen.review.entries import entry_after, entry_out
from reportgen.review.looks import project_look
from reportgen.review.model import Remark, UnitRecord
from reportgen.review.paragraphs import added_after, between_out, parted, put_after, taken_out, typed
from reportgen.review.places import Patch, Sources
from reportgen.review.present import Present
from reportgen.review.projection import BREAK, Reason, Refused, SourceEdit, Wish, applied, carried, project

_PARTED: Final = ("paragraph", "item")
_ONE_PARAGRAPH: Final = ("cell", "definition", "paragraph")
Status = Literal["ready", "done", "conflict", "manual", "none"]
"""ready: patches are there; done: the text says so already; conflict: newer text or another reviewer; manual:
a person must do it; none: nothing to do (a comment)."""


@dataclass(slots=True)
class Proposal:
    """What would be done for one remark. `base`, `now` and `wanted` are the three ways of a conflict."""

    remark: str
    status: Status
    reason: Reason | Literal["", "gone", "unmapped"] = ""
    patches: list[Patch] = field(default_factory=list)
    base: str = ""
    now: str = ""
    wanted: str = ""
    rivals: list[str] = field(default_factory=list)


def propose(remarks: Sequence[tuple[str, Remark]], present: Present, sources: Sources) -> list[Proposal]:
    """A proposal for each remark (by its id), in order; those that touch the same words are conflicts."""
    made = [_one(identifier, remark, present, sources) for identifier, remark in remarks]
    _rivals(made)
    return made


def _one(identifier: str, remark: Remark, present: Present, sources: Sources) -> Proposal:
    if remark.kind == "comment":
        return Proposal(identifier, "none")
    if remark.unit is None:
        return Proposal(identifier, "manual", "unmapped")
    if remark.kind == "structure":
        return Proposal(identifier, "manual", "structure")
    found = present.became(remark.unit)
    if found is None:
        return Proposal(identifier, "conflict", "gone", base=remark.unit.source, wanted=_wanted(remark))
    if remark.kind == "format":
        return _look(identifier, remark, remark.unit, found.unit, sources)
    if remark.kind == "edit" and remark.after is not None:
        return _join(identifier, remark, remark.unit, found.unit, present, sources)
    if remark.kind == "edit":
        return _edit(identifier, remark, remark.unit, found.unit, sources)
    return _paragraph(identifier, remark, remark.unit, found.unit, present, sources)


def _edit(identifier: str, remark: Remark, record: UnitRecord, now: Unit, sources: Sources) -> Proposal:
    proposal = Proposal(identifier, "manual", base=record.source, now=now.text, wanted=_wanted(remark))
    if "\n" in remark.old.strip("\n") or ("\n" in remark.new + remark.old and record.kind not in _PARTED):
        proposal.reason = "structure"
        return proposal
    emphasis = bool({"b", "i"} & set(remark.looks.split())) and record.kind not in (
        "heading",
        "title",
        "term",
    )
    wish = Wish(remark.at, remark.old, remark.new.replace("\n", BREAK), emphasis)
    edits = project(wish, record.printed, record.source, record.kind)
    if isinstance(edits, Refused):
        proposal.reason = edits.reason
        return proposal
    return _carried(proposal, edits, record, now, sources)


def _join(
    identifier: str, remark: Remark, record: UnitRecord, now: Unit, present: Present, sources: Sources
) -> Proposal:
    """Two paragraphs made into one: what stands between them in the file goes."""
    behind = present.became(remark.after) if remark.after else None
    wanted = f"{record.source} {remark.after.source}" if remark.after else record.source
    proposal = Proposal(identifier, "manual", "structure", base=record.source, now=now.text, wanted=wanted)
    patch = between_out(sources, now, behind.unit, identifier) if behind is not None else None
    if patch is not None:
        proposal.status, proposal.reason, proposal.patches = "ready", "", [patch]
    return proposal


def _look(identifier: str, remark: Remark, record: UnitRecord, now: Unit, sources: Sources) -> Proposal:
    proposal = Proposal(identifier, "manual", base=record.source, now=now.text, wanted=remark.looks)
    edits = project_look(remark.at, remark.quote, remark.looks, record.printed, record.source, record.kind)
    if isinstance(edits, Refused):
        proposal.reason = edits.reason
        return proposal
    return _carried(proposal, edits, record, now, sources)


def _carried(
    proposal: Proposal, edits: list[SourceEdit], record: UnitRecord, now: Unit, sources: Sources
) -> Proposal:
    """The proposal with the edits of the draft's source made in today's."""
    proposal.wanted = applied(record.source, edits).replace(BREAK, "\n")
    moved = carried(edits, record.source, now.text)
    if isinstance(moved, Refused):
        proposal.status = "done" if moved.reason == "already" else "conflict"
        proposal.reason = moved.reason
        return proposal
    if not moved:
        proposal.status, proposal.reason = "done", "already"
        return proposal
    patches = sources.patches(now, moved, proposal.remark)
    if patches is not None and any(BREAK in patch.new for patch in patches):
        patches = parted(sources, now, patches)
        if patches is None:
            proposal.reason = "structure"
            return proposal
    if patches is None:
        proposal.reason = "place" if record.file == now.origin.file else "changed"
        return proposal
    proposal.status, proposal.patches = "ready", patches
    return proposal


def _paragraph(
    identifier: str, remark: Remark, record: UnitRecord, now: Unit, present: Present, sources: Sources
) -> Proposal:
    proposal = Proposal(
        identifier, "manual", "structure", base=record.source, now=now.text, wanted=_wanted(remark)
    )
    patches: list[Patch] | None = None
    if remark.kind == "insert":
        one = added_after(sources, now, remark.new, identifier)
        patches = entry_after(sources, now, typed(remark.new), identifier) if one is None else [one]
        if patches is None and now.kind in _ONE_PARAGRAPH:
            # There can be no second paragraph: the words become the last ones of the first.
            end, words = sources.field_end(now), typed(remark.new)
            patches = sources.patches(now, [SourceEdit(end, end, f" {words}" if end else words)], identifier)
    elif now.text != record.source:
        proposal.status, proposal.reason = "conflict", "changed"
        return proposal
    elif remark.kind == "delete" and record.kind == "cell":
        emptied = project(Wish(0, record.printed, ""), record.printed, record.source, record.kind)
        patches = None if isinstance(emptied, Refused) else sources.patches(now, emptied, identifier)
    elif remark.kind == "delete":
        one = taken_out(sources, now, identifier, present.mentions)
        patches = entry_out(sources, now, identifier) if one is None else [one]
    elif remark.after is not None and (behind := present.became(remark.after)) is not None:
        patches = put_after(sources, now, behind.unit, identifier)
        proposal.wanted = f"{record.source} (… {remark.after.source})"
    if patches is not None:
        proposal.status, proposal.reason, proposal.patches = "ready", "", patches
    return proposal


def _wanted(remark: Remark) -> str:
    """The text of the unit as the reviewer leaves it."""
    if remark.unit is None or remark.kind != "edit":
        return remark.new
    edit = SourceEdit(remark.at, remark.at + len(remark.old), remark.new)
    return applied(remark.unit.printed, [edit])


def _rivals(proposals: Sequence[Proposal]) -> None:
    """Proposals that touch the same place: the same wish is one, different wishes are conflicts."""
    owners = [
        (proposal, patch)
        for proposal in proposals
        if proposal.status == "ready"
        for patch in proposal.patches
    ]
    owners.sort(key=lambda pair: (pair[1].file, str(pair[1].loc), pair[1].start, pair[1].end))
    for index, (proposal, patch) in enumerate(owners):
        for other, second in owners[index + 1 :]:
            if (second.file, second.loc) != (patch.file, patch.loc) or second.start > patch.end:
                break
            if (
                other is proposal
                or patch.entry
                or second.entry
                or not patch.touches(second)
                or _same(patch, second)
            ):
                continue
            proposal.rivals.append(other.remark)
            other.rivals.append(proposal.remark)
    for gone in [(proposal, patch) for proposal, patch in owners if patch.entry]:
        for other, second in owners:
            if other is not gone[0] and gone[1].touches(second) and not _same(gone[1], second):
                gone[0].rivals.append(other.remark)
                other.rivals.append(gone[0].remark)
    for proposal in proposals:
        if proposal.rivals:
            proposal.rivals = list(dict.fromkeys(proposal.rivals))
            proposal.status, proposal.reason = "conflict", "overlap"


def _same(one: Patch, other: Patch) -> bool:
    return (one.loc, one.entry, one.start, one.end, one.new) == (
        other.loc, other.entry, other.start, other.end, other.new,
    )  # fmt: skip


def joined(proposals: Sequence[Proposal]) -> dict[str, list[Patch]]:
    """The patches of ready proposals by file; equal ones of several reviewers once."""
    found: dict[tuple[object, ...], Patch] = {}
    for proposal in proposals:
        if proposal.status != "ready":
            continue
        for patch in proposal.patches:
            key = (patch.file, patch.loc, patch.entry, patch.start, patch.end, patch.new)
            if key in found:
                found[key] = replace(found[key], remarks=(*found[key].remarks, *patch.remarks))
            else:
                found[key] = patch
    files: dict[str, list[Patch]] = {}
    for patch in found.values():
        files.setdefault(patch.file, []).append(patch)
    return files
