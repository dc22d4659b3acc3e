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
    # the example fiche, the first portfolios and milestone of a project in a further language
    "new.fiche.name": ("Nom de la pratique", "Name of the practice"),
    "new.fiche.summary": (
        "Une ou deux phrases qui disent ce que c’est.",
        "One or two sentences that say what it is.",
    ),
    "new.fiche.lead": ("Service qui pilote", "Service in charge"),
    "new.fiche.selection": ("Ouvert à toutes et à tous", "Open to all"),
    "new.fiche.asked": ("Ce qui a été demandé, et pourquoi", "What was asked, and why"),
    "new.fiche.pitfall": ("Ce qui a posé problème", "What went wrong"),
    "new.fiche.gap": ("Ce que l’on ne sait pas.", "What is not known."),
    "new.portfolio.premier-ministre": (
        "Services du chef du gouvernement",
        "Office of the head of government",
    ),
    "new.portfolio.interieur": ("Intérieur", "Interior"),
    "new.portfolio.sante": ("Santé", "Health"),
    "new.portfolio.numerique": ("Numérique", "Digital affairs"),
    "new.portfolio.parlement": ("Parlement", "Parliament"),
    "new.portfolio.collectivites": ("Collectivités territoriales", "Local and regional authorities"),
    "new.milestone": ("Publication de l’inventaire", "Inventory published"),
    "new.write": (
        "À écrire\u00a0: une phrase par ligne, avec ses sources.",
        "To be written: one sentence a line, with its sources.",
    ),
}
"""Each is a hint, printed until somebody writes something better."""
