"""Words of the preview face to face: key -> (French, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "preview.unit": ("Unité", "Unit"),
    "preview.back": ("Retour au rapport", "Back to the report"),
    "preview.edit": ("Modifier la traduction", "Edit the translation"),
    "preview.save": ("Enregistrer", "Save"),
    "preview.cancel": ("Annuler", "Cancel"),
    "preview.comment": ("Commenter", "Comment"),
    "preview.who": ("Votre nom", "Your name"),
    "preview.send": ("Noter le commentaire", "Note the comment"),
    "preview.saved": ("Traduction enregistrée dans son fichier", "Translation saved in its file"),
    "preview.noted": ("Commentaire noté dans reviews/", "Comment noted in reviews/"),
    "preview.refused": ("Refusé, rien n’a été écrit", "Refused, nothing was written"),
    "preview.state.draft": ("brouillon", "draft"),
    "preview.state.translated": ("traduit", "translated"),
    "preview.state.reviewed": ("relu", "reviewed"),
    "preview.state.final": ("définitif", "final"),
    "preview.state.same": ("identique à dessein", "same on purpose"),
    "preview.state.added": ("ajouté", "added"),
    "preview.state.stale": ("périmé", "stale"),
    "preview.state.edited": ("modifié", "edited"),
    "preview.state.both_changed": ("modifié des deux côtés", "both changed"),
    "preview.state.unconfirmed": ("non confirmé", "unconfirmed"),
    "preview.state.missing": ("manquant", "missing"),
    "preview.state.orphan": ("orphelin", "orphan"),
}
