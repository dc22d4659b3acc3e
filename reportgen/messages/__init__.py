"""Every sentence the engine says to a person about their content, in English and French, by stable code.

A room's sentences stand in the module named after it; `docs/diagnostics.md` is made from this table.
"""

from __future__ import annotations

from typing import Final

from reportgen.messages import (
    accessibility,
    checks,
    compose,
    documents,
    editions,
    files,
    intake,
    inventory,
    opendata,
    release,
    resolve,
    review,
    translation,
    work,
)
from reportgen.messages.base import Lang, Message

MESSAGES: Final[dict[str, Message]] = {
    **files.MESSAGES,
    **inventory.MESSAGES,
    **documents.MESSAGES,
    **compose.MESSAGES,
    **resolve.MESSAGES,
    **editions.MESSAGES,
    **translation.MESSAGES,
    **checks.MESSAGES,
    **review.MESSAGES,
    **accessibility.MESSAGES,
    **opendata.MESSAGES,
    **intake.MESSAGES,
    **release.MESSAGES,
    **work.MESSAGES,
}

__all__ = ["MESSAGES", "Lang", "Message"]
