"""Words that a new project starts with: key -> (French, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "new.title": ("Titre du rapport", "Title of the report"),
    "new.subtitle": ("Ce qu’il montre, en une ligne", "What it shows, in one line"),
    "new.description": (
        "En deux phrases\u00a0: à quel engagement le rapport répond, et ce que le lecteur y trouve.",
        "In two sentences: which commitment the report answers, and what readers find in it.",
    ),
    "new.publisher": ("Qui publie", "Who publishes it"),
    "new.imprint": (
        "Comment le rapport a été fait, à partir de quelles sources, sous quelle licence.",
        "How the report was made, from which sources, under which licence.",
    ),
    "new.write": (
        "À écrire\u00a0: une phrase par ligne, avec ses sources.",
        "To be written: one sentence a line, with its sources.",
    ),
}
"""Each is a hint, printed until somebody writes something better."""
