"""Which characters of a Markdown text a reader sees, and where each stands in the source.

This is for putting an edit made on the printed text back into its source: markup is passed over, and what the
engine computes (a reference, a citation, the call of a note, a value) is one OBJECT character. It reads the
dialect of `docs/syntax.md` roughly; what it gets wrong is caught afterwards, by reading the result with the
real parser.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final

OBJECT: Final = "\ufffc"

_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE: Final = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMPUTED: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_NOTE: Final = re.compile(r"\[\^[^\]\s]+\]")
_CITED: Final = re.compile(r"\[[^\[\]]*?(?<![\w\\])-?@[\w][^\[\]]*\]")
_REFERENCE: Final = re.compile(r"(?<![\w\\])@[A-Za-z0-9][\w:-]*[A-Za-z0-9]")
_ATTRIBUTES: Final = re.compile(r"\{[^{}\n]*\}")
_TARGET: Final = re.compile(r"\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)")
_AUTOLINK: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACE: Final = re.compile(r"[ \t\r\n]+(?:>[ \t]*)?|\\\r?\n")
_DELIMITERS: Final = re.compile(r"\*{1,3}|_{1,3}|~~?|\^")


@dataclass(frozen=True, slots=True)
class Seen:
    """One visible character and the stretch of source it comes from. `depth` counts the markup around it."""

    char: str
    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Construct:
    """Markup round a stretch of visible characters (`first` up to `last`, exclusive): its two ends."""

    opening: tuple[int, int]
    closing: tuple[int, int]
    first: int
    last: int


@dataclass(slots=True)
class Visible:
    """The visible characters of a source, in order, and the markup round them."""

    chars: list[Seen] = field(default_factory=list)
    constructs: list[Construct] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one.char for one in self.chars)


def visible(source: str) -> Visible:
    """What a reader sees of `source`, one paragraph of Markdown."""
    reader = _Reader(source)
    reader.read(0, len(source), 0)
    return reader.out


def plain(text: str) -> Visible:
    """The same for text without markup."""
    chars = [Seen(" " if char in "\r\n" else char, at, at + 1, 0) for at, char in enumerate(text)]
    return Visible(chars)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out = Visible()

    def read(self, at: int, end: int, depth: int) -> None:
        """Read `source[at:end]`; `depth` is that of the markup around."""
        open_marks: list[tuple[str, int, int, int]] = []
        while at < end:
            at = self._one(at, end, depth + len(open_marks), open_marks)

    def _one(self, at: int, end: int, depth: int, marks: list[tuple[str, int, int, int]]) -> int:
        source = self.source
        char = source[at]
        if char == "\\" and (hit := _ESCAPE.match(source, at, end)):
            return self._see(hit[1], at, hit.end(), depth)
        if hit := _SPACE.match(source, at, end):
            return self._see(" ", at, hit.end(), depth)
        if char == "`" and (hit := _CODE.match(source, at, end)):
            first = len(self.out.chars)
            for place in range(hit.start(2), hit.end(2)):
                self._see(source[place], place, place + 1, depth + 1)
            self._construct((at, hit.start(2)), (hit.end(2), hit.end()), first)
            return hit.end()
        if char == "{" and (hit := _COMPUTED.match(source, at, end)):
            return self._see(OBJECT, at, hit.end(), depth)
        if char == "{" and (hit := _ATTRIBUTES.match(source, at, end)):
            return hit.end()
        if char in "[!^" and (stop := self._bracket(at, end, depth)):
            return stop
        if char == "@" and (hit := _REFERENCE.match(source, at, end)):
            return self._see(OBJECT, at, hit.end(), depth)
        if char == "<" and (hit := _AUTOLINK.match(source, at, end)):
            first = len(self.out.chars)
            for place in range(hit.start(1), hit.end(1)):
                self._see(source[place], place, place + 1, depth + 1)
            self._construct((at, at + 1), (hit.end() - 1, hit.end()), first)
            return hit.end()
        if char == "&" and (hit := _ENTITY.match(source, at, end)):
            return self._see(html.unescape(hit[0]), at, hit.end(), depth)
        if char in "*_~^" and (hit := _DELIMITERS.match(source, at, end)) and self._mark(hit, end, marks):
            return hit.end()
        return self._see(char, at, at + 1, depth)

    def _see(self, text: str, start: int, end: int, depth: int) -> int:
        self.out.chars.extend(Seen(char, start, end, depth) for char in text)
        return end

    def _construct(self, opening: tuple[int, int], closing: tuple[int, int], first: int) -> None:
        self.out.constructs.append(Construct(opening, closing, first, len(self.out.chars)))

    def _bracket(self, at: int, end: int, depth: int) -> int:
        """The end of what `[`, `![` or `^[` begins here; 0 when it begins nothing."""
        source = self.source
        for pattern in (_NOTE, _CITED):
            if source[at] == "[" and (hit := pattern.match(source, at, end)):
                if pattern is _CITED and source[hit.end() : hit.end() + 1] in ("(", "{"):
                    continue
                self._see(OBJECT, at, hit.end(), depth)
                return hit.end()
        bracket = at if source[at] == "[" else at + 1
        if source[bracket : bracket + 1] != "[" or bracket >= end:
            return 0
        close = _closing(source, bracket, end)
        if close < 0:
            return 0
        after = close + 1
        target = _TARGET.match(source, after, end)
        if target:
            after = target.end()
        attributes = _ATTRIBUTES.match(source, after, end)
        if attributes and not source.startswith("{{", after):
            after = attributes.end()
        if source[at] == "^" or (source[at] == "!" and target):
            self._see(OBJECT, at, after, depth)
            return after
        if source[at] == "!" or after == close + 1:
            return 0
        first = len(self.out.chars)
        self.read(at + 1, close, depth + 1)
        self._construct((at, at + 1), (close, after), first)
        return after

    def _mark(self, hit: re.Match[str], end: int, marks: list[tuple[str, int, int, int]]) -> bool:
        """Whether a run of delimiters opens or closes markup; if so, it is noted."""
        source, mark = self.source, hit[0]
        before = source[hit.start() - 1] if hit.start() else " "
        after = source[hit.end()] if hit.end() < end else " "
        if mark[0] == "_" and before.isalnum() and after.isalnum():
            return False
        if not before.isspace() and any(one[0] == mark for one in marks):
            while marks:
                opened, start, stop, first = marks.pop()
                if opened == mark:
                    self._construct((start, stop), hit.span(), first)
                    return True
        if after.isspace() or mark not in source[hit.end() : end]:
            return False
        marks.append((mark, hit.start(), hit.end(), len(self.out.chars)))
        return True


def _closing(source: str, at: int, end: int) -> int:
    """Where the bracket opened at `at` closes, or -1."""
    depth = 0
    while at < end:
        char = source[at]
        if char == "\\":
            at += 1
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if not depth:
                return at
        at += 1
    return -1
