"""`:::{fiche} <id>`: one fiche where it is spoken of, as `view: card`, `row` or `full`."""

from __future__ import annotations

import dataclasses
from typing import Any, Final, Literal

from reportgen.compose.directives.base import Options, Place, keys_of, needs_records, read_options, span_of
from reportgen.diagnostics import suggest
from reportgen.document import nodes as n
from reportgen.document.markdown.syntax import DirectiveSyntax
from reportgen.document.walk import rewrite


class FicheOptions(Options):
    view: Literal["card", "row", "full"] = "card"


SYNTAX: Final = DirectiveSyntax("fiche", "required", "options", keys_of(FicheOptions))
TEMPLATES: Final = {"card": "fiche-card.md.j2", "row": "fiche-row.md.j2", "full": "fiche.md.j2"}


def expand(directive: n.Directive, place: Place) -> n.Blocks:
    options = read_options(FicheOptions, directive, place)
    if options is None or not needs_records(directive, place):
        return ()
    fiche = place.scene.fiches_by_id.get(directive.argument)
    if fiche is None:
        near = suggest(directive.argument, place.scene.fiches_by_id)
        place.scene.diagnostics.add("CMP011", span_of(directive), near, id=directive.argument)
        return ()
    fallback = place.scene.place_of_fiche(fiche.id)
    values = {"fiche": fiche, "view": options.view}
    blocks = place.render(TEMPLATES[options.view], values, f"{place.container}+{fiche.id}", fallback)
    return borrowed(blocks, fiche.id) if options.view == "full" else blocks


def borrowed(blocks: n.Blocks, fiche_id: str) -> n.Blocks:
    """A fiche shown away from its own page: no labels of its own, and sources that lead to that page."""

    def change(node: Any) -> Any:
        if isinstance(node, n.Generated):
            return None
        if isinstance(node, n.Citation) and all(_source(item.key) for item in node.items):
            return tuple(_to_source(item, fiche_id) for item in node.items)
        if isinstance(node, n.Heading):
            # Its sections stand below those of the chapter around them.
            node = dataclasses.replace(node, level=min(node.level + 1, 6))
        attrs = getattr(node, "attrs", n.NO_ATTRS)
        if attrs.id:
            return dataclasses.replace(node, attrs=dataclasses.replace(attrs, id=""))
        return node

    frame = n.Div(blocks, attrs=n.Attrs(classes=("fiche-full", "unnumbered")))
    return (rewrite(frame, change),)


def _source(key: str) -> bool:
    return key[:1] == "s" and key[1:].isdigit()


def _to_source(item: n.CiteItem, fiche_id: str) -> n.Inline:
    return n.InternalLink(f"fiche-{fiche_id}-{item.key}", (n.Text(f"[{item.key[1:]}]"),), "source", item.span)
