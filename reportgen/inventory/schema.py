"""The JSON Schemas with which text editors complete and check YAML files, made from the models."""

from __future__ import annotations

import ast
import inspect
import json
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from reportgen.inventory import fiche as fiche_module
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.overlay import FicheOverlay
from reportgen.project import Settings

_MODELS: Final[dict[str, tuple[type[BaseModel], str]]] = {
    "fiche.schema.json": (Fiche, "A fiche: content/fr/fiches/<id>.yaml"),
    "fiche-overlay.schema.json": (FicheOverlay, "The English of a fiche: content/en/fiches/<id>.yaml"),
    "report.schema.json": (Settings, "The settings of a report: content/report.yaml"),
}


class _Quiet(GenerateJsonSchema):
    """Without the titles and defaults that repeat what the keys say."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def _explanations() -> dict[str, dict[str, str]]:
    """The sentence under each field in the source of the fiche, by class and field.

    Read here and not by pydantic, which would do it each time a report is built.
    """
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(fiche_module)).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = {
                field.target.id: text.value.value
                for field, text in pairwise(node.body)
                if isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
                and isinstance(text.value.value, str)
            }
    return found


def json_schemas() -> dict[str, dict[str, Any]]:
    """The schemas by file name, as committed in `schemas/` (JSON Schema draft-07: editors know it best)."""
    made: dict[str, dict[str, Any]] = {}
    explained = _explanations()
    for name, (model, title) in _MODELS.items():
        schema = model.model_json_schema(schema_generator=_Quiet, mode="validation")
        for part_name, part in ((model.__name__, schema), *schema.get("$defs", {}).items()):
            part.pop("title", None)
            sentences = explained.get(part_name.removesuffix("Overlay"), {})
            for field, value in part["properties"].items():
                if field in sentences:
                    part["properties"][field] = {"description": sentences[field], **value}
        made[name] = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **schema}
    return made


def schema_texts() -> dict[str, str]:
    """The files of `schemas/` by name."""
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in json_schemas().items()
    }


if __name__ == "__main__":
    for file_name, text in schema_texts().items():
        (Path("schemas") / file_name).write_text(text, encoding="utf-8")
