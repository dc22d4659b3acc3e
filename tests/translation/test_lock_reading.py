"""A lock that stands as it was written is read without YAML: what comes of it is what YAML reads."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.translation import lock as module
from reportgen.translation.lock import Entry, Lock, read_lock, write_lock

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["l’État : « oui »", "a\\\nb", '"', "{id: 1}", "], was: [", "\u200b", "\U0001f642", "\u202f;", "\x85", ""]
)
HASHES = st.lists(st.from_regex(r"\A[0-9a-f]{12}\Z"), max_size=3).map(tuple)
ENTRIES = st.builds(
    Entry,
    id=TEXTS,
    kind=st.sampled_from(["title", "paragraph", "field"]),
    source=HASHES,
    target=HASHES,
    state=st.sampled_from(["draft", "translated", "reviewed", "final", "same", "added"]),
    was=st.lists(TEXTS, max_size=3).map(tuple),
    by=TEXTS,
    on=st.sampled_from(["", "2026-11-26"]),
    why=TEXTS,
)
LOCKS = st.lists(ENTRIES, min_size=1, max_size=4).map(lambda entries: Lock(tuple(entries)))


def by_yaml(text: str) -> tuple[Lock, list[Diagnostic]]:
    found = Diagnostics()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_as_written", lambda *_: None)
        return read_lock(text, "lock.yaml", "fr", "en", found), list(found)


def read(text: str) -> tuple[Lock, list[Diagnostic]]:
    found = Diagnostics()
    return read_lock(text, "lock.yaml", "fr", "en", found), list(found)


@settings(max_examples=300, deadline=None)
@given(LOCKS)
def test_what_was_written_is_read_as_yaml_reads_it(lock: Lock) -> None:
    text = write_lock(lock, "fr", "en")
    assert read(text) == by_yaml(text)


@settings(max_examples=300, deadline=None)
@given(LOCKS, st.randoms(use_true_random=False))
def test_what_a_person_or_a_merge_has_changed_is_read_as_yaml_reads_it(
    lock: Lock, chance: random.Random
) -> None:
    text = write_lock(lock, "fr", "en")
    for _ in range(3):
        at = chance.randrange(len(text))
        put = chance.choice(
            ["", "\n", "\\", '"', ",", " ", "}", "x", "\t", "\\/", "\\ud83d", "#", "\r\n", text[at:]]
        )
        text = text[:at] + put + text[at + chance.choice([0, 1, 1, 40]) :]
    assert read(text) == by_yaml(text)


def test_a_lock_of_the_engine_needs_no_yaml() -> None:
    entries = (
        Entry("title", "title", ("0" * 12,), ("1" * 12,), "translated", ("L’« État »\\\nici",)),
        Entry(
            "~x/p1", "paragraph", ("2" * 12, "3" * 12), (), "same", ("un", "deux"), "M", "2026-01-01", "nom"
        ),
    )
    text = write_lock(Lock(entries), "fr", "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "read_yaml", None)
        assert read(text) == (Lock(entries), [])
