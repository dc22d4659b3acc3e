"""One field of a fiche as a table or a line shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.compose import formats
from reportgen.compose.query.fields import Field
from reportgen.compose.templating.escaping import Markdown
from reportgen.inventory import LocalFiche, PartialDate

if TYPE_CHECKING:
    from reportgen.compose.scene import Scene

SPECIAL = ("number", "name", "fiche", "dates")
"""Columns that are not fields: the fiche’s number, its name with a link, both, and its period."""


def display(fiche: LocalFiche, name: str, scene: Scene) -> Any:
    """The value of the column `name`: text, or Markdown that leads to the fiche. Raises KeyError."""
    if name == "number":
        return Markdown(f"[{scene.numbers[fiche.id]}](#fiche-{fiche.id})")
    if name in ("name", "fiche"):
        number = f"{scene.numbers[fiche.id]}. " if name == "fiche" else ""
        return Markdown(f"[{number}{scene.environment.printed(fiche.name)}](#fiche-{fiche.id})")
    if name == "dates":
        return formats.period(fiche.start, fiche.end, scene.lang, scene.words)
    if name == "lead":
        return portfolio_name(fiche.lead.portfolio, scene)
    return shown(scene.fields[name], scene.fields[name].get(fiche), scene)


def shown(field: Field, value: Any, scene: Scene) -> Any:
    """A value of a field in words."""
    if isinstance(value, tuple):
        items = [shown(field, item, scene) for item in value]
        return scene.environment.joined(items, scene.words["list.comma"])
    if isinstance(value, PartialDate):
        return formats.short_date(value, scene.lang, scene.words)
    if field.kind == "enum":
        return scene.words.get(f"labels.{field.labels}.{value}", value)
    if field.kind == "portfolio":
        return portfolio_name(value, scene)
    if field.kind == "number":
        if field.name == "cost_eur":
            return formats.euros(value, scene.lang, scene.words)
        # A year is not grouped by thousands.
        return (
            str(value)
            if field.name.endswith("year") and value
            else formats.number(value, scene.lang, scene.words)
        )
    return value


def portfolio_name(portfolio_id: str, scene: Scene) -> Any:
    found = scene.portfolios.get(portfolio_id)
    return found.name if found else portfolio_id
