"""What checkers that are not ours say of the pages: the form in which the dossier takes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """One checker on the pages of one language.

    `pages` are the stems of the pages it saw, each in all `views` ("1280 px, light"; none when it reads
    the text alone); `findings` are pairs of a stem and what is wrong there. `left_out` are its messages
    that are no findings, with how often each was said.
    """

    tool: str
    version: str
    lang: str
    pages: tuple[str, ...]
    views: tuple[str, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()

    def count_in(self, stems: frozenset[str]) -> int:
        """How many findings there are in these pages."""
        return sum(stem in stems for stem, _ in self.findings)
