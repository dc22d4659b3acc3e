"""Which fields of a YAML file hold Markdown: what is typed into a plain one must stay as typed."""

from __future__ import annotations

import re
from typing import Final, get_args

from pydantic import BaseModel

from reportgen.inventory import Fiche
from reportgen.inventory.leaves import marker
from reportgen.inventory.shared import Acronym, GlossaryTerm, Milestone, Ministries, Person

Loc = tuple[str | int, ...]
_FILES: Final = (
    (re.compile(r"content/\w+/fiches/[^/]+\.yaml"), Fiche, 0),
    (re.compile(r"content/shared/glossary\.yaml"), GlossaryTerm, 1),
    (re.compile(r"content/shared/acronyms\.yaml"), Acronym, 1),
    (re.compile(r"content/shared/milestones\.yaml"), Milestone, 1),
    (re.compile(r"content/shared/people\.yaml"), Person, 1),
    (re.compile(r"content/shared/ministries\.yaml"), Ministries, 0),
)


def is_plain(file: str, loc: Loc) -> bool:
    """Whether the field at `loc` of a file of the project is plain text; other files hold Markdown."""
    for pattern, model, skipped in _FILES:
        if pattern.fullmatch(file):
            return _kind(model, loc[skipped:]) == "plain"
    return False


def _kind(model: type[BaseModel] | None, loc: Loc) -> str:
    """The kind of the text field at `loc` below a model; "" when the model has none there."""
    kind = ""
    for step in loc:
        if isinstance(step, int):
            continue
        info = model.model_fields.get(step) if model else None
        if info is None:
            return ""
        found = marker(info)
        kind = found.kind if found else ""
        model = _model(info.annotation)
    return kind


def _model(annotation: object) -> type[BaseModel] | None:
    """The record that an annotation holds, itself or as items."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model(one))), None)
