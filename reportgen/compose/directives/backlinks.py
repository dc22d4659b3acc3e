"""`:::{backlinks}`: where the report refers to this fiche, or to the part named as argument."""

from __future__ import annotations

from typing import Final

from reportgen.compose.directives.base import Place, generated
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax

SYNTAX: Final = DirectiveSyntax("backlinks", "optional", "options", ())


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    return generated("backlinks", directive)
