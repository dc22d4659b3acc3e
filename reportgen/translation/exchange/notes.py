"""What a translator is told about a unit, in a few lines that every format can carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.translation.changes import marked_change
from reportgen.translation.exchange.codes import Code
from reportgen.translation.exchange.units import ExchangeUnit


def notes(unit: ExchangeUnit, terms: Sequence[tuple[str, str, str]] = ()) -> Iterator[tuple[str, str]]:
    """Category and text: place, context, codes, previous text, memory, terms."""
    number = f", § {unit.number}" if unit.number else ""
    yield "place", f"{unit.place}{number}, {unit.kind}: {unit.part}"
    if unit.before or unit.after:
        yield "context", f"… {unit.before} ⟨{unit.key}⟩ {unit.after} …"
    shown = [f"{code.name} = {code.start}{'…' + code.end if code.end else ''}" for code in _codes(unit)]
    if shown:
        yield "codes", "; ".join(" ".join(text.split()) for text in shown)
    if unit.was:
        yield "previous", unit.was
        yield "changes", marked_change(unit.was, unit.source.plain)
    if unit.leverage:
        yield "memory", f"{unit.leverage.score} %: {unit.leverage.source} → {unit.leverage.target}"
        if unit.leverage.score < 100:
            yield "memory-changes", marked_change(unit.leverage.source, unit.source.plain)
    plain = unit.source.plain
    found = [f"{source} → {target}" for source, target, _ in terms if _holds(plain, source)]
    if found:
        yield "terms", "; ".join(found)


def _holds(text: str, term: str) -> bool:
    """Whether a term stands in a text as a word; an acronym or a name with its capitals."""
    if not term or term.lower() not in text.lower():
        return False
    flags = re.IGNORECASE if term.islower() else re.NOFLAG
    return re.search(rf"\b{re.escape(term)}\b", text, flags) is not None


def _codes(unit: ExchangeUnit) -> list[Code]:
    return list(unit.source.codes.values())
