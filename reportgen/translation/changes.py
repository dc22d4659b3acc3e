"""What has changed between two texts, word by word."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Literal, NamedTuple


class Change(NamedTuple):
    """A run of words: in both texts, only in the old one, or only in the new one."""

    kind: Literal["same", "gone", "new"]
    text: str


def word_changes(old: str, new: str) -> Iterator[Change]:
    """Both texts in one, as runs of words."""
    before, after = old.split(), new.split()
    for what, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield Change("same", " ".join(after[j1:j2]))
            continue
        if i1 < i2:
            yield Change("gone", " ".join(before[i1:i2]))
        if j1 < j2:
            yield Change("new", " ".join(after[j1:j2]))


def marked_change(old: str, new: str) -> str:
    """Both texts in one plain text: `[-gone-]`, `{+new+}`."""
    form = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(form[change.kind].format(change.text) for change in word_changes(old, new))
