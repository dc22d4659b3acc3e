"""Words of reviews and comparisons: key -> (French, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "review.title": ("Tableau des observations", "Table of observations"),
    "review.counts": (
        "{comments} commentaires et {changes} modifications suivies lus dans {drafts} fichiers\u00a0; {threads} observations, dont {unmapped} sans paragraphe.",
        "{comments} comments and {changes} tracked changes read in {drafts} files; {threads} observations, {unmapped} of them without a paragraph.",
    ),
    "review.unmapped": ("Sans paragraphe", "Without a paragraph"),
    "review.column.number": ("N°", "No."),
    "review.column.place": ("Endroit", "Place"),
    "review.column.who": ("Auteur, date", "Author, date"),
    "review.column.remark": ("Observation", "Observation"),
    "review.column.state": ("Suite donnée", "What was done"),
    "review.kind.comment": ("Commentaire", "Comment"),
    "review.kind.edit": ("Modification", "Edit"),
    "review.kind.insert": ("Paragraphe ajouté", "Paragraph added"),
    "review.kind.delete": ("Paragraphe supprimé", "Paragraph deleted"),
    "review.kind.move": ("Paragraphe déplacé", "Paragraph moved"),
    "review.kind.format": ("Mise en forme", "Formatting"),
    "review.kind.structure": ("Structure", "Structure"),
    "review.state.open": ("ouverte", "open"),
    "review.state.answered": ("répondue", "answered"),
    "review.state.accepted": ("acceptée", "accepted"),
    "review.state.refused": ("refusée", "refused"),
    "review.proposal.ready": ("peut être reportée", "can be applied"),
    "review.proposal.done": ("déjà dans le texte", "already in the text"),
    "review.proposal.conflict": ("conflit à trancher", "conflict to be settled"),
    "review.proposal.manual": ("à reporter à la main", "to be done by hand"),
    "review.untracked": ("sans suivi", "untracked"),
    "review.resolved": ("résolu", "resolved"),
    "diff.title": ("Ce qui a changé de {before} à {after}", "What changed from {before} to {after}"),
    "diff.summary": ("Changements par nature", "Changes by kind"),
    "diff.none": ("Aucun changement.", "No change."),
    "diff.kind.edit": ("Modifié", "Edited"),
    "diff.kind.ins": ("Ajouté", "Added"),
    "diff.kind.del": ("Supprimé", "Deleted"),
    "diff.kind.move": ("Déplacé", "Moved"),
    "diff.ins.start": ("début d’ajout ", "insertion starts "),
    "diff.ins.end": (" fin d’ajout", " insertion ends"),
    "diff.del.start": ("début de suppression ", "deletion starts "),
    "diff.del.end": (" fin de suppression", " deletion ends"),
    "review.paragraph": ("§\u00a0{number}", "§\u00a0{number}"),
}
