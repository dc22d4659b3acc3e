"""`:::{todo} <words>`: an open point, for those who write; shown in drafts and proofs, never in a release.

It is in one language and is not translated. Its paragraphs are not counted: numbers stay when it goes.
"""

from __future__ import annotations

from typing import Final

from reportgen.compose.directives.base import Place, span_of
from reportgen.document import nodes as n
from reportgen.document.linemap import LineMap
from reportgen.document.markdown.syntax import DirectiveSyntax
from reportgen.document.parse import parse_inline
from reportgen.document.walk import plain_text

NAME: Final = "todo"
SYNTAX: Final = DirectiveSyntax(NAME, "optional", "markdown")


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    if place.scene.profile == "release":
        said = directive.argument or plain_text(directive.children)
        place.scene.diagnostics.add("CMP070", span_of(directive), text=" ".join(said.split())[:60])
        return ()
    title = parse_inline(
        directive.argument,
        origin=LineMap.field(span_of(directive)),
        container=place.container,
        lang=place.scene.lang,
        diagnostics=place.scene.diagnostics,
    )
    return (n.Callout(NAME, directive.children, title, attrs=directive.attrs, span=directive.span),)
