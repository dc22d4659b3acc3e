"""What a release must pass before anything is written: two standards, our own rules, every word there."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import Final

import pikepdf

from reportgen.diagnostics import Diagnostics
from reportgen.editions.pdf.checks.rules import failures
from reportgen.editions.pdf.checks.tags import read_back
from reportgen.editions.pdf.checks.words import source_words, tagged_words
from reportgen.editions.pdf.findings import NOWHERE
from reportgen.editions.pdf.jobs import Job

STANDARDS: Final = (("ua1", "PDF/UA-1"), ("3a", "PDF/A-3a"))
_SHOWN: Final = 8
"""How many missing words a finding names."""


def judge(data: bytes, jobs: Sequence[Job], diagnostics: Diagnostics) -> None:
    """Add an error for each rule that `data` breaks, and for words of `jobs` that its tags do not say."""
    for profile, name in STANDARDS:
        for rule, message, count in _validated(data, profile):
            diagnostics.add("PDF008", NOWHERE, standard=name, rule=rule, detail=message, count=count)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        read = read_back(pdf)
        for failure in failures(read):
            failure.tell(diagnostics, "PDF009", NOWHERE)
        missing = Counter[str]()
        for job in jobs:
            missing += source_words(job.html)
        missing -= tagged_words(read)
    if missing:
        words = ", ".join(sorted(missing)[:_SHOWN])
        diagnostics.add("PDF010", NOWHERE, count=missing.total(), words=words)


def _validated(data: bytes, profile: str) -> list[tuple[str, str, int]]:
    """Rules that fail in a validator that is not ours: (rule, message, number of places)."""
    # Loaded late: drafts are not validated.
    import page as validator

    limits = validator.SafetyLimits.unlimited()
    report = validator.validate_pdf_bytes(data, profile=profile, limits=limits)
    found: dict[str, tuple[str, int]] = {}
    for failure in report.failures:
        message, count = found.get(failure.rule_id, (failure.message, 0))
        found[failure.rule_id] = (message, count + 1)
    return [(rule, message, count) for rule, (message, count) in found.items()]
