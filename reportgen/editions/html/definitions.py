"""The terms of the glossary and the acronyms as a script file, for a page that shows them beside the text."""

from __future__ import annotations

import json
import re
from typing import Final

from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk

FILE: Final = "assets/definitions.js"
_PREFIXES: Final = ("term-", "acr-")


def definitions_file(document: n.Document) -> bytes:
    """`reportgenDefinitions({id: [term, definition]})`, from the definition lists of the report."""
    found: dict[str, list[str]] = {}
    for part in document.parts:
        for item in walk(part.blocks):
            if isinstance(item, n.DefinitionItem) and item.attrs.id.startswith(_PREFIXES):
                text = " ".join(plain_text(definition) for definition in item.definitions)
                found[item.attrs.id] = [plain_text(item.term), re.sub(r"\s*\n\s*", " ", text).strip()]
    data = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"reportgenDefinitions({data});\n".encode()
