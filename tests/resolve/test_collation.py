"""The order of Latin terms is that of the whole table of weights, of which only a part is read."""

from __future__ import annotations

import pytest
import pyuca
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.resolve import collation
from reportgen.resolve.collation import sort_key

WHOLE = pyuca.Collator()
LATIN = st.characters(max_codepoint=0x36F) | st.characters(min_codepoint=0x1E00, max_codepoint=0x2BFF)


@settings(deadline=None)
@given(st.text(LATIN, max_size=12))
def test_latin_text_has_the_weights_of_the_whole_table(text: str) -> None:
    assert sort_key(text)[0] == WHOLE.sort_key(collation.without_article(text))


@pytest.mark.parametrize("term", ["Ωμέγα", "Ёлка", "日本", "Δ et d", "ﬁche"])
def test_other_scripts_are_read_from_the_whole_table(term: str) -> None:
    assert sort_key(term)[0] == WHOLE.sort_key(term)


def test_accents_and_ligatures_stand_where_a_dictionary_has_them() -> None:
    words = ["zèle", "Œuvre", "état", "oeuf", "Étage", "eau", "œil"]
    assert sorted(words, key=sort_key) == ["eau", "Étage", "état", "œil", "oeuf", "Œuvre", "zèle"]
