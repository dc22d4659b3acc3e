"""The JSON Schemas that text editors read are those of the models."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from reportgen.diagnostics import Diagnostics
from reportgen.inventory import Fiche, FicheOverlay
from reportgen.inventory.leaves import marker
from reportgen.inventory.schema import json_schemas, schema_texts
from reportgen.yamlfile import read_yaml, validate

ROOT = Path(__file__).parents[2]
FICHES = sorted(path for lang in ("fr", "en") for path in ROOT.glob(f"content/{lang}/fiches/*.yaml"))


@pytest.mark.parametrize("name", sorted(json_schemas()))
def test_the_committed_schema_is_up_to_date(name: str) -> None:
    committed = (ROOT / "schemas" / name).read_text(encoding="utf-8")
    assert committed == schema_texts()[name], "run: .venv/bin/python -m reportgen.inventory.schema"


def test_every_field_of_a_fiche_is_explained() -> None:
    schema = json_schemas()["fiche.schema.json"]
    for part in (schema, *schema["$defs"].values()):
        for name, field in part["properties"].items():
            assert field.get("description"), name


def test_the_overlay_has_the_translatable_fields_and_no_fact() -> None:
    def fields(model: type[BaseModel]) -> set[str]:
        return set(model.model_fields)

    translatable = {
        name for name, info in Fiche.model_fields.items() if (found := marker(info)) and found.translatable
    }
    nested = {
        "lead",
        "selection",
        "participants",
        "contributions",
        "cost_eur",
        "follow_up",
        "pitfalls",
        "gaps",
    }
    assert fields(FicheOverlay) == {"id"} | translatable | nested
    definitions = json_schemas()["fiche-overlay.schema.json"]["$defs"]
    assert {name: sorted(part["properties"]) for name, part in definitions.items()} == {
        "FigureOverlay": ["counts"],
        "FollowUpOverlay": ["id", "text"],
        "LeadOverlay": ["name"],
        "NoteOverlay": ["id", "text"],
        "SelectionOverlay": ["detail"],
    }
    assert json_schemas()["fiche-overlay.schema.json"]["required"] == ["id"]


def test_schemas_allow_what_loading_allows() -> None:
    properties = json_schemas()["fiche.schema.json"]["properties"]
    assert {"enum": ["ongoing", "unknown"]} in properties["end"]["anyOf"]
    assert properties["method"]["enum"][0] == "citizens_assembly"
    assert json_schemas()["fiche.schema.json"]["additionalProperties"] is False


@pytest.mark.parametrize("path", FICHES, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_every_fiche_names_its_schema_on_its_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
    assert schema.resolve().is_relative_to(ROOT / "schemas") and schema.is_file()
    assert json.loads(schema.read_text(encoding="utf-8"))["title"]


def test_the_page_for_editors_names_every_field_and_every_value() -> None:
    page = (ROOT / "docs/fiche.md").read_text(encoding="utf-8")
    schema = json_schemas()["fiche.schema.json"]
    fields = {name for part in (schema, *schema["$defs"].values()) for name in part["properties"]}
    values = {
        value
        for part in (schema, *schema["$defs"].values())
        for field in part["properties"].values()
        for value in field.get("enum", [])
    }
    quoted = set(re.findall(r"`([\w.]+)`", page))
    quoted |= {name.split(".")[-1] for name in quoted}
    assert fields - {"text", "id", "lead", "selection"} | values <= quoted


def test_the_example_of_the_page_is_a_good_fiche() -> None:
    page = (ROOT / "docs/fiche.md").read_text(encoding="utf-8")
    examples = [text for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "\nid: " in text]
    for text, model in zip(examples, (Fiche, FicheOverlay), strict=True):
        diagnostics = Diagnostics()
        read = read_yaml(text, "exemple-de-fiche.yaml", diagnostics)
        assert read is not None and validate(model, read, diagnostics) is not None
        assert len(diagnostics) == 0
        assert read.data["id"] == "exemple-de-fiche"


def test_every_field_of_every_schema_is_explained_in_french() -> None:
    for file, schema in json_schemas().items():
        for part in (schema, *schema["$defs"].values()):
            for name, field in part.get("properties", {}).items():
                assert field.get("description"), (file, name)
    assert json_schemas()["fiche.schema.json"]["properties"]["name"]["description"] == "Nom de la pratique."


def test_the_real_files_follow_their_schemas() -> None:
    schemas = json_schemas()
    files = [*FICHES[::25], ROOT / "content/report.yaml", ROOT / "content/shared/glossary.yaml"]
    for path in files:
        text = path.read_text(encoding="utf-8")
        name = text.split("\n", 1)[0].rpartition("/")[2]
        jsonschema.validate(json.loads(json.dumps(yaml.safe_load(text))), schemas[name])
