"""What can be asked of records: the fields of each collection, taken from the models themselves.

A field added to the fiche can be counted, sorted and shown in a table without a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from reportgen.inventory import UNKNOWN, Figure, LocalFiche, LocalPortfolio, PartialDate, Unknown
from reportgen.inventory.fiche import Family, Fiche, FollowUpStatus, Lead, Region, Selection

Kind = Literal["enum", "portfolio", "number", "date", "text", "list"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a collection. `values` are those an enum may take; `labels` names their words
    (`labels.<labels>.<value>`); `get` reads it from a record."""

    name: str
    kind: Kind
    get: Callable[[Any], Any]
    values: tuple[str, ...] = ()
    labels: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Records of one kind in report order, with what can be asked of them."""

    name: str
    items: tuple[Any, ...]
    fields: Mapping[str, Field]


def fiche_fields(portfolios: Mapping[str, LocalPortfolio]) -> dict[str, Field]:
    """The fields of a fiche: those of the model, then what follows from them."""

    def tier(fiche: LocalFiche) -> str:
        found = portfolios.get(fiche.lead.portfolio)
        return found.tier if found else ""

    def involved(fiche: LocalFiche) -> tuple[str, ...]:
        return (fiche.lead.portfolio, *fiche.associated)

    ids = tuple(portfolios)
    # A part of a field by its own name, as it stands in the file: `lead.portfolio`.
    aliases = {"lead.portfolio": "portfolio", "lead.name": "organiser", "selection.kind": "selection"}
    made = [_of_model(name, info.annotation) for name, info in Fiche.model_fields.items()]
    fields = {field.name: field for field in made}
    fields["associated"] = Field("associated", "portfolio", lambda f: f.associated, ids)
    for extra in (
        Field("portfolio", "portfolio", lambda f: f.lead.portfolio, ids),
        Field("ministry", "portfolio", lambda f: f.lead.portfolio, ids),
        Field("involved", "portfolio", involved, ids),
        Field("organiser", "text", lambda f: f.lead.name),
        Field("tier", "enum", tier, ("core", "delegated", "institution"), "tier"),
        Field(
            "follow_up_status",
            "enum",
            lambda f: f.follow_up_status,
            get_args(FollowUpStatus),
            "follow_up_status",
        ),
        Field("family", "enum", lambda f: f.family, get_args(Family), "family"),
        Field("year", "number", lambda f: f.start.year),
        Field("end_year", "number", lambda f: f.end.year),
    ):
        fields[extra.name] = extra
    return {**fields, **{alias: fields[name] for alias, name in aliases.items()}}


def portfolio_fields(fiches: tuple[LocalFiche, ...]) -> dict[str, Field]:
    """The fields of a portfolio: its id, its tier, and how many practices it leads or is associated with."""

    def led(portfolio: LocalPortfolio, depth: str = "") -> int:
        return sum(f.lead.portfolio == portfolio.id and depth in {"", f.depth} for f in fiches)

    made = (
        Field("id", "text", lambda p: p.id),
        Field("name", "text", lambda p: p.name),
        Field("tier", "enum", lambda p: p.tier, ("core", "delegated", "institution"), "tier"),
        Field("led", "number", led),
        Field("full", "number", lambda p: led(p, "full")),
        Field("short", "number", lambda p: led(p, "short")),
        Field("associated", "number", lambda p: sum(p.id in f.associated for f in fiches)),
    )
    return {field.name: field for field in made}


def _of_model(name: str, annotation: Any) -> Field:
    def get(record: Any) -> Any:
        return getattr(record, name)

    if get_origin(annotation) is Literal:
        return Field(name, "enum", get, tuple(get_args(annotation)), name)
    if annotation == Region | Literal[""]:
        return Field(name, "enum", get, get_args(Region), name)
    if annotation is PartialDate:
        return Field(name, "date", get)
    if annotation is Figure:
        return Field(name, "number", lambda record: get(record).value)
    if annotation is Lead:
        return Field(name, "portfolio", lambda record: get(record).portfolio)
    if annotation is Selection:
        kinds = get_args(Selection.model_fields["kind"].annotation)
        return Field(name, "enum", lambda record: get(record).kind, kinds, name)
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        if hasattr(item, "model_fields"):
            return Field(name, "number", lambda record: len(get(record)))
        return Field(name, "list", get)
    return Field(name, "text", get)


def is_known(value: Any) -> bool:
    """Whether a value says something: not unknown, not empty; zero is known."""
    if isinstance(value, Unknown):
        return False
    if isinstance(value, PartialDate):
        return bool(value)
    return not isinstance(value, str | tuple) or bool(value)


def sort_key(value: Any) -> tuple[int, Any]:
    """Orders values of one field; the unknown come last."""
    if value is UNKNOWN or not is_known(value):
        return (1, 0)
    if isinstance(value, PartialDate):
        return (0, (value.first_day, len(value.parts)))
    if isinstance(value, str):
        return (0, value.casefold())
    return (0, len(value)) if isinstance(value, tuple) else (0, value)
