"""`:::{figure-data}`: the data of every chart of the report, as tables; filled by a pass."""

from __future__ import annotations

from typing import Final

from reportgen.compose.directives.base import Place, generated
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax

SYNTAX: Final = DirectiveSyntax("figure-data", "none", "options", ("title",))


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    return generated("figure-data", directive)
