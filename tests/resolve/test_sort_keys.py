"""Sort keys are those of the collation, looked up or made."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.cache import DirectoryStore, NoStore
from reportgen.resolve import collation
from reportgen.resolve.collation import Order, sort_key, sort_keys

SPANISH = Order("el la", "nñ")


@given(st.lists(st.text(max_size=6)))
def test_they_are_those_that_are_made_one_by_one(terms: list[str]) -> None:
    assert sort_keys(terms, SPANISH, NoStore()) == {term: sort_key(term, SPANISH) for term in terms}


def test_another_process_does_not_work_them_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DirectoryStore(tmp_path)
    terms = ["l’eau", "écoute", "ñandú", "nube"]
    made = sort_keys(terms, SPANISH, store)
    with monkeypatch.context() as patched:
        patched.setattr(collation, "sort_key", None)
        assert sort_keys(terms[::-1], SPANISH, store) == made
    assert sort_keys(terms, Order(), store) != made
