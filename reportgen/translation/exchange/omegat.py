"""A ready OmegaT project: XLIFF 1.2, the translations in its memory with its own tags, glossary, settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from reportgen.translation.exchange.codes import Item, Mark
from reportgen.translation.exchange.units import HandOff
from reportgen.translation.exchange.xliff12 import write_xliff12
from reportgen.translation.exchange.xmlfile import clean, written

_FILTERS: Final = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<filters removeTags="false" removeSpacesNonseg="false" preserveSpaces="true" ignoreFileContext="false">
  <filter className="org.omegat.filters3.xml.xliff.XLIFFFilter" enabled="true">
    <files sourceFilenameMask="*.xlf" targetFilenamePattern="${filename}"/>
  </filter>
</filters>
"""
_PROJECT: Final = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""


def write_omegat(job: HandOff) -> dict[str, bytes]:
    """The files of the project folder, by path. What is not done yet is left for the translator."""
    source, target = job.source.upper(), job.target.upper()
    job = replace(job, whole=_ambiguous(job)) if job.by_sentence else job
    terms = "".join(f"{a}\t{b}\t{c}\n" for a, b, c in job.terms)
    return {
        "omegat.project": _PROJECT.format(source=source, target=target).encode(),
        "source/report.xlf": write_xliff12(job, copy_source=True),
        "omegat/filters.xml": _FILTERS.encode(),
        "omegat/project_save.tmx": _memory(job, source, target, True),
        "tm/other-tags.tmx": _memory(job, source, target, False),
        "glossary/terms.txt": terms.encode(),
        "target/": b"",
        "dictionary/": b"",
    }


def _memory(job: HandOff, source: str, target: str, same_codes: bool) -> bytes:
    root = etree.Element("tmx", version="1.1")
    header = etree.SubElement(root, "header", creationtool="OmegaT", creationtoolversion="3.6.0_10")
    header.set("segtype", "paragraph")
    header.set("adminlang", "EN-US")
    header.set("srclang", source)
    header.set("datatype", "plaintext")
    header.set("o-tmf", "OmegaT TMX")
    body = etree.SubElement(root, "body")
    for here, there in _translated(job, same_codes):
        made = etree.SubElement(body, "tu")
        order = _order(here)
        for lang, items in ((source, here), (target, there)):
            variant = etree.SubElement(made, "tuv", lang=lang)
            etree.SubElement(variant, "seg").text = clean(_tags(items, order))
    return written(root, frozenset({"seg"}), '<!DOCTYPE tmx SYSTEM "tmx11.dtd">')


def _translated(job: HandOff, same_codes: bool) -> Iterator[tuple[Sequence[Item], Sequence[Item]]]:
    """Texts of done units, each source once: the first translation of a repeated source is the default one.

    OmegaT refuses translations without all the tags of the source: those (`same_codes` false) are only shown.
    """
    seen: set[str] = set()
    for unit in job.units:
        if unit.target is None or not unit.is_done:
            continue
        for here, there in job.segments(unit):
            if there is None:
                continue
            order = _order(here.items)
            key = _tags(here.items, order)
            if (order.keys() == _order(there.items).keys()) == same_codes and key not in seen:
                seen.add(key)
                yield here.items, there.items


def _ambiguous(job: HandOff) -> frozenset[str]:
    """Units with a sentence that is translated otherwise elsewhere: OmegaT has one translation a text."""
    said: dict[str, set[str]] = {}
    where: dict[str, set[str]] = {}
    for unit in job.units:
        for here, there in job.segments(unit) if unit.is_done else ():
            if there is not None:
                order = _order(here.items)
                key = _tags(here.items, order)
                said.setdefault(key, set()).add(_tags(there.items, order))
                where.setdefault(key, set()).add(unit.name)
    return frozenset(name for key, texts in said.items() if len(texts) > 1 for name in where[key])


def _order(source: Sequence[Item]) -> dict[int, int]:
    """OmegaT numbers tags from 0 in the order in which they stand in the source."""
    numbers: dict[int, int] = {}
    for item in source:
        if isinstance(item, Mark) and item.side != "close":
            numbers[item.id] = len(numbers)
    return numbers


def _tags(items: Sequence[Item], order: dict[int, int]) -> str:
    parts: list[str] = []
    for item in items:
        if isinstance(item, str):
            parts.append(item)
        elif item.side == "alone":
            parts.append(f"<x{order.get(item.id, item.id)}/>")
        else:
            parts.append(f"<{'/' if item.side == 'close' else ''}g{order.get(item.id, item.id)}>")
    return "".join(parts)
