"""Words as search compares them: without accents, and without the endings that grammar changes.

A light stemmer, made of tables: the tables travel inside the index, and `search.js` applies them in the same
way, so that the two sides cannot part. Each table is a step; in a step the longest ending that leaves enough
letters is replaced, once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

Step = tuple[tuple[str, str, int], ...]
"""Endings, what replaces each, and how many letters must stand before it."""

_FRENCH: Final[tuple[Step, ...]] = (
    (("eaux", "eau", 1), ("aux", "al", 3), ("ss", "ss", 1), ("s", "", 3), ("x", "", 3)),
    (
        *(("publique", "public", 0), ("ibilite", "ibl", 3), ("abilite", "abl", 3), ("ativement", "", 4)),
        *(("issement", "", 3), ("ication", "", 4), ("ennete", "en", 4), ("onnelle", "on", 4)),
        *(("atrice", "", 4), ("ateur", "", 4), ("ation", "", 4), ("ative", "", 4), ("atif", "", 4)),
        *(("ition", "", 5), ("ement", "", 4), ("onnel", "on", 4), ("ance", "", 4), ("ante", "", 5)),
        *(("ique", "", 5), ("isme", "", 4), ("iste", "", 4), ("euse", "", 5), ("enne", "en", 4)),
        *(("elle", "el", 4), ("ment", "", 4), ("ence", "", 4), ("ant", "", 5), ("ale", "al", 3)),
        *(("ive", "if", 4), ("eur", "", 5), ("ite", "", 4), ("ee", "", 4), ("er", "", 4), ("ie", "", 5)),
    ),
    (("e", "", 3),),
    (("nn", "n", 3), ("ll", "l", 3), ("tt", "t", 3)),
)
_ENGLISH: Final[tuple[Step, ...]] = (
    (("sses", "ss", 1), ("ies", "y", 2), ("ss", "ss", 1), ("us", "us", 1), ("is", "is", 1), ("s", "", 3)),
    (
        *(("atively", "", 4), ("ability", "abl", 3), ("ibility", "ibl", 3), ("ational", "", 4)),
        *(("ization", "", 4), ("isation", "", 4), ("cratic", "crat", 2), ("ation", "", 4), ("ative", "", 4)),
        *(("atory", "", 4), ("ition", "", 5), ("cracy", "crat", 2), ("ment", "", 4), ("ness", "", 4)),
        *(("ance", "", 4), ("ence", "", 4), ("ator", "", 4), ("ing", "", 4), ("ant", "", 5), ("ate", "", 4)),
        *(("ise", "", 4), ("ize", "", 4), ("ity", "", 4), ("ed", "", 4), ("er", "", 4), ("ly", "", 4)),
        ("y", "", 4),
    ),
    (("e", "", 3),),
    (("nn", "n", 3), ("tt", "t", 3)),
)
STEPS: Final[dict[str, tuple[Step, ...]]] = {
    lang: tuple(tuple(sorted(step, key=lambda rule: -len(rule[0]))) for step in steps)
    for lang, steps in {"fr": _FRENCH, "en": _ENGLISH}.items()
}
"""The steps of each language, the longest endings first."""

_FRENCH_STOP: Final = """
a ai ainsi au aux avec ce ces cet cette ceux comme d dans de des donc dont du elle elles en est et
ete etre eu il ils j je l la le les leur leurs lui m mais me meme mes n ne ni nos notre nous on ont
ou par pas plus pour qu que quel quelle qui s sa sans se ses si son sont sur t tout tous toute une
un vos votre vous y c
"""
_ENGLISH_STOP: Final = """
a an and are as at be been but by can did do for from had has have he her his how i if in into is it
its not of on or our s she so such t than that the their them then there these they this those to
was we were what when which who will with would you your
"""
STOP: Final[dict[str, frozenset[str]]] = {
    "fr": frozenset(_FRENCH_STOP.split()),
    "en": frozenset(_ENGLISH_STOP.split()),
}

_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "\u00ad": None})
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_TOKEN: Final = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """`text` in small letters, without accents and ligatures."""
    lowered = text.lower().translate(_LIGATURES)
    return _BEYOND_ASCII.sub(_without_mark, unicodedata.normalize("NFKD", lowered))


def _without_mark(sign: re.Match[str]) -> str:
    return "" if unicodedata.combining(sign[0]) else sign[0]


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """How the words of a language are compared: the steps, and the words that say nothing."""

    steps: tuple[Step, ...]
    stop: frozenset[str]


def habits_of(lang: str, words: Mapping[str, str]) -> Habits:
    """Those of French and English stand here; those of another language in its words (`search.…`)."""
    if lang in STEPS:
        return _known(lang)
    return _read(words.get("search.endings", ""), words.get("search.ignored", ""))


@cache
def _known(lang: str) -> Habits:
    return Habits(STEPS[lang], STOP[lang])


@lru_cache(maxsize=16)
def _read(endings: str, ignored: str) -> Habits:
    """Endings as `ación->ac:3 mente:4|s:3`: what is cut, what replaces it, how many letters must stay."""
    steps = []
    for step in endings.split("|"):
        found = (_ENDING.fullmatch(item) for item in step.split())
        rules = [(fold(hit[1]), fold(hit[2] or ""), int(hit[3] or 3)) for hit in found if hit]
        steps.append(tuple(sorted(rules, key=lambda rule: -len(rule[0]))))
    return Habits(tuple(step for step in steps if step), frozenset(fold(ignored).split()))


_ENDING: Final = re.compile(r"(\w+)(?:->(\w*))?(?::([0-9]))?")


def tokens(text: str, habits: Habits) -> list[str]:
    """The words of `text`, folded, without those that say nothing."""
    stop = habits.stop
    return [w for w in _TOKEN.findall(fold(text)) if w not in stop and (len(w) > 1 or w.isdigit())]


@cache
def stem(word: str, habits: Habits) -> str:
    """A folded word without its ending."""
    for step in habits.steps:
        for ending, replacement, least in step:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: len(word) - len(ending)] + replacement
                break
    return word
