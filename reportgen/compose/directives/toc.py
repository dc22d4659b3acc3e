"""`:::{toc}`: the contents of the report, down to `depth` (1 parts, 2 sections, 3 subsections)."""

from __future__ import annotations

from typing import Final

from reportgen.compose.directives.base import Place, generated
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax

SYNTAX: Final = DirectiveSyntax(
    "toc",
    "none",
    "options",
    (
        "depth",
        "title",
    ),
)


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    return generated("toc", directive)
