"""What is wrong with the content, said like a compiler: places, diagnostics, and how they are printed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from reportgen.messages import MESSAGES, Lang

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file. `file` is relative to the project; lines and columns count from 1.

    `field` is the path of a YAML field (`pitfalls[2].text`) when the place lies in one.
    """

    file: str
    line: int = 1
    col: int = 1
    end_line: int = 0
    field: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` names an entry of `reportgen.messages`; `params` fill its text.

    `suggestion` is the nearest known word, shown as « did you mean … ? ». `level` replaces the severity of
    the code, where a project has chosen another one.
    """

    code: str
    span: Span
    params: tuple[tuple[str, str], ...] = ()
    suggestion: str = ""
    level: str = ""

    @property
    def severity(self) -> Severity:
        return Severity(self.level or MESSAGES[self.code].severity)

    def message(self, lang: Lang = "en") -> str:
        """The sentence for a person, in French or English, suggestion included."""
        text = getattr(MESSAGES[self.code], lang).format_map(dict(self.params))
        if self.suggestion:
            text += (
                f" (did you mean “{self.suggestion}”?)"
                if lang == "en"
                else (f" (vouliez-vous dire «\u00a0{self.suggestion}\u00a0»\u202f?)")
            )
        return str(text)


@dataclass(slots=True)
class Diagnostics:
    """Collects the findings of one run. Adding the same finding twice keeps one."""

    items: dict[Diagnostic, None] = field(default_factory=dict)

    def add(self, code: str, span: Span, /, suggestion: str = "", **params: object) -> None:
        """Record a finding. Raises KeyError for a code without an entry in `reportgen.messages`."""
        MESSAGES[code]
        pairs = tuple((key, str(value)) for key, value in params.items())
        self.items[Diagnostic(code, span, pairs, suggestion)] = None

    @contextmanager
    def captured(self) -> Iterator[dict[Diagnostic, None]]:
        """What is added inside the block, also in the order of adding; it is kept here as well."""
        around, self.items = self.items, {}
        try:
            yield self.items
        finally:
            around.update(self.items)
            self.items = around

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """What is added inside the block is not kept: it was added before."""
        around, self.items = self.items, {}
        try:
            yield
        finally:
            self.items = around

    def extend(self, others: Iterable[Diagnostic]) -> None:
        self.items.update(dict.fromkeys(others))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self.items, key=lambda d: (d.span, d.code, d.params)))

    def __len__(self) -> int:
        return len(self.items)

    @property
    def errors(self) -> int:
        return sum(d.severity is Severity.ERROR for d in self.items)

    @property
    def warnings(self) -> int:
        return sum(d.severity is Severity.WARNING for d in self.items)


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to `word`, or an empty string when none is near."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


_WIDEST: Final = 160


def render_text(diagnostic: Diagnostic, source: str | Sequence[str] | None, lang: Lang = "en") -> str:
    """`file:line:col: error CODE: message`, then the source line and a caret when the source is known.

    `source` is a text or its lines. Of a very long line (data on one line), what stands around is shown.
    """
    span = diagnostic.span
    where = f" [{span.field}]" if span.field else ""
    head = visible(f"{span}: {diagnostic.severity} {diagnostic.code}:{where} {diagnostic.message(lang)}")
    lines = source.splitlines() if isinstance(source, str) else source or ()
    if not 0 < span.line <= len(lines):
        return head
    line = visible(lines[span.line - 1])
    if len(line) > _WIDEST:
        start = max(0, min(span.col - 1, len(line)) - _WIDEST // 2)
        cut = line[start : start + _WIDEST]
        before, after = "…" * (start > 0), "…" * (start + _WIDEST < len(line))
        line, span = f"{before}{cut}{after}", replace(span, col=span.col - start + len(before))
    pad = "".join("\t" if c == "\t" else " " for c in line[: span.col - 1])
    return f"{head}\n{span.line:>6} | {line}\n       | {pad}^"


def visible(text: str) -> str:
    """`text` of the same length without what a terminal obeys (ECMA-48) or reorders (UAX #9)."""
    return _UNSEEN.sub("\ufffd", text)


def as_json(diagnostic: Diagnostic, lang: Lang = "en") -> Mapping[str, object]:
    """One finding as a JSON object: code, severity, file, line, col, field, message."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "file": span.file,
        "line": span.line,
        "col": span.col,
        "field": span.field,
        "message": diagnostic.message(lang),
        "suggestion": diagnostic.suggestion,
    }


def as_github(diagnostic: Diagnostic, lang: Lang = "en") -> str:
    """One finding as a GitHub Actions workflow command (`::error file=…,line=…,col=…::…`)."""
    kind = {"error": "error", "warning": "warning", "info": "notice"}[str(diagnostic.severity)]
    span = diagnostic.span
    text = _for_github(diagnostic.message(lang))
    file = _for_github(span.file).replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} file={file},line={span.line},col={span.col},title={diagnostic.code}::{text}"


def _for_github(text: str) -> str:
    """A text in a workflow command: what ends a line would begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
