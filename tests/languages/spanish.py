"""The report in Spanish, and what readers that are not ours see of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import html

from reportgen.diagnostics import Diagnostics
from reportgen.inventory import load_inventory
from reportgen.project import load_project
from reportgen.words import DEFAULTS, words_for

PROJECT = Path(__file__).parents[1] / "fixtures/spanish"
LOCALE = "content/locales/es.yaml"
_NOT_SAID = ("script", "style", "code", "pre")


def foreign_words() -> frozenset[str]:
    """The words of the engine in French and English that no Spanish word is or holds."""
    project = load_project(PROJECT, Diagnostics())
    assert project
    spanish = words_for("es", load_inventory(project, Diagnostics()).words)
    said = "\n".join(spanish.values())
    texts = (re.split(r"\{", text)[0].strip(" \u00a0:;.,") for pair in DEFAULTS.values() for text in pair)
    return frozenset(text for text in texts if len(text) > 5 and text not in said)


def left_in(text: str, foreign: frozenset[str]) -> list[str]:
    """The foreign words that stand in a text as words."""
    plain = " ".join(text.replace("\u00ad", "").split())
    near = [word for word in foreign if " ".join(word.split()) in plain]
    return sorted(
        word for word in near if re.search(rf"(?<!\w){re.escape(' '.join(word.split()))}(?!\w)", plain)
    )


def page(folder: Path, stem: str, lang: str = "es") -> Any:
    return html.document_fromstring((folder / f"{lang}/html/{stem}.html").read_bytes())


def said_on(tree: Any) -> str:
    """What a page says in its own language: its text and the names of its controls."""
    for one in list(tree.iter()):
        other = one.get("lang") if isinstance(one.tag, str) else None
        if one.tag in _NOT_SAID or (one.tag != "html" and other and other != tree.get("lang")):
            one.drop_tree()
    names = (tree.xpath(f"//@{name}") for name in ("aria-label", "title", "alt", "placeholder"))
    return " ".join([tree.text_content(), *(text for each in names for text in each)])
