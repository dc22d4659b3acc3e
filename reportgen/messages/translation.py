"""Pairing and translation states (TRN)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "TRN001": Message("error", "not translated: {text}", "pas traduit\u00a0: {text}"),
    "TRN002": Message(
        "error",
        "the French text has changed since this was translated: {text}",
        "le texte français a changé depuis cette traduction\u00a0: {text}",
    ),
    "TRN003": Message(
        "error",
        "this translation has been edited since it was confirmed: {text}",
        "cette traduction a été modifiée depuis sa confirmation\u00a0: {text}",
    ),
    "TRN004": Message(
        "error",
        "the French text and this translation have both changed: {text}",
        "le texte français et cette traduction ont tous deux changé\u00a0: {text}",
    ),
    "TRN005": Message(
        "error",
        "nobody has confirmed that this is the translation: {text}",
        "personne n’a confirmé que ceci est la traduction\u00a0: {text}",
    ),
    "TRN006": Message(
        "error",
        "this translates nothing that is in the French text: {text}",
        "ceci ne traduit rien qui soit dans le texte français\u00a0: {text}",
    ),
    "TRN007": Message(
        "warning",
        "this translates nothing that is in the French text: delete it, or declare it as an addition: {text}",
        "ceci ne traduit rien qui soit dans le texte français\u00a0: supprimez-le, ou déclarez-le comme "
        "ajout\u00a0: {text}",
    ),
    "TRN010": Message(
        "error",
        "no unit or document to confirm is called “{id}”",
        "aucune unité ni aucun document à confirmer ne s’appelle «\u00a0{id}\u00a0»",
    ),
    "TRN011": Message(
        "error",
        "{key} stands in one language alone: say why, or write the other text first",
        "{key} n’existe que dans une langue\u00a0: dites pourquoi, ou écrivez d’abord l’autre texte",
    ),
    "TRN020": Message(
        "error",
        "this lock was written by another version ({version}, this one knows {known}): it is not followed",
        "ce verrou vient d’une autre version ({version}, celle-ci connaît {known})\u00a0: il n’est pas suivi",
    ),
}
