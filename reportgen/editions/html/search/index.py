"""The index of a site as script files: the only form that a page opened from disk may load.

`assets/search/index.js` says in which sections each stem stands; `assets/search/<part>.js` holds the passages
of a part, asked for when one of its sections is shown among the results.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any, Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.editions.html.search.passages import FoundIn, sections_of
from reportgen.editions.html.search.stemming import Habits, habits_of, stem, tokens
from reportgen.editions.html.summaries import kicker

FOLDER: Final = "assets/search"
INDEX: Final = f"{FOLDER}/index.js"
_TITLE, _HEADING, _KEYWORD = 6, 3, 4
"""What a word is worth in the title of a part, in a heading, among keywords; in the text it is worth one."""
_MOST: Final = 35


def search_files(document: n.Document) -> dict[str, bytes]:
    """The files of the search of `document`, by path."""
    habits = habits_of(document.lang, document.words)
    terms: dict[str, list[tuple[int, int]]] = defaultdict(list)
    parts: list[list[str]] = []
    sections: list[list[Any]] = []
    files: dict[str, bytes] = {}
    for part in document.parts:
        found = tuple(sections_of(part))
        if part.kind == "divider" or not found:
            continue
        for at, section in enumerate(found):
            for term, weight in _weights(part, section, at == 0, habits).items():
                terms[term].append((len(sections), min(weight, _MOST)))
            sections.append([len(parts), section.place, section.title])
        parts.append([part.id, part.kind, kicker(part, document.words), plain_text(part.title)])
        passages = [[[p.place, p.text] for p in section.passages] for section in found]
        files[f"{FOLDER}/{part.id}.js"] = _call("reportgenPassages", part.id, passages)
    index = {
        "lang": document.lang,
        "steps": habits.steps,
        "stop": sorted(habits.stop),
        "parts": parts,
        "sections": sections,
        "terms": {term: _packed(terms[term]) for term in sorted(terms)},
    }
    return {INDEX: _call("reportgenIndex", index), **files}


def _weights(part: n.Part, section: FoundIn, first: bool, habits: Habits) -> Counter[str]:
    counts: Counter[str] = Counter()

    def add(text: str, worth: int) -> None:
        for word in tokens(text, habits):
            counts[stem(word, habits)] += worth

    if first:
        add(plain_text(part.title), _TITLE)
        add(" ".join(part.keywords), _KEYWORD)
    add(section.title, _HEADING)
    for passage in section.passages:
        add(passage.text, 1)
    return counts


def _packed(places: list[tuple[int, int]]) -> str:
    """Steps from section to section in base 36, each with its weight after a point when it is not one."""
    packed, last = [], 0
    for section, weight in places:
        packed.append(_base36(section - last) + (f".{_base36(weight)}" if weight > 1 else ""))
        last = section
    return " ".join(packed)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def _call(function: str, *values: Any) -> bytes:
    shown = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    # U+2028 and U+2029 end a line in older scripts.
    return f"{function}({shown});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
