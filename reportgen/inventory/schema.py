"""The JSON Schemas with which text editors complete and check YAML files, made from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from reportgen.inventory.fiche import Fiche
from reportgen.inventory.overlay import FicheOverlay
from reportgen.inventory.shared import GlossaryTerm
from reportgen.project import Settings
from reportgen.words.schema import FRENCH

_Terms = tuple[GlossaryTerm, ...]
_Glossary = _Terms | dict[Literal["glossary"], _Terms]
"""A list of terms, or the same under a key."""
_MODELS: Final[dict[str, tuple[Any, str]]] = {
    "fiche.schema.json": (Fiche, "Une fiche : content/fr/fiches/<id>.yaml"),
    "fiche-overlay.schema.json": (FicheOverlay, "L’anglais d’une fiche : content/en/fiches/<id>.yaml"),
    "report.schema.json": (Settings, "Les réglages d’un rapport : content/report.yaml"),
    "glossary.schema.json": (_Glossary, "Le glossaire : content/shared/glossary.yaml"),
}


class _Quiet(GenerateJsonSchema):
    """Without the titles and defaults that repeat what the keys say."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def json_schemas() -> dict[str, dict[str, Any]]:
    """The schemas by file name, as committed in `schemas/` (JSON Schema draft-07: editors know it best)."""
    made: dict[str, dict[str, Any]] = {}
    for name, (model, title) in _MODELS.items():
        schema = TypeAdapter(model).json_schema(schema_generator=_Quiet, mode="validation")
        own = getattr(model, "__name__", "")
        for part_name, part in ((own, schema), *schema.get("$defs", {}).items()):
            part.pop("title", None)
            # What classes are for is said to those who read the source.
            part.pop("description", None)
            sentences = FRENCH.get(part_name.removesuffix("Overlay"), {})
            for field, value in part.get("properties", {}).items():
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
