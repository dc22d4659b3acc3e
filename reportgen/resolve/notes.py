"""Footnotes of a part: numbers in the order of their first calls, notes in the order of their numbers."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import rewrite, walk
from reportgen.resolve.tree import place_of


def number_notes(part: n.Part, diagnostics: Diagnostics) -> n.Part:
    """The part with its footnotes numbered from 1. A pass that adds notes or calls may run it again.

    A call to no note is left out (REF008), and so is a note without a call (REF007).
    """
    if not part.notes and not any(isinstance(node, n.NoteRef) for node in walk(part)):
        return part
    notes = {note.id: note for note in part.notes}
    numbers = _numbers(part, notes)
    seen: Counter[str] = Counter()

    def number(node: Any) -> Any:
        if not isinstance(node, n.NoteRef):
            return node
        if node.note not in numbers:
            diagnostics.add("REF008", place_of(node, part), id=node.note)
            return None
        seen[node.note] += 1
        return dataclasses.replace(node, number=numbers[node.note], occurrence=seen[node.note])

    for note in part.notes:
        if note.id not in numbers:
            diagnostics.add("REF007", place_of(note, part), id=note.id)
    called = tuple(notes[key] for key in numbers)
    if called != part.notes:
        part = dataclasses.replace(part, notes=called)
    part = rewrite(part, number)
    finished = tuple(
        dataclasses.replace(note, number=numbers[note.id], calls=seen[note.id]) for note in part.notes
    )
    return dataclasses.replace(part, notes=finished)


def _numbers(part: n.Part, notes: dict[str, n.Footnote]) -> dict[str, int]:
    """Note ids in the order of first call, notes called from other notes last."""
    order: dict[str, int] = {}
    waiting: list[Any] = [part.title, part.blocks]
    while waiting:
        for node in walk(waiting.pop(0)):
            if isinstance(node, n.NoteRef) and node.note in notes and node.note not in order:
                order[node.note] = len(order) + 1
                waiting.append(notes[node.note].blocks)
    return order
