"""What reading one text knows: its places, units, notes and findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.document.blocks import Footnote
from reportgen.document.linemap import LineMap
from reportgen.document.markdown.places import Stretch
from reportgen.document.units import Unit, UnitFactory

# Looking for the nearest word is slow: the first mistakes of a text get a suggestion.
MAX_SUGGESTIONS: Final = 100


@dataclass(frozen=True, slots=True)
class Leaf:
    """The content of one inline token: its Markdown, and where each stretch of it stands in the text."""

    content: str
    places: Sequence[Stretch]
    source: str = ""

    def offset(self, pos: int) -> int:
        """The offset in the whole text of position `pos` of the content."""
        index = max(0, bisect_right(self.places, pos, key=lambda stretch: stretch[0]) - 1)
        start, offset = self.places[index]
        return offset + pos - start

    @classmethod
    def of(cls, token: Token) -> Leaf:
        return cls(token.content, token.meta["places"], token.meta.get("source", ""))


@dataclass(slots=True)
class Notes:
    """The footnotes of one text. `labels` are those defined somewhere in it; `calls` counts in order."""

    labels: frozenset[str] = frozenset()
    allowed: bool = True
    defined: dict[str, Footnote] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    inside: bool = False


@dataclass(slots=True)
class Context:
    """One reading of one text."""

    text: str
    places: LineMap
    units: UnitFactory
    diagnostics: Diagnostics
    parser: MarkdownIt
    env: dict[str, Any] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    last_level: int = 1
    suggestions: int = 0
    line_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line_starts = [0]
        find, at = self.text.find, 0
        while (at := find("\n", at) + 1) > 0:
            self.line_starts.append(at)

    def span(self, offset: int, end_line: int = 0) -> Span:
        """The place of an offset in the text; `end_line` counts from 1."""
        line = bisect_right(self.line_starts, offset)
        return self.places.at(line, offset - self.line_starts[line - 1] + 1, end_line)

    def block_span(self, token: Token) -> Span | None:
        """The place of a block: its first character, and its last line that is not blank."""
        if token.map is None:
            return self.span(token.meta["at"]) if "at" in token.meta else None
        first, end = token.map[0], self.last_line(token)
        at = token.meta.get("at")
        if at is None:
            line = self.line(first)
            at = self.line_starts[first] + len(line) - len(line.lstrip(" \t"))
        return self.span(at, end)

    def last_line(self, token: Token) -> int:
        """The number, from 1, of the last line of a block that is not blank; 0 when it has no lines."""
        first, end = token.map or [0, 0]
        while end > first + 1 and not self.line(end - 1).strip():
            end -= 1
        return end

    def line(self, index: int) -> str:
        """The line of the text with this index, from 0, without its end."""
        start = self.line_starts[index]
        end = self.line_starts[index + 1] - 1 if index + 1 < len(self.line_starts) else len(self.text)
        return self.text[start:end]

    def report(self, code: str, offset: int, /, suggestion: str = "", **params: object) -> None:
        self.diagnostics.add(code, self.span(offset), suggestion, **params)

    def suggest(self, word: str, known: Collection[str]) -> str:
        """The known word nearest to `word`; empty once many have been looked for."""
        self.suggestions += 1
        return suggest(word, known) if self.suggestions <= MAX_SUGGESTIONS else ""

    def unit(self, kind: str, leaf: Leaf, origin: Span) -> Unit:
        return self.units.make(kind, leaf.source or leaf.content, origin)
