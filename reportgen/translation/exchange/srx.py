"""Where sentences end: segmentation rules in the manner of SRX 2.0 (LISA), applied here and handed to tools.

A rule is a pair of regular expressions, for the text before and after a place. The first rule that fits a
place says whether a sentence ends there; where none fits, none does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from lxml import etree

from reportgen.translation.exchange.xmlfile import written

NAMESPACE: Final = "http://www.lisa.org/srx20"
CODE: Final = "\ufffc"
"""How a code that stands alone reads (a citation, a note); references and values read as words."""
_REACH: Final = 40
"""How far before a place a rule looks: longer than any abbreviation."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether a sentence ends between a text that ends like `before` and one that begins like `after`."""

    is_break: bool
    before: str
    after: str


def _abbreviations(words: str, after: str = r"\s") -> Rule:
    return Rule(False, rf"\b(?:{'|'.join(re.escape(word) for word in words.split())})\.", after)


_OPENING: Final = r"(?:«[ \u00a0\u202f]?|[“‘\"'(\[¿¡])*"
_ENDS: Final = rf"[.?!…](?:[ \u00a0\u202f]?»|[”’\"')\]]|{CODE})*"
_ALWAYS: Final = (
    Rule(False, r"(?<!\w)[A-ZÀ-ÖØ-Þ]\.", r"\s+(?:[A-ZÀ-ÖØ-Þ](?:[a-zà-öø-ÿ]|\.)|\d)"),
    Rule(True, _ENDS, rf"\s+{_OPENING}[A-ZÀ-ÖØ-ÞŒ0-9]"),
)
RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "fr": (
        _abbreviations("MM Mme Mmes Mlle Dr Pr Me Mgr St Ste"),
        _abbreviations("p pp art al cf fig tabl vol chap ch no nos env éd coll ex réf t"),
        Rule(False, r"\betc\.", r"\s+[a-zà-öø-ÿ]"),
    ),
    "en": (
        _abbreviations("Mr Mrs Ms Dr Prof St Jr Fig Figs Art Arts"),
        _abbreviations("p pp art cf vol ch ed eds vs e.g i.e approx"),
        _abbreviations("No Nos no nos", r"\s+\d"),
    ),
    "es": (
        _abbreviations("Sr Sra Sres Dr Dra D Dña Prof"),
        _abbreviations("p pp pág págs art arts cf núm núms n.º fig vol cap ej p.ej"),
    ),
}
"""The rules of a language beyond those of every language, which come after them."""


@cache
def _compiled(lang: str) -> tuple[tuple[bool, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    rules = (*RULES.get(lang, ()), *_ALWAYS)
    return tuple(
        (
            rule.is_break,
            re.compile(rule.before),
            re.compile(rf"(?:{rule.before})\Z"),
            re.compile(rule.after),
        )
        for rule in rules
    )


def breaks(text: str, lang: str) -> list[int]:
    """The offsets of `text` at which a sentence ends: before the space that follows it."""
    rules = _compiled(lang)
    places = {
        found.end()
        for is_break, anywhere, _, after in rules
        if is_break
        for found in anywhere.finditer(text)
        if after.match(text, found.end())
    }
    return [place for place in sorted(places) if _ends(text, place, lang)]


def _ends(text: str, place: int, lang: str) -> bool:
    before = text[max(0, place - _REACH) : place]
    for is_break, _, ends, after in _compiled(lang):
        if ends.search(before) and after.match(text, place):
            return is_break
    return False


def write_srx() -> bytes:
    """The rules as an SRX 2.0 file, so that a tool cuts texts as they are cut here."""
    s = f"{{{NAMESPACE}}}"
    root = etree.Element(f"{s}srx", nsmap={None: NAMESPACE}, version="2.0")  # type: ignore[dict-item]
    header = etree.SubElement(root, f"{s}header", segmentsubflows="yes", cascade="yes")
    for kind, include in (("start", "no"), ("end", "yes"), ("isolated", "yes")):
        etree.SubElement(header, f"{s}formathandle", type=kind, include=include)
    body = etree.SubElement(root, f"{s}body")
    named = [*RULES.items(), ("every", _ALWAYS)]
    languages = etree.SubElement(body, f"{s}languagerules")
    for name, rules in named:
        made = etree.SubElement(languages, f"{s}languagerule", languagerulename=name)
        for rule in rules:
            one = etree.SubElement(made, f"{s}rule")
            one.set("break", "yes" if rule.is_break else "no")
            etree.SubElement(one, f"{s}beforebreak").text = rule.before
            etree.SubElement(one, f"{s}afterbreak").text = rule.after
    maps = etree.SubElement(body, f"{s}maprules")
    for name, _ in named:
        pattern = ".*" if name == "every" else f"{name}.*"
        etree.SubElement(maps, f"{s}languagemap", languagepattern=pattern, languagerulename=name)
    return written(root, frozenset({"beforebreak", "afterbreak"}))
