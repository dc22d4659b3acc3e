"""Collection: forms that a ministry fills without any tool of ours, and what comes back made into fiches."""

from reportgen.intake.decide import Decision, Outcome, decide
from reportgen.intake.docx_form import docx_form
from reportgen.intake.html_form import html_form
from reportgen.intake.lists import Lists
from reportgen.intake.read import read_submission
from reportgen.intake.submission import Practice
from reportgen.intake.xlsx_form import xlsx_form

__all__ = [
    "Decision",
    "Lists",
    "Outcome",
    "Practice",
    "decide",
    "docx_form",
    "html_form",
    "read_submission",
    "xlsx_form",
]
