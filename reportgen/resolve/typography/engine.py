"""Typesetting one run of text: quotation marks, then the rules of the language, until nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from reportgen.resolve.typography import english, french, general
from reportgen.resolve.typography.general import Conventions
from reportgen.resolve.typography.pieces import Piece, Run
from reportgen.resolve.typography.quotes import (
    DOUBLE_OUTSIDE,
    FRENCH,
    SINGLE_OUTSIDE,
    double_quotes,
    single_quotes,
)

PROFILES: Final[dict[str, tuple[str, ...]]] = {"fr": ("imprimerie-nationale",), "en": ("uk", "eu", "oecd")}
"""House styles by language; the first is the default."""

Profile = str | Conventions
"""A house style of `PROFILES`, or the conventions of a language that has no rules of its own here."""

# One rule may call for another; two rounds settle real text, the bound stops a quarrel between rules.
_ROUNDS = 6


def typeset(pieces: Sequence[Piece], lang: str, profile: Profile = "") -> list[str]:
    """The text of each piece with the typography of `lang`; a language without rules changes nothing.

    `profile` is one of `PROFILES[lang]`, by default the first; for another language its conventions.
    Typesetting the result changes nothing.
    """
    language = lang.split("-")[0]
    if isinstance(profile, Conventions):
        return list(_typeset(tuple(pieces), language, profile))
    if language not in PROFILES:
        return [piece.text for piece in pieces]
    return list(_typeset(tuple(pieces), language, profile or PROFILES[language][0]))


def typeset_text(text: str, lang: str, profile: Profile = "") -> str:
    """Plain text with the typography of `lang`."""
    return typeset([Piece(text)], lang, profile)[0]


@lru_cache(maxsize=65536)
def _typeset(pieces: tuple[Piece, ...], lang: str, profile: Profile) -> tuple[str, ...]:
    run = Run(pieces)
    for _ in range(_ROUNDS):
        before = run.texts
        _round(run, lang, profile)
        if run.texts == before:
            break
    return tuple(run.texts)


def _round(run: Run, lang: str, profile: Profile) -> None:
    if isinstance(profile, Conventions):
        if profile.marks and '"' in run.text:
            run.edit(list(double_quotes(run.text, profile.marks, replace_guillemets=False)))
        for the_rule in general.rules(profile):
            run.apply(the_rule)
        return
    if lang == "fr":
        if '"' in run.text:
            run.edit(list(double_quotes(run.text, FRENCH, replace_guillemets=False)))
        for the_rule in french.RULES:
            run.apply(the_rule)
        return
    marks = DOUBLE_OUTSIDE if profile == "oecd" else SINGLE_OUTSIDE
    if '"' in run.text or "«" in run.text:
        run.edit(list(double_quotes(run.text, marks, replace_guillemets=True)))
    if "'" in run.text:
        run.edit(list(single_quotes(run.text)))
    for the_rule in english.rules(profile):
        run.apply(the_rule)
