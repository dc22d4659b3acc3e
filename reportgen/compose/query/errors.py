"""What is wrong with a condition or an expression, before its place in a file is known."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostics, Span


class QueryError(Exception):
    """A finding at `offset` (from 0) of the text being read; it always ends as a diagnostic."""

    def __init__(self, code: str, offset: int, suggestion: str = "", **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset
        self.suggestion = suggestion
        self.params = params

    def report(self, diagnostics: Diagnostics, start: Span) -> None:
        """Record it; `start` is the place of the first character of the text."""
        at = Span(start.file, start.line, start.col + self.offset, field=start.field)
        diagnostics.add(self.code, at, self.suggestion, **self.params)
