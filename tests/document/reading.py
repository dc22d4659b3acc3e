"""What the tests of this room share: parsing a text, and saying what was found in one line a finding."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostics
from reportgen.document.parse import DirectiveSyntax, LineMap, Parsed, parse_markdown

DIRECTIVES = {
    syntax.name: syntax
    for syntax in (
        DirectiveSyntax("fiche", "required", "options", ("view",)),
        DirectiveSyntax("fiches", "none", "options", ("where", "sort", "as")),
        DirectiveSyntax("toc", "optional", "none"),
        DirectiveSyntax("panel", "optional", "markdown"),
    )
}


def parse(text: str, origin: LineMap | str = "a.md", lang: str = "fr") -> tuple[Parsed, Diagnostics]:
    """A text parsed as the chapter `a`, with a few directives of records, and its findings."""
    diagnostics = Diagnostics()
    parsed = parse_markdown(
        text, origin=origin, container="chapters/a", lang=lang, directives=DIRECTIVES, diagnostics=diagnostics
    )
    return parsed, diagnostics


def findings(diagnostics: Diagnostics) -> list[str]:
    """`line:col CODE` of each finding, then what it suggests."""
    return [
        f"{found.span.line}:{found.span.col} {found.code}"
        + (f" -> {found.suggestion}" if found.suggestion else "")
        for found in diagnostics
    ]
