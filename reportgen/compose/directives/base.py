"""What directives share: reading options into a model, asking for fiches, lists that later passes fill."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Protocol, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from reportgen.compose.query import Condition, QueryError, parse_condition
from reportgen.compose.scene import Scene
from reportgen.compose.templating import PlacedText
from reportgen.compose.tools import ordered
from reportgen.diagnostics import Span, suggest
from reportgen.document import nodes as n
from reportgen.document.linemap import LineMap
from reportgen.document.markdown.syntax import DirectiveSyntax
from reportgen.document.parse import parse_inline
from reportgen.document.units import Unit
from reportgen.inventory import LocalFiche
from reportgen.translation.pieces import directive_units

_LABEL: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


class RenderTemplate(Protocol):
    def __call__(self, name: str, values: Mapping[str, Any], container: str, fallback: Span) -> n.Blocks: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a directive stands: the report in the language around it, the part, the container of its units.

    `render` turns a template into blocks, the directives in it expanded.
    """

    scene: Scene
    part: str
    container: str
    render: RenderTemplate


class DirectiveModule(Protocol):
    """What each module of this folder holds."""

    @property
    def SYNTAX(self) -> DirectiveSyntax: ...  # noqa: N802 - a constant of the module

    @property
    def expand(self) -> Callable[[n.Directive, Place], n.Blocks]: ...


class Options(BaseModel):
    """Options of a directive, read from their lines. Field names with a final `_` are keys without it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def keys_of(model: type[Options]) -> tuple[str, ...]:
    """The option keys of a model, for `DirectiveSyntax.options`."""
    return tuple(name.rstrip("_") for name in model.model_fields)


def _split(separator: str) -> BeforeValidator:
    def split(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(item.strip() for item in value.split(separator) if item.strip())

    return BeforeValidator(split)


def _label(value: Any) -> Any:
    if value and not _LABEL.match(str(value)):
        raise ValueError("a-z 0-9 -")
    return value


Names = Annotated[tuple[str, ...], _split(",")]
Items = Annotated[tuple[str, ...], _split(";")]
Label = Annotated[str, BeforeValidator(_label)]

M = TypeVar("M", bound=Options)


def read_options(model: type[M], directive: n.Directive, place: Place) -> M | None:
    """The options as `model`; None after a finding at the option."""
    given = dict(directive.options)
    if directive.attrs.id and "id" in model.model_fields:
        given.setdefault("id", directive.attrs.id)
    names = {name.rstrip("_"): name for name in model.model_fields}
    try:
        return model.model_validate({names[key]: value for key, value in given.items() if key in names})
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            key = str(detail["loc"][0]).rstrip("_")
            span = span_of(directive, key)
            if detail["type"] == "missing":
                place.scene.diagnostics.add("CMP012", span, name=directive.name, key=key)
                continue
            values = _choices(model.model_fields[str(detail["loc"][0])].annotation)
            expected = " | ".join(values) or {"int": "1, 2, 3…"}.get(
                detail["type"].split("_")[0], "a-z 0-9 -"
            )
            near = suggest(str(detail["input"]), values)
            place.scene.diagnostics.add(
                "CMP010", span, near, key=key, value=detail["input"], expected=expected
            )
        return None


def _choices(annotation: Any) -> tuple[str, ...]:
    found = get_args(annotation)
    return tuple(str(item) for item in found if isinstance(item, str))


def span_of(directive: n.Directive, key: str = "") -> Span:
    """The place of an option’s value; of the directive when it is not given."""
    return dict(directive.option_spans).get(key) or directive.span or Span("")


def needs_records(directive: n.Directive, place: Place) -> bool:
    """Whether there are records to use; a finding when there are not."""
    if place.scene.project is None:
        place.scene.diagnostics.add("CMP013", span_of(directive), name=directive.name)
        return False
    return True


def condition_of(text: str, directive: n.Directive, place: Place) -> Condition | None:
    """The condition of the option `where`; None after a finding. No text is no condition."""
    if not text:
        return lambda record: True
    try:
        return parse_condition(text, place.scene.fields)
    except QueryError as error:
        error.report(place.scene.diagnostics, span_of(directive, "where"))
        return None


def chosen_fiches(where: str, sort: str, directive: n.Directive, place: Place) -> list[LocalFiche] | None:
    """The fiches that meet the condition, sorted; None after a finding."""
    condition = condition_of(where, directive, place)
    if condition is None:
        return None
    found = [fiche for fiche in place.scene.fiches if condition(fiche)]
    if not found and where:
        place.scene.diagnostics.add("CMP016", span_of(directive, "where"))
    try:
        return ordered(found, sort, place.scene) if sort else found
    except QueryError as error:
        error.report(place.scene.diagnostics, span_of(directive, "sort"))
        return None


def text_option(directive: n.Directive, key: str, kind: str = "inline") -> PlacedText:
    """The text of an option with its place, as templates take it."""
    return PlacedText(dict(directive.options).get(key, ""), kind, span_of(directive, key))


def caption_of(text: str, directive: n.Directive, key: str, place: Place) -> n.Inlines:
    """The inlines of an option typed as Markdown."""
    return parse_inline(
        text,
        origin=LineMap.field(span_of(directive, key)),
        container=place.container,
        lang=place.scene.lang,
        diagnostics=place.scene.diagnostics,
    )


def caption_unit(directive: n.Directive) -> Unit | None:
    """The unit of the caption (or title) of a directive: the one that is translated."""
    units = dict(directive_units(directive))
    return units.get("caption") or units.get("title")


def generated(kind: str, directive: n.Directive, argument: str = "") -> n.Blocks:
    """A list that a later pass fills; `title` and `depth` go with it as attributes."""
    values = tuple((key, value) for key, value in directive.options if key != "id")
    attrs = dataclasses.replace(directive.attrs, values=(*directive.attrs.values, *values))
    return (n.Generated(kind, argument or directive.argument, attrs=attrs, span=directive.span),)
