"""Composing: records, chapters and templates become one tree per language."""

from reportgen.compose.fragment import compose_fragment
from reportgen.compose.memory import Memory
from reportgen.compose.records import records_for
from reportgen.compose.report import compose
from reportgen.compose.status import compose_status

__all__ = ["Memory", "compose", "compose_fragment", "compose_status", "records_for"]
