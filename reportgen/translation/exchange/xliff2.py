"""XLIFF 2.0 and 2.1 (OASIS): `pc` and `ph` with their Markdown in `originalData`.

2.1 has the same core and namespace; tools that know 2.0 alone refuse its version number.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from lxml import etree

from reportgen.translation.exchange.codedxml import Dialect, fill, items_of
from reportgen.translation.exchange.codes import Code, Coded, Item
from reportgen.translation.exchange.notes import notes
from reportgen.translation.exchange.sentences import text_of, untranslated
from reportgen.translation.exchange.units import ExchangeUnit, HandOff, Returned, ReturnedFile
from reportgen.translation.exchange.xmlfile import XML, clean, local, written
from reportgen.translation.states import State

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_X: Final = f"{{{NAMESPACE}}}"
_STATES: Final = {State.TRANSLATED: "translated", State.REVIEWED: "reviewed", State.FINAL: "final"}
_ORDER: Final = ("initial", "translated", "reviewed", "final")
_FORMATTING: Final = {"b": "xlf:b", "i": "xlf:i"}
_KINDS: Final = {"b": "fmt", "i": "fmt", "link": "link", "url": "link", "image": "image"}
_INLINE: Final = frozenset({"source", "target", "note", "data"})
_DIALECT: Final = Dialect(
    NAMESPACE,
    alone="ph",
    pair="pc",
    roles={
        "pc": "pair",
        "ph": "alone",
        "sc": "open",
        "ec": "close",
        "cp": "char",
        "mrk": "through",
        "sm": "through",
        "em": "through",
    },
    closes="startRef",
)


def write_xliff2(job: HandOff, version: str = "2.0") -> bytes:
    """One file for the whole hand-off, with one `file` element a document."""
    names: Any = {None: NAMESPACE}
    root = etree.Element(f"{_X}xliff", nsmap=names, version=version)
    root.set("srcLang", job.source)
    root.set("trgLang", job.target)
    for number, (document, units) in enumerate(job.by_document(), start=1):
        file = etree.SubElement(root, f"{_X}file", id=f"f{number}", original=f"{job.project}/{document}")
        for unit in units:
            _unit(file, unit, job)
    if not len(root):
        etree.SubElement(root, f"{_X}file", id="f1", original=f"{job.project}/")
    return written(root, _INLINE)


def _unit(file: Any, unit: ExchangeUnit, job: HandOff) -> None:
    made = etree.SubElement(file, f"{_X}unit", id=unit.id, name=unit.name)
    said = etree.SubElement(made, f"{_X}notes")
    etree.SubElement(said, f"{_X}note", category="reportgen").text = unit.stamp
    for category, text in notes(unit, job.terms):
        etree.SubElement(said, f"{_X}note", category=category).text = clean(text)
    data = _Data(made) if unit.source.codes or (unit.target and unit.target.codes) else None
    describe = partial(_describe, data)
    for number, (source, target) in enumerate(job.segments(unit), start=1):
        segment = etree.SubElement(made, f"{_X}segment", id=f"s{number}")
        segment.set("state", _STATES.get(unit.state, "initial"))
        if segment.get("state") == "initial":
            segment.set("subState", f"reportgen:{unit.state}")
        fill(etree.SubElement(segment, f"{_X}source"), source.items, unit.source.codes, _DIALECT, describe)
        if target is not None and unit.target is not None:
            there = etree.SubElement(segment, f"{_X}target")
            fill(there, target.items, unit.target.codes, _DIALECT, describe)
        if source.after or (target and target.after):
            between = etree.SubElement(made, f"{_X}ignorable", id=f"i{number}")
            for name, one in (("source", source), ("target", target)):
                if one is not None:
                    space = etree.SubElement(between, f"{_X}{name}")
                    space.set(f"{XML}space", "preserve")
                    space.text = one.after


class _Data:
    """The `originalData` of a unit: each piece of Markdown once."""

    def __init__(self, unit: Any) -> None:
        self.element = etree.SubElement(unit, f"{_X}originalData")
        self.ids: dict[str, str] = {}

    def id(self, text: str) -> str:
        if text not in self.ids:
            self.ids[text] = f"d{len(self.ids) + 1}"
            made = etree.SubElement(self.element, f"{_X}data", id=self.ids[text])
            made.text = clean(text)
            made.set(f"{XML}space", "preserve")
        return self.ids[text]


def _describe(data: _Data | None, made: Any, code: Code) -> None:
    made.set("canCopy", "no")
    made.set("canDelete", "yes" if code.optional else "no")
    made.set("type", _KINDS.get(code.type, "other"))
    made.set("subType", _FORMATTING.get(code.type, f"reportgen:{code.type}"))
    shown = " ".join(clean(code.start).split()) or code.name
    if code.end is None:
        made.set("disp", shown)
        made.set("equiv", "")
    else:
        made.set("dispStart", shown)
        made.set("dispEnd", " ".join(clean(code.end).split()) or code.name)
    if data is None:
        return
    if code.end is None:
        made.set("dataRef", data.id(code.start))
    else:
        made.set("dataRefStart", data.id(code.start))
        made.set("dataRefEnd", data.id(code.end))


# ---- reading


def read_xliff2(root: Any) -> ReturnedFile:
    """The units of an XLIFF 2 tree; those without a target come with an empty one.

    Several segments of one unit are put together again.
    """
    space = etree.QName(root).namespace
    units = [
        _returned(unit, f"{{{space}}}")
        for file in root.iter(f"{{{space}}}file")
        for unit in file.iter(f"{{{space}}}unit")
    ]
    first = next(root.iter(f"{{{space}}}file"), None)
    original = (first.get("original") or "") if first is not None else ""
    return ReturnedFile(
        tuple(units), root.get("srcLang", ""), root.get("trgLang", ""), original.partition("/")[0]
    )


def _returned(unit: Any, x: str) -> Returned:
    sources: list[Item] = []
    targets: list[Item] = []
    states: list[str] = []
    left: list[str] = []
    for part in unit:
        if local(part) not in ("segment", "ignorable"):
            continue
        source, target = part.find(f"{x}source"), part.find(f"{x}target")
        here = tuple(items_of(source, _DIALECT)) if source is not None else ()
        there = tuple(items_of(target, _DIALECT)) if target is not None else ()
        sources.extend(here)
        if local(part) == "ignorable":
            targets.extend(there or here)
            continue
        targets.extend(there)
        state = part.get("state", "initial")
        # What the standard does not know is worth no more than nothing said.
        states.append(state if state in _ORDER else "initial")
        if untranslated(here, there):
            left.append(text_of(here))
    said = {note.get("category"): note.text or "" for note in unit.iter(f"{x}note")}
    least = min(states, key=_ORDER.index, default="initial")
    return Returned(
        unit.get("name") or unit.get("id", ""),
        Coded(tuple(sources)),
        Coded(tuple(targets)),
        said.get("reportgen", ""),
        True if least != "initial" else None,
        least if least in ("reviewed", "final") else "",
        at=f"unit {unit.get('id')}",
        left=left[0] if left and len(left) < len(states) else "",
    )
