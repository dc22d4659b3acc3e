"""What a pydantic model allows at a place: its keys, its values, and an empty stand-in."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Marks a type (`Annotated[…, Placeholder(value)]`) with what stands in for a wrong required value."""

    value: Any


def annotation_at(model: Any, loc: Sequence[str | int]) -> Any:
    """The type declared at `loc` below `model`; None when there is none."""
    here: Any = model
    for step in loc:
        here = _bare(here)
        if isinstance(here, type) and issubclass(here, BaseModel):
            info = here.model_fields.get(str(step))
            if info is None:
                return None
            # pydantic keeps the markers of `Annotated` beside the bare type.
            here = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        elif get_origin(here) in {tuple, list}:
            here = get_args(here)[0]
        elif get_origin(here) in {dict, Mapping}:
            here = get_args(here)[1]
        else:
            return None
    return here


def known_keys(annotation: Any) -> list[str]:
    """The keys that a mapping of this type may have."""
    bare = _bare(annotation)
    return list(bare.model_fields) if isinstance(bare, type) and issubclass(bare, BaseModel) else []


def allowed_values(annotation: Any) -> tuple[Any, ...]:
    """The values of a `Literal`."""
    bare = _bare(annotation)
    return get_args(bare) if get_origin(bare) is Literal else ()


def placeholder(annotation: Any) -> Any:
    """A value that is valid for the type and says nothing."""
    if get_origin(annotation) is Annotated:
        for marker in annotation.__metadata__:
            if isinstance(marker, Placeholder):
                return marker.value
    bare = _bare(annotation)
    if get_origin(bare) is Literal:
        return get_args(bare)[0]
    if get_origin(bare) in {tuple, list}:
        return []
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return {
            name: placeholder(annotation_at(bare, (name,)))
            for name, info in bare.model_fields.items()
            if info.is_required()
        }
    return {int: 0, bool: False}.get(bare, "")


def _bare(annotation: Any) -> Any:
    """The type without `Annotated` and without `| None`."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in {Union, types.UnionType}:
            inner = [a for a in get_args(annotation) if a is not type(None)]
            if len(inner) != 1:
                return annotation
            annotation = inner[0]
        else:
            return annotation
