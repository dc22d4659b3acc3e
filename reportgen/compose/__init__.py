"""Composing: records, chapters and templates become one tree per language."""

from reportgen.compose.fragment import compose_fragment
from reportgen.compose.records import records_for
from reportgen.compose.report import compose
from reportgen.compose.status import compose_status

__all__ = ["compose", "compose_fragment", "compose_status", "records_for"]
