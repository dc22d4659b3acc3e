"""What `@…` may name: labels of the report, or keys of the bibliography."""

from __future__ import annotations

import re
from typing import Final

PREFIXES: Final = ("ch", "sec", "fig", "tbl", "fiche", "ann", "rec", "par")

# Words that people type for a prefix, and the prefix that they mean.
LOOKALIKES: Final = {
    **dict.fromkeys(("chap", "chapter", "chapitre", "chp"), "ch"),
    **dict.fromkeys(("section", "sect", "se"), "sec"),
    **dict.fromkeys(("figure", "fg", "figs", "figures", "img", "image"), "fig"),
    **dict.fromkeys(("table", "tab", "tableau", "tb", "tbls", "tables"), "tbl"),
    **dict.fromkeys(("fiches", "fich", "sheet"), "fiche"),
    **dict.fromkeys(("annex", "annexe", "app", "appendix"), "ann"),
    **dict.fromkeys(("reco", "recommandation", "recommendation"), "rec"),
    **dict.fromkeys(("para", "paragraph", "paragraphe"), "par"),
}

# A key ends in a letter or digit, so that a full stop or comma after it belongs to the sentence.
KEY: Final = re.compile(r"[^\W_](?:[-_.:+/]*[^\W_])*")
LABEL: Final = re.compile(r"[^\W_](?:[-_]*[^\W_])*")
_BEFORE: Final = re.compile(r"[\w/@.+]")


def is_label(key: str) -> bool:
    """Whether `key` names something of the report: `fig-x`, or `Fig-x` at the start of a sentence."""
    prefix, dash, rest = key.partition("-")
    return bool(dash and rest) and prefix[:1].lower() + prefix[1:] in PREFIXES


def normal(label: str) -> tuple[str, bool]:
    """The label in its own spelling, and whether it was typed with a capital."""
    return label[:1].lower() + label[1:], label[:1].isupper()


def lookalike(key: str) -> str:
    """`fig-x` for `figure-x`; empty when the prefix resembles none."""
    prefix, dash, rest = key.partition("-")
    known = LOOKALIKES.get(prefix.lower(), "")
    return f"{known}-{rest}" if dash and rest and known else ""


def begins_word(text: str, at: int) -> bool:
    """Whether an `@` at this offset starts a word: not in an e-mail address, nor in a web address."""
    if at == 0:
        return True
    before = text[at - 1]
    if before == "_":
        return at < 2 or not text[at - 2].isalnum()
    if before == ".":
        return at > 1 and not text[at - 2].isalnum()
    return not _BEFORE.match(before)
