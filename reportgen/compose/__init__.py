"""Composing: records, chapters and templates become one tree per language."""

from reportgen.compose.fragment import compose_fragment
from reportgen.compose.memory import Memory, Stopped
from reportgen.compose.records import records_for
from reportgen.compose.report import compose, compose_ahead, compose_written
from reportgen.compose.status import compose_status

__all__ = [
    "Memory",
    "Stopped",
    "compose",
    "compose_ahead",
    "compose_fragment",
    "compose_status",
    "compose_written",
    "records_for",
]
