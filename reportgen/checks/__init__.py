"""Checks beyond errors: rules over finished trees and texts as typed, each with a code and a switch."""

from reportgen.checks.accepting import accepted
from reportgen.checks.context import CheckContext
from reportgen.checks.fixing import fixed_files
from reportgen.checks.links import dead_links
from reportgen.checks.rules import RULES, run_rules, with_levels
from reportgen.checks.sarif import sarif_log

__all__ = [
    "RULES",
    "CheckContext",
    "accepted",
    "dead_links",
    "fixed_files",
    "run_rules",
    "sarif_log",
    "with_levels",
]
