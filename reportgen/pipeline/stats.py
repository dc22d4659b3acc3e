"""`reportgen stats`: how long the report is, how complete its fiches, whom they cover, what is translated."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

from reportgen.checks import CheckContext
from reportgen.compose.description import describe_fields
from reportgen.compose.directives import SYNTAXES
from reportgen.compose.scene import Scene
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from reportgen.translation import i18n_status

_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def stats(root: Path) -> tuple[dict[str, Any] | None, Diagnostics]:
    """Figures of the project at `root` as data for JSON; None when it cannot be loaded.

    `words`: by language and folder of the content. `fields`: the share of fiches that fill each field.
    `coverage`: fiches led by each portfolio. `translation`: units by state.
    """
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    if loaded is None:
        return None, diagnostics
    project, inventory = loaded.project, loaded.inventory
    documents = make_documents(loaded, project.languages, "draft", diagnostics, Timings())
    words: dict[str, Counter[str]] = {lang: Counter() for lang in documents}
    for passage in CheckContext(project, inventory, documents, Diagnostics()).passages:
        folder = passage.span.file.split("/")[-2]
        words[passage.lang][folder] += len(_WORD.findall(passage.words))
    scene = Scene(project, inventory, project.source_language, "draft", loaded.assets, Diagnostics())
    led = Counter(entry.fiche.lead.portfolio for entry in inventory.entries.values())
    states: Counter[str] = Counter()
    for row in i18n_status(project, inventory, SYNTAXES, Diagnostics()):
        states.update({str(state): count for state, count in row.paired.counts().items()})
    found: dict[str, Any] = {
        "parts": dict(Counter(part.kind for part in documents[project.source_language].parts)),
        "words": {lang: dict(sorted(count.items())) for lang, count in words.items()},
        "fields": {field.name: round(field.share, 3) for field in describe_fields(scene)},
        "coverage": {name: led.get(name, 0) for name in inventory.portfolios},
        "translation": dict(sorted(states.items())),
    }
    return found, diagnostics
