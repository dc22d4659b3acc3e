"""What a rule says it needs is only a short cut: it never keeps the rule from a match."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reportgen.resolve.typography import english, french
from reportgen.resolve.typography.pieces import Piece, Rule, Run

CASES = (Path(__file__).parent / "typography_cases.txt").read_text(encoding="utf-8").splitlines()
RULES = (*french.RULES, *(rule for profile in ("uk", "eu", "oecd") for rule in english.rules(profile)))
MARKS = " \u00a0\u202f'’\"«»“”;:!?.,…%‰€°º§-–—()[]0129٣²XVIMmDPSsnNoOeEtTckhx*/\n"


def applied(rule: Rule, text: str) -> str:
    run = Run([Piece(text)])
    run.apply(rule)
    return run.text


def check(text: str) -> None:
    for rule in RULES:
        assert applied(rule, text) == applied(dataclasses.replace(rule, needs=frozenset()), text), rule.id


def test_on_the_cases_of_the_rule_table() -> None:
    for text in CASES:
        check(text)


@given(st.text(st.sampled_from(MARKS), max_size=25))
def test_on_any_text(text: str) -> None:
    check(text)
