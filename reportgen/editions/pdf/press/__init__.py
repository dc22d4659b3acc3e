"""The copy for a printer: its paper, its colours, its cover sheet, and what a press needs to know."""

from reportgen.editions.pdf.press.paper import Press

__all__ = ["Press"]
