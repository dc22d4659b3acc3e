"""What reviewers left, and whether a report built again reads so: for `bench.review`."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from lxml import etree

from bench import newer

_BOLD = "words in bold"


def settled(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()


@dataclass
class Left:
    """What the reviewers left, by the text of paragraphs: what the report must read when built again."""

    texts: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    follow: list[tuple[str, str]] = field(default_factory=list)
    split: list[tuple[str, str]] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)


def judged(data: bytes, left: Left, tool: Any) -> tuple[int, int]:
    """How many of the edits the report reads as left, by the text of its paragraphs."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        stories = [etree.fromstring(archive.read(f"word/{part}.xml")) for part in ("document", "footnotes")]
    paragraphs = [p for root in stories for p in root.iter(tool.W + "p")]
    shown = [text for p in paragraphs if (text := loose(settled(tool.shown(p))))]
    now = Counter(shown)
    bold = {
        "".join(t.text or "" for t in run.iter(tool.W + "t"))
        for p in paragraphs
        for run in p.iter(tool.W + "r")
        if run.find(f"{tool.W}rPr/{tool.W}b") is not None
    }
    following = set(pairwise(shown))
    meanwhile = [(like(one), like(other)) for one, other in following if newer.MEANWHILE in one + other]
    alone = [like(one) for one in shown if newer.MEANWHILE in one]

    def stands(text: str) -> bool:
        return now[loose(text)] > 0 or any(one.fullmatch(loose(text)) for one in alone)

    def follow(texts: tuple[str, str]) -> bool:
        first, second = map(loose, texts)
        newer_ones = any(one.fullmatch(first) and two.fullmatch(second) for one, two in meanwhile)
        return (first, second) in following or newer_ones

    checks = {
        "words": [(text, stands(text)) for text in left.texts],
        # A cell or a definition of the glossary has one paragraph: what is added ends what is typed.
        "paragraphs added": [(text, any(loose(text) in one for one in shown)) for text in left.added],
        "paragraphs split": [(pair[0], follow(pair)) for pair in left.split],
        "paragraphs deleted": [(text, not now[loose(text)]) for text in left.gone],
        "paragraphs moved": [(pair[1], follow(pair)) for pair in left.follow],
        _BOLD: [(text, any(text in one for one in bold)) for text in left.bold],
    }
    for name, rows in checks.items():
        percent(f"  {name}", sum(good for _text, good in rows), len(rows))
        for text in [text for text, good in rows if not good][:12]:
            print("     not as left:", text[:150])
    # Bold is no edit of text.
    every = [good for name, rows in checks.items() if name != _BOLD for _text, good in rows]
    return sum(every), len(every)


def like(text: str) -> re.Pattern[str]:
    """A paragraph whatever word stood where the sources have another one since."""
    return re.compile(re.escape(text).replace(newer.MEANWHILE, r"\w+"))


def loose(text: str) -> str:
    """Without what renumbering and typography change."""
    return re.sub(r"[\s«»“”\"’']+", " ", re.sub(r"\d+", "#", text)).strip()


def percent(what: str, good: int, total: int) -> None:
    print(f"{what}: {good}/{total} = {100 * good / max(1, total):.1f} %")
