"""XLIFF 1.2 (OASIS): `g` and `x`, for tools that know no later version, OmegaT among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from reportgen.translation.exchange.codes import Coded, Item, Mark
from reportgen.translation.exchange.notes import notes
from reportgen.translation.exchange.units import ExchangeUnit, HandOff, Returned, ReturnedFile
from reportgen.translation.exchange.xmlfile import XML, append_text, clean, local, written
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
_INLINE: Final = frozenset({"source", "target", "note"})


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
    _fill(etree.SubElement(made, f"{_X}source"), unit.source)
    target = unit.source if copy_source else unit.target
    if target is not None:
        element = etree.SubElement(made, f"{_X}target")
        state = "needs-translation" if copy_source else _STATES.get(unit.state, "needs-review-translation")
        element.set("state", state)
        _fill(element, target)
    note = etree.SubElement(made, f"{_X}note")
    note.set("from", "reportgen")
    note.text = unit.stamp
    for category, text in notes(unit, job.terms):
        note = etree.SubElement(made, f"{_X}note")
        note.set("from", category)
        note.text = clean(text)


def _fill(parent: Any, coded: Coded) -> None:
    parent.set(f"{XML}space", "preserve")
    open_elements = [parent]
    for item in coded.items:
        here = open_elements[-1]
        if isinstance(item, str):
            append_text(here, item)
        elif item.side == "close":
            open_elements.pop()
        else:
            code = coded.codes[item.id]
            made = etree.SubElement(here, f"{_X}{'x' if code.end is None else 'g'}", id=str(code.id))
            made.set("ctype", _TYPES.get(code.type, f"x-{code.type}"))
            shown = " ".join(clean(code.start + (code.end or "")).split()) or code.name
            if code.end is None:
                made.set("equiv-text", shown)
            else:
                open_elements.append(made)


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
    return Returned(
        unit.get("resname") or unit.get("id", ""),
        Coded(tuple(_items(source))) if source is not None else None,
        Coded(tuple(_items(target))) if target is not None else Coded(),
        said.get("reportgen", ""),
        done,
        _BACK.get(state, ""),
        at=f"trans-unit {unit.get('id')}",
    )


def _items(parent: Any) -> Iterator[Item]:
    if parent.text:
        yield parent.text
    for child in parent:
        name, raw = local(child), child.get("id", "")
        number = int(raw) if raw.isdecimal() and len(raw) < 6 else 0
        if name == "g":
            yield Mark(number, "open", raw)
            yield from _items(child)
            yield Mark(number, "close", raw)
        elif name == "x":
            yield Mark(number, "alone", raw)
        elif name in ("bx", "bpt"):
            yield Mark(number, "open", raw)
        elif name in ("ex", "ept"):
            raw = child.get("rid") or raw
            yield Mark(int(raw) if raw.isdecimal() and len(raw) < 6 else 0, "close", raw)
        elif name == "ph":
            yield Mark(number, "alone", raw)
        elif name == "mrk":
            yield from _items(child)
        elif name:
            yield Mark(0, "alone", f"<{name}>")
        if child.tail:
            yield child.tail
