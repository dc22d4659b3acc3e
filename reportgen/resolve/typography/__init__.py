"""Typography of French, English and, by their conventions, other languages, applied to the tree at build
time; sources stay as typed."""

from __future__ import annotations

from reportgen.resolve.typography.engine import PROFILES, Profile, typeset, typeset_text
from reportgen.resolve.typography.general import Conventions, conventions_of
from reportgen.resolve.typography.inlines import typeset_inlines
from reportgen.resolve.typography.lint import Finding, lint
from reportgen.resolve.typography.pieces import SENTINEL, Piece
from reportgen.resolve.typography.superscripts import Raised, superscripts
from reportgen.resolve.typography.tree import run

__all__ = [
    "PROFILES",
    "SENTINEL",
    "Conventions",
    "Finding",
    "Piece",
    "Profile",
    "Raised",
    "conventions_of",
    "lint",
    "run",
    "superscripts",
    "typeset",
    "typeset_inlines",
    "typeset_text",
]
