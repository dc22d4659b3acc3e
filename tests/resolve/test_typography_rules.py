"""The typographic rules, case by case, and what must never happen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.resolve.typography import PROFILES, Piece, lint, superscripts, typeset, typeset_text

CASES = Path(__file__).parent / "typography_cases.txt"
CODE = {"FR": "TYP1", "EN": "TYP2"}


def visible(text: str) -> str:
    return text.replace("\u202f", "⍽").replace("\u00a0", "␣")


def invisible(text: str) -> str:
    return text.replace("⍽", "\u202f").replace("␣", "\u00a0")


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("rule", "lang", "done", "given_text", "expected"), cases())
def test_a_case_of_the_table(rule: str, lang: str, done: str, given_text: str, expected: str) -> None:
    text = invisible(given_text)
    if done == "lint":
        code = CODE[rule[:2]] + rule[3:]
        assert len([f for f in lint(text, lang) if f.code == code]) == int(expected)
    elif done == "raise":
        for raised in reversed(list(superscripts(text))):
            text = f"{text[: raised.start]}<sup>{raised.text}</sup>{text[raised.end :]}"
        assert visible(text) == expected
    else:
        profile = done.partition(":")[2]
        result = typeset_text(text, lang, profile)
        assert visible(result) == expected
        assert typeset_text(result, lang, profile) == result


def test_the_table_is_whole() -> None:
    assert len({case[0] for case in cases()}) == 54
    languages = [case[1] for case in cases()]
    assert languages.count("fr") >= 200
    assert languages.count("en") >= 100


TEXT = st.text(st.sampled_from("aàeLMJt 0123456789.,;:!?'\"«»“”‘’()[]–-…%€°hkmxn\u00a0\u202f\n"), max_size=40)
KEPT = st.sampled_from(
    [
        "https://ex.org/a:b?c=1;d=2",
        "jean.dupont@ex-org.fr",
        "12:30",
        "2024-01-31",
        "2021-1109",
        "`a ; b`",
        "{{ count(fiches) }}",
        "[@fig-x]",
    ]
)
STYLES = st.sampled_from([(lang, profile) for lang, profiles in PROFILES.items() for profile in profiles])


@settings(max_examples=400, deadline=None)
@given(TEXT, STYLES)
def test_typesetting_twice_changes_nothing_more(text: str, style: tuple[str, str]) -> None:
    once = typeset_text(text, *style)
    assert typeset_text(once, *style) == once


@settings(max_examples=300, deadline=None)
@given(TEXT, KEPT, TEXT, STYLES)
def test_addresses_code_and_references_are_kept(
    before: str, kept: str, after: str, style: tuple[str, str]
) -> None:
    assert kept in typeset_text(f"{before} {kept} {after}", *style)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXT, st.booleans(), st.integers(0, 3)), max_size=6), STYLES)
def test_frozen_pieces_are_kept_and_boundaries_stay(
    parts: list[tuple[str, bool, int]], style: tuple[str, str]
) -> None:
    pieces = [Piece(text, frozen, depth) for text, frozen, depth in parts]
    result = typeset(pieces, *style)
    assert len(result) == len(pieces)
    assert all(new == old.text for new, old in zip(result, pieces, strict=True) if old.frozen)


@settings(max_examples=300, deadline=None)
@given(TEXT, STYLES)
def test_no_letter_is_lost(text: str, style: tuple[str, str]) -> None:
    letters = [c for c in text if c in "aàLJ"]
    assert [c for c in typeset_text(text, *style) if c in "aàLJ"] == letters


@pytest.mark.parametrize(
    ("lang", "parts", "expected"),
    [
        ("fr", ["*Axes", "* : accès"], ["*Axes", "*␣: accès"]),
        ("fr", ["Un «", "mot", "» dit"], ["Un «␣", "mot", "␣» dit"]),
        ("fr", ['"', "mot", '"'], ["«␣", "mot", "␣»"]),
        ("fr", ["voir p. ", "45"], ["voir p.␣", "45"]),
        ("en", ["see p. ", "45", " ; then"], ["see p.␣", "45", "; then"]),
    ],
)
def test_rules_see_across_markup(lang: str, parts: list[str], expected: list[str]) -> None:
    pieces = [Piece(text, depth=index % 2) for index, text in enumerate(parts)]
    assert [visible(text) for text in typeset(pieces, lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", 'Il dit « un "vrai" guichet ».', "Il dit «␣un “vrai” guichet␣»."),
        ("fr", 'une marque " sans sœur', 'une marque " sans sœur'),
        ("fr", "voir la fiche 12 et l'annexe B", "voir la fiche␣12 et l’annexe␣B"),
        ("fr", "Les 10 et 11 h 30 ; 3 l'an", "Les 10 et 11␣h␣30⍽; 3 l’an"),
        ("en", "in 2019-03 and 2019-21", "in 2019-03 and 2019–21"),
        ("en", "he said 'well done' twice", "he said ‘well done’ twice"),
        ("en", "see figure 3 and Annex B", "see figure␣3 and Annex␣B"),
        ("de", 'unverändert : "so"', 'unverändert : "so"'),
    ],
)
def test_other_habits(lang: str, text: str, expected: str) -> None:
    assert visible(typeset_text(text, lang)) == expected
