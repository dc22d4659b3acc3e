"""The whole package: every file of the data folder, by its path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Attachment
from reportgen.inventory import Inventory, LocalInventory
from reportgen.opendata.csvfiles import write_csv
from reportgen.opendata.frictionless import MEDIA, data_package_json, table_schema
from reportgen.opendata.jsonfiles import inventory_json, inventory_schema, write_json
from reportgen.opendata.linked import linked_inventory
from reportgen.opendata.metadata import dcat, schema_org
from reportgen.opendata.ods import write_ods
from reportgen.opendata.rdf import json_ld, turtle
from reportgen.opendata.sheets import Sheet, sheets
from reportgen.opendata.xlsx import MAX_CELL, write_xlsx
from reportgen.project import Settings
from reportgen.words import Words, words_for

PACKAGE: Final = "datapackage.json"
LINKED: Final = "inventory.jsonld"


@dataclass(frozen=True, slots=True)
class Source:
    """What the data are made from. `licence`: the text of the licence, put beside them when there is one."""

    settings: Settings
    inventory: Inventory
    licence: bytes = b""

    @property
    def langs(self) -> tuple[str, ...]:
        return self.settings.languages

    def words(self, lang: str) -> Words:
        return words_for(lang, self.inventory.words)


def data_package(source: Source, diagnostics: Diagnostics) -> dict[str, bytes]:
    """The files by path. A text that does not fit in a cell of a spreadsheet is a finding, and then
    none is made."""
    _too_long(source.inventory, diagnostics)
    if diagnostics.errors:
        return {}
    locals_ = {lang: source.inventory.localised(lang) for lang in source.langs}
    files: dict[str, bytes] = {}
    schemas: dict[str, bytes] = {}
    tables: dict[str, Sheet] = {}
    for lang, local in locals_.items():
        words = source.words(lang)
        made = sheets(local, words)
        for sheet in made:
            path = f"{lang}/{sheet.name}.csv"
            tables[path], files[path] = sheet, write_csv(sheet)
            schemas[f"{lang}/schemas/{sheet.name}.json"] = write_json(table_schema(sheet, lang, words))
        title = words["data.title"].format(title=source.settings.title[lang])
        files[f"{lang}/inventory.xlsx"] = write_xlsx(made, words, title, source.settings.date)
        files[f"{lang}/inventory.ods"] = write_ods(made, title, source.settings.date)
        files[f"{lang}/inventory.json"] = write_json(inventory_json(source.settings, local))
    words_by_lang = {lang: source.words(lang) for lang in source.langs}
    files[LINKED] = write_json(linked_inventory(source.settings, locals_, words_by_lang))
    return {**files, **schemas, **_about(source, files, tables, locals_)}


def attachments(source: Source, package: Mapping[str, bytes], lang: str) -> tuple[Attachment, ...]:
    """The tables and the whole inventory in `lang` out of a package, for an edition to carry along."""
    words = source.words(lang)
    title = words["data.title"].format(title=source.settings.title[lang])
    found = []
    for path, data in sorted(package.items()):
        folder, _, name = path.partition("/")
        stem, _, ending = name.partition(".")
        if folder == lang and (ending == "csv" or name == "inventory.json"):
            said = words.get(f"tables.{stem}", "")
            described = f"{title} – {said} (CSV)" if said else f"{title} ({ending.upper()})"
            attached = name if name.startswith("inventory") else f"inventory-{name}"
            found.append(Attachment(attached, MEDIA[f".{ending}"], described, data))
    return tuple(found)


def _about(
    source: Source,
    files: Mapping[str, bytes],
    tables: Mapping[str, Sheet],
    locals_: Mapping[str, LocalInventory],
) -> dict[str, bytes]:
    """Schemas and metadata: what describes the data files."""
    settings = source.settings
    statements = dcat(settings, source.langs, files)
    described = data_package_json(settings, settings.source_language, files, tables)
    made = {
        PACKAGE: write_json(described),
        "schemas/inventory.schema.json": write_json(inventory_schema()),
        "dcat.ttl": turtle(statements),
        "dcat.jsonld": write_json(json_ld(statements)),
        "schema-org.jsonld": write_json(
            schema_org(settings, source.langs, files, _years(next(iter(locals_.values()))))
        ),
    }
    if source.licence:
        made["LICENCE.txt"] = source.licence
    return made


def _years(local: LocalInventory) -> tuple[int, int] | None:
    dates = [date.parts[0] for fiche in local.fiches for date in (fiche.start, fiche.end) if date.known]
    return (min(dates), max(dates)) if dates else None


def _too_long(inventory: Inventory, diagnostics: Diagnostics) -> None:
    for entry in inventory.entries.values():
        records = [(entry.fiche, entry.yaml)]
        records += [(overlay.record, overlay.yaml) for overlay in entry.overlays.values()]  # type: ignore[misc]
        for record, yaml in records:
            for name in type(record).model_fields:
                text = getattr(record, name, None)
                if isinstance(text, str) and len(text) > MAX_CELL:
                    diagnostics.add("OPD001", yaml.span(name), length=len(text), limit=MAX_CELL)
