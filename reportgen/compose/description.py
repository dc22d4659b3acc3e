"""What the data hold, told from the model itself: each field, what it means, and how often it is filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportgen.compose.query.fields import is_known
from reportgen.compose.scene import Scene
from reportgen.inventory import Figure, PartialDate
from reportgen.inventory.fiche import Fiche


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field of the fiche. `about` says what it holds; `share` is the part of fiches that fill it."""

    name: str
    label: str
    about: str
    values: tuple[str, ...]
    filled: int
    share: float


def describe_fields(scene: Scene) -> tuple[FieldInfo, ...]:
    """The fields in the order of the model."""
    return tuple(_info(name, scene) for name in Fiche.model_fields)


def _info(name: str, scene: Scene) -> FieldInfo:
    filled = sum(_filled(getattr(fiche, name)) for fiche in scene.fiches)
    field = scene.fields[name]
    values = (
        tuple(scene.words.get(f"labels.{field.labels}.{v}", v) for v in field.values) if field.labels else ()
    )
    return FieldInfo(
        name,
        scene.words.get(f"fields.{name}", name),
        scene.words.get(f"about.{name}", ""),
        values,
        filled,
        filled / len(scene.fiches) if scene.fiches else 0.0,
    )


def _filled(value: Any) -> bool:
    if isinstance(value, Figure):
        return value.known
    if isinstance(value, PartialDate):
        return bool(value)
    return is_known(value)
