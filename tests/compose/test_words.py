"""The words of records: every value and field has a name in both languages."""

# ruff: noqa: E501 (cases on one line)

from __future__ import annotations

import re
from typing import Literal, get_args, get_origin

import pytest

from reportgen.inventory.fiche import Fiche, Selection
from reportgen.inventory.shared import Tier
from reportgen.words.compose import WORDS

ENUMS = {
    **{name: get_args(i.annotation) for name, i in Fiche.model_fields.items() if get_origin(i.annotation) is Literal},
    "selection": get_args(Selection.model_fields["kind"].annotation),
    "tier": get_args(Tier),
}  # fmt: skip


@pytest.mark.parametrize("kind", ENUMS)
def test_every_value_has_a_label(kind: str) -> None:
    assert ENUMS[kind]
    assert [value for value in ENUMS[kind] if f"labels.{kind}.{value}" not in WORDS] == []


def test_every_field_has_a_name_and_says_what_it_holds() -> None:
    assert [name for name in Fiche.model_fields if f"fields.{name}" not in WORDS] == []
    assert [name for name in Fiche.model_fields if f"about.{name}" not in WORDS] == []


def test_french_words_have_french_typography() -> None:
    wrong = re.compile(r"'|(?<![\u00a0\u202f])[;!?»%]|(?<![\u00a0]):|«(?!\u00a0)|\.\.\.")
    assert [fr for fr, _ in WORDS.values() if wrong.search(fr)] == []
    assert [en for _, en in WORDS.values() if "'" in en or re.search(r"\s[:;!?%]", en)] == []


def test_both_languages_have_the_same_places_to_fill() -> None:
    def places(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert [key for key, (fr, en) in WORDS.items() if places(fr) != places(en)] == []
