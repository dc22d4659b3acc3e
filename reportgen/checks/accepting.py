"""Findings accepted in place, each with its reason: a comment on the line before, or at the end of the line.

In Markdown `<!-- check: accept CHK020 because it quotes the law -->` stands before the block it is about; in
YAML `# check: accept CHK020 because …` before the field, or behind it. An error of the content is never
accepted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reportgen.diagnostics import Diagnostic, Diagnostics, Severity, Span

_ACCEPT: Final = re.compile(
    r"(?:<!--|#)\s*check:\s*accept\s+(?P<codes>[A-Z]{2,3}\d{3}(?:[\s,]+[A-Z]{2,3}\d{3})*)(?P<why>.*?)(?:-->)?\s*$"
)
_CODE: Final = re.compile(r"[A-Z]{2,3}\d{3}")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The code accepted on the lines `first` to `last`, where that is said, and whether with a reason."""

    code: str
    place: Span
    first: int
    last: int
    reason: bool


def acceptances(text: str, file: str) -> list[Acceptance]:
    """What the comments of one file accept."""
    found: list[Acceptance] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        match = _ACCEPT.search(line) if "check:" in line else None
        if match is None:
            continue
        alone = not line[: match.start()].strip()
        first, last = (index + 2, _end(lines, index + 1)) if alone else (index + 1, _end(lines, index))
        reason = bool(re.sub(r"^\s*(?:because|car|parce que|:|—|-)?\s*", "", match["why"]).strip())
        place = Span(file, index + 1, match.start() + 1)
        found += [Acceptance(code, place, first, last, reason) for code in _CODE.findall(match["codes"])]
    return found


def _end(lines: list[str], start: int) -> int:
    """The last line (from 1) of the block or field that begins at `start` (from 0)."""
    if start >= len(lines):
        return len(lines)
    indent = len(lines[start]) - len(lines[start].lstrip())
    at = start + 1
    inside = lines[start].rstrip().endswith(("|", ">", ">-", "|-", ":"))
    while at < len(lines):
        line = lines[at]
        deeper = len(line) - len(line.lstrip()) > indent
        if (not line.strip() and not inside) or (line.strip() and inside and not deeper):
            break
        if line.strip() and not inside and re.match(r"\s*(?:[\w-]+:|- )", line) and not deeper:
            break
        at += 1
    return at


def accepted(diagnostics: Diagnostics, read: Callable[[str], str | None]) -> Diagnostics:
    """The findings without those accepted in place; a comment without a reason is one (CHK090)."""
    kept = Diagnostics()
    by_file: dict[str, list[Acceptance]] = {}
    for item in diagnostics:
        name = item.span.file
        if name not in by_file:
            by_file[name] = acceptances(read(name) or "", name)
        match = next((a for a in by_file[name] if _covers(a, item)), None)
        if match is None:
            kept.extend((item,))
        elif not match.reason:
            kept.add("CHK090", match.place, code=match.code)
    return kept


def _covers(acceptance: Acceptance, item: Diagnostic) -> bool:
    return (
        acceptance.code == item.code
        and item.severity is not Severity.ERROR
        and acceptance.first <= item.span.line <= acceptance.last
    )
