"""One document face to face, and what a person changes in it: a translation, a comment."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from reportgen.diagnostics import Diagnostics, Span
from reportgen.pipeline.exchange import Bench, Imported, bench, take
from reportgen.pipeline.output import write_file
from reportgen.review.noting import noted
from reportgen.review.register import dump, load_register
from reportgen.translation.changes import Change, word_changes
from reportgen.translation.exchange.codes import Coded, Mark, aligned, encode
from reportgen.translation.exchange.units import Handed, Returned, ReturnedFile, joined
from reportgen.translation.states import State

MAX_TEXT: Final = 20_000
"""Characters that a person may send for one unit; a long paragraph has 2,000."""
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class FacingRow:
    """One unit with its translation. `markdown` is the translation as typed; `stamp` what it is known by.

    `changes` tells what has changed in the source since it was translated; empty when nothing has.
    """

    name: str
    kind: str
    state: State
    stamp: str
    source: Coded
    target: Coded | None
    markdown: str
    place: str
    changes: tuple[Change, ...] = ()


def facing_document(
    root: Path, target: str, container: str
) -> tuple[Bench | None, list[FacingRow], Diagnostics]:
    """The units of a document (`chapters/02-x`) in its order; none when there is no such document."""
    diagnostics = Diagnostics()
    ready = bench(root, diagnostics, target, only=(container,))
    rows = [_row(one) for one in ready.handed] if ready is not None else []
    return ready, rows, diagnostics


def _row(one: Handed) -> FacingRow:
    unit = one.unit
    return FacingRow(
        unit.name,
        unit.kind,
        unit.state,
        unit.stamp,
        unit.source,
        unit.target,
        joined(one.pair.target) if one.pair.target else "",
        one.pair.shown.origin.file,
        tuple(word_changes(unit.was, unit.source.plain)) if unit.was else (),
    )


def put_translation(
    root: Path, target: str, name: str, stamp: str, markdown: str
) -> tuple[Imported, Diagnostics]:
    """Write the translation of one unit into its file, judged like a file that came back from a translator.

    `stamp` is that of the row it was typed in: an edit of a text that has changed meanwhile is refused, and
    so is one that loses a reference or changes a figure. The unit is then `translated`. Raises OutputError.
    """
    diagnostics = Diagnostics()
    ready = bench(root, diagnostics, target, only=(name.partition("#")[0],))
    if ready is None:
        return Imported(), diagnostics
    unit = next((one.unit for one in ready.handed if one.unit.name == name), None)
    if unit is None or len(markdown) > MAX_TEXT or _NOT_TEXT.search(markdown):
        diagnostics.add("TRN107", Span(name), unit=name, at="preview")
        return Imported(refused=[(name, "preview")]), diagnostics
    known = {*unit.source.codes, *(unit.target.codes if unit.target else ())}
    text = _named(aligned(unit.source, encode(markdown.strip("\n"))), known)
    back = Returned(name, None, text, stamp, True, at="preview")
    return take(ready, [("preview", ReturnedFile((back,)))], diagnostics), diagnostics


def _named(text: Coded, known: Container[int]) -> Coded:
    """The text with codes that the unit doesn't have called by their Markdown, as the person typed it."""
    return Coded(
        tuple(
            replace(item, raw=text.codes[item.id].start)
            if isinstance(item, Mark) and item.id not in known
            else item
            for item in text.items
        ),
        text.codes,
    )


def put_comment(root: Path, target: str, name: str, text: str, who: str) -> tuple[Path | None, Diagnostics]:
    """Note a comment on one unit in `reviews/facing-<lang>.yaml`, as a thread that is open.

    Raises OutputError.
    """
    diagnostics = Diagnostics()
    ready = bench(root, diagnostics, target, only=(name.partition("#")[0],))
    one = next((one for one in ready.handed if one.unit.name == name), None) if ready else None
    if ready is None or one is None or not text.strip() or len(text) > MAX_TEXT:
        diagnostics.add("TRN107", Span(name), unit=name, at="preview")
        return None, diagnostics
    path = ready.loaded.project.root / f"reviews/facing-{ready.target}.yaml"
    shown = f"reviews/{path.name}"
    before = load_register(path.read_bytes(), shown, diagnostics) if path.is_file() else None
    if diagnostics.errors:
        return None, diagnostics
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    said = _NOT_TEXT.sub("\ufffd", text.strip())
    write_file(path, dump(noted(before, one.pair.shown, said, who.strip() or "?", now)))
    return path, diagnostics


def documents(ready: Bench) -> Iterator[str]:
    """The documents that can stand face to face, in the order of the report."""
    plan = ready.loaded.project.settings.parts
    yield from (f"chapters/{name}" for name in (*plan.front, *plan.chapters))
    yield from (f"fiches/{name}" for name in ready.loaded.inventory.entries)
