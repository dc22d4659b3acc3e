"""The inventory as JSON, nested as the fiches are, with its JSON Schema (draft-07)."""

from __future__ import annotations

import json
from typing import Any

from reportgen.inventory import LocalInventory
from reportgen.inventory.schema import json_schemas
from reportgen.inventory.tables import record_data
from reportgen.project import Settings

_TEXT = {"type": "string"}


def write_json(data: Any) -> bytes:
    """JSON for people and programs: UTF-8, keys in the order given, a line feed at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def inventory_json(settings: Settings, inventory: LocalInventory) -> dict[str, Any]:
    """The whole inventory in one language. `untranslated`: fields left in the source language, by fiche."""
    lang = inventory.lang
    return {
        "id": settings.id,
        "title": settings.title[lang],
        "version": settings.version,
        "date": settings.date,
        "language": lang,
        "licence": {"name": settings.licence.name[lang], "url": settings.licence.url},
        "portfolios": [{"id": p.id, "name": str(p.name), "tier": p.tier} for p in inventory.portfolios],
        "fiches": [record_data(fiche) for fiche in inventory.fiches],
        "untranslated": {f.id: sorted(f.fallback) for f in inventory.fiches if f.fallback},
    }


def inventory_schema() -> dict[str, Any]:
    """The JSON Schema of `inventory.json`, that of the fiche inside it."""
    fiche = dict(json_schemas()["fiche.schema.json"])
    definitions = fiche.pop("$defs", {})
    fiche.pop("$schema")
    portfolio = {
        "type": "object",
        "properties": {"id": _TEXT, "name": _TEXT, "tier": {"enum": ["core", "delegated", "institution"]}},
        "required": ["id", "name", "tier"],
        "additionalProperties": False,
    }
    properties = {
        **dict.fromkeys(("id", "title", "version", "date", "language"), _TEXT),
        "licence": {
            "type": "object",
            "properties": {"name": _TEXT, "url": _TEXT},
            "required": ["name", "url"],
        },
        "portfolios": {"type": "array", "items": portfolio},
        "fiches": {"type": "array", "items": {"$ref": "#/$defs/Fiche"}},
        "untranslated": {"type": "object", "additionalProperties": {"type": "array", "items": _TEXT}},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "An inventory of practices in one language",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": {**definitions, "Fiche": fiche},
    }
