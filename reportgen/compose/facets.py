"""What a fiche is filed under, for editions that sort and filter: its facets, each value in words."""

from __future__ import annotations

from typing import Any, Final

from reportgen.compose.display import display, shown
from reportgen.compose.query.fields import is_known
from reportgen.compose.scene import Scene
from reportgen.document import nodes as n
from reportgen.inventory import LocalFiche

FACETS: Final = (
    *("portfolio", "involved", "family", "method", "form", "level", "region", "year"),
    *("follow_up_status", "depth"),
)


def facets_of(fiche: LocalFiche, scene: Scene) -> tuple[n.Facet, ...]:
    """The facets of a fiche in the order of `FACETS`, then its dates in words; none without a value."""
    made = [n.Facet(name, tuple(_values(fiche, name, scene))) for name in FACETS]
    made.append(n.Facet("dates", (("", str(display(fiche, "dates", scene))),)))
    return tuple(facet for facet in made if facet.values)


def _values(fiche: LocalFiche, name: str, scene: Scene) -> list[tuple[str, str]]:
    field = scene.fields[name]
    value: Any = field.get(fiche)
    if isinstance(value, str) and not value:
        return []
    if value is None or not is_known(value):
        return [("", scene.words["unknown"])]
    items = value if isinstance(value, tuple) else (value,)
    return [(str(item), str(shown(field, item, scene))) for item in dict.fromkeys(items)]
