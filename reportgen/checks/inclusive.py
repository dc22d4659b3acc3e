"""Inclusive writing: one form, held throughout the French text."""

from __future__ import annotations

import re
from typing import Final

from reportgen.checks.context import CheckContext

_FORMS: Final = {
    "mid_dot": re.compile(r"\b[^\W\d_]{2,}[·•](?:e|ne|trice|euse|ère|ive|te|le|fe)(?:[·•]?s)?\b"),
    "parentheses": re.compile(r"\b[^\W\d_]{2,}\((?:e|ne|trice|euse|ère|ive)\)(?:s|\(s\))?"),
    "points": re.compile(r"\b[^\W\d_]{3,}\.(?:e|ne|trice|euse|ère|ive)(?:\.s)?\b(?!\.\w)"),
    "hyphens": re.compile(r"\b[^\W\d_]{3,}-(?:e|ne|trice|euse)(?:-s|s)?\b(?!-)"),
    "slash": re.compile(r"\b[^\W\d_]{3,}/(?:e|ne|trice|euse)s?\b"),
}


def forms(context: CheckContext) -> None:
    """CHK050: a form that is not the one chosen in `check: inclusive` (`doublets`: no short form at all)."""
    choice = context.project.settings.check.inclusive
    if choice == "any":
        return
    for passage in context.passages:
        if passage.lang != "fr":
            continue
        text = passage.words
        for name, pattern in _FORMS.items():
            if name == choice:
                continue
            for match in pattern.finditer(text):
                context.diagnostics.add("CHK050", passage.at(match.start()), text=match[0], choice=choice)
                context.drop("TYP126", passage.span)
