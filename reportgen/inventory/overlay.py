"""The overlay of a fiche in another language: its schema comes from the fiche's own."""

from __future__ import annotations

from typing import Annotated, Any, Final, get_args, get_origin

from pydantic import BaseModel, Field, create_model

from reportgen.inventory.fiche import Fiche
from reportgen.inventory.leaves import marker
from reportgen.inventory.types import Id, Record


def overlay_of(model: type[BaseModel], *, keyed: bool) -> type[Record] | None:
    """A model with the translatable fields of `model` alone, all optional; None when there are none.

    `keyed`: the record is named by its `id`, which is then required.
    """
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        inner = info.annotation
        found = marker(info)
        if found is not None:
            if found.translatable:
                is_list = get_origin(inner) is tuple
                typed = Annotated[(inner, *info.metadata)] if info.metadata else inner
                fields[name] = (typed, () if is_list else "")
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            part = overlay_of(inner, keyed=False)
            if part is not None:
                fields[name] = (part, part())
        elif get_origin(inner) is tuple:
            item = get_args(inner)[0]
            if isinstance(item, type) and issubclass(item, BaseModel) and "id" in item.model_fields:
                part = overlay_of(item, keyed=True)
                if part is not None:
                    items = tuple[part, ...]  # type: ignore[valid-type]
                    fields[name] = (items, Field(default=(), max_length=500))
    if not fields:
        return None
    if keyed:
        fields = {"id": (Id, ...), **fields}
    made: type[Record] = create_model(
        f"{model.__name__}Overlay", __base__=Record, __doc__=f"Translation of {model.__name__}.", **fields
    )
    return made


def _required(model: type[Record] | None) -> type[Record]:
    if model is None:
        raise TypeError("a fiche has translatable fields")
    return model


FicheOverlay: Final = _required(overlay_of(Fiche, keyed=True))
"""The overlay of a fiche."""
