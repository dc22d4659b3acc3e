"""Changes of the source that need no new translation, said by a person and checked: spelling, punctuation."""

from __future__ import annotations

import dataclasses
from collections import Counter

from reportgen.translation.exchange.codes import Coded, encode
from reportgen.translation.exchange.units import BETWEEN
from reportgen.translation.figures import Words, multiset, negations
from reportgen.translation.lock import Entry
from reportgen.translation.states import PairedUnit, State


def touched(unit: PairedUnit, lang: str, words: Words | None = None) -> str:
    """What a change of the source touches that a translation must say: `figures`, `markup`, `negation`.

    Empty when it touches none of them, which is no proof that the meaning is the same.
    """
    old = encode(BETWEEN.join(unit.entry.was if unit.entry else ()))
    new = encode(BETWEEN.join(piece.unit.text for piece in unit.source))
    if multiset(old.plain, lang, words) != multiset(new.plain, lang, words):
        return "figures"
    if _signs(old) != _signs(new):
        return "markup"
    if negations(old.plain, lang, words) != negations(new.plain, lang, words):
        return "negation"
    return ""


def declared_trivial(unit: PairedUnit, on: str) -> Entry | None:
    """The entry of a stale unit with its present source, its state kept; None when it is not stale."""
    if unit.entry is None or unit.state is not State.STALE:
        return None
    return dataclasses.replace(
        unit.entry,
        source=tuple(piece.unit.hash for piece in unit.source),
        was=tuple(piece.unit.text for piece in unit.source),
        on=on,
    )


def _signs(coded: Coded) -> Counter[str]:
    return Counter(code.sign for code in coded.codes.values())
