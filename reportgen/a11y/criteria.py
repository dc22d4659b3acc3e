"""The criteria of RGAA 4.1.2: how many, which do not apply to a report, which people have to judge."""

from __future__ import annotations

from typing import Final

VERSION: Final = "4.1.2"
ADDRESS: Final = "https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#{criterion}"

_COUNTS: Final = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
CRITERIA: Final = tuple(
    f"{theme}.{number}" for theme, count in enumerate(_COUNTS, start=1) for number in range(1, count + 1)
)
"""All 106, by theme."""

NOT_APPLICABLE: Final = frozenset(
    {
        *(c for c in CRITERIA if c.split(".")[0] in ("2", "4")),
        *("1.4", "1.5", "5.3", "5.8", "11.10", "11.11", "11.12", "11.13"),
        *("13.1", "13.5", "13.6", "13.7", "13.8", "13.10", "13.11", "13.12"),
    }
)
"""What concerns frames, media, captchas, long forms, moving or timed content: checks prove their absence."""

HUMAN: Final = (
    *("1.3", "1.6", "1.7", "3.1", "5.5", "6.1", "7.1", "8.6", "8.7", "9.1", "10.3", "10.11"),
    *("11.2", "12.8", "13.3", "13.4", "13.9"),
)
"""Criteria whose judgement is a person's, each said in the words `a11y.human.<criterion>`."""
