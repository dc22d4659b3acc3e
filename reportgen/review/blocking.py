"""Remarks that hold a release back: marked blocking, and not settled."""

from __future__ import annotations

import re
from typing import Final

from reportgen.review.register import Register, Thread

_MARK: Final = re.compile(r"\W*(?:bloquant|bloquante|bloquants|blocking|blocker)\b", re.IGNORECASE)


def is_blocking(thread: Thread) -> bool:
    """Whether the register says so, or the remark or a reply begins with “Bloquant” or “Blocking”."""
    said = (thread.text, *(reply.text for reply in thread.replies))
    return thread.blocking or any(_MARK.match(text) for text in said)


def is_settled(thread: Thread) -> bool:
    """Whether it was accepted or refused in the register, or resolved in Word. An answer settles nothing."""
    return thread.resolved or thread.state in ("accepted", "refused")


def holding_back(register: Register) -> tuple[Thread, ...]:
    """The blocking remarks of a review that are not settled."""
    return tuple(t for t in register.threads if is_blocking(t) and not is_settled(t))
