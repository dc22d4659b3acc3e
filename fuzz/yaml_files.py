"""YAML: any bytes are read with places, validated as each kind of file, and never raise."""

from __future__ import annotations

from collections.abc import Iterable

from fuzz.common import FIXTURE, files, sound
from reportgen.diagnostics import Diagnostics
from reportgen.inventory.fiche import Fiche
from reportgen.project.settings import Settings
from reportgen.yamlfile import read_yaml, validate

TOKENS = (
    "&a ", "*a", "!!python/object ", "!", "<<: ", "? ", ": ", "- ", "|\n  ", ">-\n  ", "{", "}", "[", "]", "---\n",
    "...\n", "%YAML 1.1\n", "\\u202e", '"\\', "''", "#", "\t", "\ufeff", "\x85", "id: ", "name: ", "how: |\n  ",
    "[@s1]", "sources:\n  - n: 1\n", "~", "0x", "1e400", "2019-99",
)  # fmt: skip


def seeds() -> Iterable[bytes]:
    return files(FIXTURE / "content", ".yaml", ".json")


def run(data: bytes) -> None:
    for name in ("content/fr/fiches/a.yaml", "content/shared/a.json"):
        diagnostics = Diagnostics()
        found = read_yaml(data, name, diagnostics)
        if found is not None:
            for model in (Fiche, Settings):
                validate(model, found, diagnostics)
        else:
            assert diagnostics.errors
        sound(diagnostics)
