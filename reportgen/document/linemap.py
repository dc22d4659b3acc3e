"""From a place in a Markdown text to the place in the file an editor types in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from reportgen.diagnostics import Span

At = Callable[[int, int], Span]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text, from `line`:`col` up to `end_line`:`end_col` (exclusive), made from one field.

    `target` is the place of the field's text. With `literal`, line k of the stretch is line k of the field,
    indented as `target.col` says (a YAML block scalar); without, every place leads to `target` itself.
    `target` may instead be a function of (line, col) counted from 1 inside the field's text.
    """

    line: int
    col: int
    end_line: int
    end_col: int
    target: Span | At
    literal: bool = True

    def at(self, line: int, col: int) -> Span:
        row = line - self.line
        inside = col - self.col if row == 0 else col - 1
        if not isinstance(self.target, Span):
            return self.target(row + 1, inside + 1)
        if not self.literal:
            return self.target
        return replace(self.target, line=self.target.line + row, col=self.target.col + inside, end_line=0)


class LineMap:
    """Maps (line, col) of a text, both from 1, to a `Span`.

    Outside every segment the text is the file itself, or `fallback` where that is given (text typed in
    a template, for instance).
    """

    def __init__(self, file: str, segments: tuple[Segment, ...] = (), fallback: Span | None = None) -> None:
        self.file = file
        self.fallback = fallback
        self._segments = tuple(sorted(segments, key=lambda s: (s.line, s.col)))
        self._starts = [(s.line, s.col) for s in self._segments]

    @classmethod
    def field(cls, target: Span | At, literal: bool = True) -> LineMap:
        """The map of a text that is one field from end to end."""
        file = target.file if isinstance(target, Span) else target(1, 1).file
        return cls(file, (Segment(1, 1, 1 << 30, 1, target, literal),))

    def at(self, line: int, col: int, end_line: int = 0) -> Span:
        """The place of `line`:`col`; `end_line` is a line of the text too, and is mapped as well."""
        span = self._at(line, col)
        if not end_line:
            return span
        if end_line <= line:
            return replace(span, end_line=span.end_line or span.line)
        last = self._at(end_line, 1)
        if last.file != span.file or last.field != span.field:
            last = span
        return replace(span, end_line=max(last.line, last.end_line, span.line))

    def _at(self, line: int, col: int) -> Span:
        index = bisect_right(self._starts, (line, col)) - 1
        if index < 0 and self._starts and self._starts[0][0] == line:
            index = 0
        if index >= 0:
            segment = self._segments[index]
            if (line, col) < (segment.end_line, segment.end_col):
                return segment.at(line, col)
        return self.fallback or Span(self.file, line, col)
