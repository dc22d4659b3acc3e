"""YAML (and JSON) read with the place of every key and value, and checked against pydantic models."""

from reportgen.yamlfile.kept import pack_yaml, unpack_yaml
from reportgen.yamlfile.places import Loc, Place, TextMap, YamlFile, path_text
from reportgen.yamlfile.reader import MAX_BYTES, MAX_DEPTH, Data, has_forbidden, read_yaml
from reportgen.yamlfile.validate import validate

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "Data",
    "Loc",
    "Place",
    "TextMap",
    "YamlFile",
    "has_forbidden",
    "pack_yaml",
    "path_text",
    "read_yaml",
    "unpack_yaml",
    "validate",
]
