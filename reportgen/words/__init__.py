"""Words the engine itself prints in a report (« Figure », « Contents »), in French and English.

A room's words stand in the module named after it; a project overrides any of them in
`content/shared/ui.yaml` (key -> {fr, en}).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.words import (
    a11y,
    compose,
    docx,
    epub,
    followup,
    html,
    intake,
    language,
    new,
    pdf,
    preview,
    release,
    resolve,
    review,
    tables,
)

DEFAULTS: Final[dict[str, tuple[str, str]]] = {
    **language.WORDS,
    **resolve.WORDS,
    **compose.WORDS,
    **html.WORDS,
    **pdf.WORDS,
    **docx.WORDS,
    **epub.WORDS,
    **a11y.WORDS,
    **review.WORDS,
    **tables.WORDS,
    **intake.WORDS,
    **followup.WORDS,
    **release.WORDS,
    **preview.WORDS,
    **new.WORDS,
}


LANGUAGES: Final = ("fr", "en")
"""The languages that the engine speaks by itself."""


TEXT: Final = "text:"
"""Begins the key of a text of templates, whose rest is its English."""


class Words(dict[str, str]):
    """The words of one language: `words["figure.caption"]`. A missing key raises KeyError."""


def words_for(lang: str, overrides: Mapping[str, Mapping[str, str]] | None = None) -> Words:
    """The engine's words in `lang` (`fr` or `en`), a project's own replacing them key by key."""
    words = Words({key: pair[0 if lang == "fr" else 1] for key, pair in DEFAULTS.items()})
    words.update({key: pair[lang] for key, pair in (overrides or {}).items() if lang in pair})
    return words
