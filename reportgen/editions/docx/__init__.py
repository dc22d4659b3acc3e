"""The Word edition: native styles, lists, fields, notes and tables, by which the file stays editable."""

from reportgen.editions.docx.writer import write_docx

__all__ = ["write_docx"]
