"""The shape of a message."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["fr", "en"]


class Message(NamedTuple):
    """A severity and the same sentence in two languages, with `{names}` to fill."""

    severity: Literal["error", "warning", "info"]
    en: str
    fr: str
