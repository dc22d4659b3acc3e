"""TMX 1.4b (LISA): pairs of texts for translation memories. Codes are `bpt`, `ept`, `ph` around Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from reportgen.translation.exchange.codes import Code, Coded, Item, Mark
from reportgen.translation.exchange.units import HandOff, Returned, ReturnedFile
from reportgen.translation.exchange.xmlfile import XML, append_text, clean, local, written

DOCTYPE: Final = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_INLINE: Final = frozenset({"seg", "prop", "note"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that translate each other; `name` and `stamp` as in `ExchangeUnit`, or empty."""

    source: Coded
    target: Coded
    name: str = ""
    stamp: str = ""
    state: str = ""


def job_pairs(job: HandOff) -> Iterator[Pair]:
    """The pairs of a hand-off that are translated."""
    for unit in job.units:
        if unit.target is not None:
            yield Pair(unit.source, unit.target, unit.name, unit.stamp, str(unit.state))


def write_tmx(pairs: Iterable[Pair], source: str, target: str, project: str) -> bytes:
    """The memory of these pairs, in their order."""
    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(root, "header", creationtool="reportgen", creationtoolversion="1")
    header.set("segtype", "paragraph")
    header.set("o-tmf", "reportgen")
    header.set("adminlang", "en")
    header.set("srclang", source)
    header.set("datatype", "plaintext")
    etree.SubElement(header, "prop", type="x-project").text = project
    body = etree.SubElement(root, "body")
    for pair in pairs:
        made = etree.SubElement(body, "tu")
        if pair.name:
            etree.SubElement(made, "prop", type="x-name").text = pair.name
        if pair.stamp:
            etree.SubElement(made, "prop", type="x-reportgen").text = pair.stamp
        if pair.state:
            etree.SubElement(made, "prop", type="x-state").text = pair.state
        for lang, coded in ((source, pair.source), (target, pair.target)):
            variant = etree.SubElement(made, "tuv")
            variant.set(f"{XML}lang", lang)
            _fill(etree.SubElement(variant, "seg"), coded)
    return written(root, _INLINE, DOCTYPE)


def _fill(segment: Any, coded: Coded) -> None:
    for item in coded.items:
        if isinstance(item, str):
            append_text(segment, item)
            continue
        code = coded.codes[item.id]
        made = etree.SubElement(segment, {"open": "bpt", "close": "ept", "alone": "ph"}[item.side])
        if item.side == "alone":
            made.set("x", str(code.id))
        else:
            made.set("i", str(code.id))
        if item.side != "close":
            made.set("type", f"x-{code.type}")
        made.text = clean(code.end or "" if item.side == "close" else code.start)


# ---- reading


def read_pairs(root: Any, source: str, target: str) -> Iterator[Pair]:
    """The pairs of a memory in these languages; regions are not looked at (`en-GB` is `en`)."""
    for unit in root.iter("tu"):
        texts = {_lang(variant): variant.find("seg") for variant in unit.iter("tuv")}
        first, second = texts.get(source), texts.get(target)
        if first is None or second is None:
            continue
        said = {prop.get("type"): prop.text or "" for prop in unit.iter("prop")}
        yield Pair(
            _coded(first),
            _coded(second),
            said.get("x-name", ""),
            said.get("x-reportgen", ""),
            said.get("x-state", ""),
        )


def read_tmx(root: Any, source: str, target: str) -> ReturnedFile:
    """A memory as a file that came back: its units are found by name, or else by their source."""
    header = root.find("header")
    project = next((prop.text or "" for prop in root.iterfind("header/prop[@type='x-project']")), "")
    lang = (header.get("srclang") or "") if header is not None else ""
    units = tuple(
        Returned(pair.name, pair.source, pair.target, pair.stamp, at=f"tu {number}")
        for number, pair in enumerate(read_pairs(root, source, target), start=1)
    )
    return ReturnedFile(units, lang.lower().split("-")[0], target, project)


def _lang(variant: Any) -> str:
    lang: str = variant.get(f"{XML}lang") or variant.get("lang") or ""
    return lang.lower().split("-")[0]


def _coded(segment: Any) -> Coded:
    codes: dict[int, Code] = {}
    items = tuple(_items(segment, codes))
    return Coded(items, codes)


def _items(segment: Any, codes: dict[int, Code]) -> Iterator[Item]:
    if segment.text:
        yield segment.text
    for child in segment:
        name = local(child)
        raw = child.get("x" if name == "ph" else "i") or ""
        number = int(raw) if raw.isdecimal() and len(raw) < 6 else 0
        kind = (child.get("type") or "x-").removeprefix("x-")
        text = "".join(child.itertext())
        if name == "ph":
            codes[number] = Code(number, kind, text, None, "")
            yield Mark(number, "alone", raw)
        elif name == "bpt":
            codes[number] = Code(number, kind, text, "", "")
            yield Mark(number, "open", raw)
        elif name == "ept":
            if number in codes:
                codes[number] = Code(number, codes[number].type, codes[number].start, text, "")
            yield Mark(number, "close", raw)
        elif name == "hi":
            yield from _items(child, codes)
        elif name:
            yield Mark(0, "alone", f"<{name}>")
        if child.tail:
            yield child.tail
