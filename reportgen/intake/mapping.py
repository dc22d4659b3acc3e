"""A mapping file: which foreign column is which field, and which foreign value which code.

```yaml
columns: {"Nom de la démarche": name, "Ministère": lead_portfolio, "Lien": "sources[1].url"}
values: {method: {"Budget part.": participatory_budget}}
defaults: {form: participatory, level: national}
delimiter: ";"
encoding: cp1252
```
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from reportgen.diagnostics import Diagnostics
from reportgen.intake.submission import Key, read_key
from reportgen.inventory.types import Record
from reportgen.yamlfile import YamlFile, validate

Name = Annotated[str, Field(max_length=500)]


class MappingFile(Record):
    """A mapping as written."""

    columns: Annotated[dict[Name, Name], Field(max_length=500, default_factory=dict)]
    values: dict[Name, dict[Name, Name]] = Field(default_factory=dict)
    defaults: dict[Name, Name] = Field(default_factory=dict)
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    encoding: Literal["utf-8", "cp1252", "latin-1", "utf-16"] = "utf-8"


class Mapped(Record):
    """A mapping that was checked: its columns and defaults are fields."""

    columns: dict[str, Key] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    defaults: dict[Key, str] = Field(default_factory=dict)
    delimiter: str = ""
    encoding: str = "utf-8"


NO_MAPPING: Final = Mapped()


def read_mapping(yaml: YamlFile, diagnostics: Diagnostics) -> Mapped:
    """The mapping in a YAML file; what names no field is a finding."""
    written = validate(MappingFile, yaml, diagnostics)
    if written is None:
        return NO_MAPPING
    columns: dict[str, Key] = {}
    defaults: dict[Key, str] = {}
    for name, target in written.columns.items():
        key = read_key(target)
        if key is None:
            diagnostics.add("INT030", yaml.span("columns", name), name=target)
        else:
            columns[name] = key
    for target, value in written.defaults.items():
        key = read_key(target)
        if key is None:
            diagnostics.add("INT030", yaml.key_span("defaults", target), name=target)
        else:
            defaults[key] = value
    for target in written.values:
        if read_key(target) is None:
            diagnostics.add("INT030", yaml.key_span("values", target), name=target)
    return Mapped(
        columns=columns,
        values=written.values,
        defaults=defaults,
        delimiter=written.delimiter or "",
        encoding=written.encoding,
    )
