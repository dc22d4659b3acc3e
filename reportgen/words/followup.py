"""Words of the follow-up of the work: key -> (French, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "status.title": ("État de l’inventaire", "State of the inventory"),
    "labels.milestone.done": ("fait", "done"),
    "labels.milestone.done_late": ("fait après l’échéance", "done after the date"),
    "labels.milestone.late": (
        "échéance passée, sans preuve d’achèvement",
        "date passed, no evidence of completion",
    ),
    "labels.milestone.planned": ("à venir", "to come"),
    "labels.milestone.unknown": ("sans preuve trouvée", "no evidence found"),
    "status.fiches": ("Fiches", "Records"),
    "status.complete": ("Complétude", "Completeness"),
    "status.editorial": ("État éditorial", "Editorial state"),
    "status.translation": ("Traduction", "Translation"),
    "status.remarks": ("Remarques de relecture", "Remarks of proofreaders"),
    "status.remarks.open": ("ouvertes {count}", "open {count}"),
    "status.remarks.answered": ("répondues {count}", "answered {count}"),
    "status.remarks.settled": ("réglées {count}", "settled {count}"),
    "status.remarks.blocking": ("bloquantes {count}", "blocking {count}"),
    "status.coverage": ("Couverture", "Coverage"),
    "status.milestones": ("Jalons", "Milestones"),
    "status.emptiest": ("Champs les moins remplis", "Emptiest fields"),
    "status.first": ("Fiches à compléter", "Records to complete"),
    "status.blockers": ("Bloque la publication", "Blocks the release"),
    "status.nothing": ("rien", "nothing"),
}
