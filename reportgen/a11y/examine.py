"""Every automated check on every page of a site and on the files beside it."""

from __future__ import annotations

import hashlib
import posixpath
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from lxml import html

from reportgen.a11y.file_rules import (
    DOCX_RULES,
    EPUB_RULES,
    PDF_RULES,
    UNREADABLE,
    check_docx,
    check_epub,
    check_pdf,
    word_advice,
)
from reportgen.a11y.page_rules import RULES

SITE_RULES: Final = {"titles-unique": ("8.6",), "dead-links": ("6.1",), "same-menu": ("12.2",)}
"""Rules that compare pages, with their RGAA criteria."""
_CHECKS: Final = {
    "pdf": (check_pdf, PDF_RULES),
    "docx": (check_docx, DOCX_RULES),
    "epub": (check_epub, EPUB_RULES),
}
_ALWAYS: Final = ("index", "search", "accessibility", "404", "inventory", "map", "timeline", "all")


@dataclass(frozen=True, slots=True)
class Examined:
    """One language: findings by rule as (page, place), those of each file, the sample and its seed.

    `advice`, by kind of file, is for people to judge, and no finding.
    """

    lang: str
    pages: tuple[str, ...]
    findings: Mapping[str, tuple[tuple[str, str], ...]]
    files: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    sample: tuple[str, ...] = ()
    seed: str = ""
    advice: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(map(len, self.findings.values())) + sum(
            len(places) for rules in self.files.values() for places in rules.values()
        )


def examine(lang: str, site: Mapping[str, bytes], files: Mapping[str, bytes], seed: str) -> Examined:
    """The results for one language. `site`: path -> bytes of its folder; `files`: "pdf" -> bytes, and so on.

    `seed` (the version of the report, say) decides which pages are drawn for the sample.
    """
    trees = {
        name.removesuffix(".html"): html.document_fromstring(data)
        for name, data in sorted(site.items())
        if name.endswith(".html")
    }
    found: dict[str, list[tuple[str, str]]] = {rule.id: [] for rule in RULES}
    for stem, tree in trees.items():
        for rule in RULES:
            found[rule.id] += [(stem, place) for place in rule.check(tree)]
    found["titles-unique"] = list(_titles(trees))
    found["dead-links"] = list(_dead(trees, frozenset(site)))
    found["same-menu"] = list(_menus(trees))
    return Examined(
        lang,
        tuple(trees),
        {rule: tuple(places) for rule, places in found.items()},
        {kind: _of_file(kind, data) for kind, data in files.items() if kind in _CHECKS},
        tuple(_sample(tuple(trees), f"{lang}/{seed}")),
        f"{lang}/{seed}",
        _advice(lang, files),
    )


def _advice(lang: str, files: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    said = word_advice(files["docx"], "fr" if lang == "fr" else "en") if "docx" in files else ()
    return {"docx": said} if said else {}


def _of_file(kind: str, data: bytes) -> dict[str, tuple[str, ...]]:
    check, rules = _CHECKS[kind]
    try:
        findings = list(check(data))
    except UNREADABLE as error:
        findings = [("readable", str(error)[:80])]
    return {rule: tuple(place for broken, place in findings if broken == rule) for rule in rules}


def _titles(trees: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for stem, tree in trees.items():
        title = (tree.findtext(".//title") or "").strip()
        if title in seen:
            yield stem, title
        seen.add(title)


def _dead(trees: Mapping[str, Any], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Links inside the site whose page or fragment does not exist; those above the site are left alone."""
    ids = {stem: set(tree.xpath("//@id")) for stem, tree in trees.items()}
    for stem, tree in trees.items():
        for address in tree.xpath("//@href | //@src"):
            if address.startswith(("http:", "https:", "mailto:", "tel:", "data:", "../")):
                continue
            file, _, fragment = address.partition("#")
            target = posixpath.normpath(unquote(file)) if file else f"{stem}.html"
            page = target.removesuffix(".html")
            if target not in names or (fragment and page in ids and unquote(fragment) not in ids[page]):
                yield stem, address


def _menus(trees: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    first: list[str] | None = None
    for stem, tree in trees.items():
        if stem == "404":  # its addresses are absolute
            continue
        menu = tree.xpath("//*[@id='rg-contents']//a/@href")
        first = menu if first is None else first
        if menu != first:
            yield stem, "menu"


def _sample(stems: tuple[str, ...], seed: str) -> Iterator[str]:
    """Pages that every audit must see, one page a kind, and one page in ten drawn at random."""
    chosen: list[str] = [stem for stem in _ALWAYS if stem in stems]
    for kind in ("ch-", "fiche-", "ann-", "div-", "by-", "facing-"):
        chosen += [stem for stem in stems if stem.startswith(kind)][:1]
    rest = [stem for stem in stems if stem not in chosen]
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    drawn = random.Random(number).sample(rest, min(len(rest), -(-len(stems) // 10)))
    yield from (*chosen, *sorted(drawn))
