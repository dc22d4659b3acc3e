"""XLIFF 1.2 (OASIS): `g` and `x`, for tools that know no later version, OmegaT among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree

from reportgen.translation.exchange.codedxml import Dialect, fill, items_of
from reportgen.translation.exchange.codes import Code, Coded, Item
from reportgen.translation.exchange.notes import notes
from reportgen.translation.exchange.sentences import Sentence, text_of, untranslated
from reportgen.translation.exchange.units import ExchangeUnit, HandOff, Returned, ReturnedFile
from reportgen.translation.exchange.xmlfile import XML, clean, local, written
from reportgen.translation.states import State

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_X: Final = f"{{{NAMESPACE}}}"
_STATES: Final = {
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.FINAL: "final",
    State.MISSING: "needs-translation",
    State.STALE: "needs-adaptation",
    State.BOTH: "needs-adaptation",
}
_TYPES: Final = {"b": "bold", "i": "italic", "link": "link"}
_BACK: Final = {"signed-off": "reviewed", "final": "final"}
_DONE: Final = frozenset({"translated", "signed-off", "final"})
_INLINE: Final = frozenset({"source", "seg-source", "target", "note"})
_DIALECT: Final = Dialect(
    NAMESPACE,
    alone="x",
    pair="g",
    roles={
        "g": "pair",
        "x": "alone",
        "ph": "alone",
        "bx": "open",
        "bpt": "open",
        "ex": "close",
        "ept": "close",
        "mrk": "through",
    },
    closes="rid",
)


def write_xliff12(job: HandOff, copy_source: bool = False) -> bytes:
    """One file with one `file` element a document.

    `copy_source`: each target holds the source, as OmegaT 3 doesn't see units without a target.
    """
    names: Any = {None: NAMESPACE}
    root = etree.Element(f"{_X}xliff", nsmap=names, version="1.2")
    for document, units in job.by_document():
        file = etree.SubElement(
            root, f"{_X}file", original=f"{job.project}/{document}", datatype="x-markdown"
        )
        file.set("source-language", job.source)
        file.set("target-language", job.target)
        body = etree.SubElement(file, f"{_X}body")
        for unit in units:
            _unit(body, unit, job, copy_source)
    if not len(root):
        file = etree.SubElement(root, f"{_X}file", original=f"{job.project}/", datatype="x-markdown")
        file.set("source-language", job.source)
        file.set("target-language", job.target)
        etree.SubElement(file, f"{_X}body")
    return written(root, _INLINE)


def _unit(body: Any, unit: ExchangeUnit, job: HandOff, copy_source: bool) -> None:
    made = etree.SubElement(body, f"{_X}trans-unit", id=unit.id, resname=unit.name)
    if unit.state in (State.REVIEWED, State.FINAL) and not copy_source:
        made.set("approved", "yes")
    target = unit.source if copy_source else unit.target
    cut = job.segments(unit)
    fill(etree.SubElement(made, f"{_X}source"), unit.source.items, unit.source.codes, _DIALECT, _describe)
    if len(cut) > 1:
        _sentences(etree.SubElement(made, f"{_X}seg-source"), [one.source for one in cut], unit.source)
    if target is not None:
        element = etree.SubElement(made, f"{_X}target")
        state = "needs-translation" if copy_source else _STATES.get(unit.state, "needs-review-translation")
        element.set("state", state)
        there = [one.source if copy_source else one.target for one in cut]
        if len(cut) > 1:
            _sentences(element, [one for one in there if one is not None], target)
        else:
            fill(element, target.items, target.codes, _DIALECT, _describe)
    note = etree.SubElement(made, f"{_X}note")
    note.set("from", "reportgen")
    note.text = unit.stamp
    for category, text in notes(unit, job.terms):
        note = etree.SubElement(made, f"{_X}note")
        note.set("from", category)
        note.text = clean(text)


def _describe(made: Any, code: Code) -> None:
    made.set("ctype", _TYPES.get(code.type, f"x-{code.type}"))
    if code.end is None:
        made.set("equiv-text", " ".join(clean(code.start).split()) or code.name)


def _sentences(parent: Any, cut: Sequence[Sentence], coded: Coded) -> None:
    """Sentences as `mrk` elements (section 2.4, "seg"), with the space between them as text."""
    parent.set(f"{XML}space", "preserve")
    for position, sentence in enumerate(cut, start=1):
        mark = etree.SubElement(parent, f"{_X}mrk", mtype="seg", mid=str(position))
        fill(mark, sentence.items, coded.codes, _DIALECT, _describe)
        del mark.attrib[f"{XML}space"]
        mark.tail = sentence.after


# ---- reading


def read_xliff12(root: Any) -> ReturnedFile:
    """The units of an XLIFF 1.2 tree."""
    namespace = etree.QName(root).namespace
    x = f"{{{namespace}}}" if namespace else ""
    files = list(root.iter(f"{x}file"))
    units = [_returned(unit, x) for file in files for unit in file.iter(f"{x}trans-unit")]
    first = files[0] if files else root
    return ReturnedFile(
        tuple(units),
        first.get("source-language", ""),
        first.get("target-language", ""),
        (first.get("original") or "").partition("/")[0],
    )


def _returned(unit: Any, x: str) -> Returned:
    source, target = unit.find(f"{x}source"), unit.find(f"{x}target")
    state = target.get("state", "") if target is not None else ""
    said = {note.get("from"): note.text or "" for note in unit.iter(f"{x}note")}
    done = True if unit.get("approved") == "yes" or state in _DONE else None
    whole, left = _put_together(target, unit.find(f"{x}seg-source"), x)
    return Returned(
        unit.get("resname") or unit.get("id", ""),
        Coded(tuple(items_of(source, _DIALECT))) if source is not None else None,
        Coded(whole),
        said.get("reportgen", ""),
        done,
        _BACK.get(state, ""),
        at=f"trans-unit {unit.get('id')}",
        left=left,
    )


def _put_together(target: Any, cut: Any, x: str) -> tuple[tuple[Item, ...], str]:
    """The text of a target, and the first of its sentences that is not translated.

    Between sentences stands what stands between them in the source, when a tool has lost it.
    """
    if target is None:
        return (), ""
    marks = [child for child in target if local(child) == "mrk" and child.get("mtype") == "seg"]
    if not marks or cut is None:
        return tuple(items_of(target, _DIALECT)), ""
    sources = {mark.get("mid"): mark for mark in cut.iter(f"{x}mrk") if mark.get("mtype") == "seg"}
    left = ""
    for mark in marks:
        source = sources.get(mark.get("mid"))
        if source is None:
            continue
        if not (mark.tail or "").strip() and mark is not marks[-1]:
            mark.tail = mark.tail or source.tail
        here = tuple(items_of(source, _DIALECT))
        if not left and untranslated(here, tuple(items_of(mark, _DIALECT))):
            left = text_of(here)
    missing = [mark for mid, mark in sources.items() if mid not in {one.get("mid") for one in marks}]
    if missing and not left:
        left = text_of(tuple(items_of(missing[0], _DIALECT)))
    return tuple(items_of(target, _DIALECT)), left
