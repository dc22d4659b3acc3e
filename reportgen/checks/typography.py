"""Typography as typed: what the rules of the language would change, spaces of another kind excepted.

Editors type plain spaces, and the engine sets those that a line must not break: that is no fault. A missing
space, a straight apostrophe, `12ème` or `A l’heure` is, and can be mended in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from reportgen.checks.context import CheckContext
from reportgen.checks.texts import MARKUP, Passage
from reportgen.resolve.typography import Piece, Profile, typeset

_SPACES: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
_CAPITALS: Final = {
    "A": "À", "Etat": "État", "Etats": "États", "Ecole": "École", "Ecoles": "Écoles", "Etude": "Étude",
    "Etudes": "Études", "Evaluation": "Évaluation", "Evaluations": "Évaluations", "Egalité": "Égalité",
    "Ile-de-France": "Île-de-France", "Elu": "Élu", "Elus": "Élus", "Elue": "Élue", "Elues": "Élues",
    "Equipe": "Équipe", "Etablissement": "Établissement", "Etablissements": "Établissements",
    "Election": "Élection", "Elections": "Élections", "Elysée": "Élysée", "Energie": "Énergie",
    "Ecologie": "Écologie",
}  # fmt: skip
_ACCENTED: Final = frozenset("ÀÉÎ")
_CAPITAL: Final = re.compile(
    r"(?:(?:^|(?<=[.!?…]\s))A(?= [a-zà-ÿ])|\b(?:"
    + "|".join(word for word in _CAPITALS if word != "A")
    + r")\b)",
    re.MULTILINE,
)
_LINE_START: Final = re.compile(r"[ \t]*(?:(?:[-+*>]|\d+[.)]|#{1,6})[ \t]+)*|[ \t]+")


@dataclass(frozen=True, slots=True)
class Change:
    """Replace the characters `start` to `end` of a passage by `new`."""

    start: int
    end: int
    new: str


def as_typed(context: CheckContext) -> None:
    """CHK030: what `check --fix` would change."""
    for passage in context.passages:
        for change in changes(passage, context.house(passage.lang)):
            old, new = _shown(passage.text, change)
            context.diagnostics.add("CHK030", passage.at(change.start), old=old, new=new)
            if change.new.strip()[:1] in _ACCENTED:
                # What is said of the whole text is now said of the letter.
                context.drop("TYP121", passage.span)


def changes(passage: Passage, house: Profile = "") -> Iterator[Change]:
    """The changes that the typography of its language asks of a passage, in order; none twice. `house`: the
    conventions of a language that the engine has no rules for."""
    text = passage.text
    pieces = list(_pieces(text))
    if passage.lang == "fr":
        pieces = [p if p.frozen else Piece(_CAPITAL.sub(lambda m: _CAPITALS[m[0]], p.text)) for p in pieces]
    done = typeset(pieces, passage.lang, house)
    at = 0
    for before, piece, after in zip(_pieces(text), pieces, done, strict=True):
        if not piece.frozen:
            for change in _differences(before.text, after):
                yield Change(at + change.start, at + change.end, change.new)
        at += len(before.text)


def _pieces(text: str) -> Iterator[Piece]:
    """The text in runs; markup, line ends and what begins a line are never touched."""
    done = 0
    stops = [(m.start(), m.end()) for m in MARKUP.finditer(text)]
    stops += [
        (m.start(), m.end()) for m in re.finditer(r"\n[ \t]*(?:(?:[-+*>]|\d+[.)]|:)[ \t]+)*|\||[*_~^]+", text)
    ]
    head = _LINE_START.match(text)
    stops += [(0, head.end())] if head and head.end() else []
    for start, end in sorted(stops):
        if start < done:
            continue
        if text[done:start]:
            yield Piece(text[done:start])
        yield Piece(text[start:end], frozen=True)
        done = end
    if text[done:]:
        yield Piece(text[done:])


def _differences(old: str, new: str) -> Iterator[Change]:
    plain_old, plain_new = old.translate(_SPACES), new.translate(_SPACES)
    if plain_old == plain_new:
        return
    for tag, a, b, c, d in SequenceMatcher(None, plain_old, plain_new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(a, b, new[c:d])


def _shown(text: str, change: Change) -> tuple[str, str]:
    """The change with the characters around it, for a person."""
    start, end = max(0, change.start - 8), min(len(text), change.end + 8)
    before, after = text[start : change.start].split("\n")[-1], text[change.end : end].split("\n")[0]
    return before + text[change.start : change.end] + after, before + change.new + after
