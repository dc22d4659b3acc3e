"""`:::{fiche-list}`: the list of fiches with their pages."""

from __future__ import annotations

from typing import Final

from reportgen.compose.directives.base import Place, generated
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax

SYNTAX: Final = DirectiveSyntax("fiche-list", "none", "options", ("title",))


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    return generated("fiches", directive)
