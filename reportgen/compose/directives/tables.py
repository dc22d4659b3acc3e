"""`:::{tables}`: the list of tables."""

from __future__ import annotations

from typing import Final

from reportgen.compose.directives.base import Place, generated
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax

SYNTAX: Final = DirectiveSyntax("tables", "none", "options", ("title",))


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    return generated("tables", directive)
