"""Words of the epub room: key -> (French, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "epub.landmarks": ("Repères", "Landmarks"),
    "epub.pages": ("Pages du PDF", "Pages of the PDF"),
    "epub.page": ("Page {number}", "Page {number}"),
    "epub.source": ("Édition PDF, version {version}", "PDF edition, version {version}"),
    "epub.summary": (
        "Titres, notes, tableaux et langues sont balisés ; chaque graphique a une description et un tableau de ses données. "
        "Les règles WCAG 2.2 AA ont été vérifiées par des outils automatiques seulement.",
        "Headings, notes, tables and languages are marked up; each chart has a description and a table of its data. "
        "The WCAG 2.2 AA rules were checked by automated tools only.",
    ),
}
