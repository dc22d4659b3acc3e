"""Which way a language is written."""

from __future__ import annotations

from typing import Final, Literal

_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_SCRIPTS: Final = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"})


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction of the language of a tag (BCP 47): by its script when it names one (`az-Arab`)."""
    first, *others = lang.casefold().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    right = scripts[0] in _SCRIPTS if scripts else first in _RIGHT_TO_LEFT
    return "rtl" if right else "ltr"
